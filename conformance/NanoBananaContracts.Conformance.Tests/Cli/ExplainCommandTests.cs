using System.Text.Json.Nodes;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Cli.Commands;
using NanoBananaContracts.Cli.Pages;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary><c>nanobanana explain</c>: the pages of docs/ on a terminal.</summary>
public sealed class ExplainCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_kind_of_failure_has_its_page_and_no_page_is_of_another()
    {
        FailurePages.All.Select(page => page.Kind).ShouldBe(Enum.GetNames<FailureKind>(), ignoreOrder: true);
        FailurePages.All.ShouldAllBe(page =>
            page.Symptom != "" && page.Cause != "" && page.Cure != "" && page.Source != ""
        );
    }

    [Fact]
    public void Every_rule_of_the_docs_has_its_page()
    {
        var documented = Directory
            .GetFiles(Repository.Path("docs/rules"), "*.md")
            .SelectMany(File.ReadAllLines)
            .Select(line => line.TrimStart('#', ' '))
            .Where(line =>
                line.StartsWith("NBC", StringComparison.Ordinal)
                && line.Length >= 7
                && (line.Length == 7 || line[7] == ':')
            )
            .Select(line => line[..7]);

        RulePages.All.Select(page => page.Id).ShouldBe(documented.Order(StringComparer.Ordinal));
        RulePages.All.Select(page => page.Id).ShouldBeUnique();
        RulePages.All.ShouldAllBe(page =>
            page.Title != "" && page.Markdown.Length > 40 && !page.Markdown.Contains("### NBC")
        );
    }

    [Fact]
    public async Task A_failure_is_explained_as_its_row_says_with_cases_to_see_it_in()
    {
        var run = await Run("timeout");

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        run.Out.ShouldStartWith("Timeout\n  seen          No complete reply within the deadline");
        run.Out.ShouldContain("  cure          A longer Deadline (default 5 min); HttpClient.Timeout infinite;");
        run.Out.ShouldContain(
            "See it happen (2 cases expect it)\n  nanobanana conformance show time/deadline-in-body\n"
        );
        run.Out.ShouldEndWith("/docs/failures.md#timeout\n");
    }

    [Theory]
    [InlineData("NBC0011", "NBC0011: Size or ratio that the model does not make\n", "docs/rules/NBC0011.md\n")]
    [InlineData("nbc1001", "NBC1001: Empty schema\n", "docs/rules/schema.md#nbc1001\n")]
    [InlineData("NBC3002", "NBC3002: Parameter that the prompt does not use\n", "docs/rules/prompts.md#nbc3002\n")]
    [InlineData("NBC3101", "NBC3101: ", "docs/rules/responses.md#nbc3101\n")]
    public async Task A_rule_is_explained_by_its_page(string id, string start, string end)
    {
        var run = await Run(id);

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        run.Out.ShouldStartWith(start);
        run.Out.ShouldEndWith(end);
        run.Out.ShouldNotContain("```");
        run.Out.ShouldNotContain("**");
    }

    [Fact]
    public async Task A_case_is_explained_as_show_shows_it()
    {
        var run = await Run("auth/key-in-header");
        var shown = await CommandRun.Of(["conformance", "show", "auth/key-in-header"], cancellationToken: Cancel);

        run.Out.ShouldBe(shown.Out);
    }

    [Theory]
    [InlineData("429", "RateLimited", "QuotaExhausted")]
    [InlineData("IMAGE_SAFETY", "ImageRefused")]
    [InlineData("image_safety", "ImageRefused")]
    [InlineData("model_not_found", "ModelNotFound")]
    public async Task What_a_service_said_leads_to_the_kinds_it_may_be(string said, params string[] kinds)
    {
        var text = await Run(said);
        var json = await Run(said, "--json");

        text.ExitCode.ShouldBe(ExitCodes.Conforms, text.Error);
        text.Out.ShouldStartWith($"{said} is a sign of:\n  {kinds[0]}\n");
        json.Out.Trim().Split('\n').Select(line => (string)JsonNode.Parse(line)!["kind"]!).ShouldBe(kinds);
    }

    [Theory]
    [InlineData("timout", "Nothing here explains 'timout'. Did you mean Timeout?")]
    [InlineData("NBC011", "Did you mean NBC0")]
    [InlineData("auth/key-in-heade", "There is no case 'auth/key-in-heade'. Did you mean auth/key-in-header?")]
    [InlineData("999", "'nanobanana explain' lists the kinds of failure")]
    public async Task A_name_that_names_nothing_is_told_the_nearest(string name, string message)
    {
        var run = await Run(name);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Out.ShouldBeEmpty();
        run.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(message);
    }

    [Fact]
    public async Task Without_a_name_every_kind_is_listed_with_its_cure()
    {
        var text = await Run();
        var json = await Run("--json");

        foreach (var page in FailurePages.All)
        {
            text.Out.ShouldContain($"\n  {page.Kind}\n      ");
        }

        json.Out.Trim().Split('\n').Length.ShouldBe(FailurePages.All.Count);
    }

    [Fact]
    public async Task A_rule_is_JSON_where_that_is_asked_for()
    {
        var run = await Run("NBC1001", "--json");

        var rule = JsonNode.Parse(run.Out)!;
        ((string)rule["rule"]!, (string)rule["title"]!).ShouldBe(("NBC1001", "Empty schema"));
        ((string)rule["text"]!).ShouldContain("```diff");
    }

    [Fact]
    public async Task Every_page_fits_a_terminal_of_80_columns()
    {
        foreach (
            var text in FailurePages
                .All.Select(page => ExplanationText.Of(page, []))
                .Concat(RulePages.All.Select(ExplanationText.Of))
                .Append((await Run()).Out)
        )
        {
            // An address is left in one piece.
            text.Split('\n')
                .Where(line =>
                    line.Length > TerminalText.Width && !line.StartsWith("  https://", StringComparison.Ordinal)
                )
                .ShouldBeEmpty();
        }
    }

    private static Task<CommandRun> Run(params string[] words) =>
        CommandRun.Of(["explain", .. words], cancellationToken: Cancel);
}
