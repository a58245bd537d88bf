using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Cli.Commands;
using NanoBananaContracts.Conformance.Live;
using NanoBananaContracts.Conformance.Tests.Cases;
using NanoBananaContracts.Conformance.Tests.Harness;
using NanoBananaContracts.Conformance.Tests.Recording;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary>Files, cases and traffic of others that would speak to a terminal or to a page, through every command that shows them.</summary>
public sealed class HostileTextCommandTests : IDisposable
{
    private const string Markup = "<script>alert(1)</script>![x](http://example.com/x.png)";

    /// <summary>For where a reader refuses what changes the direction of text, which is then a message.</summary>
    private const string Straight =
        "a\u001b[31m\u001b]0;owned\u0007\u009b31m\r\n## forged\u0085\u2028\u2029\ufeff|`" + Markup;

    private const string Hostile = ObeyedText.Hostile + Markup;

    /// <summary>The same for where half a character is refused.</summary>
    private static readonly string Whole = Hostile.Replace('\ud800', ' ');

    private readonly string folder = Directory.CreateTempSubdirectory("hostile-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("json")]
    public async Task A_difference_of_schemas_is_shown_and_not_obeyed(string format)
    {
        await WriteSchemaAsync("old.json", "a", Straight, Straight + "1");
        await WriteSchemaAsync("new.json", "b", "x" + Straight, Straight + "2");

        var run = await RunAsync("schema", "diff", "old.json", "new.json", "--format", format);

        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform, run.Error);
        ShouldOnlyShow(run);
        run.Out.ShouldContain("\\u009b31m");
        if (format == "markdown")
        {
            ShouldHaveNoMarkup(run.Out);
        }

        if (format == "json")
        {
            JsonDocument.Parse(run.Out).RootElement.GetRawText().ShouldContain("forged");
        }
    }

    [Fact]
    public async Task The_findings_of_a_schema_are_shown_and_not_obeyed()
    {
        var schema = new JsonObject
        {
            [Hostile] = 1,
            ["$schema"] = Hostile,
            ["x-operations"] = new JsonObject
            {
                [Hostile] = new JsonObject { ["path"] = Hostile, [Hostile] = 1 },
            },
            ["$defs"] = new JsonObject
            {
                [Hostile] = new JsonObject { ["type"] = Hostile },
                ["A"] = new JsonObject
                {
                    ["type"] = "object",
                    ["required"] = new JsonArray(Hostile),
                    ["properties"] = new JsonObject
                    {
                        [Hostile] = new JsonObject { ["$ref"] = Hostile },
                        ["p"] = new JsonObject { ["type"] = "string", ["pattern"] = "(" + Hostile },
                        ["f"] = new JsonObject { ["type"] = "string", ["format"] = Hostile },
                        ["e"] = new JsonObject
                        {
                            ["enum"] = new JsonArray(Hostile, "b"),
                            ["default"] = Hostile + "1",
                            ["x-enum-names"] = new JsonArray(Hostile),
                            ["x-spellings"] = new JsonObject { [Hostile] = new JsonObject { [Hostile] = Hostile } },
                        },
                    },
                },
            },
        };
        await WriteAsync("a.json", schema.ToJsonString());
        // A text that is no JSON is quoted as it stands.
        await WriteAsync("b.json", $$"""{ "a": {{Whole}} }""");

        foreach (var file in (string[])["a.json", "b.json"])
        {
            var run = await RunAsync("schema", "validate", file);

            run.ExitCode.ShouldBe(ExitCodes.DoesNotConform, run.Error);
            ShouldOnlyShow(run);
            run.Out.ShouldContain("error NBC");
        }
    }

