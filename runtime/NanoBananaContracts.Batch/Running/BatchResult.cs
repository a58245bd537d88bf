namespace NanoBananaContracts.Batch;

/// <summary>Why a run ended.</summary>
public enum BatchEnding
{
    /// <summary>Nothing is left to do: every item is done or has failed.</summary>
    Finished,

    /// <summary>None of what waits fits into what is left of the budget.</summary>
    BudgetReached,

    /// <summary>It was told to end.</summary>
    Cancelled,

    /// <summary>A failure that every call would have had: <see cref="BatchResult.Failure"/>.</summary>
    Stopped,
}

/// <summary>What came of a run.</summary>
/// <param name="Ending">Why it ended.</param>
/// <param name="Summary">How the batch stands.</param>
/// <param name="Recovery">What was found of a run before, that had been killed.</param>
/// <param name="Failure">The failure that stopped it, where one did.</param>
public sealed record BatchResult(
    BatchEnding Ending,
    BatchSummary Summary,
    BatchRecovery Recovery,
    FailureEntry? Failure = null
);

/// <summary>What a run found of another that had been killed.</summary>
/// <param name="Adopted">Pictures that were whole, and are kept.</param>
/// <param name="Stored">Pictures that were paid for and known, and now have their name.</param>
/// <param name="Interrupted">Calls that were under way: each may have been billed, and is made again.</param>
public sealed record BatchRecovery(int Adopted, int Stored, int Interrupted);
