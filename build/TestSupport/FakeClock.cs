using Microsoft.Extensions.Time.Testing;

namespace NanoBananaContracts.TestSupport;

/// <summary>
/// A clock that stands still until it is told to move, and tells when a timer is set: a test moves it only after the
/// code under test has begun to wait.
/// </summary>
internal sealed class FakeClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
{
    private readonly Lock gate = new();
    private readonly HashSet<WatchedTimer> timers = [];
    private readonly List<(Func<TimeSpan, bool> Wanted, TaskCompletionSource<TimeSpan> Found)> waiting = [];

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(this, callback);
        timer.Inner = base.CreateTimer(timer.Fire, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until a timer is set whose time from now is wanted; returns that time.</summary>
    public Task<TimeSpan> WhenTimerIsSet(Func<TimeSpan, bool> wanted)
    {
        lock (gate)
        {
            var now = GetUtcNow();
            foreach (var timer in timers)
            {
                if (wanted(timer.Due - now))
                {
                    return Task.FromResult(timer.Due - now);
                }
            }

            var found = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((wanted, found));
            return found.Task;
        }
    }

    /// <summary>How many timers are set.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (gate)
            {
                return timers.Count;
            }
        }
    }

    private sealed class WatchedTimer(FakeClock clock, TimerCallback callback) : ITimer
    {
        private TimeSpan period;

        public ITimer Inner { get; set; } = null!;

        public DateTimeOffset Due { get; private set; }

        public void Fire(object? state)
        {
            lock (clock.gate)
            {
                if (period > TimeSpan.Zero)
                {
                    Due += period;
                }
                // Else it was set anew while it fired.
                else if (Due <= clock.GetUtcNow())
                {
                    clock.timers.Remove(this);
                }
            }

            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (clock.gate)
            {
                period = newPeriod;
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    clock.timers.Remove(this);
                    return Inner.Change(dueTime, newPeriod);
                }

                Due = clock.GetUtcNow() + dueTime;
                clock.timers.Add(this);
                var changed = Inner.Change(dueTime, newPeriod);
                foreach (var waiter in clock.waiting.Where(waiter => waiter.Wanted(dueTime)).ToArray())
                {
                    clock.waiting.Remove(waiter);
                    waiter.Found.SetResult(dueTime);
                }

                return changed;
            }
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                Inner.Dispose();
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
