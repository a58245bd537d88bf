using System.Globalization;

namespace NanoBananaContracts.Runtime.Benchmarks.Compare;

/// <summary>What to compare and how often.</summary>
/// <param name="JsonFile">Where medians and ratios are written to as JSON, or <see langword="null"/>.</param>
/// <param name="Repetitions">Processes for each program and size.</param>
/// <param name="Megabytes">Sizes of the picture, in MiB, ascending.</param>
/// <param name="NativeProgram">NanoBananaContracts.Runtime.NativeStart as it was published, or <see langword="null"/>.</param>
internal sealed record ComparisonOptions(
    string? JsonFile,
    int Repetitions,
    int[] Megabytes,
    string? NativeProgram = null
)
{
    public static ComparisonOptions Parse(string[] args)
    {
        var options = new ComparisonOptions(null, 7, [8, 24, 100]);
        for (var at = 0; at < args.Length; at += 2)
        {
            var value =
                at + 1 < args.Length
                    ? args[at + 1]
                    : throw new ArgumentException($"'{args[at]}' needs a value.", nameof(args));
            options = args[at] switch
            {
                "--json" => options with { JsonFile = value },
                "--native" => options with { NativeProgram = Path.GetFullPath(value) },
                "--repetitions" => options with { Repetitions = int.Parse(value, CultureInfo.InvariantCulture) },
                "--sizes" => options with
                {
                    Megabytes =
                    [
                        .. value.Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture)).Order(),
                    ],
                },
                var unknown => throw new ArgumentException(
                    $"'{unknown}' is none of --json, --native, --repetitions, --sizes.",
                    nameof(args)
                ),
            };
        }

        return options;
    }
}
