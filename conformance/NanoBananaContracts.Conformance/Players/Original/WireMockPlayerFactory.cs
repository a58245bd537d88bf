using System.Collections.Concurrent;

namespace NanoBananaContracts.Conformance.Players.Original;

/// <summary>
/// Hands out players on the original WireMock server. A Java process takes seconds to start, so a few are kept and
/// cleared between cases; who asks while all are busy waits.
/// </summary>
public sealed class WireMockPlayerFactory : IStubPlayerFactory
{
    private readonly string jar;
    private readonly double timeScale;
    private readonly SemaphoreSlim free;
    private readonly ConcurrentBag<WireMockServer> idle = [];

    /// <summary>Creates the factory; nothing starts yet.</summary>
    /// <param name="jar">Path of <c>wiremock-standalone-3.13.2.jar</c>, for example from <see cref="WireMockJar.Find"/>.</param>
    /// <param name="timeScale">What every delay of a stub is multiplied with.</param>
    /// <param name="servers">How many processes may run at once.</param>
    public WireMockPlayerFactory(string jar, double timeScale = 1, int servers = 2)
    {
        ArgumentException.ThrowIfNullOrEmpty(jar);
        ArgumentOutOfRangeException.ThrowIfLessThan(servers, 1);
        this.jar = jar;
        this.timeScale = timeScale;
        free = new SemaphoreSlim(servers);
    }

    /// <inheritdoc/>
    /// <exception cref="WireMockException">Java is missing, or the server does not come up.</exception>
    public async Task<IStubPlayer> StartAsync(CancellationToken cancellationToken = default)
    {
        await free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!idle.TryTake(out var server))
            {
                server = await WireMockServer.StartAsync(jar, cancellationToken).ConfigureAwait(false);
            }

            return new WireMockPlayer(server, timeScale, ReleaseAsync);
        }
        catch
        {
            free.Release();
            throw;
        }
    }

    /// <summary>Ends the processes. Players still in use break.</summary>
    public async ValueTask DisposeAsync()
    {
        while (idle.TryTake(out var server))
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }

        free.Dispose();
    }

    /// <summary>Takes a server back; one that could not be cleared is ended instead.</summary>
    private async ValueTask ReleaseAsync(WireMockServer server, bool usable)
    {
        try
        {
            if (usable)
            {
                idle.Add(server);
            }
            else
            {
                await server.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            free.Release();
        }
    }
}
