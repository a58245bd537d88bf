using FsCheck;
using FsCheck.Fluent;
using NanoBananaContracts.Batch.Tests.Harness;

namespace NanoBananaContracts.Batch.Tests.Journals;

/// <summary>What every journal does, whatever keeps it.</summary>
public abstract class JournalContract
{
    private protected FakeClock Clock { get; } = new();

    /// <summary>A journal with nothing in it, by <see cref="Clock"/>.</summary>
    protected abstract Task<IBatchJournal> CreateAsync();

    [Fact]
    public async Task Items_are_claimed_by_line_and_picture_and_are_done_when_they_are_settled()
    {
        await using var journal = await CreateAsync();
        (await journal.AddAsync(TestLines.Of(TestLines.Line(2, count: 2), TestLines.Line(5, most: 70)))).ShouldBe(2);

        var first = await Claimed(journal);
        var second = await Claimed(journal, "b");
        var third = await Claimed(journal);
        (first.Item, second.Item, third.Item).ShouldBe((new(2, 1), new(2, 2), new(5, 1)));
        (first.Attempt, first.Tries, first.Worker, first.ReservedMicroUsd).ShouldBe((1, 0, "a", 1000));
        first.Line.ShouldBe(TestLines.Line(2, count: 2).Line);
        (await journal.ClaimAsync("a")).Outcome.ShouldBe(ClaimOutcome.AllUnderWay);
        (await journal.SummaryAsync()).ShouldBe(new BatchSummary { UnderWay = 3, ReservedMicroUsd = 2070 });
        (await journal.UnderWayAsync()).ShouldBe([first, second, third]);
        (await journal.UnderWayAsync("b")).ShouldBe([second]);

        var picture = TestLines.Picture(second, 990);
        (await journal.SettleAsync(second, picture)).ShouldBeTrue();
        (await journal.FailAsync(third, TestLines.Failure(), 70)).ShouldBeTrue();
        (await journal.ReturnAsync(first, null, null, counts: false)).ShouldBeTrue();

        (await journal.SummaryAsync()).ShouldBe(
            new BatchSummary
            {
                Waiting = 1,
                Done = 1,
                Failed = 1,
                SpentMicroUsd = 1060,
            }
        );
        var entries = await journal.ReadAsync().ToArrayAsync();
        entries
            .Select(entry => (entry.Item, entry.State, entry.Attempts, entry.CostMicroUsd))
            .ShouldBe([
                (new(2, 1), ItemState.Waiting, 1, 0),
                (new(2, 2), ItemState.Done, 1, 990),
                (new(5, 1), ItemState.Failed, 1, 70),
            ]);
        (entries[1].Picture, entries[1].Failure, entries[2].Failure).ShouldBe((picture, null, TestLines.Failure()));
        (await journal.FindAsync(new(5, 1))).ShouldBe(entries[2]);
        (await journal.FindAsync(new(5, 2))).ShouldBeNull();

        var again = await Claimed(journal);
        (again.Item, again.Attempt, again.Tries).ShouldBe((new BatchItem(2, 1), 2, 0));
        (await journal.SettleAsync(again, TestLines.Picture(again, 1))).ShouldBeTrue();
        (await journal.ClaimAsync("a")).Outcome.ShouldBe(ClaimOutcome.NothingLeft);
    }

    [Fact]
    public async Task A_claim_that_is_not_held_any_more_changes_nothing()
    {
        await using var journal = await CreateAsync();
        await journal.AddAsync(TestLines.Of(TestLines.Line(1)));
        var old = await Claimed(journal, "dead");
        (await journal.InterruptAsync(old)).ShouldBeTrue();
        var held = await Claimed(journal);
        var before = await journal.SummaryAsync();

        (await journal.SettleAsync(old, TestLines.Picture(old, 1))).ShouldBeFalse();
        (await journal.FailAsync(old, TestLines.Failure(), 1)).ShouldBeFalse();
        (await journal.ReturnAsync(old, null, null, counts: true)).ShouldBeFalse();
        (await journal.InterruptAsync(old)).ShouldBeFalse();
        (await journal.SettleAsync(held with { Worker = "other" }, TestLines.Picture(held, 1))).ShouldBeFalse();
        (await journal.SummaryAsync()).ShouldBe(before);

        (await journal.SettleAsync(held, TestLines.Picture(held, 900))).ShouldBeTrue();
        (await journal.SettleAsync(held, TestLines.Picture(held, 900))).ShouldBeFalse();
        var entry = (await journal.FindAsync(new(1, 1))).ShouldNotBeNull();
        (entry.Attempts, entry.Interrupted, entry.CostMicroUsd).ShouldBe((2, 1, 1900));
        (await journal.SummaryAsync()).ShouldBe(
            new BatchSummary
            {
                Done = 1,
                SpentMicroUsd = 1900,
                Interrupted = 1,
                InterruptedMicroUsd = 1000,
            }
        );
    }

