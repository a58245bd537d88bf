namespace NanoBananaContracts.Batch.Tests.Pacing;

/// <summary>How fast calls begin, by a clock that stands still.</summary>
public sealed class RateGateTests
{
    private readonly FakeClock clock = new();

    [Fact]
    public async Task A_clock_that_is_put_back_has_nobody_wait_longer()
    {
        var day = new DayClock(clock);
        var gate = new RateGate(new() { RequestsAMinute = 60 }, day);
        await gate.WaitAsync();

        day.PutBack = TimeSpan.FromHours(1);
        var wait = gate.WaitAsync();
        (await clock.WhenTimerIsSet(_ => true)).ShouldBe(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(1));
        await wait;
    }

    [Fact]
    public async Task Without_limits_nobody_waits()
    {
        var gate = new RateGate(null, clock);

        for (var call = 0; call < 100; call++)
        {
            await gate.WaitAsync();
        }

        clock.ActiveTimers.ShouldBe(0);
    }

    [Fact]
    public async Task Calls_are_spread_by_the_stricter_limit()
    {
        var gate = new RateGate(new() { RequestsAMinute = 60, PicturesAMinute = 20 }, clock);
        await gate.WaitAsync();

        var second = gate.WaitAsync();
        var third = gate.WaitAsync();

        (await clock.WhenTimerIsSet(_ => true)).ShouldBe(TimeSpan.FromSeconds(3));
        (await clock.WhenTimerIsSet(due => due > TimeSpan.FromSeconds(3))).ShouldBe(TimeSpan.FromSeconds(6));
        clock.Advance(TimeSpan.FromSeconds(3));
        await second;
        third.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(3));
        await third;
    }

    [Fact]
    public async Task Time_that_nobody_used_is_not_saved_up()
    {
        var gate = new RateGate(new() { RequestsAMinute = 60 }, clock);
        clock.Advance(TimeSpan.FromHours(1));
        await gate.WaitAsync();

        var next = gate.WaitAsync();

        (await clock.WhenTimerIsSet(_ => true)).ShouldBe(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(1));
        await next;
    }

    [Fact]
    public async Task Advice_of_one_refusal_holds_up_everybody_also_who_waits_already()
    {
        var gate = new RateGate(new() { RequestsAMinute = 60 }, clock);
        await gate.WaitAsync();
        var waiting = gate.WaitAsync();

        (await gate.PauseAsync(TimeSpan.FromSeconds(20))).ShouldBe(new RatePause(TimeSpan.FromSeconds(20), 1));
        var later = gate.WaitAsync();

        clock.Advance(TimeSpan.FromSeconds(1));
        (await clock.WhenTimerIsSet(due => due > TimeSpan.FromSeconds(19))).ShouldBe(TimeSpan.FromSeconds(20));
        waiting.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(19));
        await later;
        waiting.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        await waiting;
    }

    [Fact]
    public async Task Without_advice_each_refusal_in_a_row_waits_twice_as_long()
    {
        var gate = new RateGate(null, clock);
        var lengths = new List<double>();
        for (var refusal = 1; refusal <= 8; refusal++)
        {
            var pause = await gate.PauseAsync(null);
            pause.InARow.ShouldBe(refusal);
            lengths.Add(pause.Length.TotalSeconds);
            clock.Advance(pause.Length);
        }

        lengths.ShouldBe([1, 2, 4, 8, 16, 32, 60, 60]);
        await gate.SucceededAsync();
        (await gate.PauseAsync(null)).ShouldBe(new RatePause(TimeSpan.FromSeconds(1), 1));
    }

    [Fact]
    public async Task Calls_that_are_refused_together_count_once()
    {
        var gate = new RateGate(null, clock);

        await gate.PauseAsync(TimeSpan.FromSeconds(5));

        (await gate.PauseAsync(TimeSpan.FromSeconds(2))).ShouldBe(new RatePause(TimeSpan.FromSeconds(5), 1));
        (await gate.PauseAsync(TimeSpan.FromSeconds(9))).ShouldBe(new RatePause(TimeSpan.FromSeconds(9), 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(double.NaN)]
    public void A_limit_is_above_zero(double limit) =>
        Should.Throw<ArgumentException>(() => new RateGate(new() { RequestsAMinute = limit }));

    [Fact]
    public void Parallelism_halves_when_refused_and_grows_one_by_one()
    {
        var parallelism = new Parallelism(8, clock);
        parallelism.Refused();
        parallelism.Refused(); // together with the first
        parallelism.Current.ShouldBe(4);

        clock.Advance(TimeSpan.FromSeconds(1));
        parallelism.Refused();
        parallelism.Current.ShouldBe(2);
        for (var refusal = 0; refusal < 5; refusal++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            parallelism.Refused();
        }

        parallelism.Current.ShouldBe(1);
        parallelism.Succeeded();
        parallelism.Current.ShouldBe(2);
        for (var picture = 0; picture < 100; picture++)
        {
            parallelism.Succeeded();
        }

        parallelism.Current.ShouldBe(8);
    }

    /// <summary>A clock whose time of day is put back while time goes on.</summary>
    private sealed class DayClock(FakeClock clock) : TimeProvider
    {
        public TimeSpan PutBack { get; set; }

        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() - PutBack;

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            clock.CreateTimer(callback, state, dueTime, period);
    }
}
