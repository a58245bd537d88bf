using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Tests.Subjects;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary><c>nanobanana conformance watch -- COMMAND ARGS</c>, with small scripts as the clients of somebody else.</summary>
public sealed class WatchCommandTests : IDisposable
{
    /// <summary>A client of ten lines that does what is asked of it; <c>{0}</c> is what it does with the request.</summary>
    private const string Client = """
        import json, os, sys, time, urllib.request
        base, key = os.environ["NANOBANANA_BASE_URL"], os.environ.get("NANOBANANA_API_KEY")
        url = base + "/v1beta/models/" + os.environ["NANOBANANA_MODEL"] + ":generateContent"
        body = json.dumps({"contents": [{"parts": [{"text": os.environ["NANOBANANA_PROMPT"]}]}],
                           "generationConfig": {"responseModalities": ["TEXT", "IMAGE"]}}).encode()
        def send(headers=None, address=url, limit=60):
            headers = {"x-goog-api-key": key} if headers is None else headers
            request = urllib.request.Request(address, body, {"Content-Type": "application/json", **headers})
            return urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=limit).read()
        if key is None:
            sys.exit("there is no key")

        """;

    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-watch-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_client_that_sends_the_right_thing_once_conforms()
    {
        var (run, verdicts) = await WatchAsync(
            "send()",
            "auth/key-in-header",
            "auth/missing-key",
            "response/plain-png",
            "behaviour/no-retry-401"
        );

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Out + run.Error);
        verdicts.Values.ShouldAllBe(v => v.Status == VerdictStatus.Passed);
        verdicts.Count.ShouldBe(4);
        verdicts["auth/missing-key"].Attempts.ShouldBe(0, "the command is started without a key");
        verdicts["behaviour/no-retry-401"].Outcome.ShouldBe("exit code 1");
    }

    [Theory]
    [InlineData("send({'Authorization': 'Bearer ' + key})", "auth/key-in-header", CheckNames.Request)]
    [InlineData("send({}, url + '?key=' + urllib.parse.quote(key))", "auth/key-not-in-url", CheckNames.Request)]
    [InlineData("send(); send()", "response/plain-png", CheckNames.Attempts)]
    [InlineData("pass", "response/plain-png", CheckNames.Attempts)]
    [InlineData("send(); sys.exit(1)", "response/plain-png", CheckNames.Outcome)]
    [InlineData("try: send()\nexcept Exception: pass", "behaviour/no-retry-401", CheckNames.Outcome)]
    [InlineData("send(address=base + '/v1/images')", "response/plain-png", CheckNames.Unmatched)]
    [InlineData("print('using', key); send()", "response/plain-png", CheckNames.Secret)]
    public async Task What_it_sends_how_often_and_what_it_prints_is_judged(string act, string id, string check)
    {
        var (run, verdicts) = await WatchAsync(act, id);

        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform, run.Out + run.Error);
        verdicts[id].Checks.Where(c => !c.Holds).Select(c => c.Name).ShouldContain(check);
        run.Out.ShouldContain(id);
        (run.Out + run.Error).ShouldNotContain(ConformanceRunner.ApiKey);
    }

    [Fact]
    public async Task What_only_the_traffic_tells_is_said_to_be_so()
    {
        var (run, verdicts) = await WatchAsync("send()", ["response/plain-png", "behaviour/no-retry-401"], []);

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Out);
        verdicts["response/plain-png"].TrafficOnly.ShouldBeTrue("exit code 0 says nothing of the picture");
        verdicts["behaviour/no-retry-401"].TrafficOnly.ShouldBeFalse("exit code 1 says that it failed");
        run.Out.Split('\n')
            .Single(line => line.Contains("traffic only"))
            .ShouldEndWith("PASS response/plain-png  traffic only");
    }

    [Fact]
    public async Task Hanging_up_before_the_answer_is_judged_by_the_time_it_waited()
    {
        var (run, verdicts) = await WatchAsync("send(limit=0.3)", "time/twenty-seconds", options: "--real-time");

        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform);
        // It says itself that it failed, too.
        verdicts["time/twenty-seconds"]
            .Checks.Where(c => !c.Holds)
            .Select(c => c.Name)
            .ShouldBe([CheckNames.Outcome, CheckNames.Patience]);
        var check = verdicts["time/twenty-seconds"].Checks.Single(c => c.Name == CheckNames.Patience);
        check.Message.ShouldContain("It hung up before the answer was whole");
        verdicts["time/twenty-seconds"].Wire.ShouldHaveSingleItem().HungUp.ShouldBe(true);
    }

    [Fact]
    public async Task A_command_that_cannot_be_started_is_trouble_of_the_set_up()
    {
        var run = await CommandRun.Of(
            [
                "conformance",
                "watch",
                "--case",
                "response/plain-png",
                "--",
                "no-such-command-anywhere",
                "--its-own-option",
            ],
            cancellationToken: Cancel
        );

        run.ExitCode.ShouldBe(ExitCodes.HarnessTrouble);
        run.Error.Trim()
            .Split('\n')
            .ShouldHaveSingleItem()
            .ShouldStartWith("nanobanana: 'no-such-command-anywhere --its-own-option' cannot be started");
        run.Error.ShouldNotContain("Exception");
        run.Out.ShouldNotContain("response/plain-png");
    }

    private Task<(CommandRun Run, IReadOnlyDictionary<string, CaseVerdict> Verdicts)> WatchAsync(
        string act,
        params string[] ids
    ) => WatchAsync(act, ids, []);

    private Task<(CommandRun Run, IReadOnlyDictionary<string, CaseVerdict> Verdicts)> WatchAsync(
        string act,
        string id,
        string options
    ) => WatchAsync(act, [id], [options]);

    private async Task<(CommandRun Run, IReadOnlyDictionary<string, CaseVerdict> Verdicts)> WatchAsync(
        string act,
        string[] ids,
        string[] options
    )
    {
        var script = Path.Combine(folder, "client.py");
        await File.WriteAllTextAsync(script, Client + act + "\n", Cancel);
        var stream = Path.Combine(folder, "run.ndjson");
        var run = await CommandRun.Of(
            [
                "conformance",
                "watch",
                .. ids.SelectMany(id => new[] { "--case", id }),
                .. options,
                "--report",
                "ndjson=" + stream,
                "--",
                ScriptedSubject.Python(),
                script,
            ],
            cancellationToken: Cancel
        );
        using var reader = File.OpenText(stream);
        var recorded = await EventStream.ReadAsync(reader, Cancel);
        return (run, recorded.Verdicts.ToDictionary(v => v.Id));
    }
}
