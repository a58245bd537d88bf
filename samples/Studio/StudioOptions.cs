namespace Studio;

/// <summary>How the Studio is run.</summary>
public sealed record StudioOptions
{
    /// <summary>Whether real services are called, with the keys of the environment; it costs money.</summary>
    public bool Live { get; init; }

    /// <summary>Loopback port; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>Where pictures and turns are kept; null for a folder that goes when the Studio ends.</summary>
    public string? Data { get; init; }

    /// <summary>What may be spent in all until the Studio ends, in USD; null for no limit.</summary>
    public decimal? CapUsd { get; init; }

    /// <summary>How long the emulator takes for a picture.</summary>
    public TimeSpan EmulatedLatency { get; init; }

    /// <summary>The most turns that are kept; the oldest go first.</summary>
    public int MostTurns { get; init; } = 200;

    /// <summary>The most bytes that are kept on disk; the oldest turns go first.</summary>
    public long MostBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>
    /// How many bytes of turns that the disk does not take are kept in memory, before nothing more is painted. What was under way
    /// by then is kept all the same: it may have been paid for.
    /// </summary>
    public long MostUnwrittenBytes { get; init; } = 256L * 1024 * 1024;
}
