using System.Globalization;

namespace NanoBananaContracts.Batch;

/// <summary>Makes what waits in a journal, several at a time.</summary>
public sealed class BatchRun
{
    private readonly NanoBananaClient client;
    private readonly IBatchJournal journal;
    private readonly IPictureStore store;
    private readonly IRateGate gate;
    private readonly BatchOptions options;

    /// <summary>Makes a run.</summary>
    /// <param name="client">
    /// Who is called. Make it with <see cref="CallOptions.MaxAttempts"/> and <see cref="CallOptions.MaxBilledAttempts"/> of 1: the
    /// batch does the repeating, and counts it.
    /// </param>
    /// <param name="journal">What is to be done. No other run may be at work on it.</param>
    /// <param name="store">Where the pictures go.</param>
    /// <param name="gate">How fast calls may begin.</param>
    /// <param name="options">How it is run.</param>
    public BatchRun(
        NanoBananaClient client,
        IBatchJournal journal,
        IPictureStore store,
        IRateGate gate,
        BatchOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(options);
        (this.client, this.journal, this.store, this.gate, this.options) = (client, journal, store, gate, options);
    }

    /// <summary>
    /// Puts in order what a killed run left, then makes what waits until nothing is left, nothing fits, a failure would have met
    /// every call, or <paramref name="ending"/> asks for it. No picture is lost on any of these ways.
    /// </summary>
    /// <param name="progress">Told when something has ended, from any thread; <see langword="null"/> for nobody.</param>
    /// <param name="ending">No call begins any more; those under way are waited for.</param>
    /// <param name="givingUp">
    /// Those under way are given up as well. Each may have been billed: it is counted so, and made again by the next run.
    /// </param>
    /// <returns>Why it ended, and how the batch stands.</returns>
    /// <exception cref="BatchException">The batch cannot be run as it is.</exception>
    /// <exception cref="IOException">A picture could not be stored. It is kept where it arrived, and stored by the next run.</exception>
    public async Task<BatchResult> RunAsync(
        IProgress<BatchProgress>? progress = null,
        CancellationToken ending = default,
        CancellationToken givingUp = default
    )
    {
        if (await SubmittedBatch.CountAsync(journal).ConfigureAwait(false) is > 0 and var submitted)
        {
            throw new BatchException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{submitted:N0} pictures are in batches of the provider, and would be paid for twice. Go on in that mode until they are here."
                )
            );
        }

        var calls = new PictureCalls(client, store, gate, options);
        var recovery = await new BatchRecoverer(journal, store, options)
            .RunAsync(CancellationToken.None)
            .ConfigureAwait(false);
        var worker = string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}"
        );
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ending, givingUp);
        var items = new BatchItems(
            journal,
            store,
            calls,
            options,
            new ProgressKeeper(journal, progress, options.Time),
            stopping
        );
        var found = await DispatchAsync(items, worker, stopping.Token, givingUp).ConfigureAwait(false);
        var summary = await journal.SummaryAsync(CancellationToken.None).ConfigureAwait(false);
        return new BatchResult(
            items.Stop is not null ? BatchEnding.Stopped
                : found is not { } outcome ? BatchEnding.Cancelled
                : outcome == ClaimOutcome.NothingFits ? BatchEnding.BudgetReached
                : BatchEnding.Finished,
            summary,
            recovery,
            items.Stop
        );
    }

    /// <summary>Begins calls until there is nothing to begin any more, and waits for all of them.</summary>
    /// <returns>What the journal said last; <see langword="null"/> where it was not asked to the end.</returns>
    private async Task<ClaimOutcome?> DispatchAsync(
        BatchItems items,
        string worker,
        CancellationToken stopping,
        CancellationToken givingUp
    )
    {
        var active = new List<Task>();
        try
        {
            // Those that give up are told before those that end: what has just been given up must not begin again.
            while (!stopping.IsCancellationRequested && !givingUp.IsCancellationRequested)
            {
                await ReapAsync(active).ConfigureAwait(false);
                if (active.Count >= items.Parallel)
                {
                    await Task.WhenAny(active).ConfigureAwait(false);
                    continue;
                }

                var waiting = (await journal.SummaryAsync(CancellationToken.None).ConfigureAwait(false)).Waiting;
                if (waiting == 0 && active.Count > 0)
                {
                    await Task.WhenAny(active).ConfigureAwait(false); // a turn would be for nothing
                    continue;
                }

                if (waiting > 0)
                {
                    // Before the claim: what waits for its turn is not under way, and a kill costs nothing for it.
                    await gate.WaitAsync(stopping).ConfigureAwait(false);
                }

                givingUp.ThrowIfCancellationRequested();
                // Not cancelled: a claim that was made and not heard of would stay under way.
                var answer = await journal.ClaimAsync(worker, CancellationToken.None).ConfigureAwait(false);
                switch (answer.Outcome)
                {
                    case ClaimOutcome.Claimed:
                        active.Add(Task.Run(() => items.RunAsync(answer.Claim!, givingUp), CancellationToken.None));
                        break;
                    case ClaimOutcome.Later or ClaimOutcome.AllUnderWay:
                        await WaitAsync(active, answer.NotBefore, stopping).ConfigureAwait(false);
                        break;
                    default:
                        return answer.Outcome;
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested || givingUp.IsCancellationRequested)
        {
            // What is under way is waited for below.
        }
        finally
        {
            await Task.WhenAll(active).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Takes out what has ended; what it threw is thrown here.</summary>
    private static async Task ReapAsync(List<Task> active)
    {
        for (var at = active.Count - 1; at >= 0; at--)
        {
            if (active[at].IsCompleted)
            {
                await active[at].ConfigureAwait(false);
                active.RemoveAt(at);
            }
        }
    }

    /// <summary>Waits until something under way has ended, or the time has come.</summary>
    private async Task WaitAsync(List<Task> active, DateTimeOffset? notBefore, CancellationToken stopping)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var waits = new List<Task>(active);
        if (notBefore is { } at)
        {
            var wait = at - options.Time.GetUtcNow();
            // Whole milliseconds are what the journal knows.
            waits.Add(
                Task.Delay(
                    TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds))),
                    options.Time,
                    enough.Token
                )
            );
        }

        if (waits.Count == 0)
        {
            throw new BatchException(
                "Items are under way in the journal that this run has not begun: another one is at work on it."
            );
        }

        await Task.WhenAny(waits).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        stopping.ThrowIfCancellationRequested();
    }
}
