using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Players;

/// <summary>
/// A server that plays stub mappings: the in-process one (<see cref="InProcessPlayer"/>) or the original WireMock.
/// One player serves one running case at a time, on a loopback port of its own.
/// </summary>
public interface IStubPlayer : IAsyncDisposable
{
    /// <summary>What plays, for reports: <c>wiremock.net</c> or <c>wiremock 3.13.2</c>.</summary>
    string Name { get; }

    /// <summary>Where the player listens, for example <c>http://127.0.0.1:40123/</c>.</summary>
    Uri BaseAddress { get; }

    /// <summary>What every delay of a stub is multiplied with: 1 is real time, 0.01 plays a 20 s case in 0.2 s.</summary>
    double TimeScale { get; }

    /// <summary>Replaces all stubs, and forgets the journal and the states of the scenarios.</summary>
    /// <param name="stubs">The stubs to play.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task LoadAsync(StubSet stubs, CancellationToken cancellationToken = default);

    /// <summary>Every request since the last load, oldest first.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(CancellationToken cancellationToken = default);
}

/// <summary>Starts players of one kind.</summary>
public interface IStubPlayerFactory : IAsyncDisposable
{
    /// <summary>Starts a player, or hands out an idle one whose last user has disposed it.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<IStubPlayer> StartAsync(CancellationToken cancellationToken = default);
}
