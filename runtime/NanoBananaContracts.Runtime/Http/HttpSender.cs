namespace NanoBananaContracts.Http;

/// <summary>Sends one attempt: the request with its key, redirects within the origin, and an error status as a failure.</summary>
internal sealed class HttpSender(HttpClient client, ContractEndpoint endpoint, CallOptions options)
{
    private static readonly string UserAgent =
        "NanoBananaContracts/" + (typeof(HttpSender).Assembly.GetName().Version?.ToString(3) ?? "0");

    private readonly PrimaryHandler handler = new(client);

    /// <summary>Whether the requests go out of a browser.</summary>
    internal bool IsInBrowser { get; init; } = BrowserFetch.IsHere;

    internal TimeSpan ClientTimeout => client.Timeout;

    /// <summary>Where requests go, for messages: the host, and the proxy before it.</summary>
    internal string Way =>
        $"{endpoint.BaseAddress.Scheme}://{endpoint.BaseAddress.Authority}"
        + (handler.ProxyFor(endpoint.BaseAddress) is { } proxy ? $" through the proxy {proxy.Authority}" : "");

    /// <summary>Sends <paramref name="call"/> and returns the reply when its headers are here.</summary>
    /// <exception cref="NanoBananaException">The status is an error, or a redirect that must not be followed.</exception>
    internal async Task<HttpResponse> SendAsync(HttpCall call, CallClock clock)
    {
        var address = call.Address;
        for (var followed = 0; ; followed++)
        {
            using var request = CreateRequest(call, address);
            var attempt = SentAttempt.Of(request, endpoint.ApiKeyHeader);
            HttpResponseMessage message;
            try
            {
                message = await client
                    .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, clock.Token)
                    .ConfigureAwait(false);
            }
            catch (HttpRequestException exception)
                when (!clock.Token.IsCancellationRequested
                    && ProxyFailure.Of(exception, handler.ProxyFor(address), address) is { } refused
                )
            {
                throw refused;
            }
            catch (Exception exception) when (attempt.WasSentAgain && !clock.Token.IsCancellationRequested)
            {
                throw attempt.Refusal(exception: exception is NanoBananaException ? null : exception);
            }
            catch (Exception exception) when (HandlerException.IsToMark(exception))
            {
                throw new HandlerException(exception);
            }

            try
            {
                if (attempt.WasSentAgain && !message.IsSuccessStatusCode)
                {
                    throw attempt.Refusal((int)message.StatusCode);
                }

                if (message.RequestMessage?.RequestUri is { } last && !Redirects.SameOrigin(address, last))
                {
                    throw new NanoBananaException(
                        FailureKind.RedirectRefused,
                        "The HttpClient you supplied followed a redirect to another origin, "
                            + $"{last.Scheme}://{last.Authority}, and took the API key there.",
                        "Replace the key, and set AllowAutoRedirect of its handler to false."
                    );
                }

                if (IsInBrowser && BrowserFetch.RedirectOf(message) is { } unseen)
                {
                    throw unseen;
                }

                if (!Redirects.IsRedirect((int)message.StatusCode))
                {
                    var reply = await HttpResponse
                        .OpenAsync(
                            message,
                            clock,
                            call.MaxResponseBytes ?? options.MaxResponseBytes,
                            call.MaxResponseBytes ?? options.MaxCompressedResponseBytes,
                            clock.Token,
                            isUnpacked: IsInBrowser
                        )
                        .ConfigureAwait(false);
                    return reply.IsSuccess ? reply : throw await FailAsync(reply, call, clock).ConfigureAwait(false);
                }

                address = Redirects.Next(message, address, followed);
                message.Dispose();
            }
            catch
            {
                message.Dispose();
                throw;
            }
        }
    }

    private HttpRequestMessage CreateRequest(HttpCall call, Uri address)
    {
        var request = new HttpRequestMessage(call.Method, address);
        if (call.Content is { } content)
        {
            request.Content = content();
        }
        else if (call.Method != HttpMethod.Get && call.Method != HttpMethod.Delete)
        {
#if NET
            request.Content = new ReadOnlyMemoryContent(call.Body);
#else
            request.Content = System.Runtime.InteropServices.MemoryMarshal.TryGetArray(call.Body, out var array)
                ? new ByteArrayContent(array.Array!, array.Offset, array.Count)
                : new ByteArrayContent(call.Body.ToArray());
#endif
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        }

        // As texts: parsed values would be made, and their types loaded, only to be written down as these.
        request.Headers.TryAddWithoutValidation("Accept", call.Accept);
        foreach (var header in endpoint.Headers)
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        foreach (var header in call.Headers)
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        if (call.Context.Key is { } key)
        {
            // All were checked when they were set, so nothing can be injected here.
            request.Headers.TryAddWithoutValidation(
                endpoint.ApiKeyHeader,
                endpoint.ApiKeyScheme is { } scheme ? scheme + " " + key.Reveal() : key.Reveal()
            );
        }

        if (IsInBrowser)
        {
            // A browser names itself; a header of ours would need the service's leave (CORS).
            BrowserFetch.Prepare(request);
        }
        else if (!client.DefaultRequestHeaders.Contains("User-Agent"))
        {
            request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        }

        return request;
    }

    /// <summary>The failure that an error status is. Its status is never lost to trouble with its body.</summary>
    private async Task<NanoBananaException> FailAsync(HttpResponse reply, HttpCall call, CallClock clock)
    {
        using (reply)
        {
            if (reply.StatusCode == 407 && handler.ProxyFor(call.Address) is { } proxy)
            {
                return ProxyFailure.Answered(reply.StatusCode, proxy, call.Address);
            }

            var buffer = new byte[16 * 1024];
            using var body = new MemoryStream();
            try
            {
                int read;
                while (
                    body.Length < ErrorBodyReader.Largest // Of a page or a loop the beginning says enough.
                    && (read = await reply.Body.ReadAsync(buffer, 0, buffer.Length, clock.Token).ConfigureAwait(false))
                        > 0
                )
                {
                    body.Write(buffer, 0, read);
                }
            }
            catch (Exception exception)
                when (!clock.Caller.IsCancellationRequested
                    && exception
                        is IOException
                            or HttpRequestException
                            or InvalidDataException
                            or OperationCanceledException
                            or NanoBananaException
                            or OutOfMemoryException
                )
            {
                // What came of the body is enough: the status says that the call failed.
            }

            return ErrorFailure.FromStatus(
                reply.StatusCode,
                reply.ContentType,
                body.GetBuffer().AsMemory(0, (int)body.Length),
                call.Context,
                reply.RetryAfter(options.TimeProvider),
                reply.RequestId
            );
        }
    }
}
