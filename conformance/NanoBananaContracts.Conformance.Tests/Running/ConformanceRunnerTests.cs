using System.Collections.Concurrent;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Subjects.Exec;
using NanoBananaContracts.Conformance.Tests.Clients;
using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Running;

public sealed class ConformanceRunnerTests
{
    private static readonly CaseFilter One = new() { Globs = ["response/plain-png"] };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Header_verdicts_and_footer_come_in_this_order_and_the_counts_agree()
    {
        var events = new List<RunEvent>();
        await using var client = new PlainClient(Defect.FirstPicture);

        await SuiteRun.OfAsync(
            client,
            new CaseFilter { Families = ["response"] },
            onEvent: events.Add,
            cancellationToken: Cancel
        );

        var stream = string.Join('\n', events.Select(EventStream.ToLine));
        var run = await EventStream.ReadAsync(new StringReader(stream), Cancel);
        run.Started.Verdicts.ShouldBe(run.Verdicts.Count);
        run.Started.FilteredOut.ShouldBe(SuiteRun.Cases.Count - run.Verdicts.Count);
        run.Finished.Counts.Failed.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Each_repetition_is_a_verdict_of_its_own()
    {
        await using var client = new PlainClient(Defect.None);

        var (_, verdicts) = await SuiteRun.OfAsync(client, One, o => o with { Repetitions = 3 }, Cancel);

        verdicts.Select(v => v.Repetition).Order().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_should_that_fails_is_a_warning_unless_strict()
    {
        var filter = new CaseFilter { Globs = ["response/snake-case"] };
        await using var client = new PlainClient(Defect.ClosedFields);

        var (finished, verdicts) = await SuiteRun.OfAsync(client, filter, o => o with { Strict = false }, Cancel);
        var (strict, _) = await SuiteRun.OfAsync(client, filter, cancellationToken: Cancel);

        verdicts.ShouldHaveSingleItem().Status.ShouldBe(VerdictStatus.Warned);
        finished.ExitCode.ShouldBe(0);
        strict.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_case_that_is_not_scored_does_not_count()
    {
        await using var client = new PlainClient(Defect.OnlyPng);
        var unscored = SuiteRun.Cases.Single(c => c.Id == "response/jpeg") with { Scored = false };

        var (finished, verdicts) = await SuiteRun.OfAsync(
            client,
            CaseFilter.None,
            o => o with { Catalogue = [unscored] },
            Cancel
        );

        var verdict = verdicts.ShouldHaveSingleItem();
        verdict.Status.ShouldBe(VerdictStatus.NotScored);
        verdict.Unscored.ShouldBeTrue();
        finished.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Trouble_of_the_player_is_not_the_clients_fault()
    {
        await using var client = new PlainClient(Defect.None);

        var (finished, verdicts) = await SuiteRun.OfAsync(
            client,
            One,
            o => o with { Players = _ => new BrokenPlayers() },
            Cancel
        );

        verdicts.ShouldHaveSingleItem().Status.ShouldBe(VerdictStatus.HarnessTrouble);
        verdicts[0].Reason.ShouldBe("IOException: the port is gone");
        finished.ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Time_is_what_it_stood_for_and_what_it_really_was()
    {
        await using var client = new PlainClient(Defect.None);

        var (_, verdicts) = await SuiteRun.OfAsync(
            client,
            new CaseFilter { Globs = ["time/twenty-seconds"], IncludeSlow = true },
            o => o with { TimeScale = 0.01 },
            Cancel
        );

        var verdict = verdicts.ShouldHaveSingleItem();
        verdict.ElapsedMilliseconds.ShouldBeGreaterThanOrEqualTo(20_000L);
        // On the wall no less passes than on the clock that is kept back for a busy machine, and far from 20 s.
        verdict.WallMilliseconds.ShouldBeInRange((verdict.ElapsedMilliseconds / 100) - 1, 19_000L);
    }

    [Fact]
    public async Task Every_request_that_matched_shows_what_was_played()
    {
        CaseVerdict[] verdicts = [.. (await SuiteRun.OfOurClient).OfType<CaseVerdict>()];

        WireExchange[] answered = [.. verdicts.SelectMany(v => v.Wire).Where(e => e.Matched)];
        answered.Length.ShouldBeGreaterThan(150);
        answered.ShouldAllBe(e => e.Reply != null);
        answered.ShouldAllBe(e => e.Reply!.Body == null || e.Reply.Body.Length < 4100);
        WireReply OfFirst(string id) => verdicts.Single(v => v.Id == id).Wire[0].Reply.ShouldNotBeNull();
        OfFirst("transport/reset").Fault.ShouldBe("CONNECTION_RESET_BY_PEER");
        OfFirst("payload/large-signature").BodySize.ShouldBeGreaterThan(4_000_000);
        OfFirst("response/plain-png").Body!.ShouldContain("\"finishReason\"");
        OfFirst("auth/redirect-other-origin")
            .Headers.ShouldContain(h => h.StartsWith("Location: http://localhost:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_skips_every_case_does_not_conform()
    {
        var idle = new DelegateSubject("idle", (_, _) => Task.FromResult<SubjectReport>(new SubjectSkip("no")));
        var events = new List<RunEvent>();

        var (finished, verdicts) = await SuiteRun.OfAsync(
            idle,
            new CaseFilter { Families = ["auth"] },
            onEvent: events.Add,
            cancellationToken: Cancel
        );

        verdicts.ShouldAllBe(v => v.Status == VerdictStatus.Skipped);
        finished.ExitCode.ShouldBe(1);
        var notice = events.OfType<RunNotice>().ShouldHaveSingleItem();
        notice.Severity.ShouldBe(NoticeSeverity.Error);
        notice.Message.ShouldContain("all were skipped");
    }

    [Fact]
    public async Task A_process_that_no_longer_starts_is_trouble_of_its_cases_and_keeps_the_other_verdicts()
    {
        await using var subject = new StartsOnce();

        var (finished, verdicts) = await SuiteRun.OfAsync(
            subject,
            new CaseFilter { Families = ["auth"] },
            o => o with { Parallelism = 1 },
            Cancel
        );

        finished.ExitCode.ShouldBe(2);
        verdicts.Count(v => v.Status == VerdictStatus.Failed).ShouldBe(1);
        verdicts
            .Where(v => v.Status == VerdictStatus.HarnessTrouble)
            .ShouldAllBe(v => v.Reason == "It does not start.");
    }

    [Fact]
    public async Task An_accident_does_not_pass_for_a_failure_that_was_wanted()
    {
        var naive = new DelegateSubject("naive", (_, _) => throw new InvalidOperationException("PROHIBITED_CONTENT"));
        var meant = new DelegateSubject(
            "meant",
            (_, _) => throw new InvalidOperationException("PROHIBITED_CONTENT"),
            typeof(InvalidOperationException)
        );
        var filter = new CaseFilter { Globs = ["response/prompt-blocked"] };

        var (_, accident) = await SuiteRun.OfAsync(naive, filter, cancellationToken: Cancel);
        var (_, deliberate) = await SuiteRun.OfAsync(meant, filter, cancellationToken: Cancel);

        accident[0]
            .Checks.Where(c => !c.Holds)
            .Select(c => c.Name)
            .ShouldBe([CheckNames.Deliberate, CheckNames.Attempts]);
        // It sent nothing, so the number of requests is still wrong.
        deliberate[0].Checks.Where(c => !c.Holds).Select(c => c.Name).ShouldBe([CheckNames.Attempts]);
    }

    [Fact]
    public async Task Cases_a_client_cannot_do_are_skipped_with_the_reason()
    {
        var simple = new DelegateSubject("simple", (_, _) => throw new InvalidOperationException());

        var (_, verdicts) = await SuiteRun.OfAsync(
            simple,
            new CaseFilter { Families = ["stream", "time"] },
            cancellationToken: Cancel
        );

        verdicts.ShouldAllBe(v => v.Status == VerdictStatus.Skipped);
        verdicts
            .Select(v => v.Reason)
            .Distinct()
            .Order()
            .ShouldBe([
                "The client cannot scale its clock; --real-time runs this case unscaled.",
                "The client has no operation 'stream'.",
            ]);
    }

    [Fact]
    public async Task The_key_is_in_no_event_of_a_client_that_prints_it_everywhere()
    {
        var events = new List<string>();
        var filter = new CaseFilter { Families = ["auth"] };
        foreach (
            var defect in (Defect[])[Defect.PrintsKey, Defect.PassesKeyOn, Defect.KeyInUrl, Defect.SendsBearerBeside]
        )
        {
            await using var client = new PlainClient(defect);
            await SuiteRun.OfAsync(
                client,
                filter,
                onEvent: e => events.Add(EventStream.ToLine(e)),
                cancellationToken: Cancel
            );
        }

        var stream = string.Join('\n', events);

        new SecretScrubber(ConformanceRunner.ApiKey).IsIn(stream).ShouldBeFalse();
        stream.ShouldContain("x-goog-api-key: $KEY");
        stream.ShouldContain("The key is in its log.");
        stream.ShouldContain("?key=$KEY");
    }

    [Fact]
    public async Task A_listener_that_throws_ends_the_run_and_nothing_is_under_way_behind_it()
    {
        var (started, underWay) = (0, 0);
        var folders = new ConcurrentBag<string>();
        // It ends its first assignment at once and every other one only when it is told to.
        await using var client = new DelegateSubject(
            new SubjectDescription
            {
                Name = "waiting",
                Operations = Enum.GetValues<CaseOperation>(),
                Parallelism = 4,
            },
            async (assignment, token) =>
            {
                folders.Add(assignment.OutputFolder);
                Interlocked.Increment(ref underWay);
                try
                {
                    await Task.Delay(Interlocked.Increment(ref started) > 1 ? Timeout.Infinite : 0, token);
                    return new SubjectFailure { Message = "no" };
                }
                finally
                {
                    Interlocked.Decrement(ref underWay);
                }
            }
        );

        await Should.ThrowAsync<NotSupportedException>(() =>
            SuiteRun.OfAsync(
                client,
                new CaseFilter { Families = ["auth"] },
                onEvent: e =>
                {
                    if (e is CaseVerdict)
                    {
                        throw new NotSupportedException();
                    }
                },
                cancellationToken: Cancel
            )
        );

        underWay.ShouldBe(0);
        folders.ShouldNotBeEmpty();
        folders.Where(Directory.Exists).ShouldBeEmpty();
    }

    /// <summary>A subject whose process does not start a second time.</summary>
    private sealed class StartsOnce : ISubject
    {
        private int started;

        public Task<SubjectDescription> DescribeAsync(CancellationToken cancellationToken = default) =>
            Task.FromResult(new SubjectDescription { Name = "once", Operations = [CaseOperation.Generate] });

        public Task<SubjectReport> RunAsync(
            SubjectAssignment assignment,
            CancellationToken cancellationToken = default
        ) =>
            started++ > 0
                ? throw new SubjectProcessException("It does not start.")
                : Task.FromResult<SubjectReport>(new SubjectFailure { Message = "no" });

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class BrokenPlayers : IStubPlayerFactory
    {
        private int started;

        public async Task<IStubPlayer> StartAsync(CancellationToken cancellationToken = default) =>
            // The first is asked for its name only.
            Interlocked.Increment(ref started) == 1
                ? await InProcessPlayer.StartAsync(cancellationToken: cancellationToken)
                : throw new IOException("the port is gone");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
