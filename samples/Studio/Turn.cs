namespace Studio;

/// <summary>A picture of a turn.</summary>
/// <param name="File">Its name in the folder of its turn.</param>
/// <param name="MediaType">What its bytes are.</param>
/// <param name="Width">Pixels; 0 where the format is only known by its signature.</param>
/// <param name="Height">Pixels; 0 where the format is only known by its signature.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="IsDraft">Whether the model made it on the way.</param>
public sealed record KeptPicture(
    string File,
    string MediaType,
    int Width,
    int Height,
    long Bytes,
    bool IsDraft = false
);

/// <summary>What was said and what was made of it.</summary>
public sealed record Turn
{
    /// <summary>32 hexadecimal digits; a later turn has a greater one.</summary>
    public required string Id { get; init; }

    /// <summary>The turn that was edited; null where this one begins a conversation.</summary>
    public string? Parent { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    public string? AspectRatio { get; init; }

    public string? ImageSize { get; init; }

    public bool Drafts { get; init; }

    public required string Prompt { get; init; }

    /// <summary>Pictures that went along.</summary>
    public IReadOnlyList<KeptPicture> Inputs { get; init; } = [];

    /// <summary>What the model said.</summary>
    public string? Text { get; init; }

    /// <summary>What it thought, where it was asked to show that.</summary>
    public string? Thoughts { get; init; }

    /// <summary>
    /// Finished pictures, then drafts; the first is the one that is shown. None where the model answered in words.
    /// </summary>
    public IReadOnlyList<KeptPicture> Pictures { get; init; } = [];

    public int? Tokens { get; init; }

    /// <summary>What it costs by the provider's list; null where that is not known.</summary>
    public decimal? CostUsd { get; init; }

    public double Seconds { get; init; }

    /// <summary>Whether a real service made it, for money.</summary>
    public bool Live { get; init; }

    /// <summary>The documented oddity that was played, if one was; such a turn is not edited.</summary>
    public string? Fault { get; init; }

    /// <summary>Why it is in memory alone, in the words of the system; null where it is on the disk.</summary>
    public string? NotOnDisk { get; init; }
}
