using NanoBananaContracts.Batch.Tests.Harness;

namespace NanoBananaContracts.Batch.Tests.Running;

/// <summary>What a run makes of its journal, and when it ends.</summary>
public sealed class BatchRunTests
{
    private readonly FakeClock clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_item_has_its_picture_under_its_name()
    {
        await using var batch = new TestBatch();
        await batch.Journal.AddAsync(
            TestLines.Of(TestLines.Line(1, count: 2), TestLines.Line(2, prompt: "Füchse, nachts"), TestLines.Line(3)),
            Token
        );
        var seen = new Reports();

        var result = await batch.Run(new ScriptedClient(_ => null), parallel: 3).RunAsync(seen);

        result.ShouldBe(
            new BatchResult(
                BatchEnding.Finished,
                new BatchSummary { Done = 4, SpentMicroUsd = 2000 },
                new BatchRecovery(0, 0, 0)
            )
        );
        batch.Pictures.ShouldBe([
            "00001-a-red-fox-1.png",
            "00001-a-red-fox-2.png",
            "00002-f-chse-nachts.png",
            "00003-a-red-fox.png",
        ]);
        Directory.GetFiles(batch.Arriving).ShouldBeEmpty();
        var entries = await batch.Journal.ReadAsync(Token).ToArrayAsync(Token);
        foreach (var entry in entries)
        {
            var stored = await batch.Store.FindAsync(PictureNames.StemOf(entry.Line, entry.Item.Picture), Token);
            stored.ShouldBe(new StoredPicture(entry.Picture!.File, entry.Picture.Sha256));
            (entry.Picture.CostMicroUsd, entry.Picture.MediaType, entry.Picture.RequestId).ShouldBe(
                (500, "image/png", "q-7")
            );
        }

        seen.All.Count.ShouldBe(4);
        seen.All.Select(report => report.Ended!.Item).Order().ShouldBe(entries.Select(entry => entry.Item));
        seen.All[^1].MadeNow.ShouldBe(4);
    }

    [Fact]
    public async Task The_budget_ends_a_run_and_a_larger_one_goes_on()
    {
        await using var batch = new TestBatch();
        await batch.Journal.AddAsync(TestLines.Of(TestLines.Line(1, count: 5)), Token);
        await batch.Journal.SetBudgetAsync(2000, Token);
        var client = new ScriptedClient(_ => null);

        var first = await batch.Run(client, parallel: 4).RunAsync();

        // Each reserves 1000 and costs 500: three are 1500, and a fourth may cost 1000.
        (first.Ending, first.Summary.Done, first.Summary.Waiting, client.Calls).ShouldBe(
            (BatchEnding.BudgetReached, 3, 2, 3)
        );
        await batch.Journal.SetBudgetAsync(3000, Token);
        (await batch.Run(client).RunAsync()).Ending.ShouldBe(BatchEnding.Finished);
        client.Calls.ShouldBe(5);
    }

    [Theory]
    [InlineData(FailureKind.Unauthorized, 401)]
    [InlineData(FailureKind.QuotaExhausted, 402)]
    [InlineData(FailureKind.PermissionDenied, 403)]
    [InlineData(FailureKind.ModelNotFound, 404)]
    [InlineData(FailureKind.UnsupportedLocation, 400)]
    public async Task What_would_meet_every_call_stops_the_run_and_costs_nothing(FailureKind kind, int status)
    {
        await using var batch = new TestBatch();
        await batch.Journal.AddAsync(TestLines.Of(TestLines.Line(1, count: 3)), Token);
        var client = new ScriptedClient(_ => NanoBananaModelFactory.Failure(kind, statusCode: status));

        var result = await batch.Run(client).RunAsync();

        (result.Ending, result.Failure!.Kind, client.Calls).ShouldBe((BatchEnding.Stopped, kind, 1));
        result.Summary.ShouldBe(new BatchSummary { Waiting = 3 });
        (await batch.Run(new ScriptedClient(_ => null)).RunAsync()).Summary.Done.ShouldBe(3);
    }

