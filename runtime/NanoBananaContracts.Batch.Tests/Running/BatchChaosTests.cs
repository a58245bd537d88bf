using FsCheck;
using FsCheck.Fluent;
using NanoBananaContracts.Batch.Tests.Harness;

namespace NanoBananaContracts.Batch.Tests.Running;

/// <summary>Runs over a service that answers anything: whatever comes, items and money add up.</summary>
public sealed class BatchChaosTests
{
    private const int Items = 30;
    private const long Most = 1000;
    private const long Cost = 500;

    private static readonly (NanoBananaException? Failure, long Cost)[] Answers =
    [
        (null, Cost),
        (null, Cost),
        (null, Cost),
        (NanoBananaModelFactory.Failure(FailureKind.RateLimited, statusCode: 429), 0),
        (
            NanoBananaModelFactory.Failure(
                FailureKind.RateLimited,
                statusCode: 429,
                retryAfter: TimeSpan.FromSeconds(9)
            ),
            0
        ),
        (NanoBananaModelFactory.Failure(FailureKind.Overloaded, statusCode: 503), 0),
        (NanoBananaModelFactory.Failure(FailureKind.ServerError, statusCode: 500), 0),
        (NanoBananaModelFactory.Failure(FailureKind.Timeout), Most),
        (NanoBananaModelFactory.Failure(FailureKind.PromptBlocked, statusCode: 200), Most),
        (NanoBananaModelFactory.Failure(FailureKind.QuotaExhausted, statusCode: 429), 0),
    ];

    [Fact]
    public void Whatever_a_service_answers_nothing_is_lost_and_no_more_is_spent_than_may_be()
    {
        var plan =
            from budget in Gen.Choose(0, 40_000)
            from parallel in Gen.Choose(1, 6)
            from answers in Gen.Choose(0, Answers.Length - 1).ArrayOf(200)
            select (budget, parallel, answers);

        Prop.ForAll(plan.ToArbitrary(), one => Task.Run(() => FollowAsync(one)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(PropertyRuns.Of(30)));
    }

    private static async Task FollowAsync((int Budget, int Parallel, int[] Answers) plan)
    {
        var clock = new FakeClock();
        await using var batch = new TestBatch(clock);
        await batch.Journal.AddAsync(TestLines.Of(TestLines.Line(1, most: Most, count: Items)));
        await batch.Journal.SetBudgetAsync(plan.Budget);
        var billed = 0L;
        var client = new ScriptedClient(call =>
        {
            var (failure, cost) = Answers[plan.Answers[call % plan.Answers.Length]];
            Interlocked.Add(ref billed, cost);
            return failure;
        });

        var stops = 0;
        BatchResult result;
        do
        {
            result = await EndAsync(batch.Run(client, plan.Parallel).RunAsync(new Watch(plan.Budget)), clock);
            result.Ending.ShouldBeOneOf(BatchEnding.Stopped, BatchEnding.Finished, BatchEnding.BudgetReached);
        } while (result.Ending == BatchEnding.Stopped && ++stops < 500);

        var entries = await batch.Journal.ReadAsync().ToArrayAsync();
        (result.Recovery, result.Summary.UnderWay, result.Summary.ReservedMicroUsd).ShouldBe(
            (new BatchRecovery(0, 0, 0), 0, 0)
        );
        (entries.Length, result.Summary.Items).ShouldBe((Items, Items));
        result.Summary.SpentMicroUsd.ShouldBe(billed);
        billed.ShouldBeLessThanOrEqualTo(plan.Budget);
        entries.Sum(entry => entry.CostMicroUsd).ShouldBe(billed);
        entries.Sum(entry => entry.Attempts).ShouldBe(client.Calls);
        entries.Count(entry => entry.State == ItemState.Done).ShouldBe(batch.Pictures.Length);
        if (result.Ending == BatchEnding.Finished)
        {
            result.Summary.Waiting.ShouldBe(0);
        }
        else if (result.Ending == BatchEnding.BudgetReached)
        {
            (billed + Most).ShouldBeGreaterThan(plan.Budget);
        }
    }

    /// <summary>Moves the clock whenever all there is to do is wait.</summary>
    private static async Task<BatchResult> EndAsync(Task<BatchResult> run, FakeClock clock)
    {
        while (!run.IsCompleted)
        {
            var wait = clock.WhenTimerIsSet(_ => true);
            if (await Task.WhenAny(run, wait) == wait)
            {
                clock.Advance(await wait);
            }
        }

        return await run;
    }

    private sealed class Watch(long budget) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value) =>
            (value.Summary.SpentMicroUsd + value.Summary.ReservedMicroUsd).ShouldBeLessThanOrEqualTo(budget);
    }
}
