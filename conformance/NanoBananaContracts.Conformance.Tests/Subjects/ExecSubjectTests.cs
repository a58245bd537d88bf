using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Subjects.Exec;
using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Subjects;

public sealed class ExecSubjectTests
{
    private const string Refuses =
        """say(json.dumps({"type": "result", "id": m["id"], "failure": {"message": "no"}}))""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_result_is_read_with_what_was_logged()
    {
        await using var subject = ScriptedSubject.Of(
            $"sys.stderr.write('a word\\n'); sys.stderr.flush(); time.sleep(0.05); {Refuses}"
        );

        var report = await subject.RunAsync(Assignment(), Cancel);

        report.ShouldBeOfType<SubjectFailure>().Message.ShouldBe("no");
    }

    [Fact]
    public async Task A_crash_is_a_verdict_and_the_next_assignment_starts_a_new_process()
    {
        await using var subject = ScriptedSubject.Of(
            $"sys.stderr.write('last words'); sys.stderr.flush(); os._exit(3) if m['id'] == 'crash' else {Refuses}"
        );

        var crash = (await subject.RunAsync(Assignment("crash"), Cancel)).ShouldBeOfType<SubjectCrash>();
        var next = await subject.RunAsync(Assignment("next"), Cancel);

        crash.How.ShouldBe(SubjectCrashKind.Crashed);
        crash.Message.ShouldBe("It ended with exit code 3. It wrote: last words");
        next.ShouldBeOfType<SubjectFailure>();
    }

    [Fact]
    public async Task Rubbish_is_a_verdict_that_quotes_it()
    {
        await using var subject = ScriptedSubject.Of("""say("Hello, world")""");

        var crash = (await subject.RunAsync(Assignment(), Cancel)).ShouldBeOfType<SubjectCrash>();

        crash.How.ShouldBe(SubjectCrashKind.Rubbish);
        crash.Message.ShouldContain("Hello, world");
    }

    [Fact]
    public async Task An_optional_value_that_cannot_be_read_does_not_end_the_client()
    {
        await using var subject = ScriptedSubject.Of(
            """say(json.dumps({"type": "result", "id": m["id"], **({"pictures": [], "text": 7} if m["id"] == "a1" else {"text": str(os.getpid())})}))"""
        );
        var before = await subject.RunAsync(Assignment("before"), Cancel);

        var report = await subject.RunAsync(Assignment(), Cancel);

        report.ShouldNotBeOfType<SubjectCrash>();
        report.Warnings.ShouldHaveSingleItem();
        var after = await subject.RunAsync(Assignment("after"), Cancel);
        after.ShouldBeOfType<SubjectSuccess>().Text.ShouldBe(((SubjectSuccess)before).Text, "the process is the same");
        after.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_process_that_was_given_up_takes_nothing_more_though_it_is_still_ending()
    {
        (var process, _) = await SubjectProcess.StartAsync(
            ScriptedSubject.Command("""say("rubbish")"""),
            AppContext.BaseDirectory,
            Cancel
        );
        await using (process)
        {
            process.IsUsable.ShouldBeTrue();

            (await process.RunAsync(Assignment(), Cancel)).ShouldBeOfType<SubjectCrash>();

            // Whether the system has ended it by now is chance; this is not.
            process.IsUsable.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_client_that_breaks_on_some_cases_has_the_same_verdicts_in_every_run()
    {
        var client = Repository.Path("conformance/NanoBananaContracts.Conformance.Tests/Subjects/breaking-client.py");
        string[]? first = null;
        for (var round = 0; round < 2; round++)
        {
            await using var subject = new ExecSubject([ScriptedSubject.Python(), client], AppContext.BaseDirectory);

            var (finished, verdicts) = await SuiteRun.OfAsync(
                subject,
                new CaseFilter { Globs = ["auth/*-401", "http/*-500", "http/*-503", "http/*-400"] },
                cancellationToken: Cancel
            );

            string[] broken =
            [
                .. verdicts
                    .OrderBy(v => v.Id, StringComparer.Ordinal)
                    .Select(v => $"{v.Id} {string.Join(' ', v.Checks.Where(c => !c.Holds).Select(c => c.Name))}"),
            ];
            finished.Counts.HarnessTrouble.ShouldBe(0);
            broken.ShouldBe(first ??= broken);
            string[] dead = [.. broken.Where(line => line.Contains(CheckNames.Alive))];
            dead.Length.ShouldBeGreaterThan(3);
            dead.ShouldAllBe(line => line.Contains("-401") || line.Contains("-500"));
        }
    }

    [Fact]
    public async Task A_second_result_for_an_earlier_assignment_is_told_and_costs_nothing()
    {
        await using var subject = ScriptedSubject.Of(
            """[say(json.dumps({"type": "result", "id": m["id"], "text": m["id"]})) for _ in range(2 if m["id"] == "a1" else 1)]"""
        );

        await subject.RunAsync(Assignment("a1"), Cancel);
        var second = await subject.RunAsync(Assignment("a2"), Cancel);

        second.ShouldBeOfType<SubjectSuccess>().Text.ShouldBe("a2");
        second.Warnings.ShouldHaveSingleItem().ShouldContain("answered an earlier assignment once more");
    }

    [Fact]
    public async Task A_line_that_an_earlier_case_left_behind_is_not_held_against_the_next()
    {
        await using var subject = ScriptedSubject.Of($"{Refuses}; say('done')");

        var (_, verdicts) = await SuiteRun.OfAsync(
            subject,
            new CaseFilter { Globs = ["auth/unauthorized-401", "auth/google-bad-key-400"] },
            cancellationToken: Cancel
        );

        verdicts.ShouldAllBe(v => v.Checks.All(c => c.Name != CheckNames.Alive));
        verdicts.SelectMany(v => v.Warnings).ShouldHaveSingleItem().ShouldContain("another process was given instead");
    }

    [Fact]
    public async Task A_process_that_hangs_is_killed_and_the_next_case_is_judged()
    {
        await using var subject = ScriptedSubject.Of($"time.sleep(600) if m['id'] == 'a1' else {Refuses}");

        var (_, verdicts) = await SuiteRun.OfAsync(
            subject,
            new CaseFilter { Globs = ["auth/unauthorized-401", "auth/google-bad-key-400"] },
            o => o with { HangLimit = TimeSpan.Zero },
            Cancel
        );

        verdicts
            .Select(v => v.Checks.First(c => !c.Holds).Name)
            .Order()
            .ShouldBe([CheckNames.Alive, CheckNames.Evidence]);
    }

    [Fact]
    public async Task A_process_may_end_after_each_result()
    {
        await using var subject = ScriptedSubject.Of($"{Refuses}; os._exit(0)");

        var (_, verdicts) = await SuiteRun.OfAsync(
            subject,
            new CaseFilter { Globs = ["auth/*-40?"] },
            cancellationToken: Cancel
        );

        verdicts.Count.ShouldBeGreaterThan(3);
        verdicts.ShouldAllBe(v => v.Checks.All(c => c.Name != CheckNames.Alive) && v.Warnings.Count == 0);
    }

    [Fact]
    public async Task A_hello_that_is_none_is_trouble_of_the_set_up()
    {
        await using var subject = ScriptedSubject.Of("pass", "good morning");

        var exception = await Should.ThrowAsync<SubjectProcessException>(() => subject.DescribeAsync(Cancel));

        exception.Message.ShouldEndWith("is not one: The hello is no JSON. The line: good morning");
    }

    [Theory]
    [InlineData("utf-16", "Its output is UTF-16; the protocol is UTF-8.")]
    [InlineData("utf-16-le", "Its output is UTF-16; the protocol is UTF-8.")]
    [InlineData("utf-8-sig", null)]
    public async Task Output_in_another_encoding_is_named(string encoding, string? message)
    {
        var script = $"""
            import sys
            sys.stdin.readline()
            sys.stdout.buffer.write(('{ScriptedSubject.Hello}' + chr(10)).encode('{encoding}'))
            sys.stdout.flush()
            sys.stdin.readline()
            """;
        await using var subject = new ExecSubject([ScriptedSubject.Python(), "-c", script], AppContext.BaseDirectory);

        if (message is null)
        {
            (await subject.DescribeAsync(Cancel)).Name.ShouldBe("script");
        }
        else
        {
            (
                await Should.ThrowAsync<SubjectProcessException>(() => subject.DescribeAsync(Cancel))
            ).Message.ShouldContain(message);
        }
    }

    [Fact]
    public async Task A_crash_before_the_hello_names_the_whole_command()
    {
        string[] command = [ScriptedSubject.Python(), "-c", "import sys; sys.exit('no module')", "an argument"];
        await using var subject = new ExecSubject(command, AppContext.BaseDirectory);

        var exception = await Should.ThrowAsync<SubjectProcessException>(() => subject.DescribeAsync(Cancel));

        exception.Message.ShouldBe(
            $"'{ShellWords.Join(command)}' ended before its hello. It ended with exit code 1. It wrote: no module"
        );
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_trouble_of_the_set_up()
    {
        await using var subject = new ExecSubject(["no-such-command-anywhere"], AppContext.BaseDirectory);

        (await Should.ThrowAsync<SubjectProcessException>(() => subject.DescribeAsync(Cancel))).Message.ShouldContain(
            "'no-such-command-anywhere' cannot be started"
        );
    }

    [Fact]
    public async Task Real_keys_of_the_machine_never_reach_the_process()
    {
        Environment.SetEnvironmentVariable("GOOGLE_API_KEY", "a-key-of-the-machine");
        await using var subject = ScriptedSubject.Of(
            """say(json.dumps({"type": "result", "id": m["id"], "text": ",".join(k for k in os.environ if k in ("GOOGLE_API_KEY", "GEMINI_API_KEY", "WISDOM_GATE_KEY"))}))"""
        );

        var report = await subject.RunAsync(Assignment(), Cancel);
        Environment.SetEnvironmentVariable("GOOGLE_API_KEY", null);

        report.ShouldBeOfType<SubjectSuccess>().Text.ShouldBe("");
    }

    [Theory]
    [InlineData("python3 a.py", "python3|a.py")]
    [InlineData("  a   'b c'  \"d 'e'\" f\"g h\"i ''", "a|b c|d 'e'|fg hi|")]
    public void A_command_line_is_split_as_a_shell_does(string command, string words) =>
        string.Join('|', CommandWords.Split(command)).ShouldBe(words);

    [Theory]
    [InlineData("")]
    [InlineData("a 'b")]
    public void A_command_line_that_is_none_is_an_error(string command) =>
        Should.Throw<FormatException>(() => CommandWords.Split(command));

    private static SubjectAssignment Assignment(string id = "a1")
    {
        var one = SuiteRun.Cases.Single(c => c.Id == "response/plain-png");
        return new SubjectAssignment
        {
            Id = id,
            BaseAddress = new Uri("http://127.0.0.1:9"),
            ApiKey = ConformanceRunner.ApiKey,
            Task = one.Task,
            TimeScale = 0.02,
            OutputFolder = AppContext.BaseDirectory,
        };
    }
}
