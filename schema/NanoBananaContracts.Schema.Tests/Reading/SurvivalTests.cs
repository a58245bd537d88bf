using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>What is left of the model around a mistake: all that the mistake is not about.</summary>
public sealed class SurvivalTests
{
    [Fact]
    public void A_group_keeps_the_members_that_are_there()
    {
        var message = Read(
                """
                "Part": {
                  "properties": { "text": {}, "blob": {} }, "required": ["text"],
                  "oneOf": [{ "required": ["text"] }, { "required": ["nowhere"] }, { "required": ["blob"] }]
                }
                """,
                "NBC1410",
                "NBC1401"
            )
            .Message("Part");

        message.OneOfGroups.ShouldHaveSingleItem().Properties.ShouldBe(["text", "blob"]);
        message.Property("text").Required.ShouldBeFalse();
    }

    [Fact]
    public void A_property_with_two_types_keeps_the_first()
    {
        var model = Read(
            """
            "Base": { "properties": { "id": { "type": "string" } } },
            "Job": { "allOf": [{ "$ref": "#/$defs/Base" }], "properties": { "id": { "type": "integer" }, "name": {} } }
            """,
            "NBC1409"
        );

        model.Message("Job").Names().ShouldBe(["id", "name"]);
        model.Message("Job").Property("id").Type.Kind.ShouldBe(TypeKind.String);
    }

    [Fact]
    public void Of_two_descriptions_the_own_one_counts() =>
        SoundSchema
            .Definitions(
                """
                "Base": { "properties": { "id": { "type": "string", "description": "Of the base." } } },
                "Job": { "allOf": [{ "$ref": "#/$defs/Base" }], "properties": { "id": { "type": "string", "description": "Own." } } }
                """
            )
            .Message("Job")
            .Property("id")
            .Description.ShouldBe("Own.");

    [Fact]
    public void Twins_get_names_of_their_own()
    {
        var model = Read(
            """ "Style": { "type": "object" }, "style": { "type": "object" }, "STYLE": { "enum": ["a"] }, "User": { "properties": { "s": { "$ref": "#/$defs/style" }, "S": {}, "clone": {} } } """,
            "NBC1301",
            "NBC1301",
            "NBC1302",
            "NBC1306"
        );

        model.Messages.Select(message => message.Name).ShouldBe(["Style", "Style_2", "User"]);
        model.Enums.ShouldHaveSingleItem().Name.ShouldBe("Style_3");
        model.Message("User").Property("s").Type.Name.ShouldBe("Style_2");
        model.Message("User").Properties.Select(property => property.Name).ShouldBe(["S", "S_1", "Clone_"]);
    }

    [Fact]
    public void A_definition_that_is_no_schema_is_any_value_where_it_is_referred_to()
    {
        var model = Read(
            """ "A": true, "B": 1, "User": { "properties": { "a": { "$ref": "#/$defs/A" }, "b": { "$ref": "#/$defs/B" }, "c": { "allOf": [{ "$ref": "#/$defs/A" }, { "properties": {} }] } } } """,
            "NBC1013",
            "NBC1013"
        );

        model.Message("User").Property("a").Type.Kind.ShouldBe(TypeKind.Any);
        model.Message("User").Property("b").Type.Kind.ShouldBe(TypeKind.Any);
        model.Message("User").Property("c").Type.Kind.ShouldBe(TypeKind.Message);
    }

    [Fact]
    public void A_bad_bound_a_bad_default_and_a_bad_format_leave_the_rest()
    {
        var property = Read(
                """ "User": { "properties": { "a": { "type": "integer", "format": "int46", "minimum": 0.5, "maximum": 9, "default": "x" } } } """,
                "NBC1106",
                "NBC1603",
                "NBC1604"
            )
            .Message("User")
            .Property("a");

        property.Type.Kind.ShouldBe(TypeKind.Int64);
        property.Constraints.ShouldBe(new Constraints(Maximum: 9));
        property.DefaultJson.ShouldBeNull();
    }

    [Theory]
    [InlineData(""" "A": { "enum": [1], "x-enum-prefix": "x" } """, "NBC1103")]
    [InlineData(""" "A": { "enum": [1], "x-spellings": {} } """, "NBC1103")]
    [InlineData(""" "A": { "type": "boolean", "minimum": 1 } """, "NBC1103")]
    [InlineData(""" "A": { "x-any": true, "minimum": 1 } """, "NBC1103")]
    [InlineData(""" "A": { "type": "array", "items": true, "pattern": "a" } """, "NBC1103")]
    [InlineData(""" "A": { "properties": { "x": { "anyOf": [{ "type": "string" }] } } } """, "NBC1406")]
    [InlineData(""" "A": { "properties": { "x": { "allOf": [{ "type": "string" }] } } } """, "NBC1406")]
    [InlineData(""" "A": { "properties": { "x": { "items": false } } } """, "NBC1013")]
    [InlineData(""" "A": { "allOf": [{ "$ref": "#/$defs/Nowhere" }, {}] } """, "NBC1201")]
    public void One_mistake_is_one_finding(string definitions, string id) => Read(definitions, id);

    [Fact]
    public void Inline_types_of_the_root_are_named_by_their_property()
    {
        var model = SoundSchema.Sound(
            """{ "x-name": "Ask", "properties": { "style": { "properties": { "a": {} } } } }"""
        );
        model
            .Messages.Select(message => $"{message.Name} {message.SchemaName}")
            .ShouldBe(["Ask Ask", "AskStyle style"]);
    }

    private static SchemaModel Read(string definitions, params string[] ids)
    {
        var reading = SchemaReader.Read("a.json", $$"""{ "$defs": { {{definitions}} } }""");
        reading
            .Diagnostics.Select(diagnostic => diagnostic.Id)
            .ShouldBe(ids, ignoreOrder: true, string.Join('\n', reading.Diagnostics));
        return reading.Model;
    }
}