    [Theory]
    [InlineData(FailureKind.PromptBlocked, 200, 1000)]
    [InlineData(FailureKind.ImageRefused, 200, 1000)]
    [InlineData(FailureKind.InvalidRequest, 400, 0)]
    [InlineData(FailureKind.Timeout, 504, 1000)] // a proxy that gave up
    [InlineData(FailureKind.Timeout, null, 1000)]
    [InlineData(FailureKind.ConnectionLost, null, 1000)]
    [InlineData(FailureKind.TruncatedImage, 200, 1000)]
    public async Task What_is_of_the_line_or_may_be_billed_fails_it_once_until_it_is_asked_for(
        FailureKind kind,
        int? status,
        int cost
    )
    {
        await using var batch = new TestBatch();
        await batch.Journal.AddAsync(TestLines.Of(TestLines.Line(1), TestLines.Line(2)), Token);
        var client = new ScriptedClient(call =>
            call == 1 ? NanoBananaModelFactory.Failure(kind, statusCode: status) : null
        );

        var result = await batch.Run(client).RunAsync();

        (result.Ending, client.Calls).ShouldBe((BatchEnding.Finished, 2));
        result.Summary.ShouldBe(
            new BatchSummary
            {
                Done = 1,
                Failed = 1,
                SpentMicroUsd = 500 + cost,
            }
        );
        (await batch.Journal.FindAsync(new(1, 1), Token))!.Failure!.Kind.ShouldBe(kind);
        (await batch.Journal.RetryFailedAsync(Token)).ShouldBe(1);
        (await batch.Run(client).RunAsync()).Summary.ShouldBe(
            new BatchSummary { Done = 2, SpentMicroUsd = 1000 + cost }
        );
        client.Calls.ShouldBe(3);
    }

    [Fact]
    public async Task A_model_of_one_line_that_is_not_there_fails_that_line()
    {
        await using var batch = new TestBatch();
        var own = new QueuedLine(new BatchLine(1, "A red fox") { Model = "gemini-old" }, 1000);
        await batch.Journal.AddAsync(TestLines.Of(own, TestLines.Line(2)), Token);
        var client = new ScriptedClient(call =>
            call == 1 ? NanoBananaModelFactory.Failure(FailureKind.ModelNotFound, statusCode: 404) : null
        );

        (await batch.Run(client).RunAsync()).Summary.ShouldBe(
            new BatchSummary
            {
                Done = 1,
                Failed = 1,
                SpentMicroUsd = 500,
            }
        );
    }

    [Fact]
    public async Task A_failure_that_is_not_billed_is_tried_five_times_with_longer_waits()
    {
        await using var batch = new TestBatch(clock);
        await batch.Journal.AddAsync(TestLines.Of(TestLines.Line(1)), Token);
        var client = new ScriptedClient(_ => NanoBananaModelFactory.Failure(FailureKind.ServerError, statusCode: 500));

        var run = batch.Run(client).RunAsync();
        foreach (var seconds in new[] { 1, 2, 4, 8 })
        {
            var wait = await clock.WhenTimerIsSet(_ => true);
            wait.ShouldBe(TimeSpan.FromSeconds(seconds));
            clock.Advance(wait);
        }

        var result = await run;
        (result.Ending, client.Calls).ShouldBe((BatchEnding.Finished, 5));
        result.Summary.ShouldBe(new BatchSummary { Failed = 1 });
        (await batch.Journal.FindAsync(new(1, 1), Token))!.Attempts.ShouldBe(5);
    }

