namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>How a queue is used.</summary>
public sealed record QueueOptions
{
    /// <summary>How long it is waited for a broker that does not answer. Default: 2 minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How often a message comes again before the broker itself makes it a dead letter. Default: 50. A queue keeps the limit it
    /// was made with.
    /// </summary>
    public int DeliveryLimit { get; init; } = 50;
}
