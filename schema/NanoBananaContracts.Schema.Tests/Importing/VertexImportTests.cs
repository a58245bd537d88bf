using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Importing;

/// <summary>The document of another provider of the same contract, and what belongs to whom afterwards.</summary>
public sealed class VertexImportTests
{
    private const string Vertex = "aiplatform";
    private const string Google = "generativelanguage";
    private const string Marks =
        "\"x-providers\": [\"vertex-express\", \"vertex\"], \"x-source\": \"The discovery document of aiplatform, revision 20261101.\"";

    private const string File = """
        {
          "x-operations": {
            "Place": { "method": "POST", "path": "/orders", "request": "#/$defs/Order", "response": "#/$defs/Order" }
          },
          "$defs": {
            "Order": {
              "type": "object",
              "properties": {
                "mood": { "$ref": "#/$defs/Mood" },
                "place": { "$ref": "#/$defs/Place" },
                "byHand": { "type": "string", "x-source": "Their SDK." },
                "lists": { "type": "object", "additionalProperties": true }
              }
            },
            "Place": { "type": "object", "properties": { "name": { "type": "string" } } },
            "Mood": { "type": "string", "enum": ["CALM", "WILD"] }
          }
        }
        """;

    [Fact]
    public void What_only_Vertex_has_comes_in_marked_and_nothing_vanishes()
    {
        var result = Contract.Import(
            Document(
                Vertex,
                """
                "GoogleCloudAiplatformV1Order": { "type": "object", "properties": {
                  "mood": { "type": "string", "enum": ["CALM", "ANGRY"] },
                  "place": { "$ref": "GoogleCloudAiplatformV1OrderPlace" },
                  "armor": { "$ref": "GoogleCloudAiplatformV1Armor" } } },
                "GoogleCloudAiplatformV1OrderPlace": { "type": "object", "properties": { "floor": { "type": "integer", "format": "int32" } } },
                "GoogleCloudAiplatformV1Armor": { "type": "object", "properties": { "weight": { "type": "string", "enum": ["LIGHT", "HEAVY"] } } }
                """
            ),
            File
        );

        result.HasErrors.ShouldBeFalse();
        result
            .Changes.Select(change => change.ToString())
            .ShouldBe(
                [
                    "+ Armor",
                    "+ Order.armor",
                    "= Place (OrderPlace in the source)",
                    "+ Place.floor",
                    "+ Weight",
                    "+ Mood: ANGRY",
                ],
                ignoreOrder: true
            );
        var text = OneLine(result.Text);
        text.ShouldContain($"\"armor\": {{ \"$ref\": \"#/$defs/Armor\", {Marks} }}");
        text.ShouldContain($"\"floor\": {{ \"type\": \"integer\", \"format\": \"int32\", {Marks} }}");
        text.ShouldContain("\"Armor\": { \"type\": \"object\", \"x-source\": \"The discovery document of aiplatform");
        text.ShouldContain("\"weight\": { \"$ref\": \"#/$defs/Weight\" }");
        text.ShouldContain("\"x-enum-providers\": { \"ANGRY\": [\"vertex-express\", \"vertex\"] }");
        text.ShouldContain("\"x-source\": \"ANGRY: the discovery document of aiplatform, revision 20261101.\"");
        text.ShouldNotContain("x-vanished");
        text.ShouldNotContain("GoogleCloud");
    }

    [Fact]
    public void What_else_an_enum_says_of_its_sources_stays()
    {
        var file = File.Replace(
            "\"enum\": [\"CALM\", \"WILD\"]",
            "\"enum\": [\"CALM\", \"WILD\"], \"x-source\": \"The reference.\"",
            StringComparison.Ordinal
        );

        var result = Contract.GoodImport(
            Document(Vertex, Order("\"mood\": { \"type\": \"string\", \"enum\": [\"ANGRY\"] }")),
            file
        );

        result.Text.ShouldContain(
            "\"x-source\": \"The reference; ANGRY: the discovery document of aiplatform, revision 20261101.\""
        );
    }

