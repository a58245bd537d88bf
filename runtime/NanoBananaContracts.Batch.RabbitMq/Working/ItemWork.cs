namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>
/// Works on the item of one message until it is done, has failed, or this worker ends: the message stays with it, so that what
/// the provider refuses for its rate is tried again without going round the queue.
/// </summary>
internal sealed class ItemWork(
    PostgresJournal journal,
    IPictureStore store,
    IRateGate gate,
    PictureCalls calls,
    CallPlaces places,
    WorkerOptions options,
    string worker,
    Action<FailureEntry> stop
)
{
    // A service that is down, or a network that is gone, must not use up the tries of a whole list, or its money.
    private const int MostFailuresInARow = 20;

    private int inARow;

    /// <summary>Works on an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="isRedelivered">Whether another worker may have ended it without having said so to the queue.</param>
    /// <param name="ending">No call begins any more.</param>
    /// <param name="givingUp">A call that is under way is given up.</param>
    public async Task<ItemEnd> RunAsync(
        BatchItem item,
        bool isRedelivered,
        CancellationToken ending,
        CancellationToken givingUp
    )
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(ending);
        held.CancelAfter(options.MostHeld);
        try
        {
            PictureEntry? noted = null;
            while (true)
            {
                var look = await journal.LookAsync(item, held.Token).ConfigureAwait(false);
                switch (look.Outcome)
                {
                    case ItemClaimOutcome.Waiting:
                        noted = look.Noted;
                        if (await TakeAsync(item, noted, held.Token, givingUp).ConfigureAwait(false) is { } end)
                        {
                            return end;
                        }

                        break;
                    case ItemClaimOutcome.Later:
                        var wait = look.NotBefore!.Value - DateTimeOffset.UtcNow;
                        await WaitAsync(
                                TimeSpan.FromMilliseconds(Math.Clamp(wait.TotalMilliseconds, 50, 60_000)),
                                held.Token
                            )
                            .ConfigureAwait(false);
                        break;
                    case ItemClaimOutcome.Abandoned:
                        noted = look.Noted;
                        if (await TakeOverAsync(look).ConfigureAwait(false) == ItemState.Failed)
                        {
                            return ItemEnd.Failed;
                        }

                        break;
                    case ItemClaimOutcome.Held or ItemClaimOutcome.NoRoom:
                        await WaitAsync(options.LookAgain, held.Token).ConfigureAwait(false);
                        break;
                    case ItemClaimOutcome.DoesNotFit:
                        await journal.CountMessagesAsync([item], -1, CancellationToken.None).ConfigureAwait(false);
                        return ItemEnd.Nothing;
                    case ItemClaimOutcome.Failed when isRedelivered:
                        return ItemEnd.Failed;
                    default:
                        return ItemEnd.Nothing;
                }
            }
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
            return ending.IsCancellationRequested ? ItemEnd.GiveBack : ItemEnd.Requeue;
        }
    }

    /// <summary>Claims an item, when a place and its turn have come, and makes its call.</summary>
    /// <returns>How it ended; null where the item is to be looked at again.</returns>
    private async Task<ItemEnd?> TakeAsync(
        BatchItem item,
        PictureEntry? noted,
        CancellationToken held,
        CancellationToken givingUp
    )
    {
        await places.TakeAsync(held).ConfigureAwait(false);
        try
        {
            // Before the claim: what waits for its turn is not under way, and a kill costs nothing for it.
            await gate.WaitAsync(held).ConfigureAwait(false);
            // Not cancelled: a claim that was made and not heard of would stay under way.
            var taken = await journal.ClaimAsync(item, worker, CancellationToken.None).ConfigureAwait(false);
            return taken is { Outcome: ItemClaimOutcome.Claimed, Claim: { } claim }
                ? await MakeAsync(claim, noted, givingUp).ConfigureAwait(false)
                : null;
        }
        finally
        {
            places.Leave();
        }
    }

    private static Task WaitAsync(TimeSpan wait, CancellationToken held) => Task.Delay(wait, held);

    /// <summary>Ends a dead worker's claim: with its picture, where that came into the store.</summary>
    /// <returns>What it has made of the item; null where another worker was first.</returns>
    private async Task<ItemState?> TakeOverAsync(ItemClaim look)
    {
        var claim = look.Claim!;
        var (state, taking) =
            look.Noted is { } noted && await IsStoredAsync(claim, noted).ConfigureAwait(false)
                ? (ItemState.Done, journal.SettleAsync(claim, noted with { Adopted = true }))
            : look.Entry!.Interrupted + 1 >= options.MostInterruptions
                ? (ItemState.Failed, journal.FailAsync(claim, Lost(look.Entry), claim.ReservedMicroUsd))
            : (ItemState.Waiting, journal.InterruptAsync(claim));
        return await taking.ConfigureAwait(false) ? state : null;
    }

    private static FailureEntry Lost(JournalEntry entry) =>
        new(
            FailureKind.ConnectionLost,
            FormattableString.Invariant(
                $"{entry.Interrupted + 1} workers were lost while they were at work on it. See what takes them down before it is tried again."
            )
        );

    /// <summary>Makes the call of a claim.</summary>
    /// <returns>How it ended; null where the item is to be looked at again.</returns>
    private async Task<ItemEnd?> MakeAsync(BatchClaim claim, PictureEntry? noted, CancellationToken givingUp)
    {
        // From here on not cancelled by anything else: what has come is paid for.
        var end = await calls.RunAsync(claim, givingUp).ConfigureAwait(false);
        Count(end);
        switch (end)
        {
            case PictureArrived arrived:
                return await StoreAsync(claim, arrived, noted).ConfigureAwait(false);
            case CallFailed when noted is not null && await IsStoredAsync(claim, noted).ConfigureAwait(false):
                // A worker that was given up has stored its picture after all, behind our look.
                await journal
                    .SettleAsync(
                        claim,
                        noted with
                        {
                            Adopted = true,
                            CostMicroUsd = ((CallFailed)end).CostMicroUsd,
                        },
                        CancellationToken.None
                    )
                    .ConfigureAwait(false);
                return null;
            case CallFailed failed:
                return await journal
                    .FailAsync(claim, failed.Failure, failed.CostMicroUsd, CancellationToken.None)
                    .ConfigureAwait(false)
                    ? ItemEnd.Failed
                    : null;
            case CallReturned returned:
                await journal
                    .ReturnAsync(claim, returned.Failure, returned.NotBefore, returned.Counts, CancellationToken.None)
                    .ConfigureAwait(false);
                return null;
            default:
                await journal.InterruptAsync(claim, CancellationToken.None).ConfigureAwait(false);
                return ItemEnd.GiveBack;
        }
    }

    private void Count(CallEnd end)
    {
        places.Count(end);
        var counted = end switch
        {
            CallFailed { CostMicroUsd: > 0, Failure: var failure } => failure,
            CallReturned { Counts: true, Failure: var failure } => failure,
            _ => null,
        };
        if (end is PictureArrived)
        {
            Interlocked.Exchange(ref inARow, 0);
        }
        else if (counted is not null && Interlocked.Increment(ref inARow) >= MostFailuresInARow)
        {
            stop(counted);
        }

        if (end.Stop is { } reason)
        {
            stop(reason);
        }
    }

    private async Task<ItemEnd?> StoreAsync(BatchClaim claim, PictureArrived arrived, PictureEntry? noted)
    {
        var picture = arrived.Picture;
        if (!await journal.NoteAsync(claim, picture).ConfigureAwait(false))
        {
            // Too late: this worker was not heard of for longer than its lease, and the item is another's.
            File.Delete(arrived.Path);
            return null;
        }

        try
        {
            await store.PutAsync(picture.File, arrived.Path, picture.Sha256, picture.MediaType).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            if (!await journal.NoteAsync(claim, picture).ConfigureAwait(false))
            {
                // Too late for the store: another worker has put its own there meanwhile.
                File.Delete(arrived.Path);
                return null;
            }

            if (noted is not null && await IsStoredAsync(claim, noted).ConfigureAwait(false))
            {
                // A worker that was given up came back and was first. Its picture is as good, and this one is paid for too.
                var adopted = noted with
                {
                    Adopted = true,
                    CostMicroUsd = picture.CostMicroUsd,
                };
                var isAdopted = await journal.SettleAsync(claim, adopted).ConfigureAwait(false);
                File.Delete(arrived.Path);
                return isAdopted ? ItemEnd.Made : null;
            }

            var failure = new FailureEntry(
                FailureKind.FileNotWritten,
                $"The picture was made and lies at {arrived.Path} on {Environment.MachineName}; the store did not take it: {exception.Message}"
            );
            stop(failure);
            return await journal.FailAsync(claim, failure, picture.CostMicroUsd).ConfigureAwait(false)
                ? ItemEnd.Failed
                : null;
        }

        var isSettled = await journal.SettleAsync(claim, picture).ConfigureAwait(false);
        File.Delete(arrived.Path);
        return isSettled ? ItemEnd.Made : null;
    }

    private async Task<bool> IsStoredAsync(BatchClaim claim, PictureEntry noted) =>
        await store.FindAsync(PictureNames.StemOf(claim.Line, claim.Item.Picture)).ConfigureAwait(false) is { } stored
        && stored.Name == noted.File
        && stored.Sha256 == noted.Sha256;
}
