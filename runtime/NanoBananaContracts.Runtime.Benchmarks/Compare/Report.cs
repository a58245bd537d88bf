using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NanoBananaContracts.Runtime.Benchmarks.Compare;

/// <summary>Medians and ratios of one run.</summary>
internal sealed class Report
{
    private const double Mega = 1024 * 1024;

    private readonly Dictionary<(string Program, int Megabytes), Measurement> medians;
    private readonly Dictionary<string, Start> starts;
    private readonly Dictionary<string, double> floods;
    private readonly int[] sizes;
    private readonly SortedDictionary<string, Ratio> ratios = new(StringComparer.Ordinal);

    public Report(
        int[] sizes,
        Dictionary<(string Program, int Megabytes), List<Measurement>> results,
        Dictionary<string, List<(Measurement Measurement, double FromStart)>> starts,
        Dictionary<string, List<Measurement>> floods,
        List<Measurement> small,
        List<Measurement> large,
        double reader,
        double writer
    )
    {
        this.sizes = sizes;
        medians = results.ToDictionary(
            result => result.Key,
            result => new Measurement(
                Median(result.Value.Select(one => one.Milliseconds)),
                (long)Median(result.Value.Select(one => (double)one.AllocatedBytes)),
                (long)Median(result.Value.Select(one => (double)one.PeakBytes)),
                (long)Median(result.Value.Select(one => (double)one.GrowthBytes)),
                result.Value[0].SavedBytes,
                Median(result.Value.Select(one => one.ProcessorMilliseconds)),
                (int)Median(result.Value.Select(one => (double)one.Methods))
            )
        );
        this.starts = starts.ToDictionary(
            start => start.Key,
            start => new Start(
                Median(start.Value.Select(one => one.FromStart)),
                Median(start.Value.Select(one => one.Measurement.ProcessorMilliseconds)),
                Median(start.Value.Select(one => (double)one.Measurement.Methods)),
                Median(start.Value.Select(one => (double)one.Measurement.PeakBytes))
            )
        );
        this.floods = floods.ToDictionary(
            flood => flood.Key,
            flood => Median(flood.Value.Select(one => Comparison.FloodCalls * 1000 / one.ProcessorMilliseconds))
        );
        Compare(
            reader,
            writer,
            Median(small.Select(one => (double)one.AllocatedBytes)),
            Median(large.Select(one => (double)one.AllocatedBytes))
        );
    }

    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var size in sizes)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{size} MB picture, from call to saved file");
            text.AppendLine("  program           ms   x floor+file   allocated kB   peak resident MB");
            foreach (var program in Programs.All)
            {
                var one = medians[(program, size)];
                var times = one.Milliseconds / medians[(Programs.FloorWithFile, size)].Milliseconds;
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"  {program, -15}{one.Milliseconds, 7:F1}{times, 12:F2}{one.AllocatedBytes / 1024.0, 17:F0}{one.PeakBytes / Mega, 15:F1}"
                );
            }

            text.AppendLine();
        }

        text.AppendLine("process start to the first saved small picture");
        text.AppendLine("  program              ms   processor ms   methods compiled   peak resident MB");
        foreach (var (program, start) in starts)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"  {program, -18}{start.Milliseconds, 7:F1}{start.ProcessorMilliseconds, 13:F1}{start.Methods, 18:F0}{start.PeakBytes / Mega, 18:F1}"
            );
        }

        text.AppendLine().AppendLine("the first small calls of a process, in parallel");
        foreach (var (program, calls) in floods)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {program, -15}{calls, 7:F0} calls a processor second");
        }

        text.AppendLine().AppendLine("ratio                                value     aim               met");
        foreach (var (name, ratio) in ratios)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{name, -35}{ratio.Value, 9:0.###}   {ratio.Aim, -17} {(ratio.IsMet ? "yes" : "NO")}"
            );
        }

        return text.ToString();
    }

    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            foreach (var (name, ratio) in ratios)
            {
                json.WriteNumber(name, Math.Round(ratio.Value, 4));
            }

            json.WriteStartArray("medians");
            foreach (var ((program, size), one) in medians)
            {
                json.WriteStartObject();
                json.WriteString("program", program);
                json.WriteNumber("megabytes", size);
                json.WriteNumber("milliseconds", Math.Round(one.Milliseconds, 2));
                json.WriteNumber("allocatedBytes", one.AllocatedBytes);
                json.WriteNumber("peakBytes", one.PeakBytes);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("startMilliseconds");
            foreach (var (program, start) in starts)
            {
                json.WriteNumber(program, Math.Round(start.Milliseconds, 1));
            }

            json.WriteEndObject();
            json.WriteStartObject("startMethods");
            foreach (var (program, start) in starts)
            {
                json.WriteNumber(program, start.Methods);
            }

            json.WriteEndObject();
            json.WriteStartObject("firstCallsPerProcessorSecond");
            foreach (var (program, calls) in floods)
            {
                json.WriteNumber(program, Math.Round(calls));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    // Where a ratio can be taken at every size, the worst one is the result.
    private void Compare(double reader, double writer, double small, double large)
    {
        double Worst(Func<int, double> ratio) => sizes.Max(ratio);
        Measurement At(string program, int size) => medians[(program, size)];

        ratios["streaming/floorWithFile.time"] = new(
            Worst(size => At(Programs.Streaming, size).Milliseconds / At(Programs.FloorWithFile, size).Milliseconds),
            AtMost: 1.25
        );
        ratios["streaming/floor.peakMemory"] = new(
            Worst(size => (double)At(Programs.Streaming, size).PeakBytes / At(Programs.Floor, size).PeakBytes),
            AtMost: 1.15
        );
        ratios["streaming.100MB/8MB.peakMemory"] = new(
            (double)At(Programs.Streaming, sizes[^1]).PeakBytes / At(Programs.Streaming, sizes[0]).PeakBytes,
            AtMost: 1.05
        );
        ratios["streaming.allocatedBytes"] = new(
            Worst(size => At(Programs.Streaming, size).AllocatedBytes),
            AtMost: 262144
        );
        ratios["typed/poco.time"] = new(
            Worst(size => At(Programs.Typed, size).Milliseconds / At(Programs.Poco, size).Milliseconds),
            AtMost: 0.6
        );
        ratios["typed/body.memory"] = new(
            Worst(size =>
                // The larger of what was allocated and what the process grew by.
                Math.Max(At(Programs.Typed, size).AllocatedBytes, At(Programs.Typed, size).GrowthBytes)
                / (double)BodyLength(size)
            ),
            AtMost: 1.1
        );
        ratios["reader/stj.throughput"] = new(reader, AtLeast: 1.5);
        ratios["writer/stj.throughput"] = new(writer, AtLeast: 1);
        ratios["streaming/poco.start"] = new(
            starts[Programs.Streaming].Milliseconds / starts[Programs.Poco].Milliseconds,
            AtMost: 1.15
        );
        ratios["typedChunked/body.allocated"] = new(large / (Comparison.LargePicture * 4.0 / 3), AtMost: 1.1);
        ratios["typedChunked.small.allocatedBytes"] = new(small, AtMost: 12 * 1024);
        foreach (var program in (string[])[Programs.Streaming, Programs.Typed])
        {
            ratios[$"{program}/poco.start.processor"] = new(
                starts[program].ProcessorMilliseconds / starts[Programs.Poco].ProcessorMilliseconds,
                AtMost: 1.25
            );
            ratios[$"{program}/poco.firstCalls"] = new(floods[program] / floods[Programs.Poco], AtLeast: 0.8);
        }
    }

    private static long BodyLength(int megabytes) => megabytes * 1024L * 1024 * 4 / 3;

    /// <summary>What a process had used when its first small picture was saved.</summary>
    private sealed record Start(double Milliseconds, double ProcessorMilliseconds, double Methods, double PeakBytes);

    /// <summary>A ratio and what it is to be.</summary>
    private sealed record Ratio(double Value, double AtMost = double.PositiveInfinity, double AtLeast = 0)
    {
        public bool IsMet => Value <= AtMost && Value >= AtLeast;

        public string Aim =>
            AtLeast > 0
                ? FormattableString.Invariant($"at least {AtLeast}")
                : FormattableString.Invariant($"at most {AtMost}");
    }
}
