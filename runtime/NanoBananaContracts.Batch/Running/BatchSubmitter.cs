using System.Globalization;

namespace NanoBananaContracts.Batch;

/// <summary>
/// Takes what waits, and brings it to the provider. At every step it is written down first what may be billed from then on.
/// </summary>
internal sealed class BatchSubmitter(
    NanoBananaClient client,
    ProviderBatches batches,
    IBatchJournal journal,
    IPictureStore store,
    SubmittedFolder folder,
    BatchOptions options,
    ProviderBatchOptions mode
)
{
    private readonly LineRequests requests = new(options.ImageFolder);

    /// <summary>Claims what waits, up to the size of one batch, and writes the requests: a file for each model.</summary>
    /// <returns>The batches, not yet at the provider; and what the journal said last.</returns>
    public async Task<(IReadOnlyList<SubmittedBatch> Batches, ClaimAnswer Last)> TakeAsync(CancellationToken ending)
    {
        var worker = SubmittedBatch.NewWorker();
        var files = new List<RequestFile>();
        ClaimAnswer answer;
        try
        {
            do
            {
                // Not cancelled: a claim that was made and not heard of would stay under way.
                answer = await journal.ClaimAsync(worker, CancellationToken.None).ConfigureAwait(false);
            } while (
                answer.Claim is { } claim
                && await AddAsync(worker, files, claim).ConfigureAwait(false)
                && files.Sum(file => file.Keys.Count) < mode.MostPictures
                && !ending.IsCancellationRequested
            );
        }
        finally
        {
            foreach (var file in files)
            {
                await file.Content.DisposeAsync().ConfigureAwait(false);
            }
        }

        mode.Reached?.Invoke(ProviderBatchStep.Claimed);
        return (
            [
                .. files.Select(file => new SubmittedBatch
                {
                    Id = file.Id,
                    Worker = worker,
                    Model = file.Model,
                    Keys = file.Keys,
                }),
            ],
            answer
        );
    }

    /// <summary>Uploads the requests and creates the batch.</summary>
    /// <returns>The batch as it is known now.</returns>
    /// <exception cref="NanoBananaException">
    /// It was not created, or nobody knows: the note then says that it may have been.
    /// </exception>
    public async Task<SubmittedBatch> SubmitAsync(SubmittedBatch batch, CancellationToken givingUp)
    {
        var file = await batches.UploadAsync(folder.RequestsOf(batch.Id), batch.Id, givingUp).ConfigureAwait(false);
        mode.Reached?.Invoke(ProviderBatchStep.Uploaded);
        batch = batch with { IsCreating = true };
        folder.Write(batch);
        mode.Reached?.Invoke(ProviderBatchStep.Creating);
        var created = await batches.CreateAsync(batch.Id, file, batch.Model, givingUp).ConfigureAwait(false);
        mode.Reached?.Invoke(ProviderBatchStep.Created);
        batch = batch with { Name = created.Name };
        folder.Write(batch);
        mode.Reached?.Invoke(ProviderBatchStep.Noted);
        return batch;
    }

    /// <summary>Gives back the items of a batch that is not at the provider: nothing of it can be billed.</summary>
    public async Task GiveBackAsync(SubmittedBatch batch, FailureEntry? why)
    {
        foreach (var claim in (await batch.ClaimsAsync(journal).ConfigureAwait(false)).Values)
        {
            await journal.ReturnAsync(claim, why, null, counts: false).ConfigureAwait(false);
        }

        folder.Remove(batch.Id);
    }

    /// <summary>
    /// Gives up a batch whose creation was asked for and which the provider does not list: it may be there all the same, so that
    /// what was reserved counts as spent before its items are brought there again.
    /// </summary>
    public async Task GiveUpAsync(SubmittedBatch batch)
    {
        foreach (var claim in (await batch.ClaimsAsync(journal).ConfigureAwait(false)).Values)
        {
            await journal.InterruptAsync(claim).ConfigureAwait(false);
        }

        folder.Remove(batch.Id);
    }

    /// <summary>Adds the request of an item.</summary>
    /// <returns>False where its file is full: the item waits for the next one.</returns>
    private async Task<bool> AddAsync(string worker, List<RequestFile> files, BatchClaim claim)
    {
        if (await LineAsync(claim).ConfigureAwait(false) is not { } line)
        {
            return true;
        }

        var model = claim.Line.Model ?? client.Model;
        var file = files.Find(file => file.Model == model);
        if (file is null)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{worker}.{files.Count + 1}");
            file = new RequestFile(
                id,
                model,
                new FileStream(folder.RequestsOf(id), FileMode.Create, FileAccess.Write, FileShare.None),
                []
            );
            files.Add(file);
        }

        if (file.Content.Length + line.Length > (client.Provider.Batch!.MaxFileBytes ?? long.MaxValue))
        {
            await journal.ReturnAsync(claim, null, null, counts: false).ConfigureAwait(false);
            return false;
        }

        file.Keys.Add(claim.Item.ToString());
        await file.Content.WriteAsync(line, CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    /// <summary>The line of an item; <see langword="null"/> where its request cannot be made, and the item has failed.</summary>
    private async Task<ReadOnlyMemory<byte>?> LineAsync(BatchClaim claim)
    {
        if (await TakenName.OfAsync(store, claim).ConfigureAwait(false) is { } taken)
        {
            await journal.FailAsync(claim, taken.Failure, 0).ConfigureAwait(false);
            return null;
        }

        try
        {
            var request = await requests.CreateAsync(claim.Line).ConfigureAwait(false);
            return batches.Line(claim.Item.ToString(), request);
        }
        catch (NanoBananaException failure)
        {
            await journal.FailAsync(claim, FailureVerdict.Entry(failure), 0).ConfigureAwait(false);
            return null;
        }
    }

    private sealed record RequestFile(string Id, string Model, FileStream Content, List<string> Keys);
}
