using System.Text.Json;
using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Importing;

/// <summary>What sources say of objects as a whole and of the names in them.</summary>
public sealed class ImportObjectTests
{
    private const string Target = """
        {
          "x-operations": { "Draw": { "method": "POST", "path": "/d", "request": "#/$defs/Order", "response": "#/$defs/Order" } },
          "$defs": { "Order": { "type": "object", "properties": { "a": { "type": "string" } } } }
        }
        """;

    [Theory]
    [InlineData(
        """{ "type": "object", "patternProperties": { "^[a-z]+$": { "type": "integer", "minimum": 1 } }, "additionalProperties": false }""",
        """{ "type": "object", "patternProperties": { "^[a-z]+$": { "type": "integer", "minimum": 1 } }, "additionalProperties": false }"""
    )]
    [InlineData(
        """{ "$ref": "#/components/schemas/Sizes" }""",
        """{ "type": "object", "patternProperties": { "^x": { "type": "boolean" }, "^y": { "type": "boolean" } }, "additionalProperties": false, "maxProperties": 9 }"""
    )]
    [InlineData(
        """{ "type": "object", "additionalProperties": { "type": "boolean" }, "propertyNames": { "pattern": "^a", "maxLength": 9 }, "minProperties": 1 }""",
        """{ "type": "object", "additionalProperties": { "type": "boolean" }, "minProperties": 1, "propertyNames": { "pattern": "^a", "maxLength": 9 } }"""
    )]
    [InlineData(
        """{ "type": "object", "propertyNames": { "$ref": "#/components/schemas/Mood" } }""",
        """{ "type": "object", "additionalProperties": true, "propertyNames": { "enum": ["CALM", "WILD"] } }"""
    )]
    [InlineData(
        """{ "type": "object", "additionalProperties": { "type": "boolean" }, "propertyNames": { "type": "string", "const": "a" } }""",
        """{ "type": "object", "additionalProperties": { "type": "boolean" }, "propertyNames": { "const": "a" } }"""
    )]
    [InlineData(
        """{ "type": "object", "additionalProperties": { "type": "boolean" }, "propertyNames": { "type": "string" } }""",
        """{ "type": "object", "additionalProperties": { "type": "boolean" } }"""
    )]
    [InlineData(
        """{ "type": "object", "additionalProperties": { "type": "boolean" }, "dependentRequired": { "x": ["y"] } }""",
        """{ "type": "object", "additionalProperties": { "type": "boolean" }, "dependentRequired": {"x":["y"]} }"""
    )]
    [InlineData(
        """{ "$ref": "#/components/schemas/Name", "pattern": "^a" }""",
        """{ "type": "string", "maxLength": 9, "pattern": "^a" }"""
    )]
    [InlineData(
        """{ "$ref": "#/components/schemas/Half", "nullable": true }""",
        """{ "anyOf": [{ "$ref": "#/$defs/Half" }, { "type": "null" }] }"""
    )]
    [InlineData(
        """{ "anyOf": [{ "type": "string" }, { "type": "null" }], "maxLength": 5 }""",
        """{ "type": ["string", "null"], "maxLength": 5 }"""
    )]
    [InlineData(
        """{ "type": "number", "minimum": 0, "exclusiveMinimum": true, "maximum": 9, "exclusiveMaximum": false }""",
        """{ "type": "number", "exclusiveMinimum": 0, "maximum": 9 }"""
    )]
    [InlineData(
        """{ "type": "array", "items": { "type": "string", "const": "a" } }""",
        """{ "type": "array", "items": { "type": "string", "enum": ["a"] } }"""
    )]
    public void It_comes_in_as_we_write_it(string theirs, string ours)
    {
        var source = Source($$""" "a": { "type": "string" }, "b": {{theirs}} """);

        var result = Contract.GoodImport(source, Target);

        result.Diagnostics.ShouldBeEmpty();
        OneLine(result.Text).ShouldContain($"\"b\": {ours} }}");
        Contract.GoodImport(source, result.Text).Text.ShouldBe(result.Text);
    }

