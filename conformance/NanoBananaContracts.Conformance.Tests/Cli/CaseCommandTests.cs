using System.Text.Json.Nodes;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Cli.Commands;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Tests.Cases;
using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary><c>nanobanana conformance list</c> and <c>show</c>, and what every command says to an id that names nothing.</summary>
public sealed class CaseCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_has_every_case_with_its_title_and_tags()
    {
        var run = await Run("list");

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        var lines = run.Out.Split('\n');
        string[] ids = [.. lines.Where(l => l.StartsWith("  ", StringComparison.Ordinal) && l[2] != ' ')];
        ids.Select(line => line.Trim().Split(' ')[0]).ShouldBe(SuiteRun.Cases.Select(one => one.Id));
        var folded = string.Join(' ', lines.Select(line => line.Trim()));
        foreach (var one in SuiteRun.Cases)
        {
            folded.ShouldContain(one.Title);
            ids.Single(line => line.Trim().Split(' ')[0] == one.Id)
                .ShouldEndWith(one.Tags.Count == 0 ? one.Id : $"[{one.Tags[^1]}]");
        }

        lines.ShouldContain("auth (14)");
        lines.ShouldAllBe(line => line.Length <= TerminalText.Width);
        run.Out.ShouldEndWith($"{SuiteRun.Cases.Count} cases. 'nanobanana conformance show ID' shows one.\n");
    }

    [Theory]
    [InlineData("--family auth --tag wire", "auth/key-in-header auth/key-not-in-url auth/no-authorization-header")]
    [InlineData("--case http/image-size*", "http/image-size-400 http/image-size-named-400")]
    [InlineData("--requirement NBR-103 --family auth", "auth/redirect-other-origin auth/redirect-same-origin")]
    public async Task List_takes_the_filters_of_run_and_writes_JSON(string filters, string ids)
    {
        var run = await Run(["list", "--json", .. filters.Split(' ')]);

        var cases = JsonNode.Parse(run.Out)!.AsArray();
        cases.Select(one => (string)one!["id"]!).ShouldBe(ids.Split(' '));
        var first = SuiteRun.Cases.Single(one => one.Id == ids.Split(' ')[0]);
        ((string)cases[0]!["title"]!, (string)cases[0]!["family"]!).ShouldBe((first.Title, first.Family));
        cases[0]!["tags"]!.AsArray().Select(tag => (string)tag!).ShouldBe(first.Tags);
    }

    [Fact]
    public void Every_case_is_readable_on_a_terminal_of_80_columns()
    {
        foreach (var one in SuiteRun.Cases)
        {
            var lines = CaseSheet.Of(one).Split('\n');

            lines.Where(line => line.Length > TerminalText.Width).ShouldBeEmpty(one.Id);
            var folded = string.Join(' ', lines.Select(line => line.Trim()));
            folded.ShouldContain(one.Title, customMessage: one.Id);
            folded.ShouldContain(one.Why, customMessage: one.Id);
            folded.ShouldContain("models/" + one.Task.Model, customMessage: one.Id);
            foreach (var requirement in one.Requirements)
            {
                folded.ShouldContain(ContractRequirements.All.Single(known => known.Id == requirement).Text);
            }

            lines.ShouldContain($"  nanobanana conformance replay {one.Id}");
        }
    }

    [Fact]
    public async Task Show_says_what_is_asked_played_and_expected_and_shortens_pictures()
    {
        var run = await Run("show", "behaviour/retry-once-503");

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        run.Out.ShouldContain("  prompt        A red fox in snow\n");
        run.Out.ShouldContain("  -> 503\n    Content-Type: application/json; charset=UTF-8\n    {\n");
        run.Out.ShouldContain("\"data\": \"iVBORw0KGgoAAAAN...(184 characters)\"");
        run.Out.ShouldContain("  a picture (image/png, 32 x 24)");
        run.Out.ShouldContain("  requests      2\n");
        run.Out.ShouldContain("  https://github.com/BerriAI/litellm/issues/18118\n");
    }

    [Fact]
    public async Task Show_as_JSON_is_the_files_as_they_are()
    {
        var run = await Run("show", "request/no-bad-size", "--json");

        var shown = JsonNode.Parse(run.Out)!;
        foreach (var file in (string[])["case", "stub", "expect"])
        {
            var path = Path.Combine(Repository.Path("conformance/cases"), "request/no-bad-size", file + ".json");
            JsonNode
                .DeepEquals(shown[file], JsonNode.Parse(await File.ReadAllTextAsync(path, Cancel)))
                .ShouldBeTrue(file);
        }

        ((string)shown["requirements"]!["NBR-104"]!).ShouldStartWith("What is known to be wrong is refused");
    }

    [Fact]
    public async Task Texts_of_a_foreign_folder_are_shown_and_not_obeyed()
    {
        using var corpus = new CorpusFolder();
        corpus.Edit("cases/http/teapot/case.json", "A teapot is", "A \\u001b[31mteapot\\u202e is");
        corpus.Edit("cases/http/teapot/stub.json", "I'm a teapot", "I'm a \\u009bteapot");

        foreach (
            var command in (string[][])
                [
                    ["list"],
                    ["show", CorpusFolder.CaseId],
                ]
        )
        {
            var run = await Run([.. command, "--cases", corpus.Cases]);

            run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
            run.Out.ShouldContain("A \\u001b[31mteapot\\u202e is a failure");
            run.Out.Where(c => char.IsControl(c) && c != '\n' || c == '\u202e').ShouldBeEmpty();
        }
    }

    private static Task<CommandRun> Run(params string[] words) =>
        CommandRun.Of(["conformance", .. words], cancellationToken: Cancel);
}
