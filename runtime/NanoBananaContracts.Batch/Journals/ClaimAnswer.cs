namespace NanoBananaContracts.Batch;

/// <summary>What came of asking a journal for something to do.</summary>
public enum ClaimOutcome
{
    /// <summary>There is a claim.</summary>
    Claimed,

    /// <summary>All that waits waits for a time that has not come: <see cref="ClaimAnswer.NotBefore"/>.</summary>
    Later,

    /// <summary>Nothing can begin now, but what is under way may come back, or leave room in the budget.</summary>
    AllUnderWay,

    /// <summary>Nothing is under way, and none of what waits fits into what is left of the budget.</summary>
    NothingFits,

    /// <summary>Nothing waits, and nothing is under way.</summary>
    NothingLeft,
}

/// <summary>A claim, or why there is none.</summary>
/// <param name="Outcome">Which of the two.</param>
/// <param name="Claim">The claim, where there is one.</param>
/// <param name="NotBefore">When to ask again, where that is known.</param>
public sealed record ClaimAnswer(ClaimOutcome Outcome, BatchClaim? Claim = null, DateTimeOffset? NotBefore = null);
