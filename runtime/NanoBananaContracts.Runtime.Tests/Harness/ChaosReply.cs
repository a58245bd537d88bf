using System.Text;

namespace NanoBananaContracts.Runtime.Tests.Harness;

/// <summary>The reply that the chaos is done to: a text, a draft, and a picture of 20 kB with its signature.</summary>
internal static class ChaosReply
{
    public static byte[] Picture { get; } = SamplePictures.Png(100, 65);

    public static byte[] Body { get; } = Make(Picture);

    public static byte[] Small { get; } = Make(SamplePictures.Jpeg(8, 8), draft: false);

    public static GenerateContentRequest Request { get; } =
        GenerateContentRequest.ForImage("A red fox in snow", AspectRatio.Ratio16x9, ImageSize.Size2K);

    private static byte[] Make(byte[] picture, bool draft = true)
    {
        var signature = Convert.ToBase64String(new byte[2000]);
        var first = draft
            ? $$$"""{"thought":true,"inlineData":{"data":"{{{Convert.ToBase64String(SamplePictures.Png(9, 9))}}}","mimeType":"image/png"}},"""
            : "";
        return Encoding.UTF8.GetBytes(
            $$$"""
            {"candidates":[{"content":{"parts":[{"text":"A fox."},{{{first}}}
              {"inlineData":{"mimeType":"image/png","data":"{{{Convert.ToBase64String(picture)}}}"},
               "thoughtSignature":"{{{signature}}}"}
            ],"role":"model"},"finishReason":"STOP","index":0}],
            "usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":1290,"totalTokenCount":1297},
            "modelVersion":"gemini-3.1-flash-image","responseId":"a-reply"}
            """
        );
    }
}
