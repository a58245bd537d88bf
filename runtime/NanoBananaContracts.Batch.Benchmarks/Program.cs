using System.Globalization;

namespace NanoBananaContracts.Batch.Benchmarks;

/// <summary>
/// <c>-- speed [PICTURES]</c>: pictures a second, processor time and memory, with 1, 2 and 4 calls at a time and with 1, 2 and 4
/// workers of a queue. <c>-- queue [LINES...]</c>: what a queue of 1,000 to 100,000 lines takes. <c>-- soak [LINES]</c>: a long
/// run, which fails where it takes more than 200 MB. Each measurement is a process of its own, and so is the emulator; the other
/// words are what they are started with.
/// </summary>
internal static class Program
{
    private const int SpeedPictures = 300;
    private const int SoakLines = 10_000;

    private static async Task<int> Main(string[] args)
    {
        try
        {
            return await RunAsync(args);
        }
        catch (InvalidOperationException exception)
        {
            // Caught, so that the servers are stopped that were started.
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static Task<int> RunAsync(string[] args) =>
        args switch
        {
            ["serve"] => EmulatorProcess.ServeAsync(),
            ["paint", var address, var lines, var parallel] => PaintChild.RunAsync(
                new Uri(address),
                Number(lines),
                Number(parallel)
            ),
            ["fill", var lines] => FillChild.RunAsync(Number(lines)),
            ["enqueue", var database, var broker, var batch, var lines] => EnqueueChild.RunAsync(
                database,
                new Uri(broker),
                batch,
                Number(lines)
            ),
            ["work", var database, var broker, var batch, var address] => WorkerChild.RunAsync(
                database,
                new Uri(broker),
                batch,
                new Uri(address)
            ),
            ["speed"] => SpeedAsync(SpeedPictures),
            ["speed", var pictures] => SpeedAsync(Number(pictures)),
            ["queue"] => QueueAsync(1_000, 10_000, 100_000),
            ["queue", .. var lines] => QueueAsync(Array.ConvertAll(lines, Number)),
            ["soak"] => Measurements.SoakAsync(SoakLines),
            ["soak", var lines] => Measurements.SoakAsync(Number(lines)),
            _ => UsageAsync(),
        };

    private static async Task<int> SpeedAsync(int pictures)
    {
        await Measurements.SpeedAsync(pictures);
        return await QueueMeasurements.RunAsync(measured => measured.SpeedAsync(pictures));
    }

    private static async Task<int> QueueAsync(params int[] lengths)
    {
        await Measurements.QueueAsync(lengths);
        return await QueueMeasurements.RunAsync(measured => measured.GrowthAsync(lengths));
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static async Task<int> UsageAsync()
    {
        await Console.Error.WriteLineAsync("Say one of: speed [PICTURES], queue [LINES...], soak [LINES].");
        return 2;
    }
}
