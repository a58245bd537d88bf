using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Players;

/// <summary>One request a player has received.</summary>
public sealed record JournalEntry
{
    /// <summary>Id of the entry.</summary>
    public required Guid Id { get; init; }

    /// <summary>The request.</summary>
    public required RecordedRequest Request { get; init; }

    /// <summary>Id of the stub that answered; null when none matched.</summary>
    public Guid? StubId { get; init; }

    /// <summary>Name of the stub that answered; null when it has none or none matched.</summary>
    public string? StubName { get; init; }

    /// <summary>Whether a stub matched.</summary>
    public bool WasMatched => StubId is not null;

    /// <summary>HTTP status sent, 0 for a fault.</summary>
    public int Status { get; init; }

    /// <summary>When the request had been read.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the answer had been sent or given up; null while it is under way, or where the player does not say.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Whether the client hung up before the answer was complete; null where the player does not say.</summary>
    public bool? ClientHungUp { get; init; }

    /// <summary>For a request that no stub matched: the nearest stubs, nearest first.</summary>
    public IReadOnlyList<NearMiss> NearMisses { get; init; } = [];
}

/// <summary>A stub that nearly matched.</summary>
/// <param name="Stub">The stub.</param>
/// <param name="Distance">0 would be a match; 1 has nothing in common.</param>
/// <param name="Differences">What did not match, one sentence each.</param>
public sealed record NearMiss(StubMapping Stub, double Distance, IReadOnlyList<string> Differences);