    [Fact]
    public async Task A_dear_item_that_does_not_fit_holds_up_no_cheaper_one()
    {
        await using var journal = await CreateAsync();
        await journal.AddAsync(
            TestLines.Of(TestLines.Line(1, most: 900), TestLines.Line(2, most: 200), TestLines.Line(3, most: 150))
        );
        await journal.SetBudgetAsync(350);

        var cheap = await Claimed(journal);
        var cheaper = await Claimed(journal);
        (cheap.Item.Line, cheaper.Item.Line).ShouldBe((2, 3));
        (await journal.ClaimAsync("a")).Outcome.ShouldBe(ClaimOutcome.AllUnderWay);
        await journal.SettleAsync(cheap, TestLines.Picture(cheap, 200));
        await journal.SettleAsync(cheaper, TestLines.Picture(cheaper, 149));
        (await journal.ClaimAsync("a")).Outcome.ShouldBe(ClaimOutcome.NothingFits);
        (await journal.SummaryAsync()).BudgetMicroUsd.ShouldBe(350);

        await journal.SetBudgetAsync(1249);
        (await Claimed(journal)).Item.Line.ShouldBe(1);
        await journal.SetBudgetAsync(null);
        (await journal.SummaryAsync()).BudgetMicroUsd.ShouldBeNull();
    }

    [Fact]
    public async Task The_budget_may_be_spent_to_the_last_millionth()
    {
        await using var journal = await CreateAsync();
        await journal.AddAsync(TestLines.Of(TestLines.Line(1, most: 7, count: 3)));
        await journal.SetBudgetAsync(14);

        await Claimed(journal);
        await Claimed(journal);
        (await journal.ClaimAsync("a")).Outcome.ShouldBe(ClaimOutcome.AllUnderWay);
        await journal.SetBudgetAsync(20);
        (await journal.ClaimAsync("a")).Outcome.ShouldBe(ClaimOutcome.AllUnderWay);
        await journal.SetBudgetAsync(21);
        (await journal.ClaimAsync("a")).Outcome.ShouldBe(ClaimOutcome.Claimed);
    }

    [Fact]
    public async Task What_came_back_waits_for_its_time_and_counts_its_tries()
    {
        await using var journal = await CreateAsync();
        await journal.AddAsync(TestLines.Of(TestLines.Line(1)));
        var claim = await Claimed(journal);
        var at = Clock.GetUtcNow() + TimeSpan.FromSeconds(7);
        await journal.ReturnAsync(claim, TestLines.Failure("Later."), at, counts: true);

        var answer = await journal.ClaimAsync("a");
        (answer.Outcome, answer.NotBefore).ShouldBe((ClaimOutcome.Later, at));
        (await journal.FindAsync(new(1, 1)))!.Failure.ShouldBe(TestLines.Failure("Later."));
        Clock.Advance(TimeSpan.FromSeconds(7));
        var second = await Claimed(journal);
        (second.Attempt, second.Tries).ShouldBe((2, 1));
    }

    [Fact]
    public async Task The_same_lines_again_change_nothing()
    {
        await using var journal = await CreateAsync();
        await journal.AddAsync(TestLines.Of(TestLines.Line(1), TestLines.Line(2, count: 2)));
        var claim = await Claimed(journal);
        await journal.SettleAsync(claim, TestLines.Picture(claim, 1000));
        var before = await journal.SummaryAsync();
        var entries = await journal.ReadAsync().ToArrayAsync();

        (await journal.AddAsync(TestLines.Of(TestLines.Line(1), TestLines.Line(2, count: 2)))).ShouldBe(0);

        (await journal.SummaryAsync()).ShouldBe(before);
        (await journal.ReadAsync().ToArrayAsync()).ShouldBe(entries);
    }

    [Fact]
    public async Task A_new_price_is_that_of_what_is_not_begun()
    {
        await using var journal = await CreateAsync();
        await journal.AddAsync(TestLines.Of(TestLines.Line(1, count: 2)));
        var claim = await Claimed(journal);

        (await journal.AddAsync(TestLines.Of(TestLines.Line(1, most: 5, count: 2)))).ShouldBe(0);

        (await Claimed(journal)).ReservedMicroUsd.ShouldBe(5);
        (await journal.SummaryAsync()).ReservedMicroUsd.ShouldBe(1005);
        await journal.ReturnAsync(claim, null, null, counts: false);
        (await journal.SummaryAsync()).ReservedMicroUsd.ShouldBe(5);
    }

