using BatchWorker;

namespace NanoBananaContracts.Conformance.Tests.Samples;

public sealed class BatchWorkerTests
{
    [Fact]
    public async Task A_line_that_is_refused_leaves_its_money_to_those_that_wait()
    {
        var purse = new Purse(2m);
        (await purse.ReserveAsync(1m, TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await purse.ReserveAsync(1m, TestContext.Current.CancellationToken)).ShouldBeTrue();
        var third = purse.ReserveAsync(1m, TestContext.Current.CancellationToken);
        var fourth = purse.ReserveAsync(1m, TestContext.Current.CancellationToken);
        third.IsCompleted.ShouldBeFalse();

        purse.Settle(1m, 0m); // refused
        purse.Settle(1m, 0m); // refused

        (await third).ShouldBeTrue();
        (await fourth).ShouldBeTrue();
        purse.Settle(1m, 1m);
        var fifth = purse.ReserveAsync(1m, TestContext.Current.CancellationToken);
        fifth.IsCompleted.ShouldBeFalse();
        purse.Settle(1m, 1m);
        (await fifth).ShouldBeFalse();
        purse.Spent.ShouldBe(2m);
    }

    [Fact]
    public async Task What_does_not_fit_beside_what_is_spent_waits_for_nobody()
    {
        var purse = new Purse(1m);
        (await purse.ReserveAsync(2m, TestContext.Current.CancellationToken)).ShouldBeFalse();
        (await purse.ReserveAsync(1m, TestContext.Current.CancellationToken)).ShouldBeTrue();
        purse.Settle(1m, 0.5m);
        (await purse.ReserveAsync(1m, TestContext.Current.CancellationToken)).ShouldBeFalse();
        (await purse.ReserveAsync(0.5m, TestContext.Current.CancellationToken)).ShouldBeTrue();
    }
}
