using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NanoBananaContracts.TestSupport;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Schema.Tests.Mistakes;

/// <summary>
/// The page of each rule, held to the reader: the example that is wrong gives the message the page shows, the one that
/// is right gives none.
/// </summary>
public sealed partial class RulePages
{
    public static TheoryData<string> Rules { get; } = new(SchemaRules.All.Select(rule => rule.Id));

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_page_shows_what_the_reader_says(string id)
    {
        var rule = SchemaRules.All.Single(candidate => candidate.Id == id);
        var page = Repository.Text(rule.Page).ReplaceLineEndings("\n");

        page.ShouldStartWith($"# {id}: {rule.Title}\n");
        page.ShouldContain("## What it means");
        page.ShouldContain("## What to do");
        var schemas = Blocks("json", page);
        var messages = Blocks("text", page);
        SchemaReader.Read("my.schema.json", schemas[^1]).Diagnostics.ShouldBeEmpty();
        if (messages.Length == 0)
        {
            // Too long to show: the tests of nesting, chains and composition have them.
            id.ShouldBeOneOf("NBC1011", "NBC1206", "NBC1207");
            return;
        }

        var found = SchemaReader.Read("my.schema.json", schemas[0]).Diagnostics.ShouldHaveSingleItem();
        found.Id.ShouldBe(id);
        messages.ShouldHaveSingleItem().ShouldBe(found + "\n");
    }

    [Fact]
    public void Every_page_about_schemas_has_a_rule()
    {
        // 19xx are those of the importer, which lists them itself.
        var pages = Directory
            .EnumerateFiles(Repository.Path("docs/rules"), "NBC1*.md")
            .Select(Path.GetFileNameWithoutExtension)
            .Where(id => !id!.StartsWith("NBC19", StringComparison.Ordinal));

        pages.Order(StringComparer.Ordinal).ShouldBe(SchemaRules.All.Select(rule => rule.Id));
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
            .ShouldBe(["NBC1001", "NBC1011", "NBC1206", "NBC1207", "NBC1412"], ignoreOrder: true);
    }

    private static string[] Blocks(string language, string page) =>
        [
            .. Block()
                .Matches(page)
                .Where(match => match.Groups[1].Value == language)
                .Select(match => match.Groups[2].Value),
        ];

    [GeneratedRegex("^```(json|text)\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("^NBC1[0-7][0-9]{2}$")]
    private static partial Regex IdForm();
}
