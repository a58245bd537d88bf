namespace NanoBananaContracts.Conformance.Live;

/// <summary>One call of a live run: what is sent, what must come back, and the most it can cost.</summary>
public sealed record LiveCall
{
    /// <summary>Such as <c>free/wrong-key</c> or <c>billed/smallest-picture</c>; unique in a plan.</summary>
    public required string Id { get; init; }

    /// <summary>What the call finds out, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The most the call can cost, in US dollars; 0 for a call that the service must refuse.</summary>
    public required decimal MaxCostUsd { get; init; }

    /// <summary>The path and query, such as <c>/v1beta/models/m:generateContent</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The body: JSON in UTF-8.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Which key goes along.</summary>
    public LiveKey Key { get; init; } = LiveKey.Real;

    /// <summary>The statuses that keep the contract.</summary>
    public required IReadOnlyList<int> ExpectedStatuses { get; init; }

    /// <summary>Whether the reply is a stream of events.</summary>
    public bool IsStream { get; init; }

    /// <summary>Whether a picture is asked for.</summary>
    public bool WantsImage { get; init; }

    /// <summary>Whether text is asked for.</summary>
    public bool WantsText { get; init; }

    /// <summary>The size that is asked for.</summary>
    public ImageSize? Size { get; init; }

    /// <summary>The ratio that is asked for.</summary>
    public AspectRatio? AspectRatio { get; init; }

    /// <summary>Whether the service must refuse the call, and so bills nothing.</summary>
    public bool IsErrorPath => ExpectedStatuses[0] >= 400;
}

/// <summary>The key of a live call.</summary>
public enum LiveKey
{
    /// <summary>The user's.</summary>
    Real,

    /// <summary>One that no service knows.</summary>
    Wrong,

    /// <summary>None at all.</summary>
    None,
}
