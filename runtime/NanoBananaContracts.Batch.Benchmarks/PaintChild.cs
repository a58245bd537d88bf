using System.Diagnostics;

namespace NanoBananaContracts.Batch.Benchmarks;

/// <summary>Makes a list of pictures with a journal in a file, as one process does.</summary>
internal static class PaintChild
{
    private const int Warm = 8;

    /// <summary>Runs it, and tells seconds, processor seconds, and memory after a quarter, at the end, and at most.</summary>
    public static async Task<int> RunAsync(Uri address, int lines, int parallel)
    {
        var folder = Directory.CreateTempSubdirectory("nb-bench-").FullName;
        try
        {
            using var client = BenchmarkList.Client(address);
            await PaintAsync(client, Path.Combine(folder, "warm"), Warm, parallel, _ => { });
            using var memory = new MemoryWatch();
            var quarter = 0.0;
            var start = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var result = await PaintAsync(
                client,
                Path.Combine(folder, "run"),
                lines,
                parallel,
                made => quarter = quarter == 0 && made >= lines / 4 ? memory.Look() : quarter
            );
            Child.Tell(
                Stopwatch.GetElapsedTime(start.Item1).TotalSeconds,
                (Environment.CpuUsage.TotalTime - start.TotalTime).TotalSeconds,
                quarter,
                memory.Look(),
                memory.Peak
            );
            return result.Summary.Done == lines ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<BatchResult> PaintAsync(
        NanoBananaClient client,
        string folder,
        int lines,
        int parallel,
        Action<long> made
    )
    {
        Directory.CreateDirectory(folder);
        await using var journal = SqliteJournal.Open(folder);
        await journal.AddAsync(BenchmarkList.Lines(lines));
        var options = new BatchOptions
        {
            Parallel = parallel,
            ImageFolder = folder,
            ArrivingFolder = Path.Combine(folder, ".arriving"),
        };
        var run = new BatchRun(client, journal, new FolderStore(folder), new RateGate(new RateLimits()), options);
        return await run.RunAsync(new Progress(made));
    }

    private sealed class Progress(Action<long> made) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value) => made(value.MadeNow);
    }
}
