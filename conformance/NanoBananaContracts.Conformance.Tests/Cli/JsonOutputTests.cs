using System.CommandLine;
using System.Text.Json.Nodes;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Tests.Cases;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary>What a script gets from <c>--json</c>.</summary>
public sealed class JsonOutputTests
{
    /// <summary>Commands without a result for a script, and why.</summary>
    private static readonly Dictionary<string, string> WithoutResult = new()
    {
        ["nanobanana completion"] = "writes a script of a shell",
        ["nanobanana record"] = "writes cases, which are JSON",
        ["nanobanana conformance freeze"] = "writes a file, which is JSON",
        ["nanobanana conformance init"] = "writes a file",
        ["nanobanana conformance matrix"] = "writes Markdown of streams, which are JSON",
        ["nanobanana conformance play"] = "serves",
        ["nanobanana conformance protocol"] = "writes a page",
        ["nanobanana conformance report"] = "writes a report of a stream, which is JSON",
        ["nanobanana conformance watch"] = "lets another program write; --report ndjson=FILE has the stream",
        ["nanobanana conformance wiremock"] = "fetches a program",
        ["nanobanana schema export"] = "writes a schema, which is JSON",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_command_that_has_a_result_has_it_as_JSON()
    {
        var root = CommandTree.Create(new CommandHost { Out = TextWriter.Null, Error = TextWriter.Null });

        All("nanobanana", root)
            .Where(one => one.Command.Subcommands.Count == 0)
            .Where(one => one.Command.Options.All(option => option.Name != "--json"))
            .Select(one => one.Path)
            .Order(StringComparer.Ordinal)
            .ShouldBe(WithoutResult.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_run_is_its_stream()
    {
        var run = await CommandRun.Of(
            ["conformance", "run", "--case", "auth/key-in-header", "--json"],
            cancellationToken: Cancel
        );

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        using var reader = new StringReader(run.Out);
        var stream = await EventStream.ReadAsync(reader, Cancel);
        stream.Verdicts.ShouldHaveSingleItem().Id.ShouldBe("auth/key-in-header");
    }

    [Fact]
    public async Task A_replay_is_its_stream_and_nothing_else()
    {
        var run = await CommandRun.Of(
            ["conformance", "replay", "auth/key-in-header", "--json"],
            cancellationToken: Cancel
        );

        run.Out.Trim().Split('\n').ShouldAllBe(line => JsonNode.Parse(line)!["event"] != null);
    }

    [Fact]
    public async Task A_sound_schema_is_said_to_be_one()
    {
        var run = await CommandRun.Of(
            ["schema", "validate", Repository.Path("schema/generate-content.schema.json"), "--json"],
            cancellationToken: Cancel
        );

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        var result = JsonNode.Parse(run.Out)!;
        result["sound"]!.GetValue<bool>().ShouldBeTrue();
        result["messages"]!.GetValue<int>().ShouldBeGreaterThan(50);
        result["findings"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_schema_s_mistakes_have_their_places()
    {
        var folder = Directory.CreateTempSubdirectory("nanobanana-json-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "my.json"), "{\n  \"title\" 1\n}", Cancel);

            var run = await CommandRun.Of(
                ["schema", "validate", "my.json", "--json"],
                workingDirectory: folder,
                cancellationToken: Cancel
            );

            run.ExitCode.ShouldBe(ExitCodes.DoesNotConform);
            var finding = JsonNode.Parse(run.Out)!["findings"]![0]!;
            ((string)finding["rule"]!, (string)finding["severity"]!, (int)finding["line"]!).ShouldBe(
                ("NBC1005", "error", 2)
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_import_says_every_change_and_what_it_means_or_where_the_mistake_is()
    {
        var folder = Directory.CreateTempSubdirectory("nanobanana-json-").FullName;
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, "my.json"),
                Repository
                    .Text("schema/generate-content.schema.json")
                    .Replace("\"candidateCount\"", "\"candidates\"", StringComparison.Ordinal),
                Cancel
            );
            await File.WriteAllTextAsync(Path.Combine(folder, "other.json"), "{ \"swagger\": \"2.0\" }", Cancel);

            var import = await RunAsync(TestData.Path("schema/discovery-20260325.json"));
            var again = await RunAsync(TestData.Path("schema/discovery-20260325.json"));
            var mistaken = await RunAsync("other.json");

            import.ExitCode.ShouldBe(ExitCodes.Conforms, import.Error);
            import.Error.ShouldBeEmpty();
            var result = JsonNode.Parse(import.Out)!;
            result["imported"]!.GetValue<bool>().ShouldBeTrue();
            ((string)result["revision"]!).ShouldBe("20260325");
            result["changes"]!
                .AsArray()
                .ShouldContain(change =>
                    (string)change!["kind"]! == "vanished" && (string)change["path"]! == "Part.mediaProcessing"
                );
            result["diff"]!["changes"]!
                .AsArray()
                .ShouldContain(change => (string)change!["place"]! == "GenerationConfig.candidateCount");
            result["findings"]!.AsArray().ShouldContain(finding => (string)finding!["rule"]! == "NBC1904");
            JsonNode.Parse(again.Out)!["diff"].ShouldBeNull();

            mistaken.ExitCode.ShouldBe(ExitCodes.DoesNotConform);
            var refused = JsonNode.Parse(mistaken.Out)!;
            refused["imported"]!.GetValue<bool>().ShouldBeFalse();
            refused["changes"]!.AsArray().ShouldBeEmpty();
            ((string)refused["findings"]![0]!["rule"]!, (string)refused["findings"]![0]!["file"]!).ShouldBe(
                ("NBC1901", "other.json")
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Task<CommandRun> RunAsync(string source) =>
            CommandRun.Of(
                ["schema", "import", source, "--into", "my.json", "--json"],
                workingDirectory: folder,
                cancellationToken: Cancel
            );
    }

    [Fact]
    public async Task A_difference_is_what_its_format_says()
    {
        var schema = Repository.Path("schema/generate-content.schema.json");

        var json = await CommandRun.Of(["schema", "diff", schema, schema, "--json"], cancellationToken: Cancel);
        var format = await CommandRun.Of(
            ["schema", "diff", schema, schema, "--format", "json"],
            cancellationToken: Cancel
        );

        JsonNode.Parse(json.Out).ShouldNotBeNull();
        json.ShouldBe(format);
    }

    [Fact]
    public async Task A_case_s_problems_have_their_places_and_hide_nothing()
    {
        using var corpus = new CorpusFolder();
        corpus.Edit("cases/http/teapot/case.json", "\"title\"", "\"titel\\u202e\"");

        var run = await CommandRun.Of(["conformance", "lint", corpus.Cases, "--json"], cancellationToken: Cancel);

        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform, run.Error);
        run.Out.ShouldNotContain("\u202e");
        var result = JsonNode.Parse(run.Out)!;
        result["keepsRules"]!.GetValue<bool>().ShouldBeFalse();
        ((string)result["problems"]![0]!["file"]!).ShouldBe("http/teapot/case.json");
    }

    private static IEnumerable<(string Path, Command Command)> All(string path, Command command) =>
        command.Subcommands.SelectMany(sub => All($"{path} {sub.Name}", sub)).Prepend((path, command));
}
