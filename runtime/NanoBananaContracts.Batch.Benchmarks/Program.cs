using System.Globalization;

namespace NanoBananaContracts.Batch.Benchmarks;

/// <summary>
/// <c>-- speed [PICTURES]</c>: pictures a second, processor time and memory with 1, 2 and 4 calls at a time.
/// <c>-- queue [LINES...]</c>: what a queue of 1,000 to 100,000 lines takes. <c>-- soak [LINES]</c>: a long run, which fails where
/// it takes more than 200 MB. Each measurement is a process of its own, and so is the emulator; <c>serve</c>, <c>paint</c> and
/// <c>fill</c> are what they are started with.
/// </summary>
internal static class Program
{
    private const int SpeedPictures = 300;
    private const int SoakLines = 10_000;

    private static Task<int> Main(string[] args) =>
        args switch
        {
            ["serve"] => EmulatorProcess.ServeAsync(),
            ["paint", var address, var lines, var parallel] => PaintChild.RunAsync(
                new Uri(address),
                Number(lines),
                Number(parallel)
            ),
            ["fill", var lines] => FillChild.RunAsync(Number(lines)),
            ["speed"] => Measurements.SpeedAsync(SpeedPictures),
            ["speed", var pictures] => Measurements.SpeedAsync(Number(pictures)),
            ["queue", .. var lines] => Measurements.QueueAsync(
                lines.Length == 0 ? [1_000, 10_000, 100_000] : Array.ConvertAll(lines, Number)
            ),
            ["soak"] => Measurements.SoakAsync(SoakLines),
            ["soak", var lines] => Measurements.SoakAsync(Number(lines)),
            _ => UsageAsync(),
        };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static async Task<int> UsageAsync()
    {
        await Console.Error.WriteLineAsync("Say one of: speed [PICTURES], queue [LINES...], soak [LINES].");
        return 2;
    }
}
