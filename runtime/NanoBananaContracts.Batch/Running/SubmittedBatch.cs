using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoBananaContracts.Batch;

/// <summary>
/// A batch that is at the provider, or may be: what has to be known to find its pictures after a kill. Its items are under way in
/// the journal, for a worker with its id.
/// </summary>
internal sealed record SubmittedBatch
{
    private const string WorkerStart = "provider-batch:";

    /// <summary>Its id, which is its display name at the provider.</summary>
    public required string Id { get; init; }

    /// <summary>The worker that the journal has its items under way for.</summary>
    public required string Worker { get; init; }

    /// <summary>The model; all its requests have the same.</summary>
    public required string Model { get; init; }

    /// <summary>Its items in the order of its requests, as <c>7/2</c>: the keys of the requests.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Whether its creation was asked for: from then on it may exist, and be billed.</summary>
    public bool IsCreating { get; init; }

    /// <summary>Its name at the provider, once that is known.</summary>
    public string? Name { get; init; }

    /// <summary>Its items that are still under way, by their keys.</summary>
    public async Task<Dictionary<string, BatchClaim>> ClaimsAsync(IBatchJournal journal)
    {
        var own = Keys.ToHashSet(StringComparer.Ordinal);
        var claims = await journal.UnderWayAsync(Worker).ConfigureAwait(false);
        return claims
            .Where(claim => own.Contains(claim.Item.ToString()))
            .ToDictionary(claim => claim.Item.ToString(), StringComparer.Ordinal);
    }

    /// <summary>A name for a worker that no other has.</summary>
    public static string NewWorker() => WorkerStart + Guid.NewGuid().ToString("N");

    /// <summary>Whether a worker is one of batches of the provider.</summary>
    public static bool IsWorker(string worker) => worker.StartsWith(WorkerStart, StringComparison.Ordinal);

    /// <summary>How many items of a journal are in batches of the provider.</summary>
    public static async Task<int> CountAsync(IBatchJournal journal) =>
        (await journal.UnderWayAsync().ConfigureAwait(false)).Count(claim => IsWorker(claim.Worker));
}

/// <summary>Writes and reads the notes of batches without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SubmittedBatch))]
internal sealed partial class SubmittedBatchJson : JsonSerializerContext;

/// <summary>The folder with a note of each batch that is at the provider, its requests and its results.</summary>
internal sealed class SubmittedFolder(string folder)
{
    private const string NoteExtension = ".json";

    /// <summary>The file of a batch's requests.</summary>
    public string RequestsOf(string id) => PathOf(id, ".requests.jsonl");

    /// <summary>The file of a batch's results.</summary>
    public string ResultsOf(string id) => PathOf(id, ".results.jsonl");

    /// <summary>Makes the folder, where it is not there yet.</summary>
    public void Make() => Directory.CreateDirectory(folder);

    /// <summary>All notes.</summary>
    /// <exception cref="BatchException">One cannot be read.</exception>
    public IReadOnlyList<SubmittedBatch> Read()
    {
        var batches = new List<SubmittedBatch>();
        foreach (var path in Directory.GetFiles(folder, "*" + NoteExtension).Order(StringComparer.Ordinal))
        {
            try
            {
                batches.Add(
                    JsonSerializer.Deserialize(File.ReadAllBytes(path), SubmittedBatchJson.Default.SubmittedBatch)
                        ?? throw new JsonException("It is empty.")
                );
            }
            catch (JsonException exception)
            {
                throw new BatchException(
                    $"The note of a batch, {path}, cannot be read: {exception.Message} Its pictures may be at the provider; see what batches are there before it is removed.",
                    exception
                );
            }
        }

        return batches;
    }

    /// <summary>Writes a note, whole and on the disk when it returns.</summary>
    public void Write(SubmittedBatch batch)
    {
        var path = PathOf(batch.Id, NoteExtension);
        var arriving = path + ".part";
        using (var file = new FileStream(arriving, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(file, batch, SubmittedBatchJson.Default.SubmittedBatch);
            file.Flush(flushToDisk: true);
        }

        File.Move(arriving, path, overwrite: true);
    }

    /// <summary>Removes all of a batch, its note last.</summary>
    public void Remove(string id)
    {
        File.Delete(RequestsOf(id));
        File.Delete(ResultsOf(id));
        File.Delete(PathOf(id, NoteExtension));
    }

    private string PathOf(string id, string extension) => Path.Combine(folder, id[(id.IndexOf(':') + 1)..] + extension);
}
