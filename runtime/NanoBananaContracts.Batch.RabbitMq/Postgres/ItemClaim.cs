namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>What came of asking for one certain item.</summary>
public enum ItemClaimOutcome
{
    /// <summary>There is a claim.</summary>
    Claimed,

    /// <summary>It waits, and nothing is in its way.</summary>
    Waiting,

    /// <summary>It waits for a time that has not come: <see cref="ItemClaim.NotBefore"/>.</summary>
    Later,

    /// <summary>A worker that is alive has it.</summary>
    Held,

    /// <summary>
    /// A worker has it that is not heard of any more: <see cref="ItemClaim.Claim"/> is that worker's. Settle it where
    /// <see cref="ItemClaim.Noted"/> is found in the store, else interrupt it, and ask again.
    /// </summary>
    Abandoned,

    /// <summary>It fits into the budget, but not beside what is under way.</summary>
    NoRoom,

    /// <summary>It does not fit into what is left of the budget.</summary>
    DoesNotFit,

    /// <summary>Its picture is there.</summary>
    Done,

    /// <summary>It has failed.</summary>
    Failed,

    /// <summary>There is no such item.</summary>
    Unknown,
}

/// <summary>A claim of one certain item, or why there is none.</summary>
/// <param name="Outcome">Which of them.</param>
/// <param name="Claim">The claim, or the one that was abandoned.</param>
/// <param name="Entry">What is known of the item, where it was not claimed.</param>
/// <param name="NotBefore">When it may be taken, by the clock of this machine.</param>
/// <param name="Noted">The picture that was on its way to the store when a worker was last at work on it.</param>
public sealed record ItemClaim(
    ItemClaimOutcome Outcome,
    BatchClaim? Claim = null,
    JournalEntry? Entry = null,
    DateTimeOffset? NotBefore = null,
    PictureEntry? Noted = null
);
