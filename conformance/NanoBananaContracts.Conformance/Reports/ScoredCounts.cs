using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>
/// How a client fares: cases that count, and apart from them those that wait for the next revision. A matrix and the page
/// of a client take their figures from here, so that both say the same.
/// </summary>
/// <param name="Passed">Cases that count and passed.</param>
/// <param name="Asked">Cases that count and were put to the client.</param>
/// <param name="NotAsked">Cases that count and were not.</param>
/// <param name="UnscoredPassed">Cases that do not count yet and passed.</param>
/// <param name="UnscoredAsked">Cases that do not count yet and were put to the client.</param>
internal readonly record struct ScoredCounts(int Passed, int Asked, int NotAsked, int UnscoredPassed, int UnscoredAsked)
{
    public static ScoredCounts Of(IEnumerable<CaseVerdict> verdicts)
    {
        CaseVerdict[] all = [.. verdicts];
        CaseVerdict[] asked = [.. all.Where(IsAsked)];
        return new ScoredCounts(
            asked.Count(v => IsScored(v) && v.Status == VerdictStatus.Passed),
            asked.Count(IsScored),
            all.Count(v => IsScored(v) && !IsAsked(v)),
            asked.Count(v => !IsScored(v) && v.Status == VerdictStatus.Passed),
            asked.Count(v => !IsScored(v))
        );
    }

    /// <summary>Whether the client was put to the case: it can do what is asked, and the suite could ask it.</summary>
    public static bool IsAsked(CaseVerdict verdict) =>
        verdict.Status is not (VerdictStatus.Skipped or VerdictStatus.HarnessTrouble);

    // A stream of before the mark has the status alone.
    private static bool IsScored(CaseVerdict verdict) => !verdict.Unscored && verdict.Status != VerdictStatus.NotScored;
}
