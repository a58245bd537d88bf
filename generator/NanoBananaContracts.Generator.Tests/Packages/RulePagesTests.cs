using System.Text.RegularExpressions;
using NanoBananaContracts.Generator.Tests.House;

namespace NanoBananaContracts.Generator.Tests.Packages;

/// <summary>Every rule as a user meets it: the packed package in a fresh project, and what its build prints.</summary>
[Collection(PackageCollection.Name)]
public sealed class RulePagesTests(PackedFeed feed)
{
    /// <summary>What each page calls reported, a file each; one build for all.</summary>
    internal static Consumer Consumer { get; } =
        new(
            "RulePages",
            // As warnings: an error of ours would say nothing of the next rule.
            "<TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><TreatWarningsAsErrors>false</TreatWarningsAsErrors>",
            "",
            [
                ("Usings.cs", DocumentedCode.Usings + "global using Microsoft.Extensions.DependencyInjection;\n"),
                ("Given.cs", DocumentedCode.Given),
                (".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.NBC0020.severity = warning\n"),
                .. DocumentedCode.RulePages.Select(page => (Id(page) + ".cs", Sample(page))),
            ]
        );

    public static TheoryData<string> Rules => [.. DocumentedCode.RulePages.Select(Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_rule_reports_the_sample_of_its_page_in_a_build_with_the_package(string id)
    {
        var built = await feed.BuildAsync(Consumer);

        // A build prints each warning where it is found and once more at its end.
        Regex
            .Matches(built.Findings, $@"{id}\.cs\((\d+,\d+)\): (?:warning|error) ([A-Z]+\d+)")
            .Select(match => match.Groups[2].Value + " at " + match.Groups[1].Value)
            .Distinct()
            .ShouldHaveSingleItem(built.Findings + built.Printed)
            .ShouldStartWith(id + " at ");
    }

    private static string Id(string page) => Path.GetFileNameWithoutExtension(page);

    private static string Sample(string page) =>
        $$"""
            using NanoBananaContracts;
            using static Given;

            internal static class {{Id(page)}}
            {
                public static async Task Run()
                {
                    await Task.Yield();
            {{DocumentedCode.Of(page).Single(block => block.Heading == "Reported").Code}}
                }
            }
            """;
}
