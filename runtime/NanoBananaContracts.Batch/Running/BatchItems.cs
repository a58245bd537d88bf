namespace NanoBananaContracts.Batch;

/// <summary>Runs the items of one run, each from its claim to its end, and knows when no more should be begun.</summary>
internal sealed class BatchItems(
    IBatchJournal journal,
    IPictureStore store,
    PictureCalls calls,
    BatchOptions options,
    ProgressKeeper progress,
    CancellationTokenSource stopping
)
{
    // A service that is down, or a network that is gone, must not use up the tries of a whole list, or its money.
    private const int MostInARow = 20;

    private readonly ClaimEnds ends = new(journal, store, options, progress);
    private readonly Parallelism parallelism = new(options.Parallel, options.Time);
    private int inARow;
    private FailureEntry? stop;

    /// <summary>How many may run at a time.</summary>
    public int Parallel => parallelism.Current;

    /// <summary>Why no more are begun, where a failure is the reason.</summary>
    public FailureEntry? Stop => Volatile.Read(ref stop);

    /// <summary>Runs one item.</summary>
    public async Task RunAsync(BatchClaim claim, CancellationToken givingUp)
    {
        try
        {
            Reached(BatchStep.Claimed, claim);
            var end = await calls.RunAsync(claim, givingUp).ConfigureAwait(false);
            Count(end);
            await ends.WriteAsync(claim, end).ConfigureAwait(false);
            await progress
                .SayAsync(
                    Parallel,
                    stopping.IsCancellationRequested,
                    end as CallReturned,
                    end is PictureArrived or CallFailed ? claim.Item : null
                )
                .ConfigureAwait(false);
        }
        catch
        {
            await stopping.CancelAsync().ConfigureAwait(false); // what went wrong here goes wrong again
            throw;
        }
    }

    private void Count(CallEnd end)
    {
        switch (end)
        {
            case PictureArrived:
                parallelism.Succeeded();
                Interlocked.Exchange(ref inARow, 0);
                break;
            case CallReturned { Failure: var failure, Counts: var counts } returned:
                if (returned.IsOfLoad)
                {
                    parallelism.Refused();
                }

                CountInARow(failure, counts);
                break;
            case CallFailed { Failure: var failure, IsByChance: var isByChance }:
                CountInARow(failure, isByChance);
                break;
            default:
                break;
        }

        if (end.Stop is { } reason)
        {
            End(reason);
        }
    }

    private void CountInARow(FailureEntry failure, bool counts)
    {
        if (counts && Interlocked.Increment(ref inARow) >= MostInARow)
        {
            End(failure);
        }
    }

    private void End(FailureEntry reason)
    {
        Interlocked.CompareExchange(ref stop, reason, null);
        stopping.Cancel();
    }

    private void Reached(BatchStep step, BatchClaim claim) => options.Reached?.Invoke(step, claim.Item);
}
