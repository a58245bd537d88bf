namespace NanoBananaContracts.Batch;

/// <summary>How a batch stands: counts of items, and money in millionths of a US dollar.</summary>
public sealed record BatchSummary
{
    /// <summary>Items to be made.</summary>
    public long Waiting { get; init; }

    /// <summary>Items that a worker has.</summary>
    public long UnderWay { get; init; }

    /// <summary>Items whose picture is there.</summary>
    public long Done { get; init; }

    /// <summary>Items that have no picture and are not asked for again by themselves.</summary>
    public long Failed { get; init; }

    /// <summary>All items.</summary>
    public long Items => Waiting + UnderWay + Done + Failed;

    /// <summary>Calls that were under way when their worker died or gave up. Each may have been billed.</summary>
    public long Interrupted { get; init; }

    /// <summary>What was spent, and what may have been: over all runs of this batch.</summary>
    public long SpentMicroUsd { get; init; }

    /// <summary>What is set aside for what is under way.</summary>
    public long ReservedMicroUsd { get; init; }

    /// <summary>The part of <see cref="SpentMicroUsd"/> that interrupted calls may have cost.</summary>
    public long InterruptedMicroUsd { get; init; }

    /// <summary>The most that all of it may cost; <see langword="null"/> where there is no limit.</summary>
    public long? BudgetMicroUsd { get; init; }
}