    [Fact]
    public async Task A_line_may_change_until_one_of_its_pictures_is_made()
    {
        await using var journal = await CreateAsync();
        await journal.AddAsync(TestLines.Of(TestLines.Line(1, count: 2), TestLines.Line(2)));
        var failed = await Claimed(journal);
        await journal.FailAsync(failed, TestLines.Failure(), 30);

        (await journal.AddAsync(TestLines.Of(TestLines.Line(1, prompt: "A calm fox"), TestLines.Line(2)))).ShouldBe(1);

        (await journal.SummaryAsync()).ShouldBe(new BatchSummary { Waiting = 2, SpentMicroUsd = 30 });
        var claim = await Claimed(journal);
        (claim.Line.Prompt, claim.Attempt).ShouldBe(("A calm fox", 2));
        var changed = await Should.ThrowAsync<BatchException>(() =>
            journal.AddAsync(TestLines.Of(TestLines.Line(1, prompt: "A wild fox")))
        );
        changed.Message.ShouldStartWith("Line 1 was changed");
        await journal.SettleAsync(claim, TestLines.Picture(claim, 1));
        await Should.ThrowAsync<BatchException>(() =>
            journal.AddAsync(TestLines.Of(TestLines.Line(1, prompt: "A wild fox")))
        );
    }

    [Fact]
    public async Task What_waits_of_lines_that_are_gone_is_taken_out()
    {
        await using var journal = await CreateAsync();
        await journal.AddAsync(
            TestLines.Of(TestLines.Line(1), TestLines.Line(2), TestLines.Line(3), TestLines.Line(4), TestLines.Line(7))
        );
        var done = await Claimed(journal);
        await journal.SettleAsync(done, TestLines.Picture(done, 10));

        await journal.AddAsync(TestLines.Of(TestLines.Line(3)));

        (await journal.SummaryAsync()).ShouldBe(
            new BatchSummary
            {
                Waiting = 1,
                Done = 1,
                SpentMicroUsd = 10,
            }
        );
        (await journal.ReadAsync().ToArrayAsync()).Select(entry => entry.Item.Line).ShouldBe([1, 3]);
        await Should.ThrowAsync<ArgumentException>(() =>
            journal.AddAsync(TestLines.Of(TestLines.Line(3), TestLines.Line(3)))
        );
    }

