using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace NanoBananaContracts;

/// <summary>
/// The names under which the client can be observed, by OpenTelemetry's conventions for generative AI: add them with
/// <c>AddSource</c> and <c>AddMeter</c>.
/// </summary>
public static class Telemetry
{
    /// <summary>Name of the <see cref="System.Diagnostics.ActivitySource"/>: one client span a call.</summary>
    public const string ActivitySourceName = "NanoBananaContracts";

    /// <summary>
    /// Name of the <see cref="Meter"/>: <c>gen_ai.client.operation.duration</c> (s),
    /// <c>gen_ai.client.token.usage</c> ({token}), <c>nanobanana.client.retries</c> ({retry}),
    /// <c>nanobanana.client.images</c> ({image}).
    /// </summary>
    public const string MeterName = "NanoBananaContracts";

    internal static readonly ActivitySource Source = new(ActivitySourceName, Version);

    private static readonly Meter Meter = new(MeterName, Version);

    internal static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "gen_ai.client.operation.duration",
        "s",
        "Time from the call to its reply or failure, retries and waits included."
#if NET9_0_OR_GREATER // Advice is of 9.0, and an application on .NET 8 may hold the 8.0 that has none.
        ,
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = (double[])
                [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
        }
#endif
    );

    internal static readonly Histogram<int> TokenUsage = Meter.CreateHistogram<int>(
        "gen_ai.client.token.usage",
        "{token}",
        "Tokens of a reply, as the service counted them."
#if NET9_0_OR_GREATER
        ,
        advice: new InstrumentAdvice<int>
        {
            HistogramBucketBoundaries = (int[])[1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576],
        }
#endif
    );

    internal static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "nanobanana.client.retries",
        "{retry}",
        "Attempts after the first."
    );

    internal static readonly Counter<long> Images = Meter.CreateCounter<long>(
        "nanobanana.client.images",
        "{image}",
        "Images received, drafts not counted."
    );

    /// <summary>Whether anybody takes the measurements of a call.</summary>
    internal static bool IsMeasured => Duration.Enabled || TokenUsage.Enabled || Images.Enabled;

    private static string Version => typeof(Telemetry).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
