using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Secrets;
using NanoBananaContracts.Conformance.Tests.Cli;
using NanoBananaContracts.Emulator;
using NanoBananaContracts.Emulator.Hosting;
using NanoBananaContracts.Emulator.Pictures;

namespace NanoBananaContracts.Conformance.Tests.Recording;

public sealed class RecordCommandTests : IDisposable
{
    private const string Key = "wg-record/test+key=0123456789";
    private const string Path = "v1beta/models/gemini-3.1-flash-image-preview:generateContent";
    private const string Body =
        """{"contents":[{"parts":[{"text":"A red fox"}]}],"generationConfig":{"responseModalities":["TEXT","IMAGE"],"imageConfig":{"imageSize":"1K","aspectRatio":"16:9"}}}""";

    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-record-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Traffic_becomes_cases_that_load_and_hold_no_secret()
    {
        await using var service = await EmulatorServer.StartAsync(
            new EmulatorOptions { ApiKey = Key },
            TestContext.Current.CancellationToken
        );

        var run = await RecordAsync(
            service.BaseAddress,
            (Path, Body),
            (Path, Body.Replace("\"1K\"", "\"3K\"", StringComparison.Ordinal)),
            (Path.Replace(":generate", ":streamGenerate", StringComparison.Ordinal) + "?alt=sse", Body)
        );

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Out + run.Error);
        run.Out.ShouldContain("3 cases kept, 0 exchanges not.");
        var cases = CaseCatalogue.Load(folder);
        cases.Select(one => one.Family).ShouldBe(["http", "response", "stream"]);
        cases.ShouldAllBe(one => !one.Scored);
        var picture = cases[1].Expectation.Outcome.ShouldBeOfType<PictureOutcome>();
        (picture.MediaType, picture.Width, picture.Height).ShouldBe(("image/png", 32, 17));
        cases[1].Sources[0].Note!.ShouldContain("1376 x 768");
        cases[1].Task.Prompt.ShouldBe("A red fox");
        cases[0].Expectation.Outcome.ShouldBeOfType<FailureOutcome>();
        var scanner = new SecretScanner([Key]);
        (await scanner.ScanFolderAsync(folder, TestContext.Current.CancellationToken)).ShouldBeEmpty();
        scanner.Scan("output", run.Out + run.Error).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_service_that_repeats_the_key_is_recorded_without_it()
    {
        // Two of the forms that SanitizerTests have all of.
        await using var service = await Echoing($"{Key}, {Uri.EscapeDataString(Key)}");

        var run = await RecordAsync(service.Address, (Path, Body));

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Out + run.Error);
        var stub = await File.ReadAllTextAsync(
            Directory.GetFiles(folder, "stub.json", SearchOption.AllDirectories).ShouldHaveSingleItem(),
            TestContext.Current.CancellationToken
        );
        stub.ShouldContain("REDACTED");
        (await new SecretScanner([Key]).ScanFolderAsync(folder, TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_secret_that_no_sanitizer_can_cut_out_stops_everything_with_exit_code_4()
    {
        // Every character with a percent sign, twice over: nobody writes this by accident, and nothing replaces it.
        var echo = string.Concat(Key.Select(unit => $"%25{(int)unit:X2}"));
        await using var service = await Echoing(echo);

        var run = await RecordAsync(service.Address, (Path, Body));

        run.ExitCode.ShouldBe(ExitCodes.Refused);
        run.Error.ShouldContain("Refused to write anything");
        run.Error.ShouldContain("stub.json");
        new SecretScanner([Key]).Scan("output", run.Out + run.Error).ShouldBeEmpty();
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_secret_of_the_environment_is_kept_out_too()
    {
        await using var service = await Echoing("hunter2hunter2");

        var run = await RecordAsync(
            service.Address,
            ["--secret-variable", "OTHER_SECRET"],
            new Dictionary<string, string> { ["OTHER_SECRET"] = "hunter2hunter2" },
            (Path, Body)
        );

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Out + run.Error);
        (
            await new SecretScanner(["hunter2hunter2"]).ScanFolderAsync(folder, TestContext.Current.CancellationToken)
        ).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_no_call_of_generateContent_is_said_and_not_kept()
    {
        await using var service = await EmulatorServer.StartAsync(
            cancellationToken: TestContext.Current.CancellationToken
        );

        var run = await RecordAsync(service.BaseAddress, ("v1beta/models/m:countTokens", Body));

        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform);
        run.Error.ShouldContain("no call of generateContent");
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reply_that_breaks_off_becomes_a_case_that_breaks_off()
    {
        await using var service = await RecordingRun.CutReplyAsync("{\"candidates\":[{\"content\":");

        var run = await RecordAsync(service.BaseAddress, (Path, Body));

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Out + run.Error);
        var one = CaseCatalogue.Load(folder).ShouldHaveSingleItem();
        one.Family.ShouldBe("transport");
        one.Expectation.Outcome.ShouldBeOfType<FailureOutcome>().Class.ShouldBe(FailureClass.Connection);
    }

    [Fact]
    public async Task The_turns_of_a_conversation_become_one_case_that_asks_for_all_of_them()
    {
        await using var service = await Answering(_ => (200, Reply));
        var turns = new JsonArray(JsonNode.Parse("""{"role":"user","parts":[{"text":"A red fox"}]}"""));
        var first = new JsonObject { ["contents"] = turns.DeepClone() }.ToJsonString();
        turns.Add(JsonNode.Parse(Reply)!["candidates"]![0]!["content"]!.DeepClone());
        turns.Add(JsonNode.Parse("""{"role":"user","parts":[{"text":"Make it blue"}]}"""));
        var second = new JsonObject { ["contents"] = turns.DeepClone() }.ToJsonString();
        turns.Add(turns[1]!.DeepClone());
        turns.Add(JsonNode.Parse("""{"role":"user","parts":[{"text":"Now at night"}]}"""));
        var third = new JsonObject { ["contents"] = turns }.ToJsonString();

        var run = await RecordAsync(service.Address, (Path, first), (Path, second), (Path, third));

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Out + run.Error);
        var one = CaseCatalogue.Load(folder).ShouldHaveSingleItem();
        one.Family.ShouldBe("behaviour");
        one.Task.Operation.ShouldBe(CaseOperation.Edit);
        one.Task.Prompt.ShouldBe("A red fox");
        one.Task.FollowUps.ShouldBe(["Make it blue", "Now at night"]);
        (one.Expectation.Attempts.Minimum, one.Expectation.Attempts.Maximum).ShouldBe((3, 3));
        one.Stubs.Mappings.Count.ShouldBe(3);
        one.Title.ShouldContain("200, then 200, then 200");
    }

    [Fact]
    public async Task A_call_that_was_tried_again_becomes_one_case_with_all_its_answers()
    {
        await using var service = await Answering(number =>
            number < 2 ? (503, """{"error":{"code":503,"message":"busy","status":"UNAVAILABLE"}}""") : (200, Reply)
        );
        const string Other = """{"contents":[{"role":"user","parts":[{"text":"A crane"}]}]}""";

        var run = await RecordAsync(service.Address, (Path, Body), (Path, Body), (Path, Body), (Path, Other));

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Out + run.Error);
        var cases = CaseCatalogue.Load(folder);
        cases.Select(one => one.Family).ShouldBe(["behaviour", "response"]);
        cases[0].Title.ShouldContain("503, then 503, then 200");
        cases[0].Expectation.Outcome.ShouldBeOfType<PictureOutcome>();
        (cases[0].Expectation.Attempts.Minimum, cases[0].Expectation.Attempts.Maximum).ShouldBe((1, 3));
        cases[1].Task.Prompt.ShouldBe("A crane");
    }

