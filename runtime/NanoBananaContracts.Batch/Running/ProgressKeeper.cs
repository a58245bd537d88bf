namespace NanoBananaContracts.Batch;

/// <summary>Knows how fast a run is, and says how far.</summary>
internal sealed class ProgressKeeper(
    IBatchJournal journal,
    IProgress<BatchProgress>? progress,
    TimeProvider time,
    bool isAtProvider = false
)
{
    private const int Remembered = 100;
    private static readonly TimeSpan LongSince = TimeSpan.FromMinutes(5);

    private readonly Lock turn = new();
    private readonly Queue<long> made = new();
    private readonly long start = time.GetTimestamp();
    private long madeNow;

    /// <summary>Counts a picture.</summary>
    public void Made()
    {
        lock (turn)
        {
            madeNow++;
            made.Enqueue(time.GetTimestamp());
            while (made.Count > Remembered || time.GetElapsedTime(made.Peek()) > LongSince)
            {
                made.Dequeue();
            }
        }
    }

    /// <summary>Tells whoever wants to know.</summary>
    public async Task SayAsync(int parallel, bool isEnding, CallReturned? returned, BatchItem? ended)
    {
        if (progress is null)
        {
            return;
        }

        var summary = await journal.SummaryAsync().ConfigureAwait(false);
        // A wait of one item's own is none of all.
        var pause = returned is { Counts: false, NotBefore: { } until } && until > time.GetUtcNow() ? returned : null;
        var entry = ended is { } item ? await journal.FindAsync(item).ConfigureAwait(false) : null;
        lock (turn)
        {
            var rate = Rate();
            progress.Report(
                new BatchProgress
                {
                    Summary = summary,
                    Elapsed = time.GetElapsedTime(start),
                    MadeNow = madeNow,
                    PicturesAMinute = rate,
                    Remaining = rate is > 0 and var some
                        ? TimeSpan.FromMinutes((summary.Waiting + summary.UnderWay) / some)
                        : null,
                    Parallel = parallel,
                    PausedUntil = pause?.NotBefore,
                    PausedBy = pause?.Failure,
                    IsAtProvider = isAtProvider,
                    IsEnding = isEnding,
                    Ended = entry,
                }
            );
        }
    }

    // From the beginning of the run while it is young, else from the oldest picture that is remembered.
    private double? Rate()
    {
        if (made.Count == 0)
        {
            return null;
        }

        var (count, since) = madeNow == made.Count ? (made.Count, start) : (made.Count - 1, made.Peek());
        var minutes = time.GetElapsedTime(since).TotalMinutes;
        return count > 0 && minutes > 0 ? count / minutes : null;
    }
}
