using System;
using System.Globalization;

namespace NanoBananaContracts.Runtime.Benchmarks.Compare;

/// <summary>What one child process reports of one call.</summary>
/// <param name="Milliseconds">From the call to the saved file.</param>
/// <param name="AllocatedBytes">What the call allocated on the managed heap, on all threads.</param>
/// <param name="PeakBytes">The largest resident size the process ever had.</param>
/// <param name="GrowthBytes">How much larger that is than the process was before the call.</param>
/// <param name="SavedBytes">Length of the file.</param>
internal sealed record Measurement(
    double Milliseconds,
    long AllocatedBytes,
    long PeakBytes,
    long GrowthBytes,
    long SavedBytes
)
{
    public string ToLine() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Milliseconds:F3} {AllocatedBytes} {PeakBytes} {GrowthBytes} {SavedBytes}"
        );

    public static Measurement Parse(string line)
    {
        var parts = line.Split(' ');
        return new Measurement(
            double.Parse(parts[0], CultureInfo.InvariantCulture),
            long.Parse(parts[1], CultureInfo.InvariantCulture),
            long.Parse(parts[2], CultureInfo.InvariantCulture),
            long.Parse(parts[3], CultureInfo.InvariantCulture),
            long.Parse(parts[4], CultureInfo.InvariantCulture)
        );
    }
}
