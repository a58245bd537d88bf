namespace NanoBananaContracts.Batch;

/// <summary>
/// Lets the calls of one process begin. They are spread evenly over a minute, so that no sixty seconds have more than the
/// limit, wherever they begin.
/// </summary>
public sealed class RateGate : IRateGate
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Lock turn = new();
    private readonly TimeProvider time;
    private readonly TimeSpan interval;
    private readonly long start;
    private TimeSpan next;
    private TimeSpan pausedUntil;
    private int inARow;

    /// <summary>Makes a gate.</summary>
    /// <param name="limits">The limits; <see langword="null"/> for none but what the provider says as it goes.</param>
    /// <param name="time">The clock; <see langword="null"/> for the system's.</param>
    /// <exception cref="ArgumentException">A limit is not above zero.</exception>
    public RateGate(RateLimits? limits = null, TimeProvider? time = null)
    {
        interval = (limits ?? new()).Interval;
        this.time = time ?? TimeProvider.System;
        start = this.time.GetTimestamp();
    }

    // Not the time of day: a clock that is put back would have all wait until it is as late again.
    private TimeSpan Now => time.GetElapsedTime(start);

    /// <inheritdoc/>
    public async Task WaitAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TimeSpan slot;
            TimeSpan wait;
            lock (turn)
            {
                var now = Now;
                slot = now > next ? now : next;
                next = slot + interval;
                wait = slot - now;
            }

            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }

            lock (turn)
            {
                if (slot >= pausedUntil)
                {
                    return;
                }
            }
        }
    }

    /// <inheritdoc/>
    public Task<RatePause> PauseAsync(TimeSpan? retryAfter, CancellationToken cancellationToken = default)
    {
        lock (turn)
        {
            var now = Now;
            // Calls that were under way together are refused together: that is once.
            inARow += now < pausedUntil ? 0 : 1;
            var until = now + (retryAfter ?? Backoff.After(inARow, FirstPause, LongestPause));
            if (until > pausedUntil)
            {
                pausedUntil = until;
            }

            // Those that wait already take a new turn behind the pause.
            next = pausedUntil;
            return Task.FromResult(new RatePause(pausedUntil - now, inARow));
        }
    }

    /// <inheritdoc/>
    public Task SucceededAsync(CancellationToken cancellationToken = default)
    {
        lock (turn)
        {
            inARow = 0;
        }

        return Task.CompletedTask;
    }
}
