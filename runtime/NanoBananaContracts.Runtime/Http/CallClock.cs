namespace NanoBananaContracts.Http;

/// <summary>
/// The time limits of one call: a deadline from its start, and an idle limit that runs only while a read waits.
/// One token ends everything; <see cref="Reason"/> says which limit pulled it.
/// </summary>
internal sealed class CallClock : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly TimeProvider time;
    private readonly ITimer deadlineTimer;
    private readonly long start;
    private ITimer? idleTimer;
    private int reason;

    internal CallClock(TimeProvider time, TimeSpan deadline, TimeSpan idleLimit, CancellationToken caller)
    {
        this.time = time;
        Deadline = deadline;
        IdleLimit = idleLimit;
        Caller = caller;
        source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        start = time.GetTimestamp();
        deadlineTimer = time.CreateTimer(
            static state => ((CallClock)state!).Stop(StopReason.Deadline),
            this,
            deadline,
            Timeout.InfiniteTimeSpan
        );
    }

    internal TimeSpan Deadline { get; }

    internal TimeSpan IdleLimit { get; }

    /// <summary>The caller's own token.</summary>
    internal CancellationToken Caller { get; }

    /// <summary>Ends with the caller's token, the deadline, or the idle limit.</summary>
    internal CancellationToken Token => source.Token;

    internal StopReason Reason => (StopReason)Volatile.Read(ref reason);

    internal TimeSpan Elapsed => time.GetElapsedTime(start);

    internal TimeSpan Remaining => Deadline - Elapsed;

    /// <summary>A read begins to wait.</summary>
    internal void BeginRead()
    {
        if (idleTimer is null)
        {
            idleTimer = time.CreateTimer(
                static state => ((CallClock)state!).Stop(StopReason.Idle),
                this,
                IdleLimit,
                Timeout.InfiniteTimeSpan
            );
        }
        else
        {
            idleTimer.Change(IdleLimit, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A read has something, or the end.</summary>
    internal void EndRead() => idleTimer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public void Dispose()
    {
        deadlineTimer.Dispose();
        idleTimer?.Dispose();
        source.Dispose();
    }

    private void Stop(StopReason why)
    {
        if (Interlocked.CompareExchange(ref reason, (int)why, (int)StopReason.None) != (int)StopReason.None)
        {
            return;
        }

        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended while the timer fired: nobody is left to stop.
        }
    }
}
