namespace NanoBananaContracts.Batch;

/// <summary>Writes down what came of a claim: journal before store, so that a kill between them loses nothing.</summary>
internal sealed class ClaimEnds(
    IBatchJournal journal,
    IPictureStore store,
    BatchOptions options,
    ProgressKeeper progress
)
{
    /// <summary>Writes it. Not cancelled by anything: what has come is paid for.</summary>
    public async Task WriteAsync(BatchClaim claim, CallEnd end)
    {
        switch (end)
        {
            case PictureArrived arrived:
                Reached(BatchStep.Arrived, claim);
                RequireHeld(claim, await journal.SettleAsync(claim, arrived.Picture).ConfigureAwait(false));
                Reached(BatchStep.Settled, claim);
                progress.Made();
                var picture = arrived.Picture;
                await store
                    .PutAsync(picture.File, arrived.Path, picture.Sha256, picture.MediaType)
                    .ConfigureAwait(false);
                File.Delete(arrived.Path);
                Reached(BatchStep.Stored, claim);
                break;
            case CallFailed failed:
                RequireHeld(
                    claim,
                    await journal.FailAsync(claim, failed.Failure, failed.CostMicroUsd).ConfigureAwait(false)
                );
                break;
            case CallReturned returned:
                RequireHeld(
                    claim,
                    await journal
                        .ReturnAsync(claim, returned.Failure, returned.NotBefore, returned.Counts)
                        .ConfigureAwait(false)
                );
                break;
            default:
                RequireHeld(claim, await journal.InterruptAsync(claim).ConfigureAwait(false));
                break;
        }
    }

    private static void RequireHeld(BatchClaim claim, bool isHeld)
    {
        if (!isHeld)
        {
            throw new BatchException(
                $"Picture {claim.Item} is not under way here any more: another run is at work on this journal. Let one of them end."
            );
        }
    }

    private void Reached(BatchStep step, BatchClaim claim) => options.Reached?.Invoke(step, claim.Item);
}
