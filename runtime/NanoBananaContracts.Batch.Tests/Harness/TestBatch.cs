namespace NanoBananaContracts.Batch.Tests.Harness;

/// <summary>A folder with a journal, and runs over it.</summary>
internal sealed class TestBatch(TimeProvider? time = null) : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private SqliteJournal? journal;

    public SqliteJournal Journal => journal ??= SqliteJournal.Open(folder.Path, time);

    public string Folder => folder.Path;

    public string Arriving => folder.Of(".arriving");

    public FolderStore Store => new(folder.Path);

    public string[] Pictures => [.. Directory.GetFiles(folder.Path, "*.png").Select(Path.GetFileName).Order()!];

    public BatchOptions Options(int parallel = 1) =>
        new()
        {
            Parallel = parallel,
            ImageFolder = folder.Path,
            ArrivingFolder = Arriving,
            Time = time ?? TimeProvider.System,
        };

    public BatchRun Run(NanoBananaClient client, int parallel = 1, IPictureStore? store = null) =>
        new(client, Journal, store ?? Store, new RateGate(null, time), Options(parallel));

    /// <summary>As a kill leaves it: the next use opens the journal anew.</summary>
    public async Task CloseAsync()
    {
        if (journal is not null)
        {
            await journal.DisposeAsync();
            journal = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        folder.Dispose();
    }
}
