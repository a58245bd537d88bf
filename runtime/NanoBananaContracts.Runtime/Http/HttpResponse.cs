using System.IO.Compression;

namespace NanoBananaContracts.Http;

/// <summary>A reply whose headers are here and whose body is still coming. Its owner disposes it.</summary>
internal sealed class HttpResponse : IIncomingBody
{
    private static readonly string[] RequestIdHeaders =
    [
        "x-request-id",
        "request-id",
        "x-goog-request-id",
        "x-oneapi-request-id",
        "cf-ray",
    ];

    /// <summary>
    /// How often a reply may be packed: by the service, and once more by a gateway. Every layer has buffers and hands on
    /// to the next, so that a header of a few kilobytes could cost gigabytes.
    /// </summary>
    private const int MostEncodings = 2;

    private const int LongestName = 32;

    private readonly HttpResponseMessage message;
    private readonly LimitedStream wire;
    private readonly bool isUnpacked;

    private HttpResponse(HttpResponseMessage message, LimitedStream wire, Stream body, bool isUnpacked = false)
    {
        this.isUnpacked = isUnpacked;
        this.message = message;
        this.wire = wire;
        Body = body;
    }

    public int StatusCode => (int)message.StatusCode;

    internal bool IsSuccess => message.IsSuccessStatusCode;

    public string? ContentType => message.Content?.Headers.ContentType?.ToString();

    /// <summary>How long the body will be; <see langword="null"/> where it is chunked or compressed.</summary>
    public long? ContentLength => Body == wire && !isUnpacked ? message.Content?.Headers.ContentLength : null;

    /// <summary>The plain bytes: decompressed, limited, and watched by the clock. Read it asynchronously.</summary>
    public Stream Body { get; }

    /// <summary>The id under which the service, or the gateway, logged the request.</summary>
    internal string? RequestId
    {
        get
        {
            foreach (var name in RequestIdHeaders)
            {
                if (message.Headers.TryGetValues(name, out var values) && First(values) is { Length: > 0 } id)
                {
                    return id;
                }
            }

            return null;
        }
    }

    /// <summary>The first value of a header; <see langword="null"/> where there is none.</summary>
    internal string? Header(string name) => message.Headers.TryGetValues(name, out var values) ? First(values) : null;

    /// <summary>The tier that served the call, where the service says so here.</summary>
    internal ServiceTier? Tier =>
        message.Headers.TryGetValues("x-gemini-service-tier", out var values) && First(values) is { Length: > 0 } tier
            ? ServiceTier.TryParse(tier, out var known)
                ? known
                : ServiceTier.Undocumented(tier) // Its price is not known; the picture is paid for all the same.
            : null;

    internal static async Task<HttpResponse> OpenAsync(
        HttpResponseMessage message,
        CallClock clock,
        long maxPlain,
        long maxCompressed,
        CancellationToken cancellationToken,
        bool isUnpacked = false
    )
    {
        var content = message.Content ?? new ByteArrayContent([]);
        var raw = await OpenAsync(content, cancellationToken).ConfigureAwait(false);
        // A browser unpacks, and lets the headers stand.
        var encodings = isUnpacked ? [] : Encodings(content.Headers.ContentEncoding);
        var isPlain = encodings.Count == 0;
        var wireLimit = isPlain ? maxPlain : maxCompressed;
        var wireOption = isPlain
            ? nameof(CallOptions.MaxResponseBytes)
            : nameof(CallOptions.MaxCompressedResponseBytes);
        // Of an error the status counts, whatever its body is said to be.
        if (message.IsSuccessStatusCode && !isUnpacked && content.Headers.ContentLength > wireLimit)
        {
            throw LimitedStream.TooLarge(wireLimit, wireOption);
        }

        var wire = new LimitedStream(raw, clock, wireLimit, wireOption);
        if (isPlain)
        {
            return new HttpResponse(message, wire, wire, isUnpacked);
        }

        Stream body;
        try
        {
            body = Unpacked(wire, encodings);
        }
        catch (NanoBananaException) when (!message.IsSuccessStatusCode)
        {
            body = Stream.Null;
        }

        return new HttpResponse(
            message,
            wire,
            new LimitedStream(body, clock, maxPlain, nameof(CallOptions.MaxResponseBytes), wire)
        );
    }

    private static async Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
#if NET
            return await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
            cancellationToken.ThrowIfCancellationRequested();
            return await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        }
        catch (Exception exception) when (HandlerException.IsToMark(exception))
        {
            throw new HandlerException(exception);
        }
    }

    /// <summary>How long the headers ask to wait: <c>Retry-After</c>, in seconds or as a date.</summary>
    internal TimeSpan? RetryAfter(TimeProvider time)
    {
        var header = message.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Body.Dispose();
        message.Dispose();
    }

#if !NET
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Performance",
        "CA1859",
        Justification = "Other targets return other streams."
    )]
#endif
    private static string? First(IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            return value;
        }

        return null;
    }

    private static List<string> Encodings(ICollection<string> declared)
    {
        var encodings = new List<string>(declared.Count);
        foreach (var name in declared)
        {
            if (name.Length > 0 && !Is(name, "identity"))
            {
                encodings.Add(name);
            }
        }

        return encodings;
    }

    private static Stream Unpacked(Stream wire, List<string> encodings)
    {
        if (encodings.Count > MostEncodings)
        {
            throw new NanoBananaException(
                FailureKind.NotJson,
                FormattableString.Invariant(
                    $"The reply is encoded {encodings.Count:N0} times over, and more than {MostEncodings} times is not undone."
                ),
                "Look at the gateway between here and the service."
            );
        }

        for (var at = encodings.Count - 1; at >= 0; at--) // Applied in order, undone in reverse.
        {
            wire = Decompress(wire, encodings[at]);
        }

        return wire;
    }

    private static Stream Decompress(Stream body, string encoding)
    {
        if (Is(encoding, "gzip") || Is(encoding, "x-gzip"))
        {
            return new PackedStream(body);
        }

#if NET
        if (Is(encoding, "br"))
        {
            return new BrotliStream(body, CompressionMode.Decompress);
        }

        if (Is(encoding, "deflate"))
        {
            return new ZLibStream(body, CompressionMode.Decompress);
        }
#endif

        throw new NanoBananaException(
            FailureKind.NotJson,
            // Not a part of a longer name: it could be a part of the key, which nobody would find.
            $"The reply is encoded as {(encoding.Length > LongestName ? "something with a long name" : $"'{encoding}'")}, which was not asked for and cannot be read.",
            "Look at the gateway between here and the service."
        );
    }

    private static bool Is(string encoding, string name) =>
        string.Equals(encoding, name, StringComparison.OrdinalIgnoreCase);
}
