using System.Globalization;
using System.Text.RegularExpressions;

namespace NanoBananaContracts.Generator.Benchmarks;

/// <summary>What a build with <c>ReportAnalyzer</c> says of our dll, and how long the compiler ran.</summary>
/// <param name="Rules">Time in our rules, summed over threads.</param>
/// <param name="Generator">Time in our generator.</param>
/// <param name="Compile">Time of the compiler's task.</param>
internal sealed partial record RuleShare(TimeSpan Rules, TimeSpan Generator, TimeSpan Compile)
{
    /// <summary>The rules' part of the compile.</summary>
    public double Share => Rules / Compile;

    /// <summary>Reads what a build printed in detail.</summary>
    public static RuleShare Read(string printed)
    {
        // The report has a section each of analyzers and generators, with a row for each dll: "1.234  5  Name, Version=...".
        var generators = printed.IndexOf("generator execution time", StringComparison.OrdinalIgnoreCase);
        var rows = Row().Matches(printed);
        var task = Task().Match(printed);
        if (generators < 0 || rows.Count == 0 || !task.Success)
        {
            throw new InvalidOperationException("The build printed no report of analyzers:\n" + printed);
        }

        return new RuleShare(
            Sum(rows.Where(row => row.Index < generators)),
            Sum(rows.Where(row => row.Index > generators)),
            TimeSpan.FromMilliseconds(double.Parse(task.Groups[1].Value, CultureInfo.InvariantCulture))
        );
    }

    // A time below a millisecond is printed as "<0.001".
    private static TimeSpan Sum(IEnumerable<Match> rows) =>
        TimeSpan.FromSeconds(
            rows.Sum(row => double.Parse(row.Groups[1].Value.TrimStart('<'), CultureInfo.InvariantCulture))
        );

    [GeneratedRegex(@"^\s*(<?[0-9.]+)\s+<?[0-9]+\s+NanoBananaContracts\.Generator, Version=", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\s*([0-9]+) ms\s+Csc\s", RegexOptions.Multiline)]
    private static partial Regex Task();
}