    [Fact]
    public void Values_of_Vertex_alone_follow_its_document_and_lose_their_mark_to_Googles()
    {
        var file = File.Replace(
            "\"enum\": [\"CALM\", \"WILD\"]",
            "\"enum\": [\"CALM\", \"WILD\", \"ANGRY\"], \"x-enum-providers\": { \"WILD\": [\"vertex\"], \"ANGRY\": [\"vertex\"] }",
            StringComparison.Ordinal
        );

        // Whatever else the documents lack: only the values are of interest.
        string[] ChangesOf(string name, string prefix, string values, out string text)
        {
            var result = Contract.GoodImport(
                Document(name, Order($"\"mood\": {{ \"type\": \"string\", \"enum\": [{values}] }}", prefix)),
                file
            );
            text = OneLine(result.Text);
            return
            [
                .. result
                    .Changes.Select(change => change.ToString())
                    .Where(change => change.Contains("Mood", StringComparison.Ordinal)),
            ];
        }

        const string Prefix = "GoogleCloudAiplatformV1";
        ChangesOf(Vertex, Prefix, "\"ANGRY\", \"EAGER\"", out var text)
            .ShouldBe(["+ Mood: EAGER", "- Mood: WILD"], ignoreOrder: true);
        text.ShouldContain(
            "\"x-enum-providers\": { \"WILD\": [\"vertex\"], \"ANGRY\": [\"vertex\"], \"EAGER\": [\"vertex-express\", \"vertex\"] }"
        );
        text.ShouldContain("\"x-vanished-values\": { \"WILD\": \"20261101\" }");

        ChangesOf(Google, "", "\"CALM\"", out _).ShouldBeEmpty();
        ChangesOf(Google, "", "\"CALM\", \"WILD\"", out text)
            .ShouldBe(["~ Mood: WILD (no longer other providers' alone)"]);
        text.ShouldContain("\"x-enum-providers\": { \"ANGRY\": [\"vertex\"] }");
        ChangesOf(Google, "", "\"CALM\", \"WILD\", \"ANGRY\"", out text).Length.ShouldBe(2);
        text.ShouldNotContain("x-enum-providers");
    }

    [Fact]
    public void A_field_that_Google_took_over_loses_its_mark()
    {
        var file = File.Replace(
            "\"byHand\": { \"type\": \"string\",",
            "\"byHand\": { \"type\": \"string\", \"x-providers\": [\"vertex\"],",
            StringComparison.Ordinal
        );

        var result = Contract.GoodImport(
            Document(Google, Order("\"byHand\": { \"type\": \"string\" }", prefix: "")),
            file
        );

        result
            .Changes.Select(change => change.ToString())
            .ShouldContain("~ Order.byHand (no longer other providers' alone)");
        result.Text.ShouldContain("\"byHand\": { \"type\": \"string\", \"x-source\": \"Their SDK.\" }");
    }

    [Fact]
    public void A_field_of_another_shape_is_a_finding_and_stays_as_it_is()
    {
        var result = Contract.GoodImport(
            Document(
                Vertex,
                Order("\"lists\": { \"type\": \"array\", \"items\": { \"type\": \"string\" }, \"deprecated\": true }")
            ),
            File
        );

        result.Text.ShouldBe(File);
        result.Changes.ShouldBeEmpty();
        var finding = result.Diagnostics.ShouldHaveSingleItem();
        finding.Id.ShouldBe(SchemaImportRules.OtherShape.Id);
        finding.Message.ShouldContain("Order.lists is a list: string in the source");
    }

    [Fact]
    public void What_has_a_source_of_its_own_does_not_vanish_from_Googles_document()
    {
        var file = File.Replace(
            "\"enum\": [\"CALM\", \"WILD\"]",
            "\"enum\": [\"CALM\", \"WILD\", \"WILDER\"], \"x-source\": \"The document; WILD: their SDK.\"",
            StringComparison.Ordinal
        );

        var result = Contract.GoodImport(
            Document(Google, Order("\"mood\": { \"type\": \"string\", \"enum\": [\"CALM\"] }", prefix: "")),
            file
        );

        result
            .Changes.Select(change => change.ToString())
            .ShouldBe(["- Order.place", "- Order.lists", "- Place", "- Mood: WILDER"], ignoreOrder: true);
    }

    [Fact]
    public void What_is_marked_as_Vertexs_vanishes_from_its_document_alone()
    {
        SkipWithoutTheKeyword();
        var file = File.Replace(
                "\"place\": {",
                "\"armor\": { \"$ref\": \"#/$defs/Armor\", \"x-providers\": [\"vertex\"] }, \"place\": {",
                StringComparison.Ordinal
            )
            .Replace(
                "\"Place\": { \"type\"",
                "\"Armor\": { \"type\": \"object\", \"properties\": { \"weight\": { \"type\": \"string\" } } }, \"Place\": { \"type\"",
                StringComparison.Ordinal
            );
        const string Same = "\"mood\": { \"type\": \"string\", \"enum\": [\"CALM\", \"WILD\"] }";

        var google = Contract.GoodImport(Document(Google, Order(Same, prefix: "")), file);
        var vertex = Contract.GoodImport(Document(Vertex, Order(Same)), file);

        google
            .Changes.Select(change => change.ToString())
            .ShouldBe(["- Order.place", "- Order.lists", "- Place"], ignoreOrder: true);
        vertex.Changes.Select(change => change.ToString()).ShouldBe(["- Order.armor", "- Armor"], ignoreOrder: true);
        Contract.GoodImport(Document(Google, Order(Same, prefix: "")), google.Text).Text.ShouldBe(google.Text);
        Contract.GoodImport(Document(Vertex, Order(Same)), google.Text).Text.ShouldNotBe(google.Text);
        Contract.GoodImport(Document(Vertex, Order(Same)), vertex.Text).Text.ShouldBe(vertex.Text);
    }

