using System.Collections.Concurrent;
using System.Diagnostics;
using NanoBananaContracts;

namespace Studio;

/// <summary>A picture being made, or one that came to nothing.</summary>
internal sealed record Job
{
    public required string Id { get; init; }

    /// <summary>What was asked for, to be asked for again.</summary>
    public required PictureOrder Order { get; init; }

    /// <summary><c>running</c>, <c>done</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string State { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it has been, by the Studio's clock: the page's may differ.</summary>
    public double ElapsedSeconds { get; init; }

    /// <summary>How long the model usually takes; null where nobody has said.</summary>
    public double? UsualSeconds { get; init; }

    /// <summary>The shape of what is coming; 0 where it is not known.</summary>
    public int Width { get; init; }

    public int Height { get; init; }

    public decimal? PriceUsd { get; init; }

    /// <summary>What it became.</summary>
    public string? TurnId { get; init; }

    public ShownFailure? Failure { get; init; }
}

/// <summary>Makes pictures, several at a time. They go on when a page is closed, and all pages see the same.</summary>
internal sealed class Jobs(StudioOptions options, Painter painter, Gallery gallery, Money money)
{
    /// <summary>The most at a time: nobody wants more, and a script gone wild must not cost more.</summary>
    private const int MostRunning = 4;

    private const int Kept = 20;

    private readonly ConcurrentDictionary<string, (Job Job, CancellationTokenSource Cancel, Task Work)> jobs = new();
    private readonly ConcurrentDictionary<string, KeptReply> replies = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public event Action<Job>? Changed;

    /// <summary>Those that run and the last that did, oldest first.</summary>
    public IReadOnlyList<Job> All =>
        [.. jobs.Values.Select(one => Now(one.Job)).OrderBy(job => job.Id, StringComparer.Ordinal)];

    /// <exception cref="RefusedOrderException">The cap, too many at a time, or nowhere to keep what comes.</exception>
    public Job Start(ReadyOrder ready)
    {
        var (width, height) = ready.Shape;
        return Start(
            new Job
            {
                Id = NewId(),
                Order = ready.Order,
                State = "running",
                StartedAt = DateTimeOffset.UtcNow,
                UsualSeconds = options.Live
                    ? ready.Model.NominalTime?.TotalSeconds
                    : options.EmulatedLatency.TotalSeconds,
                Width = width,
                Height = height,
                PriceUsd = ready.PriceUsd,
            },
            ready.Provider,
            (job, http, cancel) => painter.PaintAsync(job, ready, http, cancel),
            ready.PriceUsd
        );
    }

    /// <exception cref="RefusedOrderException">There is no such failure, too many run at a time, or there is nowhere to keep what comes.</exception>
    public Job StartFault(string id)
    {
        var one =
            Faults.Find(id)
            ?? throw new RefusedOrderException(
                nameof(FailureKind.InvalidRequest),
                $"There is no documented failure '{id}'.",
                "Choose one of the list."
            );
        var provider = ProviderInfo.Find(one.Task.Provider)!;
        return Start(
            new Job
            {
                Id = NewId(),
                Order = new PictureOrder
                {
                    Fault = id,
                    Prompt = one.Task.Prompt,
                    Provider = provider.Id,
                    Model = one.Task.Model,
                },
                State = "running",
                StartedAt = DateTimeOffset.UtcNow,
                PriceUsd = 0,
            },
            provider,
            async (job, http, cancel) => (await painter.PlayAsync(job, one, http, cancel), 0m),
            0
        );
    }

    /// <summary>Stops waiting for one. What a real service has begun may be billed all the same.</summary>
    public bool Cancel(string id)
    {
        if (!jobs.TryGetValue(id, out var one) || one.Job.State != "running")
        {
            return false;
        }

        one.Cancel.Cancel();
        return true;
    }

    /// <summary>The bytes of the reply that a job failed by; null where there are none.</summary>
    public KeptReply? FindReply(string id) => replies.GetValueOrDefault(id);

    /// <summary>Gives up what is being made.</summary>
    /// <returns>How many pictures that were.</returns>
    public async Task<int> EndAsync()
    {
        var running = All.Where(job => job.State == "running").Select(job => job.Id).ToHashSet();
        foreach (var one in jobs.Values)
        {
            await one.Cancel.CancelAsync();
            await one.Work;
            one.Cancel.Dispose();
        }

        return All.Count(job => job.State == "cancelled" && running.Contains(job.Id));
    }

