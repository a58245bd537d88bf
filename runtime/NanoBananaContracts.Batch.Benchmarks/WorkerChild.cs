using NanoBananaContracts.Batch.RabbitMq;
using Npgsql;

namespace NanoBananaContracts.Batch.Benchmarks;

/// <summary>
/// A worker, with four calls at a time. It warms up with a batch of its own, says that it is ready, begins when it is told to,
/// and ends when its input does.
/// </summary>
internal static class WorkerChild
{
    public const string Ready = "ready";
    private const int Parallel = 4;
    private const int Warm = 8;

    /// <summary>Runs it, and tells processor seconds, memory when it began, at the end, and at most.</summary>
    public static async Task<int> RunAsync(string database, Uri broker, string batch, Uri address)
    {
        var folder = Directory.CreateTempSubdirectory("nb-bench-").FullName;
        try
        {
            await using var source = NpgsqlDataSource.Create(database);
            using var client = BenchmarkList.Client(address);
            await WarmAsync(source, broker, client, folder);

            await using var journal = await PostgresJournal.OpenAsync(source, batch);
            await using var queue = await BatchQueue.ConnectAsync(broker, batch);
            await Console.Out.WriteLineAsync(Ready);
            await Console.In.ReadLineAsync();
            using var memory = new MemoryWatch();
            var (began, processor) = (memory.Look(), Environment.CpuUsage.TotalTime);
            using var ending = new CancellationTokenSource();
            var working = Worker(source, journal, queue, client, batch, folder).RunAsync(ending.Token);
            await Console.In.ReadLineAsync();
            await ending.CancelAsync();
            var result = await working;
            Child.Tell((Environment.CpuUsage.TotalTime - processor).TotalSeconds, began, memory.Look(), memory.Peak);
            return result.Failed == 0 && result.Stop is null ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WarmAsync(NpgsqlDataSource source, Uri broker, NanoBananaClient client, string folder)
    {
        var batch = "warm" + Guid.NewGuid().ToString("N");
        await using var journal = await PostgresJournal.OpenAsync(source, batch);
        await using var queue = await BatchQueue.ConnectAsync(broker, batch);
        await journal.AddAsync(BenchmarkList.Lines(Warm));
        await queue.PublishAsync(journal);
        using var ending = new CancellationTokenSource();
        var working = Worker(source, journal, queue, client, batch, folder).RunAsync(ending.Token);
        await QueueMeasurements.WaitAsync(journal, Warm);
        await ending.CancelAsync();
        await working;
    }

    private static QueueWorker Worker(
        NpgsqlDataSource source,
        PostgresJournal journal,
        BatchQueue queue,
        NanoBananaClient client,
        string batch,
        string folder
    ) =>
        new(
            client,
            journal,
            new FolderStore(Path.Combine(folder, batch)),
            new PostgresRateGate(source, batch, new RateLimits()),
            queue,
            new BatchOptions
            {
                Parallel = Parallel,
                ImageFolder = folder,
                ArrivingFolder = Path.Combine(folder, batch, ".arriving"),
            }
        );
}