    [Fact]
    public void What_belongs_to_Vertex_follows_its_document()
    {
        SkipWithoutTheKeyword();
        const string Armor = "\"armor\": { \"$ref\": \"GoogleCloudAiplatformV1Armor\" }";
        var once = Contract.GoodImport(
            Document(Vertex, Order(Armor) + ", " + Message("Armor", "\"weight\": { \"type\": \"string\" }")),
            File
        );

        var next = Contract.GoodImport(
            Document(Vertex, Order(Armor) + ", " + Message("Armor", "\"mass\": { \"type\": \"string\" }")),
            once.Text
        );

        next.Changes.Select(change => change.ToString())
            .ShouldBe(["- Armor.weight", "+ Armor.mass"], ignoreOrder: true);
        next.Text.Split("x-providers").Length.ShouldBe(2, "what hangs on a marked field needs no mark");
    }

    [Fact]
    public void A_schema_in_Vertexs_own_names_is_imported_whole()
    {
        var file = File.Replace("\"Order\"", "\"GoogleCloudAiplatformV1Order\"", StringComparison.Ordinal)
            .Replace("$defs/Order", "$defs/GoogleCloudAiplatformV1Order", StringComparison.Ordinal);

        var result = Contract.GoodImport(
            Document(
                Vertex,
                Order(
                    "\"mood\": { \"type\": \"string\", \"enum\": [\"CALM\", \"WILD\"] }, \"new\": { \"type\": \"string\" }"
                )
            ),
            file
        );

        result.Text.ShouldNotContain("x-providers");
        result
            .Changes.Select(change => change.ToString().Split('.')[^1])
            .ShouldBe(["new", "place", "lists", "- Place"], ignoreOrder: true);
    }

    [Fact]
    public void The_document_of_August_2026_only_adds()
    {
        var result = Contract.Import(TestData.Text("schema/vertex-20260815.json"), Contract.Text);

        result.HasErrors.ShouldBeFalse();
        result.Revision.ShouldBe("20260815");
        result.Changes.ShouldAllBe(change =>
            change.Kind == SchemaImportChangeKind.Added || change.Kind == SchemaImportChangeKind.Matched
        );
        var shapes = result.Diagnostics.Where(found => found.Id == SchemaImportRules.OtherShape.Id).ToArray();
        shapes.ShouldContain(found =>
            found.Message.Contains("GenerationConfig.responseFormat", StringComparison.Ordinal)
        );
        result.Text.ShouldNotContain("GoogleCloudAiplatform");
        // All of them are settled: the weekly watch tells of none again.
        var settled = Repository.Text(".ci/schema-watch.findings").Split('\n');
        result.Diagnostics.ShouldAllBe(found => settled.Contains($"Vertex AI: {found.Id}: {found.Message}"));

        // Every old line is still there, in order: only more values or sources behind those it has may be new.
        var lines = result.Text.Split('\n');
        var at = 0;
        foreach (var line in Contract.Text.Split('\n').Select(line => line.TrimEnd(',', ']', '.', '"')))
        {
            at = Array.FindIndex(lines, at, found => found.StartsWith(line, StringComparison.Ordinal)) + 1;
            at.ShouldBeGreaterThan(0, line);
        }
    }

    [Fact]
    public void Importing_it_twice_changes_nothing_the_second_time()
    {
        SkipWithoutTheKeyword();
        var source = TestData.Text("schema/vertex-20260815.json");
        var once = Contract.Import(source, Contract.Text);

        var twice = Contract.Import(source, once.Text);

        twice.HasErrors.ShouldBeFalse(string.Join('\n', twice.Diagnostics));
        twice.Text.ShouldBe(once.Text);
    }

    private static void SkipWithoutTheKeyword() =>
        Assert.SkipUnless(
            Keywords.All.Any(keyword => keyword.Name == "x-providers"),
            "The reader does not know x-providers yet."
        );

    private static string Order(string properties, string prefix = "GoogleCloudAiplatformV1") =>
        Message("Order", properties, prefix);

    private static string Message(string name, string properties, string prefix = "GoogleCloudAiplatformV1") =>
        $$"""  "{{prefix}}{{name}}": { "type": "object", "properties": { {{properties}} } } """;

    private static string Document(string name, string schemas) =>
        $$"""{ "kind": "discovery#restDescription", "name": "{{name}}", "revision": "20261101", "schemas": { {{schemas}} } }""";

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
