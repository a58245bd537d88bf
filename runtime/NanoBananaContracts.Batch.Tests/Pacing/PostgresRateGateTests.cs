using NanoBananaContracts.Batch.RabbitMq;
using NanoBananaContracts.Batch.Tests.Servers;

namespace NanoBananaContracts.Batch.Tests.Pacing;

/// <summary>The pace that workers share. Its clock is the database's, so that bounds are all that can be held.</summary>
public sealed class PostgresRateGateTests(PostgresServer server)
{
    [Fact]
    public async Task Workers_share_their_turns()
    {
        var (one, other) = await GatesAsync(new RateLimits { RequestsAMinute = 600 });
        var start = TimeProvider.System.GetTimestamp();

        await Task.WhenAll(one.WaitAsync(), other.WaitAsync(), one.WaitAsync(), other.WaitAsync());

        // The first at once, and one each tenth of a second behind it.
        TimeProvider.System.GetElapsedTime(start).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(295));
    }

    [Fact]
    public async Task A_refusal_of_one_has_all_wait()
    {
        var (one, other) = await GatesAsync(new RateLimits());
        var start = TimeProvider.System.GetTimestamp();

        (await one.PauseAsync(TimeSpan.FromMilliseconds(700))).InARow.ShouldBe(1);
        await other.WaitAsync();

        TimeProvider.System.GetElapsedTime(start).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(690));
    }

    [Fact]
    public async Task Refusals_of_calls_that_were_under_way_together_are_one()
    {
        var (one, other) = await GatesAsync(new RateLimits());

        var first = await one.PauseAsync(null);
        var second = await other.PauseAsync(null);
        var longer = await other.PauseAsync(TimeSpan.FromMinutes(5));

        (first.InARow, second.InARow, longer.InARow).ShouldBe((1, 1, 1));
        first.Length.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(1));
        second.Length.ShouldBeLessThan(first.Length);
        longer.Length.ShouldBeGreaterThan(TimeSpan.FromMinutes(4));
    }

    private async Task<(PostgresRateGate One, PostgresRateGate Other)> GatesAsync(RateLimits limits)
    {
        var database = await server.GetAsync();
        var batch = "t" + Guid.NewGuid().ToString("N");
        await using (await PostgresJournal.OpenAsync(database, batch)) { }

        return (new(database, batch, limits), new(database, batch, limits));
    }
}
