using System.Diagnostics;

namespace NanoBananaContracts.Batch;

/// <summary>
/// Makes the call of a claim: the picture is whole on the disk, or there is none. Neither journal nor store is changed by it.
/// </summary>
public sealed class PictureCalls
{
    // With the waits between them these are about 25 minutes.
    private const int MostRefusalsInARow = 30;

    // Half a minute: an address that is wrong is to be told soon.
    private const int MostRefusalsAtFirst = 6;

    private readonly NanoBananaClient client;
    private readonly IPictureStore store;
    private readonly IRateGate gate;
    private readonly BatchOptions options;
    private readonly LineRequests requests;
    private readonly ArrivingFolder arriving;
    private readonly Arrivals arrivals;
    private volatile bool hasMade;

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
        arrivals = new Arrivals(client);
    }

    /// <summary>Makes the call.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="givingUp">Gives it up, though it may be billed.</param>
    /// <returns>What came of it. A store that cannot be asked is the failure of every call: nothing is sent then.</returns>
    /// <exception cref="IOException">The disk of this machine cannot be used.</exception>
    public async Task<CallEnd> RunAsync(BatchClaim claim, CancellationToken givingUp = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        try
        {
            if (await TakenName.OfAsync(store, claim).ConfigureAwait(false) is { } taken)
            {
                return taken;
            }
        }
        catch (IOException exception)
        {
            // The claim is given back: left as it is, it would count as a call that was made.
            var failure = new FailureEntry(
                FailureKind.FileNotWritten,
                $"The store cannot be asked, and nothing was sent: {exception.Message}"
            );
            return new CallReturned(failure, null, Counts: false) { Stop = failure };
        }

        var start = options.Time.GetTimestamp();
        try
        {
            var request = await requests.CreateAsync(claim.Line, givingUp).ConfigureAwait(false);
            var saved = await client.SaveImageAsync(request, arriving.PathOf(claim), givingUp).ConfigureAwait(false);
            hasMade = true;
            await gate.SucceededAsync(CancellationToken.None).ConfigureAwait(false);
            var path = saved.Path ?? throw new UnreachableException("A picture that is saved to a path has one.");
            var reply = saved.Reply;
            return arrivals.Read(
                claim,
                path,
                new(reply.Response, reply.CostUsd, reply.PriceUsd, reply.RequestId, options.Time.GetElapsedTime(start))
            );
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

    private async Task<CallEnd> EndAsync(BatchClaim claim, NanoBananaException failure)
    {
        if (FailureVerdict.IsOfService(failure))
        {
            // It is the pace that was wrong, or the service or the network is away, not the item: it has not used up a try.
            var pause = await gate.PauseAsync(failure.RetryAfter, CancellationToken.None).ConfigureAwait(false);
            var most = hasMade || failure.Kind == FailureKind.RateLimited ? MostRefusalsInARow : MostRefusalsAtFirst;
            var entry = FailureVerdict.Entry(failure);
            return new CallReturned(entry, options.Time.GetUtcNow() + pause.Length, Counts: false)
            {
                Stop = pause.InARow >= most ? entry : null,
            };
        }

        return FailureVerdict.EndOf(claim, failure, options);
    }
}
