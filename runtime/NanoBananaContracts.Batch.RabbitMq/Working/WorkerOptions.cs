namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>How a worker works.</summary>
public sealed record WorkerOptions
{
    /// <summary>
    /// How long a worker that is not heard of counts as alive. It says that it is there four times as often. A call of a worker
    /// that lost its database for longer may be made a second time. Default: 30 seconds.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often an item may take its worker down before it has failed: it may be the item that does it. Default: 5.
    /// </summary>
    public int MostInterruptions { get; init; } = 5;

    /// <summary>How often it is looked whether another worker's item, or the budget, has become free. Default: 1 second.</summary>
    public TimeSpan LookAgain { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a message is held whose item waits for its time, a turn, or the budget. Default: 10 minutes; a broker closes the channel of
    /// whoever holds one for longer than its <c>consumer_timeout</c>, which is 30 minutes by default and must leave time for a call.
    /// </summary>
    public TimeSpan MostHeld { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long is waited before a picture is put into the store again that it did not take; doubled each time. Default: 1 second.</summary>
    public TimeSpan StoreDelay { get; init; } = TimeSpan.FromSeconds(1);
}

/// <summary>What came of a worker's work.</summary>
/// <param name="Done">Pictures it made.</param>
/// <param name="Failed">Items that failed, and have a dead letter.</param>
/// <param name="Stop">The failure that ended it; <see langword="null"/> where it was told to end.</param>
public sealed record WorkerResult(long Done, long Failed, FailureEntry? Stop);
