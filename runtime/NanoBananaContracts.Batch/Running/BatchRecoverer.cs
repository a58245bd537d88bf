namespace NanoBananaContracts.Batch;

/// <summary>Puts in order what a run left that was killed: no picture is lost that lies on the disk.</summary>
internal sealed class BatchRecoverer(IBatchJournal journal, IPictureStore store, BatchOptions options)
{
    /// <summary>
    /// Pictures that the journal knows get their names; those of items that are under way and whole are kept, at the price that was
    /// reserved; what else is under way waits again, and its reservation counts as spent. Nobody else may be at work.
    /// </summary>
    public async Task<BatchRecovery> RunAsync(CancellationToken cancellationToken)
    {
        var arriving = new ArrivingFolder(options.ArrivingFolder);
        var underWay = (await journal.UnderWayAsync(null, cancellationToken).ConfigureAwait(false)).ToDictionary(
            claim => (claim.Item, claim.Attempt)
        );
        var (adopted, stored) = (0, 0);
        foreach (var path in arriving.Files())
        {
            if (ArrivingFolder.OwnerOf(path) is { } owner)
            {
                if (underWay.Remove(owner, out var claim))
                {
                    if (await AdoptAsync(claim, path, cancellationToken).ConfigureAwait(false))
                    {
                        adopted++;
                    }
                    else
                    {
                        underWay.Add(owner, claim);
                    }
                }
                else if (await StoreAsync(owner, path, cancellationToken).ConfigureAwait(false))
                {
                    stored++;
                }
            }

            File.Delete(path);
        }

        // What is in a batch of the provider is not lost with a process: its run knows.
        var lost = underWay.Values.Where(claim => !SubmittedBatch.IsWorker(claim.Worker)).ToArray();
        foreach (var claim in lost)
        {
            await journal.InterruptAsync(claim, cancellationToken).ConfigureAwait(false);
        }

        return new BatchRecovery(adopted, stored, lost.Length);
    }

    private async Task<bool> AdoptAsync(BatchClaim claim, string path, CancellationToken cancellationToken)
    {
        var (picture, sha256) = ArrivingFolder.Inspect(path);
        if (!picture.IsWhole)
        {
            return false;
        }

        var entry = new PictureEntry
        {
            File = PictureNames.StemOf(claim.Line, claim.Item.Picture) + picture.Format.FileExtension(),
            Sha256 = sha256,
            Bytes = picture.Length,
            Width = picture.Width,
            Height = picture.Height,
            MediaType = picture.Format.MediaType(),
            CostMicroUsd = claim.ReservedMicroUsd,
            Adopted = true,
        };
        await journal.SettleAsync(claim, entry, cancellationToken).ConfigureAwait(false);
        options.Reached?.Invoke(BatchStep.Settled, claim.Item);
        await PutAsync(entry, path, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> StoreAsync(
        (BatchItem Item, int Attempt) owner,
        string path,
        CancellationToken cancellationToken
    )
    {
        var known = await journal.FindAsync(owner.Item, cancellationToken).ConfigureAwait(false);
        if (known is not { State: ItemState.Done, Picture: { } picture } || known.Attempts != owner.Attempt)
        {
            return false;
        }

        await PutAsync(picture, path, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private Task PutAsync(PictureEntry entry, string path, CancellationToken cancellationToken) =>
        store.PutAsync(entry.File, path, entry.Sha256, entry.MediaType, cancellationToken);
}
