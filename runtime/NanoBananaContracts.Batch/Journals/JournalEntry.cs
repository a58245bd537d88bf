namespace NanoBananaContracts.Batch;

/// <summary>Where an item stands.</summary>
public enum ItemState
{
    /// <summary>It is to be made. What does not fit into the budget stays so.</summary>
    Waiting,

    /// <summary>A worker has it.</summary>
    UnderWay,

    /// <summary>Its picture is there.</summary>
    Done,

    /// <summary>It has no picture, and is not asked for again by itself.</summary>
    Failed,
}

/// <summary>All that a journal knows of one item.</summary>
/// <param name="Item">The item.</param>
/// <param name="Line">Its line.</param>
/// <param name="State">Where it stands.</param>
public sealed record JournalEntry(BatchItem Item, BatchLine Line, ItemState State)
{
    /// <summary>How often it was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>How often it was under way when its worker died, or gave up: each may have been billed.</summary>
    public int Interrupted { get; init; }

    /// <summary>
    /// What all its attempts cost, in millionths of a US dollar; for those that were interrupted, and failed in a way that may be
    /// billed, what was reserved.
    /// </summary>
    public long CostMicroUsd { get; init; }

    /// <summary>Its picture, where it is <see cref="ItemState.Done"/>.</summary>
    public PictureEntry? Picture { get; init; }

    /// <summary>Why it failed, or why it last came back, where it did.</summary>
    public FailureEntry? Failure { get; init; }
}