    [Fact]
    public async Task A_refusal_for_the_rate_has_all_wait_as_advised_and_uses_up_no_try()
    {
        await using var batch = new TestBatch(clock);
        await batch.Journal.AddAsync(TestLines.Of(TestLines.Line(1, count: 2)), Token);
        var refusal = NanoBananaModelFactory.Failure(
            FailureKind.RateLimited,
            statusCode: 429,
            retryAfter: TimeSpan.FromSeconds(40)
        );
        var client = new ScriptedClient(call => call <= 7 ? refusal : null);
        var seen = new Reports();

        var run = batch.Run(client).RunAsync(seen);
        for (var refused = 1; refused <= 7; refused++)
        {
            (await clock.WhenTimerIsSet(_ => true)).ShouldBe(TimeSpan.FromSeconds(40));
            client.Calls.ShouldBe(refused);
            clock.Advance(TimeSpan.FromSeconds(40));
        }

        (await run).Summary.ShouldBe(new BatchSummary { Done = 2, SpentMicroUsd = 1000 });
        seen.All[0].PausedUntil.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_run_ends_with_its_last_picture_and_not_a_turn_later()
    {
        await using var batch = new TestBatch(clock);
        await batch.Journal.AddAsync(TestLines.Of(TestLines.Line(1, count: 2)), Token);
        var client = new ScriptedClient(_ => null);
        var gate = new RateGate(new() { PicturesAMinute = 1 }, clock);

        var run = new BatchRun(client, batch.Journal, batch.Store, gate, batch.Options(parallel: 2)).RunAsync();
        (await clock.WhenTimerIsSet(_ => true)).ShouldBe(TimeSpan.FromMinutes(1));
        clock.Advance(TimeSpan.FromMinutes(1));

        (await run).Summary.Done.ShouldBe(2);
    }

    public static TheoryData<FailureKind, int?> Away =>
        new() { { FailureKind.Overloaded, 503 }, { FailureKind.ConnectionLost, null } };

    [Theory]
    [MemberData(nameof(Away))]
    public async Task A_service_that_is_away_for_minutes_ends_no_run_and_fails_no_item(FailureKind kind, int? status)
    {
        await using var batch = new TestBatch(clock);
        await batch.Journal.AddAsync(TestLines.Of(TestLines.Line(1, count: 100)), Token);
        var client = new ScriptedClient(call => call is 1 or > 13 ? null : NotSent(kind, status));
        var seen = new Reports();

        var run = batch.Run(client).RunAsync(seen);
        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60 })
        {
            // All wait together, and one call finds out whether it is there again.
            (await clock.WhenTimerIsSet(_ => true)).ShouldBe(TimeSpan.FromSeconds(seconds));
            clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        (await run).Summary.ShouldBe(new BatchSummary { Done = 100, SpentMicroUsd = 50_000 });
        client.Calls.ShouldBe(112);
        seen.All.Where(told => told.PausedUntil is not null).ShouldAllBe(told => told.PausedBy!.Kind == kind);
    }

    [Theory]
    [MemberData(nameof(Away))]
    public async Task A_service_that_never_was_there_stops_the_run_within_a_minute_and_nothing_has_failed(
        FailureKind kind,
        int? status
    )
    {
        await using var batch = new TestBatch(clock);
        await batch.Journal.AddAsync(TestLines.Of(TestLines.Line(1, count: 100)), Token);
        var client = new ScriptedClient(_ => NotSent(kind, status));

        var run = batch.Run(client).RunAsync();
        for (var waited = TimeSpan.Zero; waited < TimeSpan.FromSeconds(31); )
        {
            var wait = await clock.WhenTimerIsSet(_ => true);
            clock.Advance(wait);
            waited += wait;
        }

        var result = await run;
        (result.Ending, result.Failure!.Kind, client.Calls).ShouldBe((BatchEnding.Stopped, kind, 6));
        result.Summary.ShouldBe(new BatchSummary { Waiting = 100 });
    }

    private static NanoBananaException NotSent(FailureKind kind, int? status) =>
        status is null
            ? new NanoBananaException(kind, "The connection could not be made.") { RetryAdvice = RetryAdvice.Safe }
            : NanoBananaModelFactory.Failure(kind, statusCode: status);

    [Fact]
    public async Task Calls_that_are_billed_and_bring_nothing_stop_the_run()
    {
        await using var batch = new TestBatch();
        await batch.Journal.AddAsync(TestLines.Of(TestLines.Line(1, count: 100)), Token);
        var client = new ScriptedClient(_ => NanoBananaModelFactory.Failure(FailureKind.Timeout));

        var result = await batch.Run(client).RunAsync();

        (result.Ending, client.Calls).ShouldBe((BatchEnding.Stopped, 20));
        result.Summary.ShouldBe(
            new BatchSummary
            {
                Waiting = 80,
                Failed = 20,
                SpentMicroUsd = 20_000,
            }
        );
    }

