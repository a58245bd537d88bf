namespace NanoBananaContracts.Conformance.Running;

/// <summary>
/// A clock that runs faster than the wall: with a scale of 0.02 a timer of 20 s fires after 0.4 s, and the clock says
/// that 20 s have passed. A client given this clock lives through a slow case in a fraction of its time.
/// </summary>
/// <param name="scale">Real seconds for each second of this clock, above 0 and at most 1.</param>
/// <param name="real">The clock of the real seconds; null for the system's.</param>
public sealed class ScaledTimeProvider(double scale, TimeProvider? real = null) : TimeProvider
{
    private readonly TimeProvider real = real ?? TimeProvider.System;
    private readonly double scale = scale is > 0 and <= 1
        ? scale
        : throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale is above 0 and at most 1.");
    private readonly long start = (real ?? TimeProvider.System).GetTimestamp();
    private readonly DateTimeOffset epoch = (real ?? TimeProvider.System).GetUtcNow();

    /// <inheritdoc/>
    public override long TimestampFrequency => this.real.TimestampFrequency;

    /// <inheritdoc/>
    public override long GetTimestamp() => start + (long)((this.real.GetTimestamp() - start) / this.scale);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => epoch + (this.real.GetElapsedTime(start) / this.scale);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(this.real.CreateTimer(callback, state, Scale(dueTime), Scale(period)), this);

    /// <summary>The real length of a time of this clock.</summary>
    /// <param name="time">A time of this clock; <see cref="Timeout.InfiniteTimeSpan"/> stays infinite.</param>
    public TimeSpan Scale(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time * this.scale;

    private sealed class ScaledTimer(ITimer timer, ScaledTimeProvider clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) =>
            timer.Change(clock.Scale(dueTime), clock.Scale(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
