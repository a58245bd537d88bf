using Microsoft.Extensions.Time.Testing;
using NanoBananaContracts.Batch.RabbitMq;
using NanoBananaContracts.Batch.Tests.Harness;
using NanoBananaContracts.Batch.Tests.Servers;

namespace NanoBananaContracts.Batch.Tests.Journals;

/// <summary>The journal that workers share.</summary>
public sealed class PostgresJournalTests(PostgresServer server) : JournalContract
{
    protected override int Plans => 8; // each has a schema of its own

    protected override async Task<IBatchJournal> CreateAsync() => await OpenAsync();

    [Fact]
    public async Task An_item_is_claimed_by_its_message()
    {
        await using var journal = await OpenAsync();
        await journal.AddAsync(TestLines.Of(TestLines.Line(1, count: 2), TestLines.Line(2, most: 5000)));
        await journal.SetBudgetAsync(2500);

        var claim = (await journal.ClaimAsync(new BatchItem(1, 2), "a")).Claim.ShouldNotBeNull();
        (claim.Item, claim.Attempt, claim.ReservedMicroUsd).ShouldBe((new(1, 2), 1, 1000));

        (await journal.ClaimAsync(new BatchItem(2, 1), "a")).Outcome.ShouldBe(ItemClaimOutcome.DoesNotFit);
        (await journal.ClaimAsync(new BatchItem(3, 1), "a")).Outcome.ShouldBe(ItemClaimOutcome.Unknown);
        (await journal.LookAsync(new BatchItem(1, 1))).Outcome.ShouldBe(ItemClaimOutcome.Waiting);
        await journal.SetBudgetAsync(1500);
        (await journal.ClaimAsync(new BatchItem(1, 1), "a")).Outcome.ShouldBe(ItemClaimOutcome.NoRoom);
        await journal.SettleAsync(claim, TestLines.Picture(claim, 600));
        (await journal.ClaimAsync(new BatchItem(1, 2), "b")).Outcome.ShouldBe(ItemClaimOutcome.Done);
        (await journal.ClaimAsync(new BatchItem(1, 1), "b")).Outcome.ShouldBe(ItemClaimOutcome.DoesNotFit);
    }

    [Fact]
    public async Task An_item_of_a_worker_that_is_alive_is_left_to_it_and_one_of_a_dead_one_is_not()
    {
        await using var journal = await OpenAsync();
        await journal.AddAsync(TestLines.Of(TestLines.Line(1)));
        await journal.SeenAsync("a", TimeSpan.FromMinutes(10), default);
        var claim = (await journal.ClaimAsync(new BatchItem(1, 1), "a")).Claim.ShouldNotBeNull();
        var picture = TestLines.Picture(claim, 900);
        (await journal.NoteAsync(claim, picture)).ShouldBeTrue();
        (await journal.FindAsync(new(1, 1)))!.Picture.ShouldBeNull();

        (await journal.ClaimAsync(new BatchItem(1, 1), "b")).Outcome.ShouldBe(ItemClaimOutcome.Held);
        await journal.GoneAsync("a", default);
        var abandoned = await journal.ClaimAsync(new BatchItem(1, 1), "b");

        (abandoned.Outcome, abandoned.Claim, abandoned.Noted).ShouldBe((ItemClaimOutcome.Abandoned, claim, picture));
        (await journal.InterruptAsync(abandoned.Claim!)).ShouldBeTrue();
        (await journal.NoteAsync(claim, picture)).ShouldBeFalse();
        (await journal.ClaimAsync(new BatchItem(1, 1), "b")).Claim!.Attempt.ShouldBe(2);
        (await journal.SummaryAsync()).InterruptedMicroUsd.ShouldBe(1000);
    }

    [Fact]
    public async Task Two_programs_share_one_journal()
    {
        var batch = Name();
        await using var one = await OpenAsync(batch);
        await using var other = await OpenAsync(batch);
        await one.AddAsync(TestLines.Of(TestLines.Line(1)));

        (await other.ClaimAsync("b")).Outcome.ShouldBe(ClaimOutcome.Claimed);
        (await one.ClaimAsync("a")).Outcome.ShouldBe(ClaimOutcome.AllUnderWay);
    }

    [Fact]
    public async Task A_journal_of_a_newer_version_is_left_alone()
    {
        var batch = Name();
        await using (await OpenAsync(batch)) { }
        await using (
            var change = (await server.GetAsync()).CreateCommand($"update \"nanobanana_{batch}\".about set version = 2")
        )
        {
            await change.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        (await Should.ThrowAsync<BatchException>(() => OpenAsync(batch))).Message.ShouldContain("version 2");
    }

    [Fact]
    public async Task What_PostgreSQL_cannot_keep_is_refused_with_its_line()
    {
        await using var journal = await OpenAsync();

        (
            await Should.ThrowAsync<BatchException>(() =>
                journal.AddAsync(TestLines.Of(TestLines.Line(7, prompt: "A \0 fox")))
            )
        ).Message.ShouldStartWith("Line 7 has a NUL character");

        await journal.AddAsync(TestLines.Of(TestLines.Line(7)));
        var claim = (await journal.ClaimAsync("a")).Claim.ShouldNotBeNull();
        await journal.FailAsync(claim, TestLines.Failure("N\0o."), 0);
        (await journal.FindAsync(new(7, 1)))!.Failure!.Message.ShouldBe("N\uFFFDo.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("a\"b")]
    [InlineData("1a")]
    public async Task A_name_that_could_end_its_quotes_is_none(string name) =>
        await Should.ThrowAsync<ArgumentException>(async () =>
            await PostgresJournal.OpenAsync(await server.GetAsync(), name)
        );

    [Fact]
    public async Task A_machine_whose_clock_is_wrong_has_an_item_wait_no_longer_than_it_said()
    {
        var here = new FakeTimeProvider(DateTimeOffset.UtcNow + TimeSpan.FromDays(1));
        var (source, batch) = (await server.GetAsync(), Name());
        await using var journal = await PostgresJournal.OpenAsync(source, batch, new PostgresOptions { Here = here });
        await journal.AddAsync(TestLines.Of(TestLines.Line(1)));
        var claim = (await journal.ClaimAsync("a")).Claim.ShouldNotBeNull();
        var soon = TimeSpan.FromMinutes(1);

        await journal.ReturnAsync(claim, TestLines.Failure(), here.GetUtcNow() + soon, counts: true);

        (await journal.LookAsync(new(1, 1))).NotBefore!.Value.ShouldBeInRange(
            here.GetUtcNow(),
            here.GetUtcNow() + soon
        );
        (await journal.ClaimAsync("a")).NotBefore!.Value.ShouldBeInRange(here.GetUtcNow(), here.GetUtcNow() + soon);
        await using var right = await PostgresJournal.OpenAsync(source, batch);
        (await right.LookAsync(new(1, 1))).NotBefore!.Value.ShouldBeLessThanOrEqualTo(DateTimeOffset.UtcNow + soon);
    }

    private static string Name() => "t" + Guid.NewGuid().ToString("N");

    private async Task<PostgresJournal> OpenAsync(string? batch = null) =>
        await PostgresJournal.OpenAsync(
            await server.GetAsync(),
            batch ?? Name(),
            new PostgresOptions { Time = Clock },
            TestContext.Current.CancellationToken
        );
}
