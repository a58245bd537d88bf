using System.Runtime.CompilerServices;
using System.Text.Json;

namespace NanoBananaContracts;

/// <summary>
/// The provider's own batch mode (<c>batchGenerateContent</c>): requests that are made later, for less. Only for a provider that
/// has one (<see cref="ProviderInfo.Batch"/>). It calls with the client's key, address, limits and failures, and is safe to use
/// from many threads at once.
/// </summary>
/// <example>
/// <code>
/// var batches = new ProviderBatches(client);
/// File.WriteAllBytes("requests.jsonl", batches.Line("fox", request).ToArray());
/// var file = await batches.UploadAsync("requests.jsonl", "foxes");
/// var batch = await batches.CreateAsync("foxes", file);
/// // later
/// batch = await batches.GetAsync(batch.Name);
/// await batches.DownloadResultsAsync(batch, "results.jsonl");
/// await foreach (var result in batches.ReadResultsAsync("results.jsonl")) { ... }
/// </code>
/// </example>
public sealed class ProviderBatches
{
    private readonly NanoBananaClient client;
    private readonly BatchFacts facts;
    private readonly BatchCalls calls;
    private readonly BatchBodies bodies;

    /// <summary>Makes one over a client, which stays its owner's.</summary>
    /// <param name="client">Who is called, with which key.</param>
    /// <exception cref="NotSupportedException">
    /// The provider has no batch mode that is known, or the client is a stand-in for tests.
    /// </exception>
    public ProviderBatches(NanoBananaClient client)
    {
        this.client = client ?? throw new ArgumentNullException(nameof(client));
        facts =
            client.Provider.Batch
            ?? throw new NotSupportedException(
                $"{client.Provider.Name} has no batch mode that is known. These have: "
                    + string.Join(
                        ", ",
                        ProviderInfo.All.Where(known => known.Batch is not null).Select(known => known.Id)
                    )
                    + "."
            );
        calls = new BatchCalls(client);
        bodies = new BatchBodies(client);
    }

    /// <summary>Checks a request as the client does before it sends one, and writes it as a line of a file of requests.</summary>
    /// <param name="key">What its result is found by; unique in the file.</param>
    /// <param name="request">The request. Its <c>model</c> is that of the batch.</param>
    /// <returns>UTF-8, with a line end.</returns>
    /// <exception cref="NanoBananaException">What is wrong with the request.</exception>
    public ReadOnlyMemory<byte> Line(string key, GenerateContentRequest request) =>
        bodies.Line(key ?? throw new ArgumentNullException(nameof(key)), request);

    /// <summary>Uploads a file of requests, streamed. Where the connection breaks, it goes on where the service has come to.</summary>
    /// <param name="path">The file, a <see cref="Line"/> for each request.</param>
    /// <param name="displayName">What it is called at the provider.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>Its name at the provider (<c>files/...</c>), where it is kept for two days.</returns>
    /// <exception cref="NanoBananaException">Every failure; nothing is billed by any.</exception>
    public async Task<string> UploadAsync(
        string path,
        string displayName,
        CancellationToken cancellationToken = default
    )
    {
        var length = new FileInfo(path ?? throw new ArgumentNullException(nameof(path))).Length;
        if (length > facts.MaxFileBytes)
        {
            throw new NanoBananaException(
                FailureKind.RequestTooLarge,
                FormattableString.Invariant(
                    $"The file of requests has {length:N0} bytes; {client.Provider.Name} takes {facts.MaxFileBytes:N0}."
                ),
                "Make several batches of it."
            );
        }

        return BatchNames.File(
            await new BatchUpload(calls, path, length).RunAsync(displayName, cancellationToken).ConfigureAwait(false)
        );
    }

