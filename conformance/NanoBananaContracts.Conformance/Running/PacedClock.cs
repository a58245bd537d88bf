using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

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

    private readonly Lock _gate = new();
    private readonly PriorityQueue<(PacedTimer Timer, int Setting), (long Due, long Order)> _queue = new();
    private readonly DateTimeOffset _epoch = TimeProvider.System.GetUtcNow();
    private long _now;
    private long _order;

    private PacedClock() => _ = RunAsync();

    /// <summary>The clock of this process. It starts with its first use, and runs from then on.</summary>
    public static PacedClock Shared { get; } = new();

    /// <summary>The clock that people look at: the system's where cases are judged by a paced one.</summary>
    internal static TimeProvider WallOf(TimeProvider time) => time is PacedClock ? System : time;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _now);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _epoch.AddTicks(GetTimestamp());

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
        long last = TimeProvider.System.GetTimestamp();
        while (true)
        {
            // Due after a millisecond, and then in its turn behind everything else that waits for a thread.
            await Task.Delay(1).ConfigureAwait(false);
            long now = TimeProvider.System.GetTimestamp();
            TimeSpan passed = TimeProvider.System.GetElapsedTime(last, now);
            last = now;
            Advance(passed < LongestTick ? passed : LongestTick);
        }
    }

    private void Advance(TimeSpan step)
    {
        long end = GetTimestamp() + step.Ticks;
        while (true)
        {
            PacedTimer timer;
            lock (_gate)
            {
                if (!_queue.TryPeek(out var next, out var at) || at.Due > end)
                {
                    Interlocked.Exchange(ref _now, end);
                    return;
                }

                _queue.Dequeue();
                if (!next.Timer.Take(next.Setting, at.Due))
                {
                    continue;
                }

                Interlocked.Exchange(ref _now, Math.Max(_now, at.Due));
                timer = next.Timer;
            }

            // Never on this turn: a callback that takes long must not hold the clock up.
            ThreadPool.UnsafeQueueUserWorkItem(static fired => fired.Fire(), timer, preferLocal: false);
        }
    }

    private sealed class PacedTimer(PacedClock clock, TimerCallback callback, object? state, ExecutionContext? context)
        : ITimer
    {
        private TimeSpan _period;
        private int _setting;
        private bool _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                if (_disposed)
                {
                    return false;
                }

                _period = period;
                _setting++;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Enqueue(clock._now + dueTime.Ticks);
                }

                return true;
            }
        }

        /// <summary>Under the lock: whether this setting still holds; a periodic timer is set again.</summary>
        public bool Take(int setting, long due)
        {
            if (_disposed || setting != _setting)
            {
                return false;
            }

            if (_period > TimeSpan.Zero)
            {
                Enqueue(due + _period.Ticks);
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
            lock (clock._gate)
            {
                _disposed = true;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Call() => callback(state);

        private void Enqueue(long due) => clock._queue.Enqueue((this, _setting), (due, clock._order++));
    }
}
