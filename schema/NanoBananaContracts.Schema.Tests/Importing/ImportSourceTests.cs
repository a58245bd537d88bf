using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Importing;

/// <summary>How sources say things, and what comes in for it.</summary>
public sealed class ImportSourceTests
{
    private const string Target = """
        {
          "x-operations": { "Draw": { "method": "POST", "path": "/d", "request": "#/$defs/Order", "response": "#/$defs/Order" } },
          "$defs": { "Order": { "type": "object", "properties": { "a": { "type": "string" } } } }
        }
        """;

    [Theory]
    [InlineData(
        """{ "type": "string", "format": "google-duration" }""",
        """{ "type": "string", "format": "duration" }"""
    )]
    [InlineData("""{ "type": "string", "format": "duration" }""", """{ "type": "string", "format": "duration" }""")]
    [InlineData(
        """{ "type": "string", "format": "google-datetime" }""",
        """{ "type": "string", "format": "date-time" }"""
    )]
    [InlineData("""{ "type": "string", "format": "date-time" }""", """{ "type": "string", "format": "date-time" }""")]
    [InlineData("""{ "type": "string", "format": "google-fieldmask" }""", """{ "type": "string" }""")]
    [InlineData("""{ "type": "string", "format": "int64" }""", """{ "type": "string", "format": "int64" }""")]
    [InlineData("""{ "type": "string", "format": "byte" }""", """{ "type": "string", "contentEncoding": "base64" }""")]
    [InlineData("""{ "type": ["null", "boolean"] }""", """{ "type": "boolean" }""")]
    [InlineData("""{ "type": "array" }""", """{ "type": "array", "items": {} }""")]
    [InlineData("""{ "type": "object" }""", """{ "type": "object", "additionalProperties": true }""")]
    [InlineData(
        """{ "type": "object", "additionalProperties": { "description": "Anything." } }""",
        """{ "type": "object", "additionalProperties": true }"""
    )]
    [InlineData(
        """{ "type": "object", "additionalProperties": { "type": "boolean" } }""",
        """{ "type": "object", "additionalProperties": { "type": "boolean" } }"""
    )]
    [InlineData(
        """{ "$ref": "#/components/schemas/Bag" }""",
        """{ "type": "object", "additionalProperties": { "type": "boolean" } }"""
    )]
    [InlineData("""{ "description": "Anything." }""", "{}")]
    public void A_type_comes_in_as_we_write_it(string theirs, string ours)
    {
        var result = Contract.GoodImport(Source($$""" "a": { "type": "string" }, "b": {{theirs}} """), Target);

        result.Text.ShouldContain($"\"b\": {ours} }}");
        result.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void A_named_enum_keeps_its_name_and_each_value_once()
    {
        var result = Contract.GoodImport(
            Source(""" "a": { "type": "string" }, "b": { "allOf": [{ "$ref": "#/components/schemas/Mood" }] } """),
            Target
        );

        result.Text.ShouldContain("\"b\": { \"$ref\": \"#/$defs/Mood\" }");
        result.Text.ShouldContain("\"enum\": [\"CALM\", \"WILD\"]");
    }

    [Fact]
    public void One_reference_to_nothing_is_one_finding_however_often_it_is_met()
    {
        var result = Contract.GoodImport(
            Source(
                """
                "a": { "type": "string" },
                "b": { "$ref": "#/components/schemas/Broken" }, "c": { "$ref": "#/components/schemas/Broken" }
                """
            ),
            Target
        );

        var finding = result.Diagnostics.ShouldHaveSingleItem();
        finding.Id.ShouldBe(SchemaImportRules.DanglingSourceReference.Id);
        finding.Message.ShouldStartWith("Broken refers to '#/components/schemas/Gone'");
        result.Changes.Select(change => change.Path).ShouldBe(["Order.b", "Order.c"]);
    }

    [Fact]
    public void A_revision_that_the_source_does_not_give_is_unknown()
    {
        var source = """{ "openapi": "3.1.0", "components": { "schemas": { "Order": { "type": "object" } } } }""";
        var result = Contract.GoodImport(source, Target);

        result.Revision.ShouldBe("unknown");
        result.Text.ShouldContain("\"x-vanished\": \"unknown\"");
    }

    private static string Source(string order) =>
        $$"""
            {
              "openapi": "3.1.0", "info": { "version": "7" },
              "components": {
                "schemas": {
                  "Order": { "type": "object", "properties": {{{order}} } },
                  "Bag": { "type": "object", "additionalProperties": { "type": "boolean" } },
                  "Mood": { "type": "string", "enum": ["CALM", "WILD", "CALM"] },
                  "Broken": { "type": "array", "items": { "$ref": "#/components/schemas/Gone" } }
                }
              }
            }
            """;
}
