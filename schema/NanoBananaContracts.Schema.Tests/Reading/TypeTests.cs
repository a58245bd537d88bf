using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>Types of properties, and what stands beside them.</summary>
public sealed class TypeTests
{
    [Theory]
    [InlineData("""{ "type": "boolean" }""", TypeKind.Boolean)]
    [InlineData("""{ "type": "integer", "format": "int32" }""", TypeKind.Int32)]
    [InlineData("""{ "type": "integer" }""", TypeKind.Int64)]
    [InlineData("""{ "type": "integer", "format": "int64" }""", TypeKind.Int64)]
    [InlineData("""{ "type": "string", "format": "int64" }""", TypeKind.Int64String)]
    [InlineData("""{ "type": "number", "format": "float" }""", TypeKind.Single)]
    [InlineData("""{ "type": "number", "format": "double" }""", TypeKind.Double)]
    [InlineData("""{ "type": "number" }""", TypeKind.Double)]
    [InlineData("""{ "type": "string" }""", TypeKind.String)]
    [InlineData("""{ "type": "string", "contentMediaType": "text/html" }""", TypeKind.String)]
    [InlineData("""{ "type": "string", "format": "byte" }""", TypeKind.Base64)]
    [InlineData(
        """{ "type": "string", "contentEncoding": "base64", "contentMediaType": "image/png" }""",
        TypeKind.Base64
    )]
    [InlineData("""{ "type": "string", "contentEncoding": "base64", "format": "byte" }""", TypeKind.Base64)]
    [InlineData("""{ "type": "string", "format": "date-time" }""", TypeKind.Timestamp)]
    [InlineData("""{ "type": "string", "format": "google-datetime" }""", TypeKind.Timestamp)]
    [InlineData("""{ "type": "string", "format": "duration" }""", TypeKind.Duration)]
    [InlineData("""{ "type": "string", "format": "google-duration" }""", TypeKind.Duration)]
    [InlineData("{}", TypeKind.Any)]
    [InlineData("true", TypeKind.Any)]
    [InlineData("""{ "x-any": true }""", TypeKind.Any)]
    [InlineData("""{ "type": "object" }""", TypeKind.AnyObject)]
    [InlineData("""{ "type": "object", "additionalProperties": true }""", TypeKind.AnyObject)]
    [InlineData("""{ "additionalProperties": true }""", TypeKind.AnyObject)]
    [InlineData("""{ "type": "object", "additionalProperties": { "type": "string" } }""", TypeKind.Map)]
    [InlineData("""{ "additionalProperties": {} }""", TypeKind.Map)]
    [InlineData("""{ "type": "array" }""", TypeKind.List)]
    [InlineData("""{ "items": { "type": "string" } }""", TypeKind.List)]
    [InlineData("""{ "enum": ["a"] }""", TypeKind.Enum)]
    [InlineData("""{ "type": "object", "properties": {} }""", TypeKind.Message)]
    [InlineData("""{ "type": "object", "additionalProperties": false }""", TypeKind.Message)]
    [InlineData("""{ "const": "a" }""", TypeKind.String)]
    [InlineData("""{ "const": true }""", TypeKind.Boolean)]
    [InlineData("""{ "const": 1 }""", TypeKind.Int64)]
    [InlineData("""{ "const": 1.5 }""", TypeKind.Double)]
    [InlineData("""{ "const": [1] }""", TypeKind.Any)]
    public void A_schema_is_of_this_kind(string schema, TypeKind kind) =>
        SoundSchema.Property(schema).Type.Kind.ShouldBe(kind);

    [Fact]
    public void Lists_and_maps_know_the_type_and_the_bounds_of_what_they_hold()
    {
        var type = SoundSchema
            .Property(
                """
                {
                  "type": "array", "minItems": 1, "maxItems": 9,
                  "items": { "type": "object", "additionalProperties": { "type": "string", "maxLength": 63, "pattern": "^a" } }
                }
                """
            )
            .ShouldNotBeNull();

        type.Constraints.ShouldBe(new Constraints(MinItems: 1, MaxItems: 9));
        type.Type.ShouldBe(
            new TypeReference(
                TypeKind.List,
                null,
                new TypeReference(
                    TypeKind.Map,
                    null,
                    new TypeReference(TypeKind.String),
                    new Constraints(MaxLength: 63, Pattern: "^a")
                )
            )
        );
    }

    [Fact]
    public void Bounds_of_numbers_and_text_are_kept()
    {
        SoundSchema
            .Property("""{ "type": "number", "minimum": -1.5, "maximum": 2e3 }""")
            .Constraints.ShouldBe(new Constraints(-1.5, 2000));
        SoundSchema
            .Property("""{ "type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 2 }""")
            .Constraints.ShouldBe(new Constraints(ExclusiveMinimum: 0, ExclusiveMaximum: 2));
        SoundSchema
            .Property("""{ "type": "string", "minLength": 2, "maxLength": 2 }""")
            .Constraints.ShouldBe(new Constraints(MinLength: 2, MaxLength: 2));
        SoundSchema.Property("""{ "type": "number", "minimum": 1, "maximum": 1 }""").Constraints.Minimum.ShouldBe(1);
        SoundSchema
            .Property("""{ "type": "integer", "format": "int32", "minimum": -2147483648, "maximum": 2147483647 }""")
            .Constraints.ShouldBe(new Constraints(int.MinValue, int.MaxValue));
        SoundSchema
            .Property("""{ "type": "integer", "maximum": 9007199254740992 }""")
            .Constraints.Maximum.ShouldBe(9007199254740992);
    }