    [Fact]
    public async Task What_an_import_changes_and_finds_is_shown_and_not_obeyed()
    {
        await WriteSchemaAsync("ours.json", "a", "b", "c");
        var source = new JsonObject
        {
            ["kind"] = "discovery#restDescription",
            ["revision"] = Hostile,
            ["schemas"] = new JsonObject
            {
                ["Thing"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject
                    {
                        [Hostile] = new JsonObject { ["type"] = "string", ["description"] = Hostile },
                        ["mood"] = new JsonObject
                        {
                            ["type"] = "string",
                            ["enum"] = new JsonArray(Hostile),
                            ["enumDescriptions"] = new JsonArray(Hostile),
                        },
                        ["part"] = new JsonObject { ["$ref"] = Hostile },
                        ["kind"] = new JsonObject { ["type"] = Hostile, ["format"] = Hostile },
                    },
                },
                [Hostile] = new JsonObject { ["type"] = "object" },
            },
        };
        await WriteAsync("theirs.json", source.ToJsonString());

        var run = await RunAsync("schema", "import", "theirs.json", "--into", "ours.json", "--with-descriptions");

        run.Error.ShouldContain("NBC1", customMessage: run.Out);
        ShouldOnlyShow(run);
        ObeyedText.In(await File.ReadAllTextAsync(Path.Combine(folder, "ours.json"), Cancel)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("list")]
    [InlineData("list", "--json")]
    [InlineData("show", CorpusFolder.CaseId)]
    [InlineData("show", CorpusFolder.CaseId, "--json")]
    public async Task A_case_is_shown_and_not_obeyed(params string[] command)
    {
        using var corpus = new CorpusFolder();
        corpus.Edit("cases/http/teapot/case.json", "A teapot is", Escaped("A teapot" + Whole));
        corpus.Edit("cases/http/teapot/case.json", "RFC 2324", Escaped("RFC 2324" + Whole));
        corpus.Edit("cases/http/teapot/stub.json", "I'm a teapot", Escaped("I'm a teapot" + Whole));

        var run = await RunAsync(["conformance", .. command, "--cases", corpus.Cases]);

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        ShouldOnlyShow(run);
        run.Out.ShouldContain("\\u202e", customMessage: "it is shown, not left out");
        if (command.Contains("--json"))
        {
            JsonNode.Parse(run.Out)!.ToJsonString().ShouldContain("forged");
        }
    }

    [Theory]
    [InlineData("lint")]
    [InlineData("list", "--cases")]
    [InlineData("show", CorpusFolder.CaseId, "--cases")]
    [InlineData("replay", CorpusFolder.CaseId, "--cases")]
    [InlineData("run", "--cases")]
    [InlineData("play", CorpusFolder.CaseId, "--cases")]
    public async Task What_is_wrong_with_a_case_is_shown_and_not_obeyed(params string[] command)
    {
        using var corpus = new CorpusFolder();
        corpus.Edit("cases/http/teapot/case.json", "\"http/teapot\"", $"\"{Escaped(Whole)}\"");
        corpus.Edit("cases/http/teapot/case.json", "\"tea\"", $"\"{Escaped(Whole)}\"");
        corpus.Edit("cases/http/teapot/case.json", "\"since\"", $"\"{Escaped(Whole)}\": 1, \"since\"");
        corpus.Edit("cases/http/teapot/stub.json", "\"urlPath\"", $"\"{Escaped(Whole)}\": 1, \"urlPath\"");

        var run = await RunAsync(["conformance", .. command, corpus.Cases]);

        run.ExitCode.ShouldNotBe(ExitCodes.Conforms);
        (run.Out + run.Error).ShouldContain("teapot/stub.json");
        ShouldOnlyShow(run);
    }

    [Fact]
    public async Task What_is_wrong_with_a_file_of_stubs_is_shown_and_not_obeyed()
    {
        await WriteAsync("stubs.json", $$"""{ "request": { "{{Escaped(Whole)}}": 1 } }""");

        var run = await RunAsync("conformance", "play", "stubs.json");

        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform, run.Error);
        ShouldOnlyShow(run);
    }

    [Fact]
    public async Task The_name_of_a_file_is_shown_and_not_obeyed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No file there has such a name.");
        const string Name = "a\u001b[31m\u202e\n## forged";
        await WriteSchemaAsync(Name, "a", "b", "c");

