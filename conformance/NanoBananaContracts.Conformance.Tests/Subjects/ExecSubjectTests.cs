using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Subjects.Exec;
using NanoBananaContracts.Conformance.Tests.Suite;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Subjects;

public sealed class ExecSubjectTests
{
    private const string Refuses =
        """say(json.dumps({"type": "result", "id": m["id"], "failure": {"message": "no"}}))""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_result_is_read_with_what_was_logged()
    {
        await using ExecSubject subject = ScriptedSubject.Of(
            $"sys.stderr.write('a word\\n'); sys.stderr.flush(); time.sleep(0.05); {Refuses}"
        );

        SubjectReport report = await subject.RunAsync(Assignment(), Cancel);

        report.ShouldBeOfType<SubjectFailure>().Message.ShouldBe("no");
    }

    [Fact]
    public async Task A_crash_is_a_verdict_and_the_next_assignment_starts_a_new_process()
    {
        await using ExecSubject subject = ScriptedSubject.Of(
            $"sys.stderr.write('last words'); sys.stderr.flush(); os._exit(3) if m['id'] == 'crash' else {Refuses}"
        );

        SubjectCrash crash = (await subject.RunAsync(Assignment("crash"), Cancel)).ShouldBeOfType<SubjectCrash>();
        SubjectReport next = await subject.RunAsync(Assignment("next"), Cancel);

        crash.How.ShouldBe(SubjectCrashKind.Crashed);
        crash.Message.ShouldBe("It ended with exit code 3. It wrote: last words");
        next.ShouldBeOfType<SubjectFailure>();
    }

    [Theory]
    [InlineData("""say("Hello, world")""", "Hello, world")]
    [InlineData("""say("{}")""", "missing required properties")]
    [InlineData(
        """say(json.dumps({"type": "result", "id": "another", "failure": {"message": "no"}}))""",
        "Expected a result for 'a1', got type 'result' for 'another'."
    )]
    [InlineData("""say(json.dumps({"type": "result", "id": m["id"]}))""", "A result holds exactly one of")]
    [InlineData(
        """say(json.dumps({"type": "result", "id": m["id"], "failure": {"message": "no", "class": "bad"}}))""",
        "'bad' is no failure class"
    )]
    [InlineData("""say(json.dumps({"type": "result", "id": m["id"], "colour": "red", "text": ""}))""", "colour")]
    public async Task Rubbish_is_a_verdict_that_quotes_it(string onRun, string quoted)
    {
        await using ExecSubject subject = ScriptedSubject.Of(onRun);

        SubjectCrash crash = (await subject.RunAsync(Assignment(), Cancel)).ShouldBeOfType<SubjectCrash>();

        crash.How.ShouldBe(SubjectCrashKind.Rubbish);
        crash.Message.ShouldContain(quoted);
    }

    [Fact]
    public async Task A_process_that_hangs_is_killed_and_the_next_case_is_judged()
    {
        await using ExecSubject subject = ScriptedSubject.Of($"time.sleep(600) if m['id'] == 'a1' else {Refuses}");

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
        await using ExecSubject subject = ScriptedSubject.Of($"{Refuses}; os._exit(0)");

        (await subject.RunAsync(Assignment("a1"), Cancel)).ShouldBeOfType<SubjectFailure>();
        (await subject.RunAsync(Assignment("a2"), Cancel)).ShouldBeOfType<SubjectFailure>();
    }

    [Theory]
    [InlineData("""{"type":"hello","protocol":2,"name":"x","operations":[]}""", "protocol 2")]
    [InlineData("""{"type":"hello","protocol":1,"name":"x","operations":["paint"]}""", "'paint' is no operation")]
    [InlineData(
        """{"type":"hello","protocol":1,"name":"x","operations":[],"reports":["colour"]}""",
        "'colour' is not known under 'reports'"
    )]
    [InlineData("good morning", "is not one")]
    public async Task A_hello_that_is_none_is_trouble_of_the_set_up(string hello, string message)
    {
        await using ExecSubject subject = ScriptedSubject.Of("pass", hello);

        SubjectProcessException exception = await Should.ThrowAsync<SubjectProcessException>(() =>
            subject.DescribeAsync(Cancel)
        );

        exception.Message.ShouldContain(message);
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
        await using ExecSubject subject = ScriptedSubject.Of(
            """say(json.dumps({"type": "result", "id": m["id"], "text": ",".join(k for k in os.environ if k in ("GOOGLE_API_KEY", "GEMINI_API_KEY", "WISDOM_GATE_KEY"))}))"""
        );

        SubjectReport report = await subject.RunAsync(Assignment(), Cancel);
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
        ConformanceCase one = SuiteRun.Cases.Single(c => c.Id == "response/plain-png");
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
