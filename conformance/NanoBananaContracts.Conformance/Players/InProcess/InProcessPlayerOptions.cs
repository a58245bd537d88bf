namespace NanoBananaContracts.Conformance.Players;

/// <summary>How an <see cref="InProcessPlayer"/> plays.</summary>
public sealed record InProcessPlayerOptions
{
    /// <summary>Port on 127.0.0.1; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>What every delay of a stub is multiplied with: 1 is real time, 0.01 plays a 20 s case in 0.2 s.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>
    /// Whether WireMock.Net's admin interface is served under <c>/__admin</c>, in its own format. Off by default: a client
    /// under test must not reach its own stubs. It shows no requests: they carry keys.
    /// </summary>
    public bool AdminApi { get; init; }

    /// <summary>The longest body that is read. Google takes 100 MB inline, and no client is to fill the memory with more.</summary>
    internal int MostBodyBytes { get; init; } = 100 * 1024 * 1024;

    /// <summary>Measures delays and stamps the journal.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