    [Fact]
    public async Task Ending_waits_for_what_is_under_way_and_begins_nothing()
    {
        await using var batch = new TestBatch();
        await batch.Journal.AddAsync(TestLines.Of(TestLines.Line(1, count: 9)), Token);
        var gate = new Door();
        using var ending = new CancellationTokenSource();
        var client = new ScriptedClient(gate.PassAsync);

        var run = batch.Run(client, parallel: 2).RunAsync(null, ending.Token);
        await gate.WhenWaiting(2);
        await ending.CancelAsync();
        gate.Open();

        var result = await run;
        (result.Ending, client.Calls).ShouldBe((BatchEnding.Cancelled, 2));
        result.Summary.ShouldBe(
            new BatchSummary
            {
                Waiting = 7,
                Done = 2,
                SpentMicroUsd = 1000,
            }
        );
    }

    [Fact]
    public async Task Giving_up_counts_what_is_under_way_as_spent_and_makes_it_again()
    {
        await using var batch = new TestBatch();
        await batch.Journal.AddAsync(TestLines.Of(TestLines.Line(1, count: 2)), Token);
        var gate = new Door();
        using var givingUp = new CancellationTokenSource();

        var run = batch.Run(new ScriptedClient(gate.PassAsync), parallel: 2).RunAsync(null, default, givingUp.Token);
        await gate.WhenWaiting(2);
        await givingUp.CancelAsync();

        var result = await run;
        result.Ending.ShouldBe(BatchEnding.Cancelled);
        result.Summary.ShouldBe(
            new BatchSummary
            {
                Waiting = 2,
                SpentMicroUsd = 2000,
                Interrupted = 2,
                InterruptedMicroUsd = 2000,
            }
        );
        (await batch.Run(new ScriptedClient(_ => null)).RunAsync()).Summary.Done.ShouldBe(2);
    }

