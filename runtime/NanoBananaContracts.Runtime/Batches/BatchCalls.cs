using NanoBananaContracts.Http;

namespace NanoBananaContracts;

/// <summary>Sends what batches need through the client's one way out: key, redirects, retries and failures are its own.</summary>
internal sealed class BatchCalls(NanoBananaClient client)
{
    /// <summary>
    /// How long a file may take: one of 2 GB at 1 Mbit/s takes 4.5 hours. A reply that stands still ends before
    /// (<see cref="CallOptions.IdleLimit"/>).
    /// </summary>
    private static readonly TimeSpan TransferDeadline = TimeSpan.FromHours(6);

    private const int CopyLength = 128 * 1024;

    private CallRunner Runner => client.Runner;

    /// <summary>What is known of a call, for its failures.</summary>
    public CallContext Context => ContextOf(null, null);

    /// <summary>What is known of a call to a model.</summary>
    public CallContext ContextOf(string? model, GenerateContentRequest? request) =>
        new()
        {
            Provider = client.Provider,
            ModelId = model is null ? null : ModelId.Bare(model),
            Request = request,
            Key = Runner.Endpoint.ApiKey,
            MaxResponseBytes = Runner.Options.MaxResponseBytes,
        };

    /// <summary>Sends JSON, and reads the reply whole.</summary>
    public Task<ReadOnlyMemory<byte>> SendAsync(
        string operation,
        HttpMethod method,
        string path,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            new HttpCall
            {
                Operation = operation,
                Method = method,
                Address = Address(path),
                Body = body,
                Accept = "application/json",
                Context = Context,
            },
            deadline: null,
            (reply, clock) => BodyBuffer.ReadAsync(reply, clock.Token),
            cancellationToken
        );

    /// <summary>Sends a call of the upload of a file, and reads a header and the body of its reply.</summary>
    public Task<(string? Header, ReadOnlyMemory<byte> Body)> UploadAsync(
        Uri address,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        Func<HttpContent> content,
        string header,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            new HttpCall
            {
                Operation = "UploadFile",
                Method = HttpMethod.Post,
                Address = address,
                Body = default,
                Content = content,
                Headers = headers,
                Accept = "application/json",
                Context = Context,
            },
            TransferDeadline,
            async (reply, clock) =>
                (reply.Header(header), await BodyBuffer.ReadAsync(reply, clock.Token).ConfigureAwait(false)),
            cancellationToken
        );

    /// <summary>Writes the body of a reply to a stream, however large it is.</summary>
    public Task<long> DownloadAsync(string path, Stream destination, CancellationToken cancellationToken) =>
        RunAsync(
            new HttpCall
            {
                Operation = "DownloadFile",
                Method = HttpMethod.Get,
                Address = Address(path),
                Body = default,
                MaxResponseBytes = long.MaxValue,
                Accept = "*/*",
                Context = Context,
            },
            TransferDeadline,
            async (reply, clock) =>
            {
                destination.SetLength(0); // The second attempt begins anew.
                destination.Position = 0;
                var piece = new byte[CopyLength];
                long total = 0;
                for (
                    int read;
                    (read = await reply.Body.ReadBytesAsync(piece, 0, piece.Length, clock.Token).ConfigureAwait(false))
                        > 0;

                )
                {
                    destination.Write(piece, 0, read);
                    total += read;
                }

                return total;
            },
            cancellationToken
        );

    /// <summary>The address of a path, which begins with the version behind the kind of access.</summary>
    public Uri Address(string path)
    {
        const string Version = "/v1beta";
        var root = Runner.Endpoint.BaseAddress.AbsoluteUri.TrimEnd('/');
        root = root.EndsWith(Version, StringComparison.Ordinal)
            ? root.Substring(0, root.Length - Version.Length)
            : root;
        return new Uri(root + path, UriKind.Absolute);
    }

    private async Task<T> RunAsync<T>(
        HttpCall call,
        TimeSpan? deadline,
        Func<HttpResponse, CallClock, Task<T>> read,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var clock = Runner.StartClock(cancellationToken, deadline);
        using var observer = CallObserver.Start(call, clock, Runner.Logger);
        try
        {
            var status = 0;
            var result = await Runner
                .RunAsync(
                    call,
                    clock,
                    async reply =>
                    {
                        using (reply)
                        {
                            status = reply.StatusCode;
                            return await read(reply, clock).ConfigureAwait(false);
                        }
                    }
                )
                .ConfigureAwait(false);
            observer.Succeeded(null, status, 0);
            return result;
        }
        catch (Exception exception)
        {
            observer.Failed(exception);
            throw;
        }
    }
}
