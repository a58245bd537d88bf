using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Players;

/// <summary>Starts in-process players, and hands a disposed one out again: starting a server costs more than most cases.</summary>
/// <param name="timeScale">What every delay of a stub is multiplied with.</param>
/// <param name="time">The clock of its delays and of its journal; null for the system's.</param>
public sealed class InProcessPlayerFactory(double timeScale, TimeProvider? time = null) : IStubPlayerFactory
{
    // Guards both: nothing is added once disposal has taken what there is.
    private readonly Lock gate = new();
    private readonly Stack<InProcessPlayer> idle = [];
    private bool disposed;

    /// <inheritdoc/>
    public async Task<IStubPlayer> StartAsync(CancellationToken cancellationToken = default)
    {
        InProcessPlayer? player;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            idle.TryPop(out player);
        }

        if (player is null)
        {
            player = await InProcessPlayer
                .StartAsync(
                    new InProcessPlayerOptions { TimeScale = timeScale, TimeProvider = time ?? TimeProvider.System },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        return new Loan(this, player);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        InProcessPlayer[] idle;
        lock (gate)
        {
            disposed = true;
            idle = [.. this.idle];
            this.idle.Clear();
        }

        foreach (var player in idle)
        {
            await player.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask TakeBackAsync(InProcessPlayer player)
    {
        // A request that is still under way would end up in the journal of the next case.
        var busy = false;
        foreach (var entry in await player.ReadJournalAsync().ConfigureAwait(false))
        {
            busy |= entry.FinishedAt is null;
        }

        await player.LoadAsync(StubSet.Empty).ConfigureAwait(false);
        lock (gate)
        {
            if (!busy && !disposed)
            {
                idle.Push(player);
                return;
            }
        }

        await player.DisposeAsync().ConfigureAwait(false);
    }

    private sealed class Loan(InProcessPlayerFactory owner, InProcessPlayer player) : IStubPlayer
    {
        private bool returned;

        public string Name => player.Name;

        public Uri BaseAddress => player.BaseAddress;

        public double TimeScale => player.TimeScale;

        public Task LoadAsync(StubSet stubs, CancellationToken cancellationToken = default) =>
            player.LoadAsync(stubs, cancellationToken);

        public Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(CancellationToken cancellationToken = default) =>
            player.ReadJournalAsync(cancellationToken);

        public ValueTask DisposeAsync()
        {
            if (returned)
            {
                return ValueTask.CompletedTask;
            }

            returned = true;
            return owner.TakeBackAsync(player);
        }
    }
}