    [Fact]
    public void What_is_said_about_a_property_is_kept()
    {
        var property = SoundSchema.Property(
            """
            {
              "type": "object", "additionalProperties": true,
              "description": "Words.", "x-name": "Given", "x-source": "A book.", "$comment": "A note.",
              "examples": [{}], "title": "P",
              "default": { "b": [1, 2.50, "é\u0001\"\\\n\t\r"], "a": null },
              "readOnly": true, "deprecated": true, "x-deprecated": "Use q."
            }
            """
        );

        property.Name.ShouldBe("Given");
        property.Description.ShouldBe("Words.");
        property.Deprecated.ShouldBe("Use q.");
        property.ReadOnly.ShouldBeTrue();
        property.WriteOnly.ShouldBeFalse();
        property.Required.ShouldBeFalse();
        property.DefaultJson.ShouldBe("""{"b":[1,2.50,"é\u0001\"\\\n\t\r"],"a":null}""");
        property.ConstJson.ShouldBeNull();
        property.Mark.ToString().ShouldBe("(1,61)");
    }

    [Theory]
    [InlineData("""{ "type": "string", "const": "a" }""", "\"a\"")]
    [InlineData("""{ "const": { "a" : [ 1 , true ] } }""", """{"a":[1,true]}""")]
    [InlineData("""{ "enum": ["a", "b"], "const": "b" }""", "\"b\"")]
    [InlineData("""{ "type": "number", "const": "NaN" }""", "\"NaN\"")]
    public void The_only_value_is_kept(string schema, string json) =>
        SoundSchema.Property(schema).ConstJson.ShouldBe(json);

    [Theory]
    [InlineData("""{ "type": "boolean", "default": false }""", "false")]
    [InlineData("""{ "type": "integer", "format": "int32", "default": -2147483648 }""", "-2147483648")]
    [InlineData("""{ "type": "integer", "default": 9223372036854775807 }""", "9223372036854775807")]
    [InlineData("""{ "type": "string", "format": "int64", "default": "-1" }""", "\"-1\"")]
    [InlineData("""{ "type": "number", "default": 1.50 }""", "1.50")]
    [InlineData("""{ "type": "number", "default": "-Infinity" }""", "\"-Infinity\"")]
    [InlineData("""{ "type": "string", "format": "duration", "default": "1.5s" }""", "\"1.5s\"")]
    [InlineData("""{ "type": "array", "items": { "enum": ["a"] }, "default": ["a", "a"] }""", """["a","a"]""")]
    [InlineData("""{ "type": "array", "default": [1, "a", null] }""", """[1,"a",null]""")]
    [InlineData("""{ "properties": { "a": { "type": "string" } }, "default": {} }""", "{}")]
    [InlineData("""{ "type": "integer", "enum": [1, 2], "default": 2 }""", "2")]
    [InlineData("""{ "default": null }""", "null")]
    public void A_default_that_fits_is_kept(string schema, string json) =>
        SoundSchema.Property(schema).DefaultJson.ShouldBe(json);

    [Fact]
    public void Deprecated_without_a_reason_is_an_empty_reason()
    {
        SoundSchema.Property("""{ "type": "string", "deprecated": true }""").Deprecated.ShouldBe("");
        SoundSchema.Property("""{ "type": "string", "deprecated": false }""").Deprecated.ShouldBeNull();
        SoundSchema.Property("""{ "type": "string" }""").Deprecated.ShouldBeNull();
    }

    [Fact]
    public void A_plain_definition_is_what_it_stands_for_with_the_tighter_bounds()
    {
        const string short_ =
            """, "Short": { "type": "string", "maxLength": 10, "minLength": 2, "pattern": "^a", "description": "Few.", "deprecated": true }""";

        var plain = SoundSchema.Property("""{ "$ref": "#/$defs/Short" }""", short_);
        plain.Type.ShouldBe(new TypeReference(TypeKind.String));
        plain.Constraints.ShouldBe(new Constraints(MinLength: 2, MaxLength: 10, Pattern: "^a"));
        plain.Description.ShouldBe("Few.");
        plain.Deprecated.ShouldBe("");

        var tighter = SoundSchema.Property(
            """{ "$ref": "#/$defs/Short", "maxLength": 5, "minLength": 1, "pattern": "b$", "description": "Own.", "deprecated": true, "x-deprecated": "No." }""",
            short_
        );
        tighter.Constraints.ShouldBe(new Constraints(MinLength: 2, MaxLength: 5, Pattern: "b$"));
        tighter.Description.ShouldBe("Own.");
        tighter.Deprecated.ShouldBe("No.");
    }

