using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using NanoBananaContracts.Generator.Diagnostics;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Tests.Diagnostics;

/// <summary>
/// Descriptors held to the page their help links lead to. Sections about schemas are held to the reader by its own
/// tests, so here they need only be there.
/// </summary>
public sealed class RuleLinkTests
{
    private static readonly DiagnosticDescriptor[] Project =
    [
        .. typeof(ProjectRules)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (DiagnosticDescriptor)field.GetValue(null)!),
    ];

    /// <summary>What MSBuild reports.</summary>
    private static readonly XElement[] Reported =
    [
        .. XDocument
            .Parse(Repository.Text("build/NanoBananaContracts.targets"))
            .Descendants()
            .Where(element => element.Name.LocalName == "Error"),
    ];

    public static TheoryData<string, string> Messages { get; } =
        new(
            Project
                .Select(rule => (rule.Id, rule.MessageFormat.ToString()))
                .Concat(
                    Reported.Select(error =>
                        (
                            (string)error.Attribute("Code")!,
                            Regex.Replace((string)error.Attribute("Text")!, @"@\(.*\)\)?|\$\(\w+\)", "{0}")
                        )
                    )
                )
        );

    [Fact]
    public void Help_links_lead_to_the_place_of_the_rule()
    {
        var links = SchemaDescriptors
            .All.Concat(Project)
            .Select(rule => (rule.Id, Link: rule.HelpLinkUri))
            .Concat(
                Reported.Select(error =>
                    (Id: (string)error.Attribute("Code")!, Link: (string)error.Attribute("HelpLink")!)
                )
            )
            .ToArray();

        links.Select(rule => rule.Id).ShouldBeUnique();
        links.ShouldAllBe(rule =>
            rule.Link
            == "https://github.com/nano-banana-contracts/NanoBananaContracts/blob/main/"
                + RuleReference.Page
                + "#"
                + rule.Id.ToLowerInvariant()
        );
        links.Select(rule => rule.Id).Except(RuleReference.Sections.Select(section => section.Id)).ShouldBeEmpty();
    }

    [Fact]
    public void The_page_has_the_rules_of_projects_and_no_others() =>
        RuleReference
            .Sections.Select(section => section.Id)
            .Where(id => id.StartsWith("NBC20", StringComparison.Ordinal))
            .ShouldBe(Messages.Select(row => row.Data.Item1));

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_rule_of_projects_shows_its_message_and_cure(string id, string format)
    {
        var section = RuleReference.Sections.Single(section => section.Id == id);

        section.Message.ShouldNotBeNull().ShouldMatch($"error {id}: {Pattern(format)}$");
        format.ShouldEndWith(section.Cure);
        section.Wrong.ShouldNotBe(section.Right);
        Project.Where(rule => rule.Id == id).ShouldAllBe(rule => rule.Title.ToString() == section.Title);
    }

    [Fact]
    public void Every_rule_is_tracked_for_release()
    {
        var tracked =
            Repository.Text("generator/NanoBananaContracts.Generator/AnalyzerReleases.Unshipped.md")
            + Repository.Text("generator/NanoBananaContracts.Generator/AnalyzerReleases.Shipped.md");

        SchemaRules
            .All.Select(rule => rule.Id)
            .Concat(Project.Select(rule => rule.Id))
            .Where(id => !tracked.Contains(id + " | ", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    private static string Pattern(string format) => Regex.Replace(Regex.Escape(format), @"\\\{[0-9]+}", ".+");
}
