using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using NanoBananaContracts.CodeFixes;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

/// <summary>
/// What every rule on C# code has: a page whose examples are true, a row in the tracking of releases, tests on both sides, a
/// fix or the reason why there is none, and an author who can switch it off. A rule that lacks one fails here.
/// </summary>
public sealed class RuleCatalogueTests
{
    private const int Fewest = 3;

    private static readonly DiagnosticDescriptor[] Rules =
    [
        .. AnalyzerRun
            .All.SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Where(rule => rule.Id.StartsWith("NBC0", StringComparison.Ordinal))
            .DistinctBy(rule => rule.Id)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    private static readonly CodeFixProvider[] Fixes =
    [
        .. typeof(DocumentedValueFix)
            .Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    public static TheoryData<string> Ids { get; } = new(Rules.Select(rule => rule.Id));

    [Fact]
    public void There_are_as_many_rules_as_pages() =>
        Directory
            .GetFiles(Repository.Path("docs/rules"), "NBC0*.md")
            .Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal)
            .ShouldBe(Rules.Select(rule => rule.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_page_says_why_shows_both_sides_and_names_a_source(string id)
    {
        var rule = Rule(id);
        var page = new RulePage(id);
        page.Text.ShouldStartWith(
            $"# {id}: {rule.Title}\n\nSeverity: {rule.DefaultSeverity.ToString().ToLowerInvariant()}. Category: {rule.Category}.\n\n"
        );
        page.FoundHeadings.ShouldBe(RulePage.Headings);
        foreach (var heading in RulePage.Headings)
        {
            page.Section(heading).ShouldNotBeEmpty(heading);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_links_to_its_page_and_its_message_ends_with_the_cure(string id)
    {
        var rule = Rule(id);
        rule.HelpLinkUri.ShouldBe($"{House.Readme.Pages}docs/rules/{id}.md");
        rule.IsEnabledByDefault.ShouldBeTrue();
        // Consequence and cure are two sentences, or one with both; a message that is a place-holder alone says neither.
        Regex.Replace(rule.MessageFormat.ToString(), @"\{[0-9]+}", "").Length.ShouldBeGreaterThan(40);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_is_tracked_for_release(string id)
    {
        var rule = Rule(id);
        var tracked =
            Repository.Text("generator/NanoBananaContracts.Generator/AnalyzerReleases.Unshipped.md")
            + Repository.Text("generator/NanoBananaContracts.Generator/AnalyzerReleases.Shipped.md");
        tracked.ShouldContain($"{id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}\n");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_three_tests_that_fire_and_three_near_misses(string id)
    {
        Cases(id, "_is_reported", "_are_reported").ShouldBeGreaterThanOrEqualTo(Fewest, "that fire");
        Cases(id, "_is_not_reported", "_are_not_reported").ShouldBeGreaterThanOrEqualTo(Fewest, "near misses");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_fix_is_tested_alone_and_for_all_or_the_page_says_why_there_is_none(string id)
    {
        var fixes = Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(id)).ToArray();
        var section = new RulePage(id).Section("Fix");
        if (fixes.Length == 0)
        {
            section.ShouldStartWith("There is none: ");
            return;
        }

        section.ShouldNotStartWith("There is none");
        fixes.ShouldAllBe(fix => fix.GetFixAllProvider() != null);
        Methods(id).ShouldContain(method => method.Name.StartsWith("Fix_", StringComparison.Ordinal));
        Methods(id).ShouldContain(method => method.Name.StartsWith("FixAll_", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Its_page_shows_code_that_is_reported_and_code_that_is_not(string id)
    {
        var page = new RulePage(id);
        (await AnalyzerRun.Found(page.Sample("Reported"))).Select(each => each.Id).Distinct().ShouldBe([id]);
        (await AnalyzerRun.Found(page.Sample("Instead"))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task It_is_silent_where_it_is_switched_off(string id)
    {
        var reported = new RulePage(id).Sample("Reported");
        (await AnalyzerRun.Found($"#pragma warning disable {id}\n{reported}")).ShouldBeEmpty();
        (await AnalyzerRun.Found(reported, $"dotnet_diagnostic.{id}.severity = none")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task It_is_as_severe_as_the_project_says(string id)
    {
        var found = await AnalyzerRun.Found(
            new RulePage(id).Sample("Reported"),
            $"dotnet_diagnostic.{id}.severity = error"
        );
        found.ShouldNotBeEmpty();
        found.ShouldAllBe(each => each.Id == id && each.Severity == DiagnosticSeverity.Error);
    }

    private static DiagnosticDescriptor Rule(string id) => Rules.Single(rule => rule.Id == id);

    private static MethodInfo[] Methods(string id) =>
        [
            .. typeof(RuleCatalogueTests)
                .Assembly.GetTypes()
                .Where(type => type.GetCustomAttributes<RuleAttribute>().Any(rule => rule.Id == id))
                .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance)),
        ];

    private static int Cases(string id, params string[] endings) =>
        Methods(id)
            .Where(method => endings.Any(ending => method.Name.EndsWith(ending, StringComparison.Ordinal)))
            .Sum(method =>
                method.IsDefined(typeof(TheoryAttribute))
                    ? method.GetCustomAttributes<InlineDataAttribute>().Count()
                    : method.GetCustomAttributes<FactAttribute>().Count()
            );
}
