using System.Text.RegularExpressions;
using NanoBananaContracts.Generator.Tests.Analyzers;

namespace NanoBananaContracts.Generator.Tests.Packages;

/// <summary>Every rule as a user meets it: the packed package in a fresh project, and what its build prints.</summary>
[Collection(PackageCollection.Name)]
public sealed class RulePagesTests(PackedFeed feed)
{
    private const string Old = "NBC3013";

    private const string Properties =
        "<TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><TreatWarningsAsErrors>false</TreatWarningsAsErrors>";

    /// <summary>What each page calls reported, a file each; one build for all.</summary>
    internal static Consumer Consumer { get; } =
        new(
            "RulePages",
            // As warnings: an error would keep the build from saying the rest. What the frame of a sample leaves unused is not
            // what this is about.
            Properties + "<NoWarn>CS0219;CS0414;CS1591;CS8629</NoWarn>",
            $"""<PackageReference Include="Microsoft.Extensions.Http.Resilience" Version="{ResilienceVersion}" />""",
            [
                // What is a suggestion by itself is a warning where the project says so.
                (".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.NBC0020.severity = warning\n"),
                .. Ids.Select(id => (id + ".cs", Sample(id))),
            ]
        );

    /// <summary>
    /// What the sections about prompts call wrong. Errors of the analyzer are found together; what is too old for the rest, and the
    /// errors of the other generator, are projects of their own.
    /// </summary>
    internal static Consumer Prompts { get; } =
        new(
            "PromptPages",
            Properties,
            "",
            [
                // A suggestion is not printed by a build.
                (".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.NBC3019.severity = warning\n"),
                .. Sections("prompts.md")
                    .Where(section => section.Id != Old)
                    .Select(section => File(section.Id, section.Wrong)),
            ]
        );

    /// <summary>A prompt in a language that has no requests.</summary>
    internal static Consumer OldPrompts { get; } =
        new(
            "OldPromptPages",
            Properties + "<LangVersion>10</LangVersion>",
            "",
            [File(Old, Sections("prompts.md")[0].Right)]
        );

    /// <summary>What the sections about response contracts call wrong.</summary>
    internal static Consumer Responses { get; } =
        new(
            "ResponsePages",
            Properties,
            "",
            [.. Sections("responses.md").Select(section => File(section.Id, section.Wrong))]
        );

    /// <summary>All of the projects.</summary>
    internal static IReadOnlyList<Consumer> Consumers { get; } = [Consumer, Prompts, OldPrompts, Responses];

    public static TheoryData<string> Rules => [.. Ids];

    public static TheoryData<string> PromptRules =>
        [.. Sections("prompts.md").Select(section => section.Id).Where(id => id != Old)];

    public static TheoryData<string> ResponseRules => [.. Sections("responses.md").Select(section => section.Id)];

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
    public Task A_rule_reports_the_sample_of_its_page_in_a_build_with_the_package(string id) => Expect(Consumer, id);

    [Theory]
    [MemberData(nameof(PromptRules))]
    public Task A_rule_of_prompts_reports_the_sample_of_its_section(string id) => Expect(Prompts, id);

    [Fact]
    public Task The_rule_of_old_languages_reports_a_prompt_in_one() => Expect(OldPrompts, Old);

    [Theory]
    [MemberData(nameof(ResponseRules))]
    public Task A_rule_of_responses_reports_the_sample_of_its_section(string id) => Expect(Responses, id);

    private async Task Expect(Consumer consumer, string id)
    {
        var built = await feed.BuildAsync(consumer);

        // A build prints each warning where it is found and once more at its end.
        Regex
            .Matches(built.Findings, $@"{id}\.cs\((\d+,\d+)\): (?:warning|error) (NBC\d+)")
            .Select(match => match.Groups[2].Value + " at " + match.Groups[1].Value)
            .Distinct()
            .ShouldHaveSingleItem(built.Findings + built.Printed)
            .ShouldStartWith(id + " at ");
    }

    private static IReadOnlyList<RuleSection> Sections(string page) => RuleReference.SectionsOf("docs/rules/" + page);

    // All of a page in one project: each has a namespace with the name of its rule.
    private static (string Name, string Text) File(string id, string sample) =>
        (
            id + ".cs",
            $"using System;\nusing System.ComponentModel.DataAnnotations;\nusing System.Threading;\nusing System.Threading.Tasks;\nusing NanoBananaContracts;\nnamespace {id};\n{sample}"
        );

    // All of them in one project: each class has the name of its rule.
    private static string Sample(string id) =>
        new RulePage(id).Sample("Reported").Replace("class Sample\n", $"class {id}\n", StringComparison.Ordinal);
}
