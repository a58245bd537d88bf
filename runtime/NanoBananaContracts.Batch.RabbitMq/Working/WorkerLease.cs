namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>
/// Says that a worker is alive for as long as it is. A lost connection to the broker brings a message to another worker while
/// its call is still under way here; by this that worker knows not to make it again.
/// </summary>
internal sealed class WorkerLease : IAsyncDisposable
{
    private readonly PostgresJournal journal;
    private readonly string worker;
    private readonly TimeSpan lease;
    private readonly CancellationTokenSource ended = new();
    private readonly Task saying;

    private WorkerLease(PostgresJournal journal, string worker, TimeSpan lease, Action<Exception> lost)
    {
        (this.journal, this.worker, this.lease) = (journal, worker, lease);
        saying = SayAsync(lost);
    }

    /// <summary>Says it for the first time, and from then on.</summary>
    public static async Task<WorkerLease> TakeAsync(
        PostgresJournal journal,
        string worker,
        TimeSpan lease,
        Action<Exception> lost,
        CancellationToken cancellationToken
    )
    {
        await journal.SeenAsync(worker, lease, cancellationToken).ConfigureAwait(false);
        return new(journal, worker, lease, lost);
    }

    /// <summary>Takes it back: what the worker still holds may be taken over at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync().ConfigureAwait(false);
        await saying.ConfigureAwait(false);
        ended.Dispose();
        await journal.GoneAsync(worker, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task SayAsync(Action<Exception> lost)
    {
        try
        {
            using var timer = new PeriodicTimer(lease / 4);
            while (await timer.WaitForNextTickAsync(ended.Token).ConfigureAwait(false))
            {
                await journal.SeenAsync(worker, lease, ended.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Not needed any more.
        }
        catch (Npgsql.NpgsqlException exception)
        {
            lost(exception);
        }
    }
}