    [Theory]
    [InlineData(
        """{ "type": "object", "patternProperties": { "a": { "type": "string" } } }""",
        "'patternProperties' of Order.b did not come in"
    )]
    [InlineData(
        """{ "type": "object", "patternProperties": { "a": { "type": "string" }, "b": {} }, "additionalProperties": false }""",
        "'patternProperties' of Order.b did not come in"
    )]
    [InlineData(
        """{ "type": "object", "additionalProperties": { "type": "string" }, "propertyNames": { "type": "integer" } }""",
        "'propertyNames' of Order.b did not come in"
    )]
    [InlineData(
        """{ "type": "object", "properties": { "x": { "type": "string" } }, "patternProperties": { "^y": {} } }""",
        "'patternProperties' of OrderB did not come in"
    )]
    [InlineData(
        """{ "type": "object", "properties": { "x": { "type": "string" } }, "not": {} }""",
        "'not' of OrderB did not come in"
    )]
    [InlineData(
        """{ "type": "object", "properties": { "x": { "type": "string", "readOnly": true } }, "dependentRequired": { "y": ["x"] } }""",
        "'dependentRequired' of OrderB did not come in"
    )]
    [InlineData(
        """{ "type": "object", "properties": { "x": { "type": "string" } }, "additionalProperties": { "type": "integer", "minimum": 1 } }""",
        "The fields of OrderB that are not named came in with their type alone"
    )]
    [InlineData("""{ "$ref": "#/components/schemas/Mood", "enum": ["CALM"] }""", "'enum' of Order.b did not come in")]
    [InlineData(
        """{ "$ref": "#/components/schemas/Half", "minProperties": 1 }""",
        "'minProperties' of Order.b did not come in"
    )]
    [InlineData(
        """{ "$ref": "#/components/schemas/Name", "maxLength": 5 }""",
        "'maxLength' of Order.b did not come in"
    )]
    [InlineData(
        """{ "allOf": [{ "$ref": "#/components/schemas/Half" }, { "type": "object", "properties": {}, "additionalProperties": false }] }""",
        "'additionalProperties' of OrderB did not come in"
    )]
    [InlineData(
        """{ "type": "object", "properties": { "x": { "type": "string" } }, "required": ["x", "y"] }""",
        "OrderB requires 'y', which is none of its properties"
    )]
    [InlineData(
        """{ "type": "object", "additionalProperties": { "type": "string" }, "required": ["y"] }""",
        "'required' of Order.b did not come in"
    )]
    [InlineData(
        """{ "allOf": [{ "$ref": "#/components/schemas/Half" }, { "type": "object", "properties": { "one": { "type": "string", "minLength": 3 } } }] }""",
        "OrderB.one is told here again, and otherwise"
    )]
    public void What_does_not_come_in_is_told_once(string theirs, string said)
    {
        var result = Contract.GoodImport(Source($$""" "a": { "type": "string" }, "b": {{theirs}} """), Target);

        var finding = result.Diagnostics.ShouldHaveSingleItem();
        finding.Id.ShouldBe(SchemaImportRules.LeftOut.Id);
        finding.Message.ShouldStartWith(said);
    }

    [Fact]
    public void An_object_says_how_many_fields_it_has_which_go_together_and_what_others_are()
    {
        var source = Source(
            """
            "a": { "type": "string" },
            "b": { "type": "object", "properties": { "x": { "type": "string" } },
              "additionalProperties": { "type": "integer" },
              "minProperties": 1, "dependentRequired": { "x": ["y"] } },
            "c": { "allOf": [
              { "$ref": "#/components/schemas/Half" },
              { "type": "object", "properties": { "z": { "type": "string" } }, "maxProperties": 3 }] }
            """
        );

        var result = Contract.GoodImport(source, Target);

        result.Diagnostics.ShouldBeEmpty();
        var model = SchemaReader.Read("contract.json", result.Text).Model;
        var b = model.Messages.Single(message => message.Name == "OrderB");
        b.Constraints.MinProperties.ShouldBe(1);
        b.Constraints.Dependent.Single().ShouldBe(new DependentFields("x", new EquatableArray<string>(["y"])));
        Definition(result.Text, "OrderB")
            .GetProperty("additionalProperties")
            .GetProperty("type")
            .GetString()
            .ShouldBe("integer");
        model.Messages.Single(message => message.Name == "OrderC").Constraints.MaxProperties.ShouldBe(3);
        Contract.GoodImport(source, result.Text).Text.ShouldBe(result.Text);
    }