    [Fact]
    public async Task A_name_that_is_taken_by_something_else_is_not_paid_for()
    {
        await using var batch = new TestBatch();
        await batch.Journal.AddAsync(TestLines.Of(TestLines.Line(1)), Token);
        var path = Path.Combine(batch.Folder, "00001-a-red-fox.jpg");
        await File.WriteAllTextAsync(path, "mine", Token);
        var client = new ScriptedClient(_ => null);

        var result = await batch.Run(client).RunAsync();

        client.Calls.ShouldBe(0);
        result.Summary.ShouldBe(new BatchSummary { Failed = 1 });
        (await batch.Journal.FindAsync(new(1, 1), Token))!.Failure!.Message.ShouldContain("00001-a-red-fox.jpg");
        (await File.ReadAllTextAsync(path, Token)).ShouldBe("mine");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_that_a_folder_or_a_link_to_nowhere_has_is_not_paid_for_and_ends_no_run(bool isLink)
    {
        Assert.SkipWhen(isLink && OperatingSystem.IsWindows(), "Links need a right there.");
        await using var batch = new TestBatch();
        await batch.Journal.AddAsync(TestLines.Of(TestLines.Line(1), TestLines.Line(2)), Token);
        var path = Path.Combine(batch.Folder, "00001-a-red-fox.png");
        if (isLink)
        {
            File.CreateSymbolicLink(path, Path.Combine(batch.Folder, "nowhere"));
        }
        else
        {
            Directory.CreateDirectory(path);
        }

        var client = new ScriptedClient(_ => null);

        var result = await batch.Run(client).RunAsync();

        (result.Ending, client.Calls).ShouldBe((BatchEnding.Finished, 1));
        (result.Summary.Done, result.Summary.Failed).ShouldBe((1, 1));
        (await batch.Journal.FindAsync(new(1, 1), Token))!.Failure!.Message.ShouldContain("00001-a-red-fox.png");
    }

    [Fact]
    public async Task A_picture_that_cannot_be_stored_is_kept_and_stored_by_the_next_run()
    {
        await using var batch = new TestBatch();
        await batch.Journal.AddAsync(TestLines.Of(TestLines.Line(1, count: 3)), Token);
        var client = new ScriptedClient(_ => null);

        await Should.ThrowAsync<IOException>(() => batch.Run(client, store: new FullStore()).RunAsync());

        (client.Calls, batch.Pictures.Length).ShouldBe((1, 0));
        var result = await batch.Run(client).RunAsync();
        (result.Recovery, client.Calls, batch.Pictures.Length).ShouldBe((new BatchRecovery(0, 1, 0), 3, 3));
    }

    [Fact]
    public async Task A_store_that_cannot_be_asked_ends_a_run_that_has_sent_nothing()
    {
        await using var batch = new TestBatch();
        await batch.Journal.AddAsync(TestLines.Of(TestLines.Line(1, count: 3)), Token);
        var client = new ScriptedClient(_ => null);

        var result = await batch.Run(client, store: new FullStore { CanBeAsked = false }).RunAsync();

        result.Failure.ShouldNotBeNull().Kind.ShouldBe(FailureKind.FileNotWritten);
        result.Failure.Message.ShouldContain("It is away.");
        var summary = await batch.Journal.SummaryAsync(Token);
        (client.Calls, summary.Waiting, summary.UnderWay, summary.SpentMicroUsd).ShouldBe((0, 3, 0, 0));
    }

    [Fact]
    public async Task What_a_kill_left_is_put_in_order()
    {
        await using var batch = new TestBatch();
        await batch.Journal.AddAsync(TestLines.Of(TestLines.Line(1, count: 5)), Token);
        Directory.CreateDirectory(batch.Arriving);
        var png = NanoBananaModelFactory.Png();
        var whole = await ClaimAsync(batch);
        var cut = await ClaimAsync(batch);
        var nothing = await ClaimAsync(batch);
        await File.WriteAllBytesAsync(Path.Combine(batch.Arriving, "1-1-1.png"), png, Token);
        await File.WriteAllBytesAsync(Path.Combine(batch.Arriving, "1-2-1.png"), png[..^5], Token);
        await File.WriteAllBytesAsync(Path.Combine(batch.Arriving, "1-4-7.png"), png, Token);
        await File.WriteAllBytesAsync(Path.Combine(batch.Arriving, ".nanobanana-1.part"), png, Token);
        await batch.CloseAsync();
        var client = new ScriptedClient(_ => null);

        var result = await batch.Run(client).RunAsync();

        (whole.Item.Picture, cut.Item.Picture, nothing.Item.Picture).ShouldBe((1, 2, 3));
        (result.Recovery, client.Calls).ShouldBe((new BatchRecovery(1, 0, 2), 4));
        result.Summary.ShouldBe(
            new BatchSummary
            {
                Done = 5,
                SpentMicroUsd = 1000 + 2000 + (4 * 500),
                Interrupted = 2,
                InterruptedMicroUsd = 2000,
            }
        );
        var adopted = (await batch.Journal.FindAsync(new(1, 1), Token))!.Picture!;
        (adopted.Adopted, adopted.CostMicroUsd, adopted.Width).ShouldBe((true, 1000, 1));
        batch.Pictures.Length.ShouldBe(5);
        Directory.GetFiles(batch.Arriving).ShouldBeEmpty();
    }

    private static async Task<BatchClaim> ClaimAsync(TestBatch batch) =>
        (await batch.Journal.ClaimAsync("dead", Token)).Claim!;

    /// <summary>Keeps what is said, in order.</summary>
    private sealed class Reports : IProgress<BatchProgress>
    {
        public List<BatchProgress> All { get; } = [];

        public void Report(BatchProgress value)
        {
            lock (All)
            {
                All.Add(value);
            }
        }
    }

    /// <summary>Holds calls until it is opened.</summary>
    private sealed class Door
    {
        private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim waiting = new(0);

        public async Task<NanoBananaException?> PassAsync(
            int call,
            GenerateContentRequest request,
            CancellationToken cancellationToken
        )
        {
            waiting.Release();
            await open.Task.WaitAsync(cancellationToken);
            return null;
        }

        public async Task WhenWaiting(int count)
        {
            for (var at = 0; at < count; at++)
            {
                await waiting.WaitAsync(Token);
            }
        }

        public void Open() => open.SetResult();
    }

    private sealed class FullStore : IPictureStore
    {
        public bool CanBeAsked { get; init; } = true;

        public Task PutAsync(
            string name,
            string path,
            string sha256,
            string mediaType,
            CancellationToken cancellationToken = default
        ) => throw new IOException("No space left.");

        public Task<StoredPicture?> FindAsync(string stem, CancellationToken cancellationToken = default) =>
            CanBeAsked ? Task.FromResult<StoredPicture?>(null) : throw new IOException("It is away.");
    }
}