        foreach (
            var command in (string[][])
                [
                    ["schema", "validate", Name],
                    ["schema", "validate", Name + ".not"],
                    ["schema", "export", "--out", Name + ".new"],
                    ["schema", "diff", Name, Name + ".not"],
                    ["conformance", "init", "python", Name + ".folder"],
                    ["conformance", "init", "python", Name],
                    ["conformance", "lint", Name],
                    ["diagnose", Name],
                    ["diagnose", "--json", Name],
                ]
        )
        {
            var run = await RunAsync(command);

            (run.Out + run.Error).ShouldContain("\\u202e", customMessage: string.Join(' ', command));
            ShouldOnlyShow(run);
        }
    }

    [Fact]
    public async Task What_was_asked_of_the_recorder_is_shown_and_not_obeyed()
    {
        var hostile = Uri.EscapeDataString(Whole.Replace("\0", "", StringComparison.Ordinal));

        var run = await RecordingRun.OfAsync(
            folder,
            new Uri("http://127.0.0.1:1"),
            [],
            new Dictionary<string, string>(),
            new SentCall(hostile, "{}", "a-key-of-somebody-0123456789"),
            new SentCall("v1beta/models/m:generateContent?x=" + hostile, Hostile, "a-key-of-somebody-0123456789")
        );

        run.Error.ShouldContain("forged");
        ShouldOnlyShow(run);
    }

    [Fact]
    public void A_drift_report_is_shown_and_not_obeyed()
    {
        var call = new LiveCall
        {
            Id = "free/wrong-key",
            Title = "t",
            MaxCostUsd = 0,
            Path = "/",
            Body = default,
            ExpectedStatuses = [400],
        };
        var report = new DriftReport
        {
            Provider = Hostile,
            Model = Hostile,
            Endpoint = Hostile,
            At = DateTimeOffset.UnixEpoch,
            MaxCostUsd = 0,
            Calls = [new LiveCallResult(call, 200, 1, TimeSpan.Zero)],
            NotSent = [],
            Findings = [.. DriftRule.All.Select(rule => new DriftFinding(rule, call.Id, Hostile, Hostile, 3))],
            EndedBy = Hostile,
        };

        var markdown = DriftReportText.ToMarkdown(report);
        var json = DriftReportText.ToJson(report);

        ShouldOnlyShow(new CommandRun(0, markdown, json));
        ShouldHaveNoMarkup(markdown);
        ((string)JsonNode.Parse(json)!["findings"]![0]!["message"]!).ShouldBe(Hostile.Replace('\ud800', '\ufffd'));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Escaped(string text) => JsonSerializer.Serialize(text)[1..^1];

    private static void ShouldOnlyShow(CommandRun run)
    {
        var all = (run.Out + run.Error).ReplaceLineEndings("\n");
        ObeyedText.In(all).ShouldBeEmpty(all);
        all.Split('\n').ShouldAllBe(line => !line.StartsWith("## forged"));
    }

    /// <summary>Outside of code, where it would be markup.</summary>
    private static void ShouldHaveNoMarkup(string markdown)
    {
        var words = Regex.Replace(markdown, @"(?<!\\)`[^`\n]*`", "");
        words.ShouldContain("alert(1)");
        words.ShouldNotContain("<script");
        words.ShouldNotContain("![");
    }

    private Task WriteSchemaAsync(string name, string value, string property, string @default) =>
        WriteAsync(
            name,
            new JsonObject
            {
                ["x-operations"] = new JsonObject
                {
                    ["Do"] = new JsonObject
                    {
                        ["method"] = "POST",
                        ["path"] = "/do",
                        ["request"] = "#/$defs/Thing",
                        ["response"] = "#/$defs/Thing",
                    },
                },
                ["$defs"] = new JsonObject
                {
                    ["Thing"] = new JsonObject
                    {
                        ["type"] = "object",
                        ["properties"] = new JsonObject
                        {
                            [property] = new JsonObject { ["type"] = "string", ["x-name"] = "Odd" },
                            ["mood"] = new JsonObject
                            {
                                ["enum"] = new JsonArray(Straight + value, "b"),
                                ["x-enum-names"] = new JsonArray("A", "B"),
                            },
                            ["word"] = new JsonObject { ["type"] = "string", ["default"] = @default },
                        },
                    },
                },
            }.ToJsonString()
        );

    private Task WriteAsync(string name, string text) =>
        File.WriteAllTextAsync(Path.Combine(folder, name), text, Cancel);

    private Task<CommandRun> RunAsync(params string[] args) =>
        CommandRun.Of(args, workingDirectory: folder, cancellationToken: Cancel);
}
