namespace NanoBananaContracts.Batch;

/// <summary>
/// Makes what waits in a journal by the provider's own batch mode: later, for less. What is at the provider is found again after
/// any kill, by what was written down before it went there.
/// </summary>
public sealed class ProviderBatchRun
{
    private const int MostLooks = 3;
    private const int MostInARow = 20;

    private readonly ProviderBatches batches;
    private readonly IBatchJournal journal;
    private readonly IPictureStore store;
    private readonly BatchOptions options;
    private readonly ProviderBatchOptions mode;
    private readonly SubmittedFolder folder;
    private readonly BatchSubmitter submitter;
    private readonly NanoBananaClient client;

    /// <summary>Makes a run.</summary>
    /// <param name="client">Who is called; its provider has a batch mode.</param>
    /// <param name="journal">
    /// What is to be done, at the prices of this mode (<see cref="Priced"/>). No other run may be at work on it.
    /// </param>
    /// <param name="store">Where the pictures go.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="mode">How this mode is run.</param>
    /// <exception cref="NotSupportedException">The provider has no batch mode that is known.</exception>
    public ProviderBatchRun(
        NanoBananaClient client,
        IBatchJournal journal,
        IPictureStore store,
        BatchOptions options,
        ProviderBatchOptions mode
    )
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(mode);
        (this.client, this.journal, this.store, this.options, this.mode) = (client, journal, store, options, mode);
        batches = new ProviderBatches(client);
        folder = new SubmittedFolder(mode.Folder);
        submitter = new BatchSubmitter(client, batches, journal, store, folder, options, mode);
    }

    /// <summary>The same lines at the price of the provider's batch mode, for the journal.</summary>
    /// <param name="lines">The lines at the standard price.</param>
    /// <param name="facts">The mode's facts.</param>
    public static async IAsyncEnumerable<QueuedLine> Priced(IAsyncEnumerable<QueuedLine> lines, BatchFacts facts)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(facts);
        await foreach (var line in lines.ConfigureAwait(false))
        {
            yield return line with
            {
                MostMicroUsd = (long)decimal.Ceiling(line.MostMicroUsd * facts.PriceFactor),
            };
        }
    }

    /// <summary>
    /// Finds what a run before left at the provider, then brings there what waits and home what is done, until nothing is left,
    /// nothing fits, a failure would have met every batch, or <paramref name="ending"/> asks for it: what is at the provider then
    /// stays there, and the next run brings it home.
    /// </summary>
    /// <param name="progress">Told when something has ended; <see langword="null"/> for nobody.</param>
    /// <param name="ending">No batch is created any more, and none is waited for.</param>
    /// <param name="givingUp">What is being sent or fetched is given up as well; nothing is lost by it.</param>
    /// <returns>Why it ended, and how the batch stands.</returns>
    /// <exception cref="BatchException">The batch cannot be run as it is.</exception>
    /// <exception cref="IOException">A picture could not be stored. It is stored by the next run.</exception>
    public Task<BatchResult> RunAsync(
        IProgress<BatchProgress>? progress = null,
        CancellationToken ending = default,
        CancellationToken givingUp = default
    ) => RunAsync(GoAsync, progress, ending, givingUp);

    /// <summary>
    /// Has the provider end all that a run left there, and brings home what was made until then. Nothing is brought there. What
    /// has no result counts as what may have been billed, and waits again.
    /// </summary>
    /// <param name="progress">Told when something has ended; <see langword="null"/> for nobody.</param>
    /// <param name="ending">It is not waited any longer for the provider to end it.</param>
    /// <param name="givingUp">What is being sent or fetched is given up as well; nothing is lost by it.</param>
    /// <returns>How the batch stands; <see cref="BatchEnding.Cancelled"/> where nothing is at the provider any more, or it was told to end.</returns>
    /// <exception cref="BatchException">The batch cannot be run as it is.</exception>
    /// <exception cref="IOException">A picture could not be stored. It is stored by the next run.</exception>
    public Task<BatchResult> CancelAsync(
        IProgress<BatchProgress>? progress = null,
        CancellationToken ending = default,
        CancellationToken givingUp = default
    ) => RunAsync(CancelAsync, progress, ending, givingUp);

    private async Task<BatchResult> RunAsync(
        Func<List<SubmittedBatch>, Round, Task<BatchEnding>> go,
        IProgress<BatchProgress>? progress,
        CancellationToken ending,
        CancellationToken givingUp
    )
    {
        folder.Make();
        new ArrivingFolder(options.ArrivingFolder).Make();
        var recovery = await new BatchRecoverer(journal, store, options)
            .RunAsync(CancellationToken.None)
            .ConfigureAwait(false);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ending, givingUp);
        var keeper = new ProgressKeeper(journal, progress, options.Time, isAtProvider: true);
        var ends = new ClaimEnds(journal, store, options, keeper);
        var settler = new BatchSettler(client, batches, journal, folder, ends, options, mode);
        var round = new Round(keeper, settler, stopping.Token, givingUp);
        BatchEnding ended;
        try
        {
            var open = await FindAsync(round).ConfigureAwait(false);
            ended = await go(open, round).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            ended = BatchEnding.Cancelled;
        }

        var summary = await journal.SummaryAsync(CancellationToken.None).ConfigureAwait(false);
        return new BatchResult(ended, summary, recovery, round.Stop);
    }

    /// <summary>What is at the provider already; what never came there waits again.</summary>
    private async Task<List<SubmittedBatch>> FindAsync(Round round)
    {
        var open = new List<SubmittedBatch>();
        foreach (var note in folder.Read())
        {
            if (note.Name is not null)
            {
                open.Add(note);
            }
            else if (note.IsCreating)
            {
                if (await FindOrGiveUpAsync(note, round).ConfigureAwait(false) is { } found)
                {
                    open.Add(found);
                }
            }
            else
            {
                await submitter.GiveBackAsync(note, why: null).ConfigureAwait(false);
            }
        }

        var known = open.SelectMany(batch => batch.Keys.Select(key => (batch.Worker, key))).ToHashSet();
        foreach (var claim in await journal.UnderWayAsync(null, CancellationToken.None).ConfigureAwait(false))
        {
            if (SubmittedBatch.IsWorker(claim.Worker) && !known.Contains((claim.Worker, claim.Item.ToString())))
            {
                // Killed before it was written down, and so before anything was sent.
                await journal.ReturnAsync(claim, null, null, counts: false).ConfigureAwait(false);
            }
        }

        return open;
    }

    /// <summary>The batch of a creation that nobody knows the end of.</summary>
    /// <returns>The batch; <see langword="null"/> where the provider does not list it: its items wait again, and count as paid.</returns>
    private async Task<SubmittedBatch?> FindOrGiveUpAsync(SubmittedBatch note, Round round)
    {
        if (await LookAsync(note.Id, round.Stopping).ConfigureAwait(false) is not { } name)
        {
            await submitter.GiveUpAsync(note).ConfigureAwait(false);
            return null;
        }

        var found = note with { Name = name };
        folder.Write(found);
        return found;
    }

    /// <summary>The name of a batch that may have been created: a list may be behind what was created a moment ago.</summary>
    private async Task<string?> LookAsync(string id, CancellationToken stopping)
    {
        for (var look = 1; ; look++)
        {
            await foreach (var batch in batches.ListAsync(stopping).ConfigureAwait(false))
            {
                if (batch.DisplayName == id)
                {
                    return batch.Name;
                }
            }

            if (look == MostLooks)
            {
                return null;
            }

            await Task.Delay(mode.FirstPoll, options.Time, stopping).ConfigureAwait(false);
        }
    }

    private async Task<BatchEnding> GoAsync(List<SubmittedBatch> open, Round round)
    {
        var mostOpen = Math.Min(mode.MostOpen, client.Provider.Batch!.MostOpen ?? int.MaxValue);
        var wait = mode.FirstPoll;
        while (true)
        {
            var last = ClaimOutcome.AllUnderWay;
            while (open.Count < mostOpen && round.Stop is null && !round.Stopping.IsCancellationRequested)
            {
                var (taken, answer) = await submitter.TakeAsync(round.Stopping).ConfigureAwait(false);
                var submitted = await SubmitAsync(taken, round).ConfigureAwait(false);
                last = submitted.Count < taken.Count ? ClaimOutcome.Later : answer.Outcome;
                open.AddRange(submitted);
                wait = submitted.Count > 0 ? mode.FirstPoll : wait;
                if (submitted.Count == 0 || submitted.Count < taken.Count)
                {
                    break;
                }
            }

            var isSomethingDone = await CollectAsync(open, round).ConfigureAwait(false);
            // Also where nothing has come: it may take a day, and whoever looks wants to see that it goes on.
            await round
                .Keeper.SayAsync(open.Count, round.Stopping.IsCancellationRequested, null, null)
                .ConfigureAwait(false);
            if (open.Count == 0 && round.Stop is not null)
            {
                return BatchEnding.Stopped;
            }

            if (round.Stopping.IsCancellationRequested)
            {
                return BatchEnding.Cancelled;
            }

            if (open.Count == 0 && last is ClaimOutcome.NothingLeft or ClaimOutcome.NothingFits && !isSomethingDone)
            {
                return last == ClaimOutcome.NothingFits ? BatchEnding.BudgetReached : BatchEnding.Finished;
            }

            if (open.Count == 0 && last == ClaimOutcome.AllUnderWay && !isSomethingDone)
            {
                throw new BatchException(
                    "Items are under way in the journal that this run has not begun: another one is at work on it."
                );
            }

            if (!isSomethingDone)
            {
                await Task.Delay(wait, options.Time, round.Stopping).ConfigureAwait(false);
                wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 3 / 2, mode.LongestPoll.Ticks));
            }
        }
    }

    private async Task<BatchEnding> CancelAsync(List<SubmittedBatch> open, Round round)
    {
        var refusals = 0;
        for (
            var wait = mode.FirstPoll;
            ;
            wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 3 / 2, mode.LongestPoll.Ticks))
        )
        {
            // What is over has nothing to be ended.
            await CollectAsync(open, round).ConfigureAwait(false);
            if (round.Stop is not null)
            {
                return BatchEnding.Stopped;
            }

            if (open.Count == 0 || round.Stopping.IsCancellationRequested)
            {
                return BatchEnding.Cancelled;
            }

            foreach (
                var name in open.Select(batch => batch.Name!).Where(name => !round.Cancelled.Contains(name)).ToArray()
            )
            {
                try
                {
                    await batches.CancelAsync(name, round.GivingUp).ConfigureAwait(false);
                    round.Cancelled.Add(name);
                }
                catch (NanoBananaException failure)
                {
                    // It may have ended meanwhile, which the next look tells; what is refused for long is told.
                    if (++refusals >= options.MostTries)
                    {
                        round.Stop = FailureVerdict.Entry(failure);
                        return BatchEnding.Stopped;
                    }
                }
            }

            await round
                .Keeper.SayAsync(open.Count, round.Stopping.IsCancellationRequested, null, null)
                .ConfigureAwait(false);
            await Task.Delay(wait, options.Time, round.Stopping).ConfigureAwait(false);
        }
    }

    private async Task<List<SubmittedBatch>> SubmitAsync(IReadOnlyList<SubmittedBatch> taken, Round round)
    {
        foreach (var batch in taken)
        {
            folder.Write(batch);
        }

        var submitted = new List<SubmittedBatch>();
        foreach (var batch in taken)
        {
            if (await SubmitAsync(batch, round).ConfigureAwait(false) is { } there)
            {
                submitted.Add(there);
            }
        }

        return submitted;
    }

    /// <summary>Brings a batch to the provider.</summary>
    /// <returns>The batch; <see langword="null"/> where it is not there: its items wait again.</returns>
    private async Task<SubmittedBatch?> SubmitAsync(SubmittedBatch batch, Round round)
    {
        try
        {
            return await submitter.SubmitAsync(batch, round.GivingUp).ConfigureAwait(false);
        }
        catch (NanoBananaException failure)
        {
            var note = folder.Read().First(known => known.Id == batch.Id);
            var isRefused = failure.StatusCode >= 400 || failure.RetryAdvice == RetryAdvice.Safe;
            if (
                note.IsCreating
                && !isRefused
                && await FindOrGiveUpAsync(note, round).ConfigureAwait(false) is { } found
            )
            {
                return found;
            }

            var entry = FailureVerdict.Entry(failure);
            var isLoad = FailureVerdict.IsOfLoad(failure.Kind);
            if (!isLoad && (failure.RetryAdvice == RetryAdvice.Never || ++round.FailedInARow >= options.MostTries))
            {
                round.Stop = entry;
            }

            await submitter.GiveBackAsync(batch, entry).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>Looks at what is at the provider, and brings home what is done.</summary>
    private async Task<bool> CollectAsync(List<SubmittedBatch> open, Round round)
    {
        var (isSomethingDone, isAway) = (false, false);
        for (var at = open.Count - 1; at >= 0 && !round.Stopping.IsCancellationRequested; at--)
        {
            try
            {
                var batch = await batches.GetAsync(open[at].Name!, round.GivingUp).ConfigureAwait(false);
                round.FailedInARow = 0;
                if (!batch.IsOver)
                {
                    round.SeenOpen.Add(open[at].Name!);
                    continue;
                }

                var stop = await round
                    .Settler.RunAsync(
                        open[at],
                        batch,
                        (claim, _) =>
                            round.Keeper.SayAsync(open.Count, round.Stopping.IsCancellationRequested, null, claim.Item),
                        round.GivingUp
                    )
                    .ConfigureAwait(false);
                round.Stop ??= stop;
                if (
                    batch.State == ProviderBatchState.Cancelled
                    && round.SeenOpen.Contains(batch.Name)
                    && !round.Cancelled.Contains(batch.Name)
                )
                {
                    // Whoever cancelled it while it was waited for does not want it made again before they say so.
                    round.Stop ??= new FailureEntry(
                        FailureKind.Cancelled,
                        $"The batch {batch.Name} was cancelled at the provider, and what it had made by then may be billed."
                    );
                }

                open.RemoveAt(at);
                isSomethingDone = true;
            }
            catch (NanoBananaException failure)
                when (failure.RetryAdvice != RetryAdvice.Never
                    && failure.Kind != FailureKind.FileNotWritten
                    && round.FailedInARow < MostInARow
                )
            {
                // The provider cannot be reached at the moment: the batch stays where it is, and is asked for again.
                isAway = true;
            }
            catch (NanoBananaException failure)
            {
                // It stays written down: the next run, with what is wrong mended, brings it home.
                round.Stop ??= FailureVerdict.Entry(failure);
                open.RemoveAt(at);
            }
        }

        // However many are open: they were asked for together, and failed together.
        round.FailedInARow += isAway ? 1 : 0;
        return isSomethingDone;
    }

    /// <summary>What one run has.</summary>
    private sealed class Round(
        ProgressKeeper keeper,
        BatchSettler settler,
        CancellationToken stopping,
        CancellationToken givingUp
    )
    {
        public ProgressKeeper Keeper => keeper;

        public BatchSettler Settler => settler;

        public CancellationToken Stopping => stopping;

        public CancellationToken GivingUp => givingUp;

        public int FailedInARow { get; set; }

        /// <summary>The batches that were seen in this run while the provider was at work on them.</summary>
        public HashSet<string> SeenOpen { get; } = new(StringComparer.Ordinal);

        /// <summary>The batches that this run has had the provider end.</summary>
        public HashSet<string> Cancelled { get; } = new(StringComparer.Ordinal);

        public FailureEntry? Stop { get; set; }
    }
}
