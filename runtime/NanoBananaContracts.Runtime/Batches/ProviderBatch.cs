namespace NanoBananaContracts;

/// <summary>Where a provider's batch stands.</summary>
public enum ProviderBatchState
{
    /// <summary>The provider named a state that is not documented, or none.</summary>
    Unknown,

    /// <summary>It waits to be begun.</summary>
    Pending,

    /// <summary>It is being worked on.</summary>
    Running,

    /// <summary>Its results are there; single requests may have failed.</summary>
    Succeeded,

    /// <summary>It failed as a whole: <see cref="ProviderBatch.Failure"/>.</summary>
    Failed,

    /// <summary>It was cancelled. What was made until then may be billed.</summary>
    Cancelled,

    /// <summary>It waited or ran for too long (<see cref="BatchFacts.ExpiresAfter"/>), and has no results.</summary>
    Expired,
}

/// <summary>A batch at the provider, as it stood when it was asked for.</summary>
public sealed class ProviderBatch
{
    internal ProviderBatch() { }

    /// <summary>Its name at the provider: <c>batches/...</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name it was created with; <see langword="null"/> where the reply does not say.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The model, without <c>models/</c>; <see langword="null"/> where the reply does not say.</summary>
    public string? Model { get; init; }

    /// <summary>Where it stands.</summary>
    public ProviderBatchState State { get; init; }

    /// <summary>Whether it has ended, well or not.</summary>
    public bool IsOver { get; init; }

    /// <summary>How many requests it has; <see langword="null"/> where the reply does not say.</summary>
    public long? RequestCount { get; init; }

    /// <summary>How many of them have succeeded.</summary>
    public long? SucceededCount { get; init; }

    /// <summary>How many of them have failed.</summary>
    public long? FailedCount { get; init; }

    /// <summary>Why it failed as a whole; <see langword="null"/> where it did not. It is described, not thrown.</summary>
    public NanoBananaException? Failure { get; init; }

    /// <summary>The file of its results (<c>files/...</c>), where it was created by file and is over.</summary>
    public string? ResultsFile { get; init; }

    /// <summary>Whether there are results to be had.</summary>
    public bool HasResults => ResultsFile is not null || Inlined.Count > 0;

    /// <summary>The results of a batch that was created inline: JSON, one each.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Inlined { get; init; } = [];

    /// <summary>Name and state.</summary>
    /// <returns>Such as <c>batches/123 Running</c>.</returns>
    public override string ToString() => $"{OneLine.Of(Name)} {State}";
}

/// <summary>What came of one request of a batch: a reply, or a failure.</summary>
public sealed class ProviderBatchResult
{
    internal ProviderBatchResult() { }

    /// <summary>The key of the request; <see langword="null"/> where the result does not say it: then its place does.</summary>
    public string? Key { get; init; }

    /// <summary>Its place among the results, from 0, which is that of the request.</summary>
    public int Index { get; init; }

    /// <summary>
    /// The reply, with its price at the batch's; <see langword="null"/> where there is none. Where <see cref="Failure"/> has
    /// something to say of it, it is in <see cref="NanoBananaException.Response"/>.
    /// </summary>
    public NanoBananaReply? Reply { get; init; }

    /// <summary>Why there is none; <see langword="null"/> where there is. It is described, not thrown.</summary>
    public NanoBananaException? Failure { get; init; }
}
