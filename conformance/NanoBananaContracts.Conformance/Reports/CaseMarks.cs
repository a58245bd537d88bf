using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>How a client fares with one case, all repetitions together.</summary>
internal enum CaseMark
{
    /// <summary>It was not put to the case.</summary>
    NotAsked,

    /// <summary>Every repetition passed.</summary>
    Passed,

    /// <summary>One did not.</summary>
    Broken,
}

/// <summary>The marks of cases, for every matrix alike.</summary>
internal static class CaseMarks
{
    /// <summary>The mark of a case.</summary>
    /// <param name="verdicts">The client's verdicts on it.</param>
    public static CaseMark Of(IEnumerable<CaseVerdict> verdicts)
    {
        CaseVerdict[] all = [.. verdicts];
        return !all.Any(ScoredCounts.IsAsked) ? CaseMark.NotAsked
            : all.All(v => v.Status == VerdictStatus.Passed) ? CaseMark.Passed
            : CaseMark.Broken;
    }
}