    [Fact]
    public void Definitions_of_definitions_are_followed()
    {
        const string more = """
            , "A": { "$ref": "#/$defs/B", "description": "Of A." }
            , "B": { "allOf": [{ "$ref": "#/$defs/C" }], "description": "Of B." }
            , "C": { "type": "array", "items": { "$ref": "#/$defs/D" }, "maxItems": 3 }
            , "D": { "type": "integer", "minimum": 1 }
            """;
        var property = SoundSchema.Property("""{ "$ref": "#/$defs/A" }""", more);

        property.Type.ShouldBe(
            new TypeReference(TypeKind.List, null, new TypeReference(TypeKind.Int64), new Constraints(Minimum: 1))
        );
        property.Constraints.ShouldBe(new Constraints(MaxItems: 3));
        property.Description.ShouldBe("Of A.");
    }

    [Theory]
    [InlineData("a/b", "#/$defs/a~1b")]
    [InlineData("a~b", "#/$defs/a~0b")]
    [InlineData("a~1b", "#/$defs/a~01b")]
    [InlineData("a b", "#/$defs/a%20b")]
    [InlineData("größe", "#/$defs/größe")]
    public void Names_in_references_are_unescaped(string name, string reference) =>
        SoundSchema
            .Property($$"""{ "$ref": "{{reference}}" }""", $$""", "{{name}}": { "type": "boolean" }""")
            .Type.Kind.ShouldBe(TypeKind.Boolean);

    [Fact]
    public void A_reference_to_a_message_may_lead_back()
    {
        var model = SoundSchema.Definitions(
            """ "Tree": { "type": "object", "properties": { "left": { "$ref": "#/$defs/Tree" }, "all": { "items": { "$ref": "#/$defs/Tree" } } } } """
        );

        model.Message("Tree").Property("left").Type.ShouldBe(new TypeReference(TypeKind.Message, "Tree"));
        model.Message("Tree").Property("all").Type.Element.ShouldBe(new TypeReference(TypeKind.Message, "Tree"));
    }

    [Fact]
    public void The_root_may_be_a_message_that_refers_to_itself()
    {
        var model = SoundSchema.Sound(
            """{ "title": "my tree", "description": "Trees.", "properties": { "next": { "$ref": "#" } }, "required": ["next"] }"""
        );

        model.Title.ShouldBe("my tree");
        model.Description.ShouldBe("Trees.");
        var tree = model.Messages.ShouldHaveSingleItem();
        tree.Name.ShouldBe("MyTree");
        tree.SchemaName.ShouldBe("my tree");
        tree.Property("next").Type.ShouldBe(new TypeReference(TypeKind.Message, "MyTree"));
        tree.Property("next").Required.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{ "title": "a", "type": "object", "$defs": {} }""", 0)]
    [InlineData("""{ "$ref": "#/$defs/A", "$defs": { "A": { "type": "object" } } }""", 1)]
    [InlineData("""{ "x-name": "A", "type": "object", "properties": {} }""", 1)]
    [InlineData("""{ "$id": "https://a.test/b", "$schema": "https://json-schema.org/draft/2020-12/schema#" }""", 0)]
    public void A_root_that_is_only_a_frame_makes_no_type(string schema, int messages) =>
        SoundSchema.Sound(schema).Messages.Count.ShouldBe(messages);

    [Fact]
    public void A_list_of_an_enum_may_narrow_it_and_choose_its_spelling()
    {
        const string size = """, "Size": { "enum": ["s", "m", "l"], "x-spellings": { "words": { "s": "small" } } }""";
        var list = SoundSchema.Property(
            """{ "type": "array", "items": { "$ref": "#/$defs/Size", "enum": ["s", "l"], "x-spelling": "words" } }""",
            size
        );
        list.AllowedValues.ShouldBe(["s", "l"]);
        list.Spelling.ShouldBe("words");

        var alias = SoundSchema.Property(
            """{ "$ref": "#/$defs/Few", "default": "s" }""",
            size + """, "Few": { "$ref": "#/$defs/Size", "enum": ["s"], "x-spelling": "words" }"""
        );
        alias.AllowedValues.ShouldBe(["s"]);
        alias.Spelling.ShouldBe("words");
        alias.DefaultJson.ShouldBe("\"s\"");
    }

    [Fact]
    public void The_contract_itself_is_sound()
    {
        var model = SoundSchema.Sound(TestSupport.Repository.Text("schema/generate-content.schema.json"));

        model.Operations.Select(operation => operation.Name).ShouldBe(["GenerateContent", "StreamGenerateContent"]);
        model.Message("GenerateContentRequest").Direction.ShouldBe(MessageDirection.Request);
        model.Message("GenerateContentResponse").Direction.ShouldBe(MessageDirection.Response);
        model.Message("Part").Direction.ShouldBe(MessageDirection.Both);
    }
}
