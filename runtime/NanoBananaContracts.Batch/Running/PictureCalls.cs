using System.Diagnostics;

namespace NanoBananaContracts.Batch;

/// <summary>
/// Makes the call of a claim: the picture is whole on the disk, or there is none. Neither journal nor store is changed by it.
/// </summary>
public sealed class PictureCalls
{
    private const int MostRefusalsInARow = 30;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly NanoBananaClient client;
    private readonly IPictureStore store;
    private readonly IRateGate gate;
    private readonly BatchOptions options;
    private readonly LineRequests requests;
    private readonly ArrivingFolder arriving;

    /// <summary>Makes it.</summary>
    /// <param name="client">
    /// Who is called, with <see cref="CallOptions.MaxAttempts"/> and <see cref="CallOptions.MaxBilledAttempts"/> of 1.
    /// </param>
    /// <param name="store">Where the picture will go: a name that is taken there is not paid for.</param>
    /// <param name="gate">Told of refusals; its turn is the caller's to wait for.</param>
    /// <param name="options">How it is run.</param>
    /// <exception cref="BatchException">The folder for arriving pictures cannot be made.</exception>
    public PictureCalls(NanoBananaClient client, IPictureStore store, IRateGate gate, BatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (this.client, this.store, this.gate, this.options) = (client, store, gate, options);
        requests = new LineRequests(options.ImageFolder);
        arriving = new ArrivingFolder(options.ArrivingFolder);
        arriving.Make();
    }

    /// <summary>Makes the call.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="givingUp">Gives it up, though it may be billed.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="IOException">The store, or the disk, cannot be asked.</exception>
    public async Task<CallEnd> RunAsync(BatchClaim claim, CancellationToken givingUp = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var stem = PictureNames.StemOf(claim.Line, claim.Item.Picture);
        if (await store.FindAsync(stem, CancellationToken.None).ConfigureAwait(false) is { } taken)
        {
            return new CallFailed(
                new(
                    FailureKind.FileNotWritten,
                    $"There is a picture {taken.Name} already that is not of this batch; nothing was sent. Move it away, or give the line another name."
                ),
                0
            );
        }

        var start = options.Time.GetTimestamp();
        try
        {
            var request = await requests.CreateAsync(claim.Line, givingUp).ConfigureAwait(false);
            var saved = await client
                .SaveImageAsync(request, arriving.PathOf(claim), givingUp)
                .ConfigureAwait(false);
            await gate.SucceededAsync(CancellationToken.None).ConfigureAwait(false);
            return Arrived(claim, stem, saved, options.Time.GetElapsedTime(start));
        }
        catch (OperationCanceledException) when (givingUp.IsCancellationRequested)
        {
            return new CallGivenUp();
        }
        catch (NanoBananaException failure)
        {
            return await EndAsync(claim, failure).ConfigureAwait(false);
        }
    }

    private PictureArrived Arrived(BatchClaim claim, string stem, SavedImage saved, TimeSpan elapsed)
    {
        var path = saved.Path ?? throw new UnreachableException("A picture that is saved to a path has one.");
        var (_, sha256) = ArrivingFolder.Inspect(path);
        var usage = saved.Reply.Response.UsageMetadata;
        return new(
            path,
            new PictureEntry
            {
                File = stem + saved.Format.FileExtension(),
                Sha256 = sha256,
                Bytes = saved.Length,
                Width = saved.Width,
                Height = saved.Height,
                MediaType = saved.MediaType,
                CostMicroUsd = Cost(claim, saved.Reply),
                PromptTokens = usage?.PromptTokenCount,
                OutputTokens =
                    usage?.CandidatesTokenCount + (usage?.ThoughtsTokenCount ?? 0) ?? usage?.ThoughtsTokenCount,
                RequestId = saved.Reply.RequestId,
                Elapsed = elapsed,
            }
        );
    }

    // The price of the pictures alone is the whole cost only where words have none.
    private long Cost(BatchClaim claim, SavedReply reply)
    {
        var model = client.Provider.FindModel(claim.Line.Model ?? client.Model);
        var known = reply.CostUsd ?? (model is { TokenPrices.TextOutput: null } ? reply.PriceUsd : null);
        return known is { } usd ? PicturePrices.ToMicroUsd(usd) : claim.ReservedMicroUsd;
    }

    private async Task<CallEnd> EndAsync(BatchClaim claim, NanoBananaException failure)
    {
        var entry = FailureVerdict.Entry(failure);
        var stop = FailureVerdict.IsOfEveryCall(failure, claim.Line) ? entry : null;
        if (FailureVerdict.MayBeBilled(failure))
        {
            return new CallFailed(entry, claim.ReservedMicroUsd) { Stop = stop };
        }

        if (stop is not null)
        {
            return new CallReturned(entry, null, Counts: false) { Stop = stop };
        }

        if (failure.Kind == FailureKind.RateLimited)
        {
            // It is the pace that was wrong, not the item: it has not used up a try.
            var pause = await gate.PauseAsync(failure.RetryAfter, CancellationToken.None).ConfigureAwait(false);
            return new CallReturned(entry, options.Time.GetUtcNow() + pause.Length, Counts: false)
            {
                Stop = pause.InARow >= MostRefusalsInARow ? entry : null,
            };
        }

        if (failure.RetryAdvice != RetryAdvice.Safe || claim.Tries + 1 >= options.MostTries)
        {
            return new CallFailed(entry, 0);
        }

        var wait = failure.RetryAfter ?? Backoff.After(claim.Tries + 1, FirstWait, LongestWait);
        return new CallReturned(entry, options.Time.GetUtcNow() + wait, Counts: true);
    }
}
