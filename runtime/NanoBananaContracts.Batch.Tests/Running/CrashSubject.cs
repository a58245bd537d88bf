using System.Diagnostics;
using System.Globalization;
using NanoBananaContracts.Batch.Tests.Harness;
using NanoBananaContracts.Batch.Tests.Queues;

namespace NanoBananaContracts.Batch.Tests.Running;

/// <summary>A process that runs a batch against an emulator, and is killed: by itself at a step, or by whoever started it.</summary>
internal static class CrashSubject
{
    public const string Verb = "crash-subject";

    private const long MostMicroUsd = 100_000;

    /// <summary>Starts it.</summary>
    /// <param name="service">The emulator.</param>
    /// <param name="folder">The batch's folder.</param>
    /// <param name="items">What there is to be made: an even number.</param>
    /// <param name="parallel">How many calls at a time.</param>
    /// <param name="step">The step that kills it; <see langword="null"/> for none.</param>
    /// <param name="at">The how-manieth time.</param>
    public static Process Start(Uri service, string folder, int items, int parallel, BatchStep? step = null, int at = 0)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true };
        string[] arguments =
        [
            typeof(CrashSubject).Assembly.Location,
            Verb,
            service.ToString(),
            folder,
            parallel.ToString(CultureInfo.InvariantCulture),
            step?.ToString() ?? "",
            at.ToString(CultureInfo.InvariantCulture),
            items.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Is it.</summary>
    /// <returns>0 where every item has its picture.</returns>
    public static async Task<int> RunAsync(string[] order)
    {
        using var client = new NanoBananaClient(
            new NanoBananaOptions
            {
                Provider = ProviderInfo.WisGate,
                BaseAddress = new Uri(order[0]),
                ApiKey = new ApiKey(FaultyEmulator.Key),
                MaxAttempts = 1,
            }
        );
        var folder = order[1];
        var deadly = order[3].Length == 0 ? (BatchStep?)null : Enum.Parse<BatchStep>(order[3]);
        var left = int.Parse(order[4], CultureInfo.InvariantCulture);
        var items = int.Parse(order[5], CultureInfo.InvariantCulture);
        await using var journal = SqliteJournal.Open(folder);
        await journal.AddAsync(Lines(items));
        var run = new BatchRun(
            client,
            journal,
            new FolderStore(folder),
            new RateGate(),
            new BatchOptions
            {
                Parallel = int.Parse(order[2], CultureInfo.InvariantCulture),
                ImageFolder = folder,
                ArrivingFolder = Path.Combine(folder, ".arriving"),
                Reached = (step, _) =>
                {
                    if (step == deadly && Interlocked.Decrement(ref left) == 0)
                    {
                        Process.GetCurrentProcess().Kill(); // SIGKILL: nothing of it runs any more
                        Thread.Sleep(Timeout.Infinite);
                    }
                },
            }
        );
        var result = await run.RunAsync();
        return result.Summary.Done == items ? 0 : 3;
    }

    private static IAsyncEnumerable<QueuedLine> Lines(int items) =>
        TestLines.Of([
            .. Enumerable
                .Range(1, items / 2)
                .Select(number => new QueuedLine(
                    new BatchLine(number, "A red fox") { ImageSize = "0.5K", Count = 2 },
                    MostMicroUsd
                )),
        ]);
}
