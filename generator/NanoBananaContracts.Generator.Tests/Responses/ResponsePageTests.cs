using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Diagnostics;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Responses;

/// <summary>The page of the rules, held to what the generator says of its examples.</summary>
public sealed class ResponsePageTests
{
    private static readonly IReadOnlyList<RuleSection> Sections = RuleReference.SectionsOf("docs/rules/responses.md");

    public static TheoryData<string> Rules => [.. ResponseRules.All.Select(rule => rule.Id)];

    [Fact]
    public void Every_rule_has_a_section_and_is_tracked()
    {
        Sections.Select(section => section.Id).ShouldBe(ResponseRules.All.Select(rule => rule.Id));
        var tracked = Repository.Text("generator/NanoBananaContracts.Generator/AnalyzerReleases.Unshipped.md");
        ResponseRules.All.ShouldAllBe(rule => tracked.Contains(rule.Id + " | "));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_examples_give_the_message_and_none(string id)
    {
        var rule = ResponseRules.All.Single(rule => rule.Id == id);
        var section = Sections.Single(section => section.Id == id);

        section.Title.ShouldBe(rule.Title.ToString());
        rule.MessageFormat.ToString().ShouldEndWith(section.Cure);
        rule.HelpLinkUri.ShouldEndWith("docs/rules/responses.md#" + id.ToLowerInvariant());
        var told = Run(section.Wrong).Diagnostics.ShouldHaveSingleItem();
        told.Id.ShouldBe(id);
        section.Message.ShouldNotBeNull().ShouldEndWith($"error {id}: {told.GetMessage()}");
        Run(section.Right).Compile();
    }

    private static GeneratorRun Run(string example) =>
        GeneratorRun.Of(
            new ConsumerProject
            {
                Language = LanguageVersion.CSharp12,
                Sources =
                [
                    "#pragma warning disable CS1591\nusing System; using System.ComponentModel.DataAnnotations; using NanoBananaContracts;\n"
                        + example,
                ],
            },
            new ResponseContractGenerator()
        );
}
