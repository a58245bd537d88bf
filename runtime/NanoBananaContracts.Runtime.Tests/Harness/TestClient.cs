namespace NanoBananaContracts.Runtime.Tests.Harness;

/// <summary>A client over a script, with a key that can be looked for.</summary>
internal static class TestClient
{
    public const string Key = "sk-a-key-nobody-may-ever-see-0123456789";

    public static NanoBananaClient Create(
        StubHandler handler,
        Func<NanoBananaOptions, NanoBananaOptions>? change = null
    )
    {
        var options = new NanoBananaOptions { ApiKey = Key };
        return new NanoBananaClient(
            change?.Invoke(options) ?? options,
            new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }
        );
    }

    public static GenerateContentRequest Request { get; } = GenerateContentRequest.ForImage("A red fox in snow");

    /// <summary>The body of a reply with one whole PNG.</summary>
    public static string ImageReply(int width = 4, int height = 3) =>
        $$"""
            {"candidates":[{"content":{"role":"model","parts":[{"text":"Here is a fox."},{"inlineData":{"mimeType":"image/png",
            "data":"{{Convert.ToBase64String(SamplePictures.Png(width, height))}}"},"thoughtSignature":"c2lnbmVk"}]},
            "finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":1120,
            "thoughtsTokenCount":80,"totalTokenCount":1207},"modelVersion":"gemini-3.1-flash-image","responseId":"r-1"}
            """;

    /// <summary>The body of an error as Google writes it.</summary>
    public static string Error(int code, string status, string message, string details = "[]") =>
        $$$"""{"error":{"code":{{{code}}},"message":"{{{message}}}","status":"{{{status}}}","details":{{{details}}}}}""";

    /// <summary>The failure of a call that must fail.</summary>
    public static async Task<NanoBananaException> FailureOf(this Task call)
    {
        try
        {
            await call;
        }
        catch (NanoBananaException failure)
        {
            return failure;
        }

        throw new InvalidOperationException("The call did not fail.");
    }
}
