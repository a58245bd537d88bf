using System.Text.RegularExpressions;
using NanoBananaContracts.Generator.Tests.Analyzers;

namespace NanoBananaContracts.Generator.Tests.Packages;

/// <summary>Every rule as a user meets it: the packed package in a fresh project, and what its build prints.</summary>
[Collection(PackageCollection.Name)]
public sealed class RulePagesTests(PackedFeed feed)
{
    /// <summary>What each page calls reported, a file each; one build for all.</summary>
    internal static Consumer Consumer { get; } =
        new(
            "RulePages",
            // As warnings: an error would keep the build from saying the rest. What the frame of a sample leaves unused is not
            // what this is about.
            "<TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><TreatWarningsAsErrors>false</TreatWarningsAsErrors><NoWarn>CS0219;CS0414;CS1591;CS8629</NoWarn>",
            $"""<PackageReference Include="Microsoft.Extensions.Http.Resilience" Version="{ResilienceVersion}" />""",
            [
                // What is a suggestion by itself is a warning where the project says so.
                (".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.NBC0020.severity = warning\n"),
                .. Ids.Select(id => (id + ".cs", Sample(id))),
            ]
        );

    public static TheoryData<string> Rules => [.. Ids];

    private static string ResilienceVersion =>
        Regex
            .Match(
                Repository.Text("Directory.Packages.props"),
                "Include=\"Microsoft.Extensions.Http.Resilience\" Version=\"([^\"]+)\""
            )
            .Groups[1]
            .Value;

    private static IEnumerable<string> Ids =>
        Directory
            .GetFiles(Repository.Path("docs/rules"), "NBC0*.md")
            .Select(page => Path.GetFileNameWithoutExtension(page))
            .Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_rule_reports_the_sample_of_its_page_in_a_build_with_the_package(string id)
    {
        var built = await feed.BuildAsync(Consumer);

        // A build prints each warning where it is found and once more at its end.
        Regex
            .Matches(built.Findings, $@"{id}\.cs\((\d+,\d+)\): (?:warning|error) (NBC\d+)")
            .Select(match => match.Groups[2].Value + " at " + match.Groups[1].Value)
            .Distinct()
            .ShouldHaveSingleItem(built.Findings + built.Printed)
            .ShouldStartWith(id + " at ");
    }

    // All of them in one project: each class has the name of its rule.
    private static string Sample(string id) =>
        new RulePage(id).Sample("Reported").Replace("class Sample\n", $"class {id}\n", StringComparison.Ordinal);
}
