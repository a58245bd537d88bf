using System.Net;
using System.Net.Http.Headers;

namespace NanoBananaContracts.Runtime.Tests.Harness;

/// <summary>Answers every request with one body, without a network.</summary>
internal sealed class CannedReplies(byte[] body, string contentType = "application/json", int status = 200)
    : HttpMessageHandler
{
    public int Requests { get; private set; }

    public static NanoBananaClient Client(byte[] body, string contentType = "application/json", int status = 200) =>
        new(Options, new HttpClient(new CannedReplies(body, contentType, status)));

    public static NanoBananaOptions Options { get; } =
        new()
        {
            Provider = ProviderInfo.WisGate,
            ApiKey = "a-key",
            MaxAttempts = 1,
        };

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        Requests++;
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return Task.FromResult(
            new HttpResponseMessage((HttpStatusCode)status) { Content = content, RequestMessage = request }
        );
    }
}

/// <summary>Writes replies of image parts.</summary>
internal static class ReplyText
{
    /// <summary>An image part: <c>d</c> for a draft, its data before or after the flag.</summary>
    public static string Image(byte[] picture, bool draft = false, bool flagLast = true, string mimeType = "image/png")
    {
        var data = $"\"inlineData\":{{\"data\":\"{Convert.ToBase64String(picture)}\",\"mimeType\":\"{mimeType}\"}}";
        return (draft, flagLast) switch
        {
            (false, _) => $"{{{data}}}",
            (true, true) => $"{{{data},\"thought\":true}}",
            _ => $"{{\"thought\":true,{data}}}",
        };
    }

    public static byte[] Reply(params IEnumerable<string> parts) =>
        System.Text.Encoding.UTF8.GetBytes(
            $"{{\"candidates\":[{{\"content\":{{\"parts\":[{string.Join(',', parts)}],\"role\":\"model\"}},"
                + "\"finishReason\":\"STOP\"}],\"modelVersion\":\"gemini-3.1-flash-image\",\"responseId\":\"id-1\"}"
        );
}
