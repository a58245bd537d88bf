using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Emulator.Hosting;

namespace NanoBananaContracts.Conformance.Recording;

/// <summary>
/// A reverse proxy on a loopback port that passes every request on, byte for byte, and keeps what a case needs of it.
/// </summary>
/// <remarks>Bodies stream through in pieces of 64 KiB; the memory used does not grow with their size.</remarks>
public sealed class RecordingProxy : IAsyncDisposable
{
    private const int PieceBytes = 64 * 1024;

    private static readonly FrozenSet<string> HopByHop = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Connection",
        "Keep-Alive",
        "Proxy-Authenticate",
        "Proxy-Authorization",
        "Proxy-Connection",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "Host",
        // We speak for ourselves about encodings: what is kept must be readable.
        "Accept-Encoding",
        "Expect"
    );

    private readonly HttpsOnlyProxy machineProxy = new();
    private readonly HttpMessageInvoker upstream;
    private readonly ConcurrentQueue<RecordedExchange> exchanges = new();
    private readonly ConcurrentDictionary<string, byte> secrets = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> problems = new();
    private readonly RecordingProxyOptions options;
    private readonly string root;
    private LoopbackServer? server;

    private RecordingProxy(RecordingProxyOptions options)
    {
        this.options = options;
        root = options.Target.AbsoluteUri.TrimEnd('/');
        upstream = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
                ConnectTimeout = TimeSpan.FromSeconds(30),
                Proxy = machineProxy,
            }
        );
    }

    /// <summary>Raised when an exchange has ended, kept or not; on the thread that carried it.</summary>
    public event Action? ExchangeEnded;

    /// <summary>Where it listens, such as <c>http://127.0.0.1:8788/</c>.</summary>
    public Uri BaseAddress => server!.Address;

    /// <summary>How many exchanges are whole and kept so far.</summary>
    public int ExchangeCount => exchanges.Count;

    /// <summary>Exchanges that cannot become cases, and why; without any secret.</summary>
    public IReadOnlyCollection<string> Problems => problems;

    /// <summary>The exchanges that are whole, oldest first.</summary>
    internal IReadOnlyList<RecordedExchange> Exchanges => [.. exchanges];

    /// <summary>The keys, tokens and cookie values that went past.</summary>
    internal IReadOnlyCollection<string> Secrets => [.. secrets.Keys];

    /// <summary>Starts a proxy.</summary>
    /// <param name="options">Where to listen and where to pass on to.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The proxy, listening; dispose it to stop it.</returns>
    /// <exception cref="ArgumentException">The target is no absolute http or https address.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<RecordingProxy> StartAsync(
        RecordingProxyOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!options.Target.IsAbsoluteUri || options.Target.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException("The target must be an absolute http or https address.", nameof(options));
        }

        var proxy = new RecordingProxy(options);
        proxy.server = await LoopbackServer
            .StartAsync(options.Port, proxy.AnswerAsync, cancellationToken)
            .ConfigureAwait(false);
        return proxy;
    }

    /// <summary>Stops listening.</summary>
    /// <returns>A task that ends when the port is free.</returns>
    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }

        upstream.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            if (await PassOnAsync(context).ConfigureAwait(false))
            {
                // The client has the whole answer before anybody ends the recording over it.
                await context.Response.CompleteAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            problems.Enqueue($"{context.Request.Method} {context.Request.Path}: the client hung up before the end.");
        }
        finally
        {
            ExchangeEnded?.Invoke();
        }
    }

    /// <summary>Passes one exchange on; false where the reply broke off and the connection was closed over it.</summary>
    private async Task<bool> PassOnAsync(HttpContext context)
    {
        TrafficSecrets.Collect(context.Request, secrets);
        if (!Target(context).StartsWith('/'))
        {
            // OPTIONS * asks about the server itself. Appended to the target's address it would name another host.
            problems.Enqueue($"{context.Request.Method} *: it names no path, so it was not passed on.");
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context
                .Response.WriteAsync("The recording proxy passes on requests for a path.", context.RequestAborted)
                .ConfigureAwait(false);
            return true;
        }

        if (OwnerElsewhere(context.Request) is { } owner)
        {
            var why =
                $"its API key is {owner.Name}'s, and {options.Target.Host} is another provider, so it was not passed on.";
            problems.Enqueue($"{context.Request.Method} {context.Request.Path}: {why}");
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context
                .Response.WriteAsync(
                    $"The recording proxy refused the request: {why} Use --target {owner.BaseAddress}, or a key of the target's.",
                    context.RequestAborted
                )
                .ConfigureAwait(false);
            return true;
        }

        var cancelled = context.RequestAborted;
        using var requestCapture = new BodyCapture(IsJson(context.Request.ContentType));
        using var request = MakeRequest(context, requestCapture);
        HttpResponseMessage reply;
        try
        {
            reply = await upstream.SendAsync(request, cancelled).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            problems.Enqueue(
                $"{context.Request.Method} {context.Request.Path}: the target did not answer ({exception.HttpRequestError}).{ProxyWords.About(exception, machineProxy, options.Target)}"
            );
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            await context
                .Response.WriteAsync("The recording proxy got no answer from its target.", cancelled)
                .ConfigureAwait(false);
            return true;
        }

        using (reply)
        {
            return await ReturnAsync(context, reply, requestCapture).ConfigureAwait(false);
        }
    }

    /// <summary>Whose a key of this request is, if the target is another provider's.</summary>
    private ProviderInfo? OwnerElsewhere(HttpRequest request)
    {
        var mine = new ConcurrentDictionary<string, byte>(StringComparer.Ordinal);
        TrafficSecrets.Collect(request, mine);
        return mine
            .Keys.Select(secret =>
                ProviderChoice.OtherOwner(ApiKey.FromConfiguration(secret), options.Target, options.Variable)
            )
            .FirstOrDefault(owner => owner is not null);
    }

    /// <summary>The raw target, so that percent escapes arrive as they were sent; a proxy's client names scheme and host too.</summary>
    private static string Target(HttpContext context) =>
        RequestTarget.OriginForm(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);

    private HttpRequestMessage MakeRequest(HttpContext context, BodyCapture capture)
    {
        var incoming = context.Request;
        var request = new HttpRequestMessage(new HttpMethod(incoming.Method), new Uri(root + Target(context)))
        {
            Version = HttpVersion.Version11,
        };
        if (incoming.ContentLength is > 0 || incoming.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(new TeeReadStream(incoming.Body, capture), PieceBytes);
        }

        foreach (var (name, values) in incoming.Headers)
        {
            if (!HopByHop.Contains(name) && !request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return request;
    }

    private async Task<bool> ReturnAsync(HttpContext context, HttpResponseMessage reply, BodyCapture requestCapture)
    {
        var outgoing = context.Response;
        outgoing.StatusCode = (int)reply.StatusCode;
        var headers = reply.Headers.Concat(reply.Content.Headers).SelectMany(Pairs).ToList();
        TrafficSecrets.Collect(headers, secrets);
        foreach (var (name, value) in headers.Where(header => !HopByHop.Contains(header.Key)))
        {
            outgoing.Headers.Append(name, value);
        }

        using var capture = new BodyCapture(IsJson(reply.Content.Headers.ContentType?.MediaType));
        var whole = await CopyAsync(context, reply, capture).ConfigureAwait(false);
        Keep(context, (int)reply.StatusCode, !whole, headers, requestCapture.Complete(), capture.Complete());
        if (!whole)
        {
            // The client must see what we saw: a body that breaks off.
            context.Abort();
        }

        return whole;
    }

    /// <summary>Copies the body; false where the target broke off.</summary>
    private static async Task<bool> CopyAsync(HttpContext context, HttpResponseMessage reply, BodyCapture capture)
    {
        var cancelled = context.RequestAborted;
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            using var body = await reply.Content.ReadAsStreamAsync(cancelled).ConfigureAwait(false);
            while (true)
            {
                int count;
                try
                {
                    count = await body.ReadAsync(piece, cancelled).ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is IOException or HttpRequestException)
                {
                    return false;
                }

                if (count == 0)
                {
                    return true;
                }

                capture.Write(piece.AsSpan(0, count));
                await context.Response.Body.WriteAsync(piece.AsMemory(0, count), cancelled).ConfigureAwait(false);
                // Events are worth something only when they arrive.
                await context.Response.Body.FlushAsync(cancelled).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private void Keep(
        HttpContext context,
        int status,
        bool brokeOff,
        List<KeyValuePair<string, string>> responseHeaders,
        CapturedBody requestBody,
        CapturedBody responseBody
    )
    {
        var request = context.Request;
        foreach (var (body, which) in ((CapturedBody, string)[])[(requestBody, "request"), (responseBody, "reply")])
        {
            if (body.Overflowed)
            {
                problems.Enqueue(
                    $"{request.Method} {request.Path}: the {which} has {body.Length} bytes, too many even without its long strings."
                );
                return;
            }
        }

        exchanges.Enqueue(
            new RecordedExchange
            {
                Method = request.Method,
                Path = request.Path.Value ?? "/",
                Query =
                [
                    .. request.Query.SelectMany(
                        pair => pair.Value,
                        (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")
                    ),
                ],
                KeyInItsHeader =
                    request.Headers.ContainsKey("x-goog-api-key") && !request.Headers.ContainsKey("Authorization"),
                RequestHeaders =
                [
                    .. request.Headers.SelectMany(
                        pair => pair.Value,
                        (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")
                    ),
                ],
                RequestBody = Encoding.UTF8.GetString(requestBody.Skeleton),
                Status = status,
                BrokeOff = brokeOff,
                ResponseHeaders = responseHeaders,
                ResponseBody = Encoding.UTF8.GetString(responseBody.Skeleton),
                Elided = requestBody.Elided.Concat(responseBody.Elided).ToDictionary(),
            }
        );
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(KeyValuePair<string, IEnumerable<string>> header) =>
        header.Value.Select(value => KeyValuePair.Create(header.Key, value));

    private static bool IsJson(string? contentType) =>
        contentType is not null
        && (
            contentType.Contains("json", StringComparison.OrdinalIgnoreCase)
            || contentType.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase)
        );
}