    private static string NewId() => Guid.CreateVersion7().ToString("N");

    private static Job Now(Job job) =>
        job.State == "running"
            ? job with
            {
                ElapsedSeconds = (DateTimeOffset.UtcNow - job.StartedAt).TotalSeconds,
            }
            : job;

    private Job Start(
        Job job,
        ProviderInfo provider,
        Func<Job, HttpClient, CancellationToken, Task<(Turn Turn, decimal? CostUsd)>> make,
        decimal? priceUsd
    )
    {
        lock (gate)
        {
            if (jobs.Values.Count(one => one.Job.State == "running") >= MostRunning)
            {
                throw new RefusedOrderException(
                    "Busy",
                    $"{MostRunning} pictures are being made already. Nothing was sent.",
                    "Wait for one of them, or cancel it."
                );
            }

            if (gallery.UnwrittenBytes >= options.MostUnwrittenBytes)
            {
                throw new RefusedOrderException(
                    "DiskRefuses",
                    $"The disk takes no pictures, and no more of them are kept in memory than the {options.MostUnwrittenBytes / 1_000_000} MB that are there. Nothing was sent.",
                    $"Make room in {gallery.Folder} and write them to the disk, or download and delete some."
                );
            }

            money.Reserve(priceUsd);
            var cancel = new CancellationTokenSource();
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var work = RunAsync(job, provider, make, priceUsd, begun.Task, cancel.Token);
            jobs[job.Id] = (job, cancel, work);
            begun.SetResult();
        }

        Changed?.Invoke(job);
        return job;
    }

    private async Task RunAsync(
        Job job,
        ProviderInfo provider,
        Func<Job, HttpClient, CancellationToken, Task<(Turn Turn, decimal? CostUsd)>> make,
        decimal? priceUsd,
        Task begun,
        CancellationToken cancel
    )
    {
        await begun;
        var clock = Stopwatch.StartNew();
        using var copy = new ReplyCopy(provider.ApiKeyHeader);
        // The deadline of each call is the client's.
        using var http = new HttpClient(copy) { Timeout = Timeout.InfiniteTimeSpan };
        var (ended, costUsd) = await OutcomeAsync(job, provider, one => make(one, http, cancel), priceUsd, cancel);
        if (ended.Failure is { } failure && copy.Take() is { } kept)
        {
            replies[job.Id] = kept;
            var reply = new ShownReply($"/api/jobs/{job.Id}/reply", kept.Bytes.Length, kept.IsText, kept.IsWhole);
            ended = ended with { Failure = failure with { Reply = reply } };
        }

        money.Settle(priceUsd, costUsd);
        ended = ended with { ElapsedSeconds = clock.Elapsed.TotalSeconds };
        jobs[job.Id] = jobs[job.Id] with { Job = ended };
        Changed?.Invoke(ended);
        foreach (var old in All.Where(one => one.State != "running").SkipLast(Kept))
        {
            jobs.TryRemove(old.Id, out _);
            replies.TryRemove(old.Id, out _);
        }
    }

    private static async Task<(Job Job, decimal? CostUsd)> OutcomeAsync(
        Job job,
        ProviderInfo provider,
        Func<Job, Task<(Turn Turn, decimal? CostUsd)>> make,
        decimal? priceUsd,
        CancellationToken cancel
    )
    {
        try
        {
            var (turn, costUsd) = await make(job);
            return (job with { State = "done", TurnId = turn.Id }, costUsd);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // It was on its way: the sum rather has too much in it than too little.
            return (job with { State = "cancelled" }, priceUsd);
        }
        catch (NanoBananaException failure)
        {
            var shown = Failures.Of(failure, provider);
            return (job with { State = "failed", Failure = shown }, shown.Billed == "no" ? 0 : priceUsd);
        }
#pragma warning disable CA1031 // Nobody awaits this: what is not shown here is shown nowhere.
        catch (Exception accident)
#pragma warning restore CA1031
        {
            Terminal.Warn(accident);
            return (job with { State = "failed", Failure = Failures.Of(accident) }, priceUsd);
        }
    }
}
