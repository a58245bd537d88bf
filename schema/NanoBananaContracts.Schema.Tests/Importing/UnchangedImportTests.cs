using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Importing;

using JsonNode = System.Text.Json.Nodes.JsonNode;

/// <summary>What an import must leave alone.</summary>
public sealed class UnchangedImportTests
{
    private const string Revision = "20261122";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_source_with_nothing_new_changes_not_one_character(bool isOpenApi)
    {
        var source = isOpenApi
            ? SourceWriter.OpenApi(Contract.Json(), Revision)
            : SourceWriter.Discovery(Contract.Json(), Revision);
        var result = Contract.GoodImport(source, Contract.Text);

        result.Changes.ShouldBeEmpty();
        result.Diagnostics.ShouldBeEmpty();
        result.Text.ShouldBe(Contract.Text);
        result.Revision.ShouldBe(Revision);
    }

    [Theory]
    [InlineData("\r\n", false)]
    [InlineData("\n", true)]
    public void Line_ends_and_a_byte_order_mark_stay(string newLine, bool mark)
    {
        var text = (mark ? "\uFEFF" : "") + Contract.Text.Replace("\n", newLine, System.StringComparison.Ordinal);

        Contract.GoodImport(SourceWriter.Discovery(Contract.Json(), Revision), text).Text.ShouldBe(text);
    }

    [Fact]
    public void Their_words_do_not_come_in_where_ours_stand()
    {
        var source = SourceWriter.Discovery(Contract.Json(), Revision);

        Contract.GoodImport(source, Contract.Text, withDescriptions: true).Text.ShouldBe(Contract.Text);
    }

    [Theory]
    [InlineData("schema/discovery-20260325.json")]
    [InlineData("schema/openapi-20251218.json")]
    public void Importing_the_real_thing_twice_changes_nothing_the_second_time(string path)
    {
        var source = TestData.Text(path);
        var once = Contract.GoodImport(source, Contract.Text);

        once.Text.ShouldNotBe(Contract.Text);
        var twice = Contract.GoodImport(source, once.Text);
        twice.Text.ShouldBe(once.Text);
        twice.Changes.ShouldAllBe(change => change.Kind == SchemaImportChangeKind.Matched);
    }

    [Theory]
    [InlineData("schema/discovery-20260325.json")]
    [InlineData("schema/openapi-20251218.json")]
    public void The_real_thing_takes_no_line_of_ours_away(string path)
    {
        var result = Contract.GoodImport(TestData.Text(path), Contract.Text);
        var lines = result.Text.Split('\n').Select(line => line.TrimEnd(',')).ToList();

        // Every old line is still there, in order: only a comma at its end may be new.
        var at = 0;
        foreach (var line in Contract.Text.Split('\n').Select(line => line.TrimEnd(',')))
        {
            at = lines.IndexOf(line, at) + 1;
            at.ShouldBeGreaterThan(0, line);
        }
    }

    [Fact]
    public void What_only_we_say_stays()
    {
        var older = Contract.Json();
        older["$defs"]!["Part"]!["properties"]!.AsObject().Remove("mediaProcessing");
        var result = Contract.GoodImport(SourceWriter.Discovery(older, Revision), Contract.Text);

        var before = Contract.Json();
        var after = JsonNode.Parse(result.Text)!.AsObject();
        after["$defs"]!["Part"]!["properties"]!["mediaProcessing"]!.AsObject().Remove("x-vanished").ShouldBeTrue();
        after["$defs"]!["MediaProcessing"]!.AsObject().Remove("x-vanished").ShouldBeTrue();
        JsonNode.DeepEquals(before, after).ShouldBeTrue();
        after.ToJsonString(JsonSerializerOptions.Default).ShouldNotContain("Their words");
    }
}
