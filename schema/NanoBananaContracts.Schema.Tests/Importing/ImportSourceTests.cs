using System.Text.Json;
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
    [InlineData("""{ "type": ["null", "boolean"] }""", """{ "type": ["boolean", "null"] }""")]
    [InlineData("""{ "type": "boolean", "nullable": true }""", """{ "type": ["boolean", "null"] }""")]
    [InlineData(
        """{ "anyOf": [{ "type": "string", "maxLength": 5 }, { "type": "null" }] }""",
        """{ "type": ["string", "null"], "maxLength": 5 }"""
    )]
    [InlineData(
        """{ "minimum": 1, "type": "integer", "exclusiveMaximum": 9, "multipleOf": 2, "default": 4 }""",
        """{ "type": "integer", "minimum": 1, "exclusiveMaximum": 9, "multipleOf": 2, "default": 4 }"""
    )]
    [InlineData(
        """{ "type": "string", "minLength": 1, "pattern": "^a", "const": "ab" }""",
        """{ "type": "string", "minLength": 1, "pattern": "^a", "const": "ab" }"""
    )]
    [InlineData(
        """{ "type": "array", "items": { "type": "number", "maximum": 2 }, "minItems": 1, "uniqueItems": true }""",
        """{ "type": "array", "items": { "type": "number", "maximum": 2 }, "minItems": 1, "uniqueItems": true }"""
    )]
    [InlineData(
        """{ "type": "string", "contentEncoding": "base64" }""",
        """{ "type": "string", "contentEncoding": "base64" }"""
    )]
    [InlineData(
        """{ "allOf": [{ "type": "string", "maxLength": 5 }], "default": "a" }""",
        """{ "type": "string", "maxLength": 5, "default": "a" }"""
    )]
    [InlineData("""{ "type": "string", "maximum": 3, "default": null }""", """{ "type": "string" }""")]
    [InlineData("""{ "type": "string", "format": "uuid" }""", """{ "type": "string", "format": "uuid" }""")]
    [InlineData(
        """{ "type": "string", "format": "uri", "maxLength": 9 }""",
        """{ "type": "string", "format": "uri", "maxLength": 9 }"""
    )]
    [InlineData(
        """{ "type": "integer", "format": "int32", "minimum": 1, "enum": [1, 2], "default": 2 }""",
        """{ "type": "integer", "enum": [1,2], "default": 2 }"""
    )]
    [InlineData("""{ "type": "number", "enum": [0.5, 1] }""", """{ "type": "number", "enum": [0.5,1] }""")]
    [InlineData("""{ "type": "boolean", "enum": [true] }""", """{ "type": "boolean", "enum": [true] }""")]
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
    [InlineData("""{ "const": "fast" }""", """{ "type": "string", "const": "fast" }""")]
    [InlineData("""{ "const": 2 }""", """{ "type": "integer", "const": 2 }""")]
    [InlineData("""{ "const": 0.5 }""", """{ "type": "number", "const": 0.5 }""")]
    [InlineData("""{ "const": true }""", """{ "type": "boolean", "const": true }""")]
    [InlineData(
        """{ "oneOf": [{ "$ref": "#/components/schemas/Half" }, { "type": "null" }] }""",
        """{ "anyOf": [{ "$ref": "#/$defs/Half" }, { "type": "null" }] }"""
    )]
    public void A_type_comes_in_as_we_write_it(string theirs, string ours)
    {
        var result = Contract.GoodImport(Source($$""" "a": { "type": "string" }, "b": {{theirs}} """), Target);

        result.Text.ShouldContain($"\"b\": {ours} }}");
        result.Diagnostics.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "type": "array", "prefixItems": [] }""", "'prefixItems' of Order.b did not come in")]
    [InlineData("""{ "type": "string", "not": {} }""", "'not' of Order.b did not come in")]
    [InlineData("""{ "type": "string", "pattern": "(?<a>b)" }""", "'pattern' of Order.b did not come in")]
    [InlineData("""{ "type": "integer", "minimum": 0.5 }""", "'minimum' of Order.b did not come in")]
    [InlineData("""{ "type": "integer", "default": "two" }""", "'default' of Order.b did not come in")]
    [InlineData("""{ "type": "integer", "enum": [1, 2], "default": 3 }""", "'default' of Order.b did not come in")]
    [InlineData("""{ "type": "integer", "enum": [1, 1] }""", "'enum' of Order.b did not come in")]
    [InlineData("""{ "type": "string", "format": "binary" }""", "'format' of Order.b did not come in")]
    [InlineData(
        """{ "type": "string", "contentEncoding": "base32" }""",
        "'contentEncoding' of Order.b did not come in"
    )]
    [InlineData("""{ "const": [1] }""", "'const' of Order.b did not come in")]
    [InlineData("""{ "type": "number", "exclusiveMinimum": true }""", "'exclusiveMinimum' of Order.b did not come in")]
    [InlineData(
        """{ "anyOf": [{ "type": "string" }, { "type": "string", "enum": ["fox"] }, { "type": "null" }] }""",
        "Order.b is one of several texts. It came in as any text; their values and forms did not."
    )]
    [InlineData(
        """{ "type": "array", "items": { "type": ["string", "null"] } }""",
        "What Order.b holds may be null in the source, which no item of a list and no value of a map can be here."
    )]
    public void What_does_not_come_in_is_told(string theirs, string said)
    {
        var result = Contract.GoodImport(Source($$""" "a": { "type": "string" }, "b": {{theirs}} """), Target);

        var finding = result.Diagnostics.ShouldHaveSingleItem();
        finding.Id.ShouldBe(SchemaImportRules.LeftOut.Id);
        finding.Message.ShouldStartWith(said);
    }

    /// <summary>As the first of its types, what the others allow would be refused.</summary>
    [Theory]
    [InlineData("""["string", "integer"]""")]
    [InlineData("""["string", "integer", "null"]""")]
    public void A_value_of_several_types_comes_in_as_any_and_is_told(string types)
    {
        var result = Contract.GoodImport(
            Source($$""" "a": { "type": "string" }, "b": { "type": {{types}} } """),
            Target
        );

        result.Text.ShouldContain("\"b\": {} }");
        var finding = result.Diagnostics.ShouldHaveSingleItem();
        finding.Id.ShouldBe(SchemaImportRules.UnsupportedSource.Id);
        finding.Message.ShouldStartWith("Order.b is of several types.");
    }

    [Fact]
    public void Values_of_several_types_come_in_as_texts_and_are_told()
    {
        var result = Contract.GoodImport(
            Source(""" "a": { "type": "string" }, "b": { "enum": [1, "two", null] } """),
            Target
        );

        var finding = result.Diagnostics.ShouldHaveSingleItem();
        finding.Id.ShouldBe(SchemaImportRules.UnsupportedSource.Id);
        finding.Message.ShouldStartWith("Order.b lists values of several types.");
        result.Text.ShouldContain("\"enum\": [\"two\"]");
    }

    [Fact]
    public void A_message_that_was_only_named_takes_what_the_source_requires_and_whether_it_is_closed()
    {
        var target = Target.Replace("\"a\": { \"type\": \"string\" }", "");
        target.ShouldNotBe(Target);

        var result = Contract.GoodImport(
            Source(
                """ "a": { "type": "string" }, "b": { "type": "string", "readOnly": true } """,
                """ , "required": ["a", "b"], "additionalProperties": false """
            ),
            target
        );

        result.Diagnostics.ShouldBeEmpty();
        var order = JsonDocument.Parse(result.Text).RootElement.GetProperty("$defs").GetProperty("Order");
        order.GetProperty("required").EnumerateArray().Select(name => name.GetString()).ShouldBe(["a"]);
        order.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void A_reference_that_may_be_null_stays_one_and_changes_with_its_source()
    {
        const string Nullable =
            """ "a": { "type": "string" }, "b": { "oneOf": [{ "$ref": "#/components/schemas/Half" }, { "type": "null" }] } """;
        var first = Contract.GoodImport(Source(Nullable), Target);

        var b = SchemaReader
            .Read("contract.json", first.Text)
            .Model.Messages.Single(message => message.Name == "Order")
            .Properties[1];
        b.Nullable.ShouldBeTrue();
        b.Type.Name.ShouldBe("Half");
        Contract.GoodImport(Source(Nullable), first.Text).Text.ShouldBe(first.Text);
        var changed = Contract.GoodImport(Source(Nullable.Replace("Half", "Whole")), first.Text).Text;
        changed.ShouldContain("\"$ref\": \"#/$defs/Whole\"");
        changed.ShouldNotContain("anyOf");
    }

    [Fact]
    public void A_choice_between_objects_brings_the_fields_of_all_and_is_told()
    {
        var result = Contract.GoodImport(
            Source(
                """
                "a": { "type": "string" },
                "b": {
                  "oneOf": [
                    { "type": "object", "properties": { "x": { "type": "string" } }, "required": ["x"] },
                    { "type": "object", "properties": { "y": { "type": "string" } }, "required": ["y"] }
                  ]
                }
                """
            ),
            Target
        );

        result.Text.ShouldContain("\"x\": { \"type\": \"string\" }");
        result.Text.ShouldContain("\"y\": { \"type\": \"string\" }");
        result.Text.ShouldNotContain("required");
        var finding = result.Diagnostics.ShouldHaveSingleItem();
        finding.Id.ShouldBe(SchemaImportRules.LeftOut.Id);
        finding.Message.ShouldContain("is one of several objects");
        finding.Message.ShouldContain("none that only some of them require is required");
    }

    [Fact]
    public void An_object_written_in_place_gets_a_name_and_says_what_it_requires()
    {
        var source = Source(
            """
            "a": { "type": "string" },
            "b": { "type": "array", "items": { "type": "object", "properties": {
              "x": { "type": "integer", "minimum": 1 }, "id": { "type": "string", "readOnly": true } },
              "required": ["x", "id", "gone"], "additionalProperties": false } }
            """
        );
        var result = Contract.GoodImport(source, Target);

        var order = SchemaReader.Read("contract.json", result.Text).Model;
        var made = order.Messages.Single(message => message.Name == "OrderB");
        made.ClosedToUnknown.ShouldBeTrue();
        made.Properties.Select(property => property.Required).ShouldBe([true, false]);
        made.Properties[0].Constraints.Minimum.ShouldBe(1);
        // What came in is there the next time, and nothing comes in again.
        Contract.GoodImport(source, result.Text).Text.ShouldBe(result.Text);
    }

    [Fact]
    public void A_message_made_of_others_has_the_properties_of_all()
    {
        var result = Contract.GoodImport(
            Source(""" "a": { "type": "string" }, "b": { "$ref": "#/components/schemas/Whole" } """),
            Target
        );

        var whole = SchemaReader
            .Read("contract.json", result.Text)
            .Model.Messages.Single(message => message.Name == "Whole");
        whole
            .Properties.Select(property => (property.JsonName, property.Required))
            .ShouldBe([("one", true), ("two", false)]);
    }

    /// <summary>Each object is looked at once, however many ways lead to it.</summary>
    [Fact]
    public void An_object_made_of_others_twice_over_and_over_ends()
    {
        const int Levels = 30;
        var levels = Enumerable
            .Range(0, Levels)
            .Select(level =>
                FormattableString.Invariant(
                    $"\"L{level}\": {{ \"allOf\": [{{ \"$ref\": \"#/components/schemas/L{level + 1}\" }}, {{ \"$ref\": \"#/components/schemas/L{level + 1}\" }}] }},"
                )
            );
        var source = Source(""" "a": { "type": "string" }, "b": { "$ref": "#/components/schemas/L0" } """)
            .Replace(
                "\"Half\":",
                string.Concat(levels)
                    + FormattableString.Invariant(
                        $"\"L{Levels}\": {{ \"allOf\": [{{ \"$ref\": \"#/components/schemas/Half\" }}], \"properties\": {{}} }}, \"Half\":"
                    ),
                StringComparison.Ordinal
            );

        SchemaReader
            .Read("contract.json", Contract.GoodImport(source, Target).Text)
            .Model.Messages.Single(message => message.Name == "L0")
            .Properties.ShouldHaveSingleItem()
            .Required.ShouldBeTrue();
    }

    [Fact]
    public void What_the_source_requires_of_a_message_that_is_there_is_for_people_to_say()
    {
        var source = Source(""" "a": { "type": "string" }, "b": { "type": "string" } """)
            .Replace(
                "\"Order\": { \"type\": \"object\",",
                "\"Order\": { \"type\": \"object\", \"required\": [\"a\", \"b\"],",
                StringComparison.Ordinal
            );

        Contract
            .GoodImport(source, Target)
            .Diagnostics.ShouldHaveSingleItem()
            .Message.ShouldStartWith("The source requires Order.b");
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

    private static string Source(string order, string more = "") =>
        $$"""
            {
              "openapi": "3.1.0", "info": { "version": "7" },
              "components": {
                "schemas": {
                  "Order": { "type": "object", "properties": { {{order}} } {{more}} },
                  "Half": { "type": "object", "properties": { "one": { "type": "string" } }, "required": ["one"] },
                  "Whole": { "allOf": [{ "$ref": "#/components/schemas/Half" }, { "type": "object", "properties": { "two": { "type": "string" } } }] },
                  "Bag": { "type": "object", "additionalProperties": { "type": "boolean" } },
                  "Mood": { "type": "string", "enum": ["CALM", "WILD", "CALM"] },
                  "Broken": { "type": "array", "items": { "$ref": "#/components/schemas/Gone" } }
                }
              }
            }
            """;
}
