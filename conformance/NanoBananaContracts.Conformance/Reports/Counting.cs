namespace NanoBananaContracts.Conformance.Reports;

/// <summary>Numbers of things, in a sentence.</summary>
internal static class Counting
{
    /// <summary>The number and the thing: <c>1 case</c>, <c>2 cases</c>.</summary>
    public static string Of(int count, string thing) =>
        FormattableString.Invariant($"{count} {thing}{(count == 1 ? "" : "s")}");

    /// <summary>The same with its verb: <c>1 secret was</c>, <c>2 secrets were</c>.</summary>
    public static string Of(int count, string thing, string one, string several) =>
        Of(count, thing) + " " + (count == 1 ? one : several);
}
