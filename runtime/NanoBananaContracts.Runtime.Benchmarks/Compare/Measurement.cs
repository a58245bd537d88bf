using System.Globalization;

namespace NanoBananaContracts.Runtime.Benchmarks.Compare;

/// <summary>What one child process reports of one call, or of many.</summary>
/// <param name="Milliseconds">From the call to the saved file.</param>
/// <param name="AllocatedBytes">What the call allocated on the managed heap, on all threads.</param>
/// <param name="PeakBytes">The largest resident size the process ever had.</param>
/// <param name="GrowthBytes">How much larger that is than the process was before the call.</param>
/// <param name="SavedBytes">Length of the file.</param>
/// <param name="ProcessorMilliseconds">What the process has used of processors since it was started.</param>
/// <param name="Methods">How many methods the process has compiled since then.</param>
internal sealed record Measurement(
    double Milliseconds,
    long AllocatedBytes,
    long PeakBytes,
    long GrowthBytes,
    long SavedBytes,
    double ProcessorMilliseconds,
    int Methods
)
{
    public string ToLine() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Milliseconds:F3} {AllocatedBytes} {PeakBytes} {GrowthBytes} {SavedBytes} {ProcessorMilliseconds:F3} {Methods}"
        );

    public static Measurement Parse(string line)
    {
        var parts = line.Split(' ');
        return new Measurement(
            double.Parse(parts[0], CultureInfo.InvariantCulture),
            long.Parse(parts[1], CultureInfo.InvariantCulture),
            long.Parse(parts[2], CultureInfo.InvariantCulture),
            long.Parse(parts[3], CultureInfo.InvariantCulture),
            long.Parse(parts[4], CultureInfo.InvariantCulture),
            double.Parse(parts[5], CultureInfo.InvariantCulture),
            int.Parse(parts[6], CultureInfo.InvariantCulture)
        );
    }
}
