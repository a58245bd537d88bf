namespace NanoBananaContracts.Conformance.Running;

/// <summary>
/// A clock on which time passes only while this process gets to work: each of its ticks is a turn of the thread pool,
/// and counts for four milliseconds at most, however long the machine took to grant it.
/// </summary>
/// <remarks>
/// Scaled time on the system's clock blames a client for the delays of a busy machine: 100 ms in which nothing could run
/// are 5 s of a case. On this clock such a pause is 4 ms, for the player, the client and the judge alike. It suits parties
/// that all live in this process; another process has the system's time.
/// </remarks>
public sealed class PacedClock : TimeProvider
{
    private static readonly TimeSpan LongestTick = TimeSpan.FromMilliseconds(4);

    private readonly Lock gate = new();
    private readonly PriorityQueue<(PacedTimer Timer, int Setting), (long Due, long Order)> queue = new();
    private readonly DateTimeOffset epoch = TimeProvider.System.GetUtcNow();
    private long now;
    private long order;

    private PacedClock() => _ = RunAsync();

    /// <summary>The clock of this process. It starts with its first use, and runs from then on.</summary>
    public static PacedClock Shared { get; } = new();

    /// <summary>The clock that people look at: the system's where cases are judged by a paced one.</summary>
    internal static TimeProvider WallOf(TimeProvider time) => time is PacedClock ? System : time;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref now);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => epoch.AddTicks(GetTimestamp());

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new PacedTimer(this, callback, state, ExecutionContext.Capture());
        timer.Change(dueTime, period);
        return timer;
    }

    private async Task RunAsync()
    {
        var last = TimeProvider.System.GetTimestamp();
        while (true)
        {
            // Due after a millisecond, and then in its turn behind everything else that waits for a thread.
            await Task.Delay(1).ConfigureAwait(false);
            var now = TimeProvider.System.GetTimestamp();
            var passed = TimeProvider.System.GetElapsedTime(last, now);
            last = now;
            Advance(passed < LongestTick ? passed : LongestTick);
        }
    }

    private void Advance(TimeSpan step)
    {
        var end = GetTimestamp() + step.Ticks;
        while (true)
        {
            PacedTimer timer;
            lock (gate)
            {
                if (!queue.TryPeek(out var next, out var at) || at.Due > end)
                {
                    Interlocked.Exchange(ref now, end);
                    return;
                }

                queue.Dequeue();
                if (!next.Timer.Take(next.Setting, at.Due))
                {
                    continue;
                }

                Interlocked.Exchange(ref now, Math.Max(now, at.Due));
                timer = next.Timer;
            }

            // Never on this turn: a callback that takes long must not hold the clock up.
            ThreadPool.UnsafeQueueUserWorkItem(static fired => fired.Fire(), timer, preferLocal: false);
        }
    }

    private sealed class PacedTimer(PacedClock clock, TimerCallback callback, object? state, ExecutionContext? context)
        : ITimer
    {
        private TimeSpan period;
        private int setting;
        private bool disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                if (disposed)
                {
                    return false;
                }

                this.period = period;
                setting++;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Enqueue(clock.now + dueTime.Ticks);
                }

                return true;
            }
        }

        /// <summary>Under the lock: whether this setting still holds; a periodic timer is set again.</summary>
        public bool Take(int setting, long due)
        {
            if (disposed || setting != this.setting)
            {
                return false;
            }

            if (period > TimeSpan.Zero)
            {
                Enqueue(due + period.Ticks);
            }

            return true;
        }

        public void Fire()
        {
            if (context is null)
            {
                callback(state);
            }
            else
            {
                ExecutionContext.Run(context, static timer => ((PacedTimer)timer!).Call(), this);
            }
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                disposed = true;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Call() => callback(state);

        private void Enqueue(long due) => clock.queue.Enqueue((this, setting), (due, clock.order++));
    }
}
