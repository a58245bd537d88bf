namespace NanoBananaContracts.Batch.Benchmarks;

/// <summary>What is painted in every measurement, and by whom.</summary>
internal static class BenchmarkList
{
    private const long MostMicroUsd = 70_000;

    /// <summary>One prompt for all: what the emulator has painted once, it has at hand.</summary>
    public static async IAsyncEnumerable<QueuedLine> Lines(int count)
    {
        await Task.CompletedTask;
        for (var number = 1; number <= count; number++)
        {
            yield return new QueuedLine(new BatchLine(number, "A red fox in the snow at dawn"), MostMicroUsd);
        }
    }

    public static NanoBananaClient Client(Uri address) =>
        new(
            new NanoBananaOptions
            {
                Provider = ProviderInfo.WisGate,
                ApiKey = new ApiKey("sk-benchmark-000000000000000000"),
                BaseAddress = address,
                MaxAttempts = 1,
            }
        );
}
