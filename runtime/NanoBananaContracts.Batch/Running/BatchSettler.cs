namespace NanoBananaContracts.Batch;

/// <summary>Brings home what came of a batch of the provider: each result to its item, by its key.</summary>
internal sealed class BatchSettler(
    NanoBananaClient client,
    ProviderBatches batches,
    IBatchJournal journal,
    SubmittedFolder folder,
    ClaimEnds ends,
    BatchOptions options,
    ProviderBatchOptions mode
)
{
    private readonly ArrivingFolder arriving = new(options.ArrivingFolder);
    private readonly Arrivals arrivals = new(client);

    /// <summary>Settles every item of a batch that is over, and forgets the batch.</summary>
    /// <param name="submitted">What is written down of it.</param>
    /// <param name="batch">The batch; over.</param>
    /// <param name="ended">Told of each item.</param>
    /// <param name="givingUp">Ends it between two items; the rest is settled by the next run.</param>
    /// <returns>The failure that every other batch would have as well; mostly <see langword="null"/>.</returns>
    public async Task<FailureEntry?> RunAsync(
        SubmittedBatch submitted,
        ProviderBatch batch,
        Func<BatchClaim, CallEnd, Task> ended,
        CancellationToken givingUp
    )
    {
        // What was settled before a kill is not held any more.
        var held = await submitted.ClaimsAsync(journal).ConfigureAwait(false);
        FailureEntry? stop = null;
        if (batch.HasResults)
        {
            var results = folder.ResultsOf(submitted.Id);
            await batches.DownloadResultsAsync(batch, results, givingUp).ConfigureAwait(false);
            mode.Reached?.Invoke(ProviderBatchStep.Downloaded);
            await foreach (
                var result in batches
                    .ReadResultsAsync(results, submitted.Model, cancellationToken: givingUp)
                    .ConfigureAwait(false)
            )
            {
                var key = result.Key ?? submitted.Keys.ElementAtOrDefault(result.Index);
                if (key is null || !held.Remove(key, out var claim))
                {
                    continue;
                }

                var end = await EndAsync(claim, result).ConfigureAwait(false);
                stop ??= end.Stop;
                await ends.WriteAsync(claim, end).ConfigureAwait(false);
                await ended(claim, end).ConfigureAwait(false);
            }
        }

        foreach (var claim in held.Values)
        {
            var end = EndWithoutResult(claim, batch);
            stop ??= end.Stop;
            await ends.WriteAsync(claim, end).ConfigureAwait(false);
            await ended(claim, end).ConfigureAwait(false);
        }

        folder.Remove(submitted.Id);
        return stop;
    }

    private async Task<CallEnd> EndAsync(BatchClaim claim, ProviderBatchResult result)
    {
        if (result.Reply is not { } reply)
        {
            return FailureVerdict.EndOf(claim, result.Failure!, options);
        }

        if (!reply.HasImage)
        {
            return new CallFailed(
                new(FailureKind.NoImage, "The reply has no picture.") { RequestId = reply.RequestId },
                claim.ReservedMicroUsd
            );
        }

        var path = await reply
            .FinalImage.SaveAsync(arriving.PathOf(claim), CancellationToken.None)
            .ConfigureAwait(false);
        return arrivals.Read(
            claim,
            path,
            new(reply.Response, reply.CostUsd, reply.PriceUsd, reply.RequestId, Elapsed: null)
        );
    }

    private CallEnd EndWithoutResult(BatchClaim claim, ProviderBatch batch)
    {
        switch (batch.State)
        {
            case ProviderBatchState.Failed or ProviderBatchState.Expired:
                var failure =
                    batch.Failure
                    ?? new NanoBananaException(
                        FailureKind.UpstreamTimeout,
                        $"The batch {batch.Name} {(batch.State == ProviderBatchState.Expired ? "expired" : "failed")} without a result.",
                        "Ask again, in smaller batches."
                    );
                return FailureVerdict.EndOf(claim, failure, options);
            default:
                // Cancelled, or a result that is missing: what was made may be billed.
                return new CallGivenUp();
        }
    }
}
