namespace NanoBananaContracts.Batch;

/// <summary>How far a run is.</summary>
public sealed record BatchProgress
{
    /// <summary>How the batch stands.</summary>
    public required BatchSummary Summary { get; init; }

    /// <summary>How long this run has been going.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>How many pictures this run has made.</summary>
    public long MadeNow { get; init; }

    /// <summary>Pictures a minute over the last minutes; <see langword="null"/> until there is one.</summary>
    public double? PicturesAMinute { get; init; }

    /// <summary>How long the rest takes at that rate; <see langword="null"/> while there is none.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>How many calls are made at a time at the moment, at most.</summary>
    public int Parallel { get; init; }

    /// <summary>Until when everybody waits for the provider; <see langword="null"/> where nobody does.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Why everybody waits: it refused a call for its rate or its load, or could not be reached.</summary>
    public FailureEntry? PausedBy { get; init; }

    /// <summary>Whether what is under way is in batches of the provider's own: they come when they come.</summary>
    public bool IsAtProvider { get; init; }

    /// <summary>Whether no more calls are begun.</summary>
    public bool IsEnding { get; init; }

    /// <summary>What has just ended, done or failed; <see langword="null"/> where nothing has.</summary>
    public JournalEntry? Ended { get; init; }
}