    [Fact]
    public async Task A_conversation_whose_beginning_was_not_seen_is_recorded_by_its_last_turn()
    {
        await using var service = await Answering(_ => (200, Reply));
        var turns = new JsonArray(
            JsonNode.Parse("""{"role":"user","parts":[{"text":"A red fox"}]}"""),
            JsonNode.Parse(Reply)!["candidates"]![0]!["content"]!.DeepClone(),
            JsonNode.Parse("""{"role":"user","parts":[{"text":"Make it blue"}]}""")
        );

        var run = await RecordAsync(service.Address, (Path, new JsonObject { ["contents"] = turns }.ToJsonString()));

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Out + run.Error);
        var one = CaseCatalogue.Load(folder).ShouldHaveSingleItem();
        (one.Task.Operation, one.Task.Prompt).ShouldBe((CaseOperation.Generate, "Make it blue"));
    }

    /// <summary>A reply with a whole small picture and its signature.</summary>
    private static string Reply { get; } =
        new JsonObject
        {
            ["candidates"] = new JsonArray(
                new JsonObject
                {
                    ["content"] = new JsonObject
                    {
                        ["role"] = "model",
                        ["parts"] = new JsonArray(
                            new JsonObject
                            {
                                ["inlineData"] = new JsonObject
                                {
                                    ["mimeType"] = "image/png",
                                    ["data"] = Convert.ToBase64String(SamplePicture.Png(32, 24, seed: 1)),
                                },
                                ["thoughtSignature"] = "U2lnbmF0dXJl",
                            }
                        ),
                    },
                    ["finishReason"] = "STOP",
                    ["index"] = 0,
                }
            ),
        }.ToJsonString();

    private static Task<LoopbackServer> Answering(Func<int, (int Status, string Body)> answer)
    {
        var number = -1;
        return LoopbackServer.StartAsync(
            0,
            context =>
            {
                var (status, body) = answer(Interlocked.Increment(ref number));
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json";
                return context.Response.WriteAsync(body, context.RequestAborted);
            },
            TestContext.Current.CancellationToken
        );
    }

    private static Task<LoopbackServer> Echoing(string echo) =>
        LoopbackServer.StartAsync(
            0,
            context =>
            {
                context.Response.StatusCode = 401;
                context.Response.ContentType = "application/json";
                return context.Response.WriteAsync(
                    $$"""{"error":{"code":401,"message":"no such caller: {{echo}}","status":"UNAUTHENTICATED"} }""",
                    context.RequestAborted
                );
            },
            TestContext.Current.CancellationToken
        );

    private Task<CommandRun> RecordAsync(Uri target, params (string Path, string Body)[] calls) =>
        RecordAsync(target, [], new Dictionary<string, string>(), calls);

    private Task<CommandRun> RecordAsync(
        Uri target,
        string[] options,
        Dictionary<string, string> variables,
        params (string Path, string Body)[] calls
    ) =>
        RecordingRun.OfAsync(
            folder,
            target,
            options,
            variables,
            [.. calls.Select(call => new SentCall(call.Path, call.Body, Key))]
        );
}