    [Theory]
    [InlineData(
        """{ "type": "string", "const": "A" }""",
        """{ "type": "string", "const": "B" }""",
        "{ \"type\": \"string\" }"
    )]
    [InlineData("""{ "$ref": "#/components/schemas/Mood" }""", """{ "type": "string" }""", "{ \"type\": \"string\" }")]
    [InlineData(
        """{ "type": "string", "maxLength": 3 }""",
        """{ "type": ["string", "null"] }""",
        "{ \"type\": [\"string\", \"null\"] }"
    )]
    [InlineData(
        """{ "type": "integer", "format": "int32", "maximum": 3 }""",
        """{ "type": "integer" }""",
        "{ \"type\": \"integer\" }"
    )]
    [InlineData("""{ "type": "string" }""", """{ "type": "integer" }""", "{}")]
    [InlineData("""{ "type": "string" }""", """{ "$ref": "#/components/schemas/Half" }""", "{}")]
    public void What_an_object_of_several_takes_is_what_each_of_them_takes(string first, string second, string both)
    {
        var choice = $$"""
            "b": { "oneOf": [
              { "type": "object", "properties": { "x": {{first}} } },
              { "type": "object", "properties": { "x": {{second}} } }] }
            """;

        var result = Contract.GoodImport(Source($$""" "a": { "type": "string" }, {{choice}} """), Target);

        result
            .Diagnostics.Select(finding => finding.Message)
            .ShouldContain(message => message.StartsWith("OrderB.x is told otherwise in another of the objects"));
        OneLine(result.Text).ShouldContain($"\"properties\": {{ \"x\": {both} }}");
    }

    [Fact]
    public void What_parts_tell_alike_or_for_people_alone_is_no_finding()
    {
        var source = Source(
            """
            "a": { "type": "string" },
            "b": { "allOf": [
              { "type": "object", "properties": { "x": { "description": "An x." } } },
              { "type": "object", "properties": { "x": { "type": "string", "maxLength": 3 } } },
              { "type": "object", "properties": { "x": { "maxLength": 3, "type": "string", "title": "X" } } }] }
            """
        );

        var result = Contract.GoodImport(source, Target);

        result.Diagnostics.ShouldBeEmpty();
        OneLine(result.Text).ShouldContain("\"x\": { \"type\": \"string\", \"maxLength\": 3 }");
    }

    [Fact]
    public void A_message_that_was_only_named_takes_what_is_said_of_it_as_a_whole()
    {
        var target = Target.Replace("\"a\": { \"type\": \"string\" }", "", StringComparison.Ordinal);
        var source = Source(
            """ "a": { "type": "string" } """,
            """ , "minProperties": 1, "additionalProperties": { "type": "boolean" }, "dependentRequired": { "a": ["b"] } """
        );

        var result = Contract.GoodImport(source, target);

        result.Diagnostics.ShouldBeEmpty();
        var order = Definition(result.Text, "Order");
        order.GetProperty("minProperties").GetInt32().ShouldBe(1);
        order.GetProperty("additionalProperties").GetProperty("type").GetString().ShouldBe("boolean");
        order.GetProperty("dependentRequired").GetProperty("a")[0].GetString().ShouldBe("b");
        // Where people have it already, it is theirs.
        Contract.GoodImport(source, Target).Text.ShouldBe(Target);
    }

    private static JsonElement Definition(string text, string name) =>
        JsonDocument.Parse(text).RootElement.GetProperty("$defs").GetProperty(name);

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Replace("[ ", "[", StringComparison.Ordinal)
            .Replace(" ]", "]", StringComparison.Ordinal);

    private static string Source(string order, string more = "") =>
        $$"""
            {
              "openapi": "3.1.0", "info": { "version": "7" },
              "components": {
                "schemas": {
                  "Order": { "type": "object", "properties": { {{order}} } {{more}} },
                  "Half": { "type": "object", "properties": { "one": { "type": "string" } } },
                  "Mood": { "type": "string", "enum": ["CALM", "WILD"] },
                  "Name": { "type": "string", "maxLength": 9 },
                  "Sizes": { "type": "object", "patternProperties": { "^x": { "type": "boolean" }, "^y": { "type": "boolean" } },
                    "additionalProperties": false, "maxProperties": 9 }
                }
              }
            }
            """;
}
