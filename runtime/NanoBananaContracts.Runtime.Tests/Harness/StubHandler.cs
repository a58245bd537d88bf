using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace NanoBananaContracts.Runtime.Tests.Harness;

/// <summary>What was sent, as it stood when it was sent.</summary>
internal sealed record SentRequest(
    Uri Address,
    HttpMethod Method,
    IReadOnlyDictionary<string, string> Headers,
    string Body
);

/// <summary>A handler that answers each request from a script; the last line of the script is repeated.</summary>
internal sealed class StubHandler(params Func<SentRequest, CancellationToken, Task<HttpResponseMessage>>[] script)
    : HttpMessageHandler
{
    private int next;

    /// <summary>Everything that was sent, in order.</summary>
    public List<SentRequest> Sent { get; } = [];

    /// <summary>Answers a status with a body.</summary>
    public static Func<SentRequest, CancellationToken, Task<HttpResponseMessage>> Reply(
        int status,
        string body,
        string mediaType = "application/json",
        Action<HttpResponseMessage>? change = null
    ) => Reply(status, () => new ByteArrayContent(Encoding.UTF8.GetBytes(body)), mediaType, change);

    /// <summary>Answers a status with content.</summary>
    public static Func<SentRequest, CancellationToken, Task<HttpResponseMessage>> Reply(
        int status,
        Func<HttpContent> content,
        string mediaType = "application/json",
        Action<HttpResponseMessage>? change = null
    ) =>
        (_, _) =>
        {
            var message = new HttpResponseMessage((HttpStatusCode)status) { Content = content() };
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
            change?.Invoke(message);
            return Task.FromResult(message);
        };

    /// <summary>Fails as the network does.</summary>
    public static Func<SentRequest, CancellationToken, Task<HttpResponseMessage>> Fail(Func<Exception> exception) =>
        (_, _) => Task.FromException<HttpResponseMessage>(exception());

    /// <summary>Never answers.</summary>
    public static async Task<HttpResponseMessage> Hang(SentRequest request, CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource<HttpResponseMessage>();
        await using var registration = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
        return await never.Task;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in request.Headers)
        {
            headers[header.Key] = string.Join(", ", header.Value);
        }

        foreach (var header in request.Content?.Headers ?? new ByteArrayContent([]).Headers)
        {
            headers[header.Key] = string.Join(", ", header.Value);
        }

        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var sent = new SentRequest(request.RequestUri!, request.Method, headers, body);
        Sent.Add(sent);
        var step = script[Math.Min(next++, script.Length - 1)];
        var reply = await step(sent, cancellationToken);
        reply.RequestMessage ??= request;
        return reply;
    }
}