    /// <summary>
    /// Creates a batch of an uploaded file. It is never repeated by itself: where the reply is lost, the batch may exist, and
    /// <see cref="ListAsync"/> has it under its display name.
    /// </summary>
    /// <param name="displayName">What it is called.</param>
    /// <param name="file">The name that <see cref="UploadAsync"/> returned.</param>
    /// <param name="model">The model; <see langword="null"/> for the client's own.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="NanoBananaException">Every failure.</exception>
    public Task<ProviderBatch> CreateAsync(
        string displayName,
        string file,
        string? model = null,
        CancellationToken cancellationToken = default
    )
    {
        var id = Model(model);
        return CreateAsync(id, BatchBodies.ByFile(Checked(displayName), id, BatchNames.File(file)), cancellationToken);
    }

    /// <summary>
    /// Creates a batch of a few requests, which go along in the call; as long as it lasts, its results are in the provider's reply
    /// to <see cref="GetAsync"/>, all at once: for pictures a file is better.
    /// </summary>
    /// <param name="displayName">What it is called.</param>
    /// <param name="requests">The requests by their keys.</param>
    /// <param name="model">The model; <see langword="null"/> for the client's own.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="NanoBananaException">Every failure; what is wrong with a request before anything is sent.</exception>
    public Task<ProviderBatch> CreateInlineAsync(
        string displayName,
        IEnumerable<KeyValuePair<string, GenerateContentRequest>> requests,
        string? model = null,
        CancellationToken cancellationToken = default
    )
    {
        var id = Model(model);
        return CreateAsync(id, bodies.Inline(Checked(displayName), id, requests), cancellationToken);
    }

    /// <summary>Asks how a batch stands.</summary>
    /// <param name="name">Its <see cref="ProviderBatch.Name"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="NanoBananaException">Every failure of the call; not that of the batch.</exception>
    public async Task<ProviderBatch> GetAsync(string name, CancellationToken cancellationToken = default)
    {
        var json = await calls
            .SendAsync("GetBatch", HttpMethod.Get, "/v1beta/" + BatchNames.Batch(name), default, cancellationToken)
            .ConfigureAwait(false);
        return Batch(json);
    }

