using System.Text.RegularExpressions;
using NanoBananaContracts.Schema.Tests.Json;
using NanoBananaContracts.Schema.Tests.Reading;

namespace NanoBananaContracts.Schema.Tests.Findings;

/// <summary>
/// The page of all rules, held to the reader and the importer: the example that is wrong gives the message the page
/// shows, the one that is right gives none, and the cure is the rule's.
/// </summary>
public sealed partial class RuleReferenceTests
{
    public static TheoryData<string> Read { get; } = new(SchemaRules.All.Select(rule => rule.Id));

    public static TheoryData<string> Imported { get; } = new(SchemaImportRules.All.Select(rule => rule.Id));

    [Fact]
    public void The_page_has_the_rules_once_each_and_nothing_else()
    {
        // 20xx are those of projects, which the generator's tests hold.
        RuleReference
            .Sections.Select(section => section.Id)
            .Where(id => !id.StartsWith("NBC20", StringComparison.Ordinal))
            .ShouldBe(SchemaRules.All.Concat(SchemaImportRules.All).Select(rule => rule.Id));
    }

    [Fact]
    public void A_cure_names_no_keyword_that_does_not_exist()
    {
        var cures = new[] { "schema/NanoBananaContracts.Schema/Reading", "schema/NanoBananaContracts.Schema/Findings" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.Path(folder), "*.cs"))
            .Append(Repository.Path("docs/rules/schema.md"))
            .SelectMany(file => OwnKeyword().Matches(File.ReadAllText(file)).Select(found => found.Groups[1].Value))
            .Distinct()
            .ToList();
        var unknown = cures.Where(keyword =>
            SchemaReader
                .Read("a.json", $$"""{ "$defs": { "A": { "type": "object", "{{keyword}}": 1 } } }""")
                .Diagnostics.Any(found => found.Id == SchemaRules.UnknownKeyword.Id)
        );

        cures.Count.ShouldBeGreaterThan(10);
        unknown.ShouldBeEmpty();
    }

    [GeneratedRegex("""["`](x-[a-z-]+)\\?["`]""")]
    private static partial Regex OwnKeyword();

    [Fact]
    public void The_contents_lead_to_every_rule() =>
        Entry()
            .Matches(RuleReference.Contents)
            .Select(entry => entry.Value.TrimEnd())
            .ShouldBe(
                RuleReference.Sections.Select(rule => $"[{rule.Id}](#{rule.Id.ToLowerInvariant()}) {rule.Title}")
            );

    [Theory]
    [MemberData(nameof(Read))]
    public void A_rule_of_the_reader_shows_what_the_reader_says(string id)
    {
        var rule = SchemaRules.All.Single(candidate => candidate.Id == id);
        var section = Held(rule);

        SchemaReader.Read("my.schema.json", section.Right).Diagnostics.ShouldBeEmpty();
        if (section.Message is null)
        {
            // Too long to show: the tests of nesting, chains and composition have them.
            id.ShouldBeOneOf("NBC1011", "NBC1206", "NBC1207", "NBC1413", "NBC1414");
            return;
        }

        var found = SchemaReader.Read("my.schema.json", section.Wrong).Diagnostics.ShouldHaveSingleItem();
        found.Id.ShouldBe(id);
        section.Message.ShouldBe(found.ToString());
    }

    [Theory]
    [MemberData(nameof(Imported))]
    public void A_rule_of_the_import_shows_what_the_import_says(string id)
    {
        var rule = SchemaImportRules.All.Single(candidate => candidate.Id == id);
        var section = Held(rule);
        var file = FileOfImports().Match(RuleReference.Introduction("Import")).Groups[1].Value;
        var same = """{ "kind": "discovery#restDescription", "schemas": { "Order": { "type": "object" } } }""";

        // Of the one about the file, the example is the file.
        var (source, target) =
            rule == SchemaImportRules.TargetNotReadable ? (same, section.Wrong) : (section.Wrong, file);
        var result = SchemaImport.Import("source.json", source, "my.schema.json", target, new SchemaImportOptions());

        var found = result.Diagnostics.ShouldHaveSingleItem();
        (found.Id, found.Severity).ShouldBe((id, rule.Severity));
        section.Message.ShouldBe(found.ToString());
    }

    private static RuleSection Held(SchemaRule rule)
    {
        var section = RuleReference.Sections.Single(section => section.Id == rule.Id);
        section.Title.ShouldBe(rule.Title);
        section.Cure.ShouldStartWith(rule.Cure);
        return section;
    }

    [Fact]
    public void Rules_are_listed_by_id_and_say_what_to_do()
    {
        var ids = SchemaRules.All.Select(rule => rule.Id).ToList();
        ids.ShouldBe(ids.Distinct().Order(StringComparer.Ordinal));
        ids.ShouldAllBe(id => IdForm().IsMatch(id));
        ids.Count.ShouldBeGreaterThanOrEqualTo(25);
        SchemaRules.All.ShouldAllBe(rule => rule.Title.Length > 0 && rule.Cure.EndsWith('.'));
    }

    [Fact]
    public void Every_rule_has_a_test_at_its_place()
    {
        var tested = JsonMistakes
            .Cases.Concat(KeywordMistakes.Cases)
            .Concat(KeywordMistakes.RootCases)
            .Concat(ReferenceMistakes.Cases)
            .Concat(NameMistakes.Cases)
            .Concat(ObjectMistakes.Cases)
            .Concat(EnumMistakes.Cases)
            .Concat(ValueMistakes.Cases)
            .Concat(OperationMistakes.Cases)
            .Select(row => row.Data.Item1);

        // These cannot be marked in a text: nothing is there, or there is too much of it.
        SchemaRules
            .All.Select(rule => rule.Id)
            .Except(tested)
            .ShouldBe(["NBC1001", "NBC1011", "NBC1206", "NBC1207", "NBC1412", "NBC1413", "NBC1414"], ignoreOrder: true);
    }

    [GeneratedRegex(@"\[NBC[0-9]{4}\]\([^)]*\) [^·*]+?(?= ·| - \*\*|$|\s*$)")]
    private static partial Regex Entry();

    [GeneratedRegex("^```json\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex FileOfImports();

    [GeneratedRegex("^NBC1[0-7][0-9]{2}$")]
    private static partial Regex IdForm();
}
