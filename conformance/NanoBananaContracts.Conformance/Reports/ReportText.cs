using System.Globalization;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Running;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>Words and numbers that all reports write alike.</summary>
internal static class ReportText
{
    public static string Status(VerdictStatus status) =>
        status switch
        {
            VerdictStatus.Passed => "passed",
            VerdictStatus.Failed => "failed",
            VerdictStatus.Warned => "warned",
            VerdictStatus.Skipped => "skipped",
            VerdictStatus.KnownFailing => "known failing",
            VerdictStatus.NotScored => "not scored",
            _ => "harness trouble",
        };

    /// <summary>
    /// Verdicts by what they count for: a case that is not scored yet and passed is no pass, as it is none in a matrix.
    /// </summary>
    public static VerdictCounts Counts(IEnumerable<CaseVerdict> verdicts) =>
        VerdictCounts.Of(verdicts.Select(v => IsUnscoredPass(v) ? v with { Status = VerdictStatus.NotScored } : v));

    /// <summary>The one line that every report for people ends or begins with.</summary>
    public static string Tally(IReadOnlyCollection<CaseVerdict> verdicts) =>
        verdicts.Count(IsUnscoredPass) is > 0 and var passed
            ? $"{Counts(verdicts)}; {passed} of those not scored passed"
            : Counts(verdicts).ToString();

    public static bool IsUnscoredPass(CaseVerdict verdict) =>
        verdict is { Unscored: true, Status: VerdictStatus.Passed };

    public static string Seconds(long milliseconds) =>
        (milliseconds / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);

    public static string Name(CaseVerdict verdict) =>
        verdict.Repetition == 1
            ? verdict.Id
            : string.Create(CultureInfo.InvariantCulture, $"{verdict.Id} #{verdict.Repetition}");

    /// <summary>The group of a verdict's case: what its id has before the slash.</summary>
    public static string Group(CaseVerdict verdict) => Group(verdict.Id);

    /// <summary>The group of a case.</summary>
    public static string Group(string id) => id.Split('/')[0];

    /// <summary>How long a client took: what the time stood for, and where it was scaled what it really was.</summary>
    private static string Took(CaseVerdict verdict)
    {
        var stoodFor = (verdict.ElapsedMilliseconds / 1000.0).ToString("0.0", CultureInfo.InvariantCulture);
        var real = (verdict.WallMilliseconds / 1000.0).ToString("0.0", CultureInfo.InvariantCulture);
        return stoodFor == real ? $"{real} s" : $"{stoodFor} s ({Seconds(verdict.WallMilliseconds)} s by the clock)";
    }

    /// <summary>What a client ended with, and after how long where it says no time of its own.</summary>
    public static string Ending(CaseVerdict verdict) =>
        verdict.Wire.Count + verdict.Checks.Count == 0 || HangWatch.IsHung(verdict)
            ? verdict.Outcome
            : $"{verdict.Outcome}, after {Took(verdict)}";

    /// <summary>How an exchange ended, in a few words.</summary>
    public static string Ending(WireExchange exchange) =>
        exchange.HungUp == true ? "the client hung up"
        : exchange.Status == 0 ? exchange.Reply?.Fault ?? "broken connection"
        : exchange.Status.ToString(CultureInfo.InvariantCulture);

    public static string Subject(SubjectIdentity subject) =>
        string.Join(' ', (string?[])[subject.Name, subject.Version, subject.Language is { } l ? $"({l})" : null])
            .Trim()
            .Replace("  ", " ", StringComparison.Ordinal);

    /// <summary>A text of somebody else on one line of a terminal.</summary>
    public static string OneLine(string text, int length)
    {
        var line = ForeignText.Line(text);
        return line.Length <= length ? line : $"{line[..length]}...";
    }
}
