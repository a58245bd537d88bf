using System.Globalization;

namespace NanoBananaContracts.Batch.Benchmarks;

/// <summary>Prints what was measured, the same in every culture.</summary>
internal static class Report
{
    public static void Print(FormattableString text) => Console.Out.WriteLine(FormattableString.Invariant(text));

    public static void Print(string text) => Console.Out.WriteLine(text);

    /// <summary>A number as an argument of another process.</summary>
    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
