using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Diagnostics;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Prompts;

/// <summary>
/// The page of the rules of prompts, held to the analyzer: the example that is wrong gives the message the page shows, the
/// one that is right gives none and compiles.
/// </summary>
public sealed class PromptReferenceTests
{
    private const string Page = "docs/rules/prompts.md";

    private static readonly string[] Parts = Regex.Split(
        Repository.Text(Page).ReplaceLineEndings("\n"),
        "^(?=##)",
        RegexOptions.Multiline
    );

    private static readonly IReadOnlyList<RuleSection> Sections = RuleReference.SectionsOf(Page);

    public static TheoryData<string> Ids { get; } = new(PromptRules.All.Select(rule => rule.Id));

    [Fact]
    public void The_page_has_the_rules_once_each_and_nothing_else()
    {
        Sections
            .Select(section => (section.Id, section.Title))
            .ShouldBe(PromptRules.All.Select(rule => (rule.Id, rule.Title.ToString(CultureInfo.InvariantCulture))));
        Regex
            .Matches(Regex.Replace(Parts[0], @"\s+", " "), @"\[NBC[0-9]{4}\]\([^)]*\) [^·*]+?(?= ·| - \*\*|$|\s*$)")
            .Select(entry => entry.Value.TrimEnd())
            .ShouldBe(Sections.Select(rule => $"[{rule.Id}](#{rule.Id.ToLowerInvariant()}) {rule.Title}"));
    }

    [Fact]
    public void Help_links_lead_to_the_place_of_the_rule() =>
        PromptRules.All.ShouldAllBe(rule =>
            rule.HelpLinkUri
            == "https://github.com/nano-banana-contracts/NanoBananaContracts/blob/main/"
                + Page
                + "#"
                + rule.Id.ToLowerInvariant()
        );

    [Fact]
    public void Every_rule_is_tracked_for_release()
    {
        var tracked =
            Repository.Text("generator/NanoBananaContracts.Generator/AnalyzerReleases.Unshipped.md")
            + Repository.Text("generator/NanoBananaContracts.Generator/AnalyzerReleases.Shipped.md");

        PromptRules.All.ShouldAllBe(rule =>
            tracked.Contains(
                $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title.ToString(CultureInfo.InvariantCulture)}\n",
                StringComparison.Ordinal
            )
        );
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_rule_shows_what_the_analyzer_says(string id)
    {
        var section = Sections.Single(section => section.Id == id);
        var isOld = section.Wrong.Contains("<LangVersion>10<", StringComparison.Ordinal);
        var (wrong, right) = isOld ? (Sections[0].Right, Sections[0].Right) : (section.Wrong, section.Right);

        var before = Run(wrong, isOld ? LanguageVersion.CSharp10 : LanguageVersion.CSharp11);
        var found = (await PromptRun.Analyze(before)).ShouldHaveSingleItem();
        Shown(found).ShouldBe(section.Message);

        // What an example documents is its own affair.
        var after = Run("#pragma warning disable CS1591\n" + right, LanguageVersion.CSharp11);
        (await PromptRun.Analyze(after)).ShouldBeEmpty();
        after.Compile();
    }

    private static GeneratorRun Run(string example, LanguageVersion language) =>
        GeneratorRun.Of(
            new ConsumerProject
            {
                // Example files begin with the example; the usings of a project stand elsewhere.
                Sources =
                [
                    example,
                    "global using System.Threading; global using System.Threading.Tasks; global using NanoBananaContracts;",
                ],
                Language = language,
            },
            new PromptGenerator()
        );

    private static string Shown(Diagnostic found)
    {
        var at = found.Location.GetLineSpan().StartLinePosition;
        return FormattableString.Invariant(
            $"Posters.cs({at.Line + 1},{at.Character + 1}): {found.DefaultSeverity.ToString().ToLowerInvariant()} {found.Id}: {found.GetMessage(CultureInfo.InvariantCulture)}"
        );
    }
}