    /// <summary>The batches of this key's project, the newest first as a rule.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="NanoBananaException">Every failure of the calls.</exception>
    public async IAsyncEnumerable<ProviderBatch> ListAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        string? token = null;
        do
        {
            var query = "pageSize=100" + (token is null ? "" : "&pageToken=" + Uri.EscapeDataString(token));
            var json = await calls
                .SendAsync("ListBatches", HttpMethod.Get, "/v1beta/batches?" + query, default, cancellationToken)
                .ConfigureAwait(false);
            var (batches, next) = Read(json, body => BatchReader.ReadList(body, calls.Context));
            foreach (var batch in batches)
            {
                yield return batch;
            }

            token = next is { Length: > 0 } && next != token ? next : null;
        } while (token is not null);
    }

    /// <summary>Asks for a batch to be ended. What was made until then may be billed, and its results may be there.</summary>
    /// <param name="name">Its <see cref="ProviderBatch.Name"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="NanoBananaException">Every failure of the call.</exception>
    public Task CancelAsync(string name, CancellationToken cancellationToken = default) =>
        calls.SendAsync(
            "CancelBatch",
            HttpMethod.Post,
            $"/v1beta/{BatchNames.Batch(name)}:cancel",
            "{}"u8.ToArray(),
            cancellationToken
        );

    /// <summary>Removes a batch, and with it the way to its results.</summary>
    /// <param name="name">Its <see cref="ProviderBatch.Name"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="NanoBananaException">Every failure of the call.</exception>
    public Task DeleteAsync(string name, CancellationToken cancellationToken = default) =>
        calls.SendAsync(
            "DeleteBatch",
            HttpMethod.Delete,
            "/v1beta/" + BatchNames.Batch(name),
            default,
            cancellationToken
        );

    /// <summary>Writes the results of a batch to a file, a JSON line each; streamed where the batch was created by file.</summary>
    /// <param name="batch">A batch that is over.</param>
    /// <param name="path">The file; replaced when all of it is there.</param>
    /// <param name="cancellationToken">Cancels it: the file is whole then, or not there.</param>
    /// <exception cref="NanoBananaException">Every failure of the call.</exception>
    /// <exception cref="InvalidOperationException">The batch has no results.</exception>
    /// <exception cref="IOException">The file could not be written.</exception>
    public async Task DownloadResultsAsync(
        ProviderBatch batch,
        string path,
        CancellationToken cancellationToken = default
    )
    {
        if (batch is null)
        {
            throw new ArgumentNullException(nameof(batch));
        }

        if (!batch.HasResults)
        {
            throw new InvalidOperationException($"{batch} has no results.");
        }

        var arriving = path + ".part";
        using (var file = new FileStream(arriving, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            if (batch.ResultsFile is { } name)
            {
                await calls
                    .DownloadAsync(
                        $"/download/v1beta/{BatchNames.File(name)}:download?alt=media",
                        file,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
            else
            {
                foreach (var result in batch.Inlined)
                {
                    BatchJson.WriteLine(result, file);
                }
            }

            file.Flush(flushToDisk: true);
        }

        if (File.Exists(path))
        {
            File.Delete(path); // Below .NET Core 3 a move does not replace.
        }

        File.Move(arriving, path);
    }

    /// <summary>Reads the results of a batch, one at a time: memory is that of the largest reply.</summary>
    /// <param name="path">The file that <see cref="DownloadResultsAsync"/> wrote.</param>
    /// <param name="model">The model of the batch; <see langword="null"/> for the client's own.</param>
    /// <param name="request">
    /// The request of a key, where the caller has it at hand: a price may depend on what was asked for.
    /// </param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="NanoBananaException">The file is cut, or is none of results.</exception>
    public async IAsyncEnumerable<ProviderBatchResult> ReadResultsAsync(
        string path,
        string? model = null,
        Func<string, GenerateContentRequest?>? request = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var index = 0;
        await foreach (
            var line in JsonLines
                .ReadAsync(file, client.Runner.Options.MaxResponseBytes, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            yield return Read(
                line,
                body =>
                    BatchResultReader.Read(
                        body,
                        index,
                        key => calls.ContextOf(model ?? client.Model, request?.Invoke(key)),
                        facts
                    )
            );
            index++;
        }
    }

    private string Model(string? model) => ModelId.Bare(model ?? client.Model);

    private static string Checked(string displayName) =>
        string.IsNullOrWhiteSpace(displayName)
            ? throw new ArgumentException("A batch has a display name.", nameof(displayName))
            : displayName;

    private async Task<ProviderBatch> CreateAsync(string model, byte[] body, CancellationToken cancellationToken)
    {
        if (body.Length > facts.MaxInlineBytes)
        {
            throw new NanoBananaException(
                FailureKind.RequestTooLarge,
                FormattableString.Invariant(
                    $"The requests have {body.Length:N0} bytes; {client.Provider.Name} takes {facts.MaxInlineBytes:N0} in one call."
                ),
                "Write them to a file, and upload that (UploadAsync)."
            );
        }

        var json = await calls
            .SendAsync(
                "CreateBatch",
                HttpMethod.Post,
                client.Provider.PathOf(":batchGenerateContent", model),
                body,
                cancellationToken
            )
            .ConfigureAwait(false);
        return Batch(json);
    }

    private ProviderBatch Batch(ReadOnlyMemory<byte> json) =>
        Read(json, body => BatchReader.Read(body, calls.Context))
        ?? throw new NanoBananaException(
            FailureKind.NotJson,
            $"What {client.Provider.Name} answered names no batch.",
            "Check the base address: this is not the service's reply."
        );

    private static T Read<T>(ReadOnlyMemory<byte> json, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            return read(json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new NanoBananaException(
                FailureKind.NotJson,
                "The reply is not JSON as a batch has it.",
                innerException: exception
            );
        }
    }
}
