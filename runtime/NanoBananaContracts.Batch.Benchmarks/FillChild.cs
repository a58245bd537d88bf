using System.Diagnostics;

namespace NanoBananaContracts.Batch.Benchmarks;

/// <summary>Fills a journal, and claims and settles some of it: what a queue costs without pictures.</summary>
internal static class FillChild
{
    private const int Settled = 500;

    /// <summary>Runs it, and tells seconds to fill, microseconds a claim with its settlement, seconds to read all, memory at most, and what of it is in use at the end.</summary>
    public static async Task<int> RunAsync(int lines)
    {
        var folder = Directory.CreateTempSubdirectory("nb-bench-").FullName;
        try
        {
            using var memory = new MemoryWatch();
            await using var journal = SqliteJournal.Open(folder);
            var start = Stopwatch.GetTimestamp();
            await journal.AddAsync(BenchmarkList.Lines(lines));
            var filled = Stopwatch.GetElapsedTime(start);
            start = Stopwatch.GetTimestamp();
            for (var item = 0; item < Settled; item++)
            {
                var claim = (await journal.ClaimAsync("benchmark")).Claim!;
                await journal.SettleAsync(claim, Picture(claim));
            }

            var settled = Stopwatch.GetElapsedTime(start);
            start = Stopwatch.GetTimestamp();
            var read = 0;
            await foreach (var _ in journal.ReadAsync())
            {
                read++;
            }

            Child.Tell(
                filled.TotalSeconds,
                settled.TotalMicroseconds / Settled,
                Stopwatch.GetElapsedTime(start).TotalSeconds,
                memory.Peak,
                MemoryWatch.InUse
            );
            return read == lines ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static PictureEntry Picture(BatchClaim claim) =>
        new()
        {
            File = $"{claim.Item.Line:00000}.png",
            Sha256 = new string('a', 64),
            Bytes = 1_500_000,
            Width = 1024,
            Height = 1024,
            MediaType = "image/png",
            CostMicroUsd = 33_600,
            PromptTokens = 8,
            OutputTokens = 1299,
            RequestId = "benchmark",
            Elapsed = TimeSpan.FromSeconds(20),
        };
}