    [Fact]
    public async Task What_failed_waits_again_when_it_is_asked_for()
    {
        await using var journal = await CreateAsync();
        await journal.AddAsync(TestLines.Of(TestLines.Line(1), TestLines.Line(2)));
        var claim = await Claimed(journal);
        await journal.ReturnAsync(claim, TestLines.Failure(), null, counts: true);
        claim = await Claimed(journal);
        await journal.FailAsync(claim, TestLines.Failure(), 1000);

        (await journal.RetryFailedAsync()).ShouldBe(1);

        (await journal.SummaryAsync()).ShouldBe(new BatchSummary { Waiting = 2, SpentMicroUsd = 1000 });
        var again = await Claimed(journal);
        (again.Item.Line, again.Attempt, again.Tries).ShouldBe((1, 3, 0));
        (await journal.RetryFailedAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Many_lines_are_streamed_in_and_out()
    {
        await using var journal = await CreateAsync();
        var lines = Enumerable.Range(1, 1234).Select(number => TestLines.Line(number, count: 2)).ToArray();

        (await journal.AddAsync(TestLines.Of(lines))).ShouldBe(1234);

        var read = await journal.ReadAsync().Select(entry => entry.Item).ToArrayAsync();
        read.ShouldBe(lines.SelectMany(line => new BatchItem[] { new(line.Line.Number, 1), new(line.Line.Number, 2) }));
    }

    [Fact]
    public async Task Workers_that_claim_at_once_have_different_items()
    {
        await using var journal = await CreateAsync();
        await journal.AddAsync(TestLines.Of(TestLines.Line(1, most: 3, count: 40)));
        await journal.SetBudgetAsync(100);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(worker => Task.Run(() => journal.ClaimAsync($"w{worker}")))
        );

        var claims = answers.Where(answer => answer.Claim is not null).Select(answer => answer.Claim!.Item).ToArray();
        claims.Length.ShouldBe(33);
        claims.Distinct().Count().ShouldBe(33);
        (await journal.SummaryAsync()).ReservedMicroUsd.ShouldBe(99);
    }

    /// <summary>
    /// Whatever workers do, in whatever order: never is more spent and reserved than the budget allows, no item is lost, and the
    /// journal counts as a plain model does.
    /// </summary>
    [Fact]
    public void Money_and_items_add_up_whatever_is_done()
    {
        var step =
            from kind in Gen.Choose(0, 5)
            from part in Gen.Choose(0, 1000)
            from which in Gen.Choose(0, 7)
            select (kind, part, which);
        var line = from most in Gen.Choose(0, 400) from count in Gen.Choose(1, 3) select (most, count);
        var plan =
            from lines in line.ListOf(6)
            from budget in Gen.Choose(0, 2500)
            from steps in step.ListOf(60)
            select new Plan([.. lines], budget, [.. steps]);

        Prop.ForAll(plan.ToArbitrary(), Follow).Check(Config.QuickThrowOnFailure.WithMaxTest(PropertyRuns.Of(Plans)));
    }

    /// <summary>How many plans of sixty steps are followed.</summary>
    protected virtual int Plans => 40;

    // FsCheck waits for nobody.
    private void Follow(Plan plan) => Task.Run(() => FollowAsync(plan)).GetAwaiter().GetResult();

    private async Task FollowAsync(Plan plan)
    {
        await using var journal = await CreateAsync();
        var (lines, budget, steps) = plan;
        var queued = lines.Select((line, at) => TestLines.Line(at + 1, line.Most, line.Count)).ToArray();
        var items = queued.Sum(line => line.Line.Count);
        await journal.AddAsync(TestLines.Of(queued));
        await journal.SetBudgetAsync(budget);
        var held = new List<BatchClaim>();
        var (spent, done, failed, interrupted) = (0L, 0, 0, 0);
        foreach (var (kind, part, which) in steps)
        {
            var claim = held.Count == 0 ? null : held[which % held.Count];
            if (kind == 0 || claim is null)
            {
                var answer = await journal.ClaimAsync("w" + which);
                if (answer.Claim is { } begun)
                {
                    held.Add(begun);
                }
            }
            else
            {
                held.Remove(claim);
                var cost = claim.ReservedMicroUsd * part / 1000;
                switch (kind)
                {
                    case 1:
                        (spent, done) = (spent + cost, done + 1);
                        (await journal.SettleAsync(claim, TestLines.Picture(claim, cost))).ShouldBeTrue();
                        break;
                    case 2:
                        (spent, failed) = (spent + cost, failed + 1);
                        (await journal.FailAsync(claim, TestLines.Failure(), cost)).ShouldBeTrue();
                        break;
                    case 3:
                        (spent, interrupted) = (spent + claim.ReservedMicroUsd, interrupted + 1);
                        (await journal.InterruptAsync(claim)).ShouldBeTrue();
                        break;
                    case 4:
                        (await journal.ReturnAsync(claim, null, null, counts: part > 500)).ShouldBeTrue();
                        break;
                    default:
                        (await journal.ReturnAsync(claim, null, null, counts: false)).ShouldBeTrue();
                        failed -= (int)await journal.RetryFailedAsync();
                        break;
                }
            }

            var summary = await journal.SummaryAsync();
            summary.ShouldBe(
                new BatchSummary
                {
                    Waiting = items - held.Count - done - failed,
                    UnderWay = held.Count,
                    Done = done,
                    Failed = failed,
                    Interrupted = interrupted,
                    SpentMicroUsd = spent,
                    ReservedMicroUsd = held.Sum(one => one.ReservedMicroUsd),
                    InterruptedMicroUsd = summary.InterruptedMicroUsd,
                    BudgetMicroUsd = budget,
                }
            );
            (summary.SpentMicroUsd + summary.ReservedMicroUsd).ShouldBeLessThanOrEqualTo(budget);
        }

        var entries = await journal.ReadAsync().ToArrayAsync();
        entries.Length.ShouldBe(items);
        entries.Select(entry => entry.Item).Distinct().Count().ShouldBe(items);
        entries.Sum(entry => entry.CostMicroUsd).ShouldBe(spent);
        entries.Count(entry => entry.State == ItemState.Done).ShouldBe(done);
        entries.Sum(entry => entry.Interrupted).ShouldBe(interrupted);
        (await journal.UnderWayAsync()).OrderBy(one => one.Item).ShouldBe(held.OrderBy(one => one.Item));
    }

    private static async Task<BatchClaim> Claimed(IBatchJournal journal, string worker = "a")
    {
        var answer = await journal.ClaimAsync(worker);
        answer.Outcome.ShouldBe(ClaimOutcome.Claimed);
        return answer.Claim.ShouldNotBeNull();
    }

    private sealed record Plan((int Most, int Count)[] Lines, long Budget, (int Kind, int Part, int Which)[] Steps)
    {
        public override string ToString() => $"{string.Join(' ', Lines)} within {Budget}: {string.Join(' ', Steps)}";
    }
}
