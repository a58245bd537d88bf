using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Importing;

/// <summary>Which message of the file is which of the source, and what follows for the rest.</summary>
public sealed class ImportMatchTests
{
    private const string Messages = """
        "Part": { "type": "object", "properties": { "x": { "type": "string" } } },
        "Other": { "type": "object", "properties": { "y": { "type": "string" } } }
        """;

    [Fact]
    public void A_property_that_refers_to_another_message_the_source_has_beside_it_has_changed()
    {
        var target = Target(
            """ "one": { "$ref": "#/$defs/Part" }, "two": { "$ref": "#/$defs/Part" } """,
            """ "Part": { "type": "object", "properties": { "x": { "type": "string" } } } """
        );
        var result = Contract.GoodImport(Source(""" "one": { "$ref": "Other" }, "two": { "$ref": "Part" } """), target);

        result.Changes.Select(change => change.ToString()).ShouldBe(["+ Other", "~ Order.one (now Other)"]);
        result.Text.ShouldContain("\"one\": { \"$ref\": \"#/$defs/Other\" }, \"two\": { \"$ref\": \"#/$defs/Part\" }");
    }

    [Fact]
    public void A_property_that_refers_to_another_message_the_file_has_itself_has_changed()
    {
        var target = Target(""" "one": { "$ref": "#/$defs/Part" } """, Messages);
        var source = Source(
            """ "one": { "$ref": "Other" } """,
            """ "Other": { "type": "object", "properties": { "y": { "type": "string" } } } """
        );
        var result = Contract.GoodImport(source, target);

        result
            .Changes.Select(change => change.ToString())
            .ShouldBe(["~ Order.one (now Other)", "- Part"], ignoreOrder: true);
        Contract.GoodImport(source, result.Text).Text.ShouldBe(result.Text);
    }

    [Theory]
    [InlineData("""{ "type": "integer", "format": "int32" }""", """{ "type": "integer", "format": "int64" }""", true)]
    [InlineData("""{ "type": "integer", "format": "int32" }""", """{ "type": "integer" }""", false)]
    [InlineData("""{ "type": "number", "format": "float" }""", """{ "type": "number", "format": "double" }""", true)]
    [InlineData("""{ "type": "string" }""", """{ "type": "string", "format": "google-duration" }""", true)]
    [InlineData("""{ "type": "string", "format": "date-time" }""", """{ "type": "string" }""", false)]
    [InlineData("""{ "type": "string" }""", """{ "type": "string", "format": "uuid" }""", false)]
    [InlineData("""{ "type": "boolean" }""", """{ "type": "string" }""", true)]
    [InlineData("""{ "$ref": "#/$defs/Part" }""", """{ "type": "string" }""", true)]
    [InlineData(
        """{ "$ref": "#/$defs/Part" }""",
        """{ "type": "object", "additionalProperties": { "type": "any" } }""",
        false
    )]
    [InlineData("""{ "type": "object", "additionalProperties": true }""", """{ "$ref": "Part" }""", false)]
    [InlineData(
        """{ "type": "array", "items": { "type": "string" } }""",
        """{ "type": "array", "items": { "type": "boolean" } }""",
        true
    )]
    [InlineData("""{ "type": "string" }""", """{ "type": "string", "enum": ["A", "B"] }""", true)]
    public void A_type_changes_only_where_the_source_says_more_or_something_else(
        string ours,
        string theirs,
        bool changes
    )
    {
        var target = Target($$""" "a": {{ours}}, "b": { "$ref": "#/$defs/Part" } """, Messages);
        var source = Source($$""" "a": {{theirs}}, "b": { "$ref": "Part" } """);
        var result = Contract.GoodImport(source, target);

        (result.Text != target).ShouldBe(changes);
        result.Changes.Any(change => change.Path == "Order.a").ShouldBe(changes);
        Contract.GoodImport(source, result.Text).Text.ShouldBe(result.Text);
    }

    [Fact]
    public void A_field_that_is_left_out_for_its_name_has_not_vanished()
    {
        var target = Target(
            """ "_any": { "$ref": "#/$defs/Part", "x-name": "Hidden" }, "any": { "type": "string" } """,
            Messages
        );
        var result = Contract.GoodImport(
            Source(""" "_any": { "$ref": "Part" }, "any": { "type": "string" } """),
            target
        );

        result.Text.ShouldBe(target);
        result.Changes.ShouldBeEmpty();
        result.Diagnostics.ShouldHaveSingleItem().Message.ShouldEndWith("_any was left out.");
    }

    [Fact]
    public void A_mark_in_front_goes_with_its_comma()
    {
        var target = Target(""" "old": { "x-vanished": "1", "type": "string" } """, Messages);

        Contract
            .GoodImport(Source(""" "old": { "type": "string" } """), target)
            .Text.ShouldBe(target.Replace("\"x-vanished\": \"1\", ", "", System.StringComparison.Ordinal));
    }

    [Fact]
    public void Reasons_for_deprecation_stay_and_a_new_one_is_left_to_be_written()
    {
        var target = Target(
            """ "mood": { "$ref": "#/$defs/Mood" } """,
            """ "Mood": { "type": "string", "enum": ["A", "B", "C"], "x-enum-deprecated": { "A": "Use C." } } """
        );
        var source = Source(
            """ "mood": { "type": "string", "enum": ["A", "B", "C"], "enumDeprecated": [true, true, false] } """
        );
        var result = Contract.GoodImport(source, target);

        result.Text.ShouldBe(
            target.Replace("\"Use C.\" }", "\"Use C.\", \"B\": \"\" }", System.StringComparison.Ordinal)
        );
        result.Changes.ShouldHaveSingleItem().ToString().ShouldBe("~ Mood: B (deprecated)");
        Contract.GoodImport(source, result.Text).Text.ShouldBe(result.Text);
    }

    [Fact]
    public void Names_are_tried_until_one_is_free()
    {
        var target = Target(
            """ "part": { "$ref": "#/$defs/Part" } """,
            Messages
                + """, "New": { "type": "string", "enum": ["A"] }, "NewMessage": { "type": "string", "enum": ["B"] }"""
        );
        var result = Contract.GoodImport(
            Source(
                """ "part": { "$ref": "Part" }, "fresh": { "$ref": "New" } """,
                Messages + """, "New": { "type": "object" }"""
            ),
            target
        );

        result.Text.ShouldContain("\"fresh\": { \"$ref\": \"#/$defs/NewMessage2\" }");
    }

    private static string Target(string order, string definitions) =>
        $$"""
            {
              "x-operations": { "Draw": { "method": "POST", "path": "/d", "request": "#/$defs/Order", "response": "#/$defs/Order" } },
              "$defs": { "Order": { "type": "object", "properties": {{{order}} } }, {{definitions}} }
            }
            """;

    private static string Source(string order, string messages = Messages) =>
        $$"""
            { "kind": "discovery#restDescription", "revision": "7", "schemas": { "Order": { "type": "object", "properties": {{{order}} } }, {{messages}} } }
            """;
}
