using System.Text;
using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>References to nothing, to elsewhere, in circles.</summary>
public sealed class ReferenceMistakes
{
    public static TheoryData<string, string, string> Cases { get; } =
        new()
        {
            {
                "NBC1201",
                """ "Art": { "type": "object", "properties": { "a": { "$ref": «"#/$defs/Sond"» } } } """,
                "There is no definition 'Sond'. Did you mean 'Sound'?"
            },
            {
                "NBC1201",
                """ "Art": { "type": "array", "items": { "$ref": «"#/$defs/Nowhere"» } } """,
                "There is no definition 'Nowhere'. Define it under \"$defs\", or correct the name."
            },
            {
                "NBC1201",
                """ "Art": { "type": "object", "properties": { "a": { "$ref": «"#"» } } } """,
                "'#' refers to the root of the file, which is not a type. Define it under \"$defs\", or correct the name."
            },
            {
                "NBC1202",
                """ "Art": { "type": "object", "properties": { "a": { "$ref": «"other.json#/$defs/Art"» } } } """,
                "'other.json#/$defs/Art' does not refer to a definition of this file. Write \"#/$defs/Name\", a definition of this file."
            },
            {
                "NBC1202",
                """ "Art": { "type": "object", "properties": { "a": { "$ref": «"Sound"» } } } """,
                "'Sound' does not refer to a definition of this file. Write \"#/$defs/Sound\"."
            },
            {
                "NBC1202",
                """ "Art": { "type": "object", "properties": { "a": { "$ref": «"#/definitions/Sound"» } } } """,
                "'#/definitions/Sound' does not refer to a definition of this file. Rename \"definitions\" to \"$defs\", here and at the root."
            },
            {
                "NBC1202",
                """ "Art": { "type": "object", "properties": { "a": { "$ref": «"#/$defs/Sound/properties/ok"» } } } """,
                "'#/$defs/Sound/properties/ok' points inside a definition. "
                    + "Give what it points to a name under \"$defs\", and refer to that."
            },
            {
                "NBC1203",
                """ "Art": { "$ref": «"#/$defs/Art"» } """,
                "'Art' leads back to itself and never to an object. Let one of them be an object with properties."
            },
            {
                "NBC1203",
                """ "Art": { "type": "array", "items": { "$ref": "#/$defs/B" } }, "B": { "$ref": «"#/$defs/Art"» } """,
                "'Art' leads back to itself and never to an object. Let one of them be an object with properties."
            },
            {
                "NBC1203",
                """ "Art": { "additionalProperties": { "$ref": «"#/$defs/Art"» } } """,
                "'Art' leads back to itself and never to an object. Let one of them be an object with properties."
            },
            {
                "NBC1204",
                """ "Art": { "type": "object", "properties": { "a": { "$ref": "#/$defs/Sound", «"required"»: ["ok"] } } } """,
                "'required' beside a reference cannot change what the reference names. "
                    + "Move it to the definition, or define a type of its own."
            },
            {
                "NBC1204",
                """ "Art": { "type": "object", "properties": { "a": { "$ref": "#/$defs/Sound", «"minLength"»: 1 } } } """,
                "'minLength' beside a reference cannot change what the reference names. "
                    + "Move it to the definition, or define a type of its own."
            },
            {
                "NBC1204",
                """ "Art": { "type": "object", "properties": { "a": { "$ref": "#/$defs/Sound", «"allOf"»: [{}] } } } """,
                "'allOf' beside a reference cannot change what the reference names. "
                    + "Move it to the definition, or define a type of its own."
            },
            {
                "NBC1205",
                """ "Art": { "allOf": [{ "$ref": «"#/$defs/Art"» }, { "required": [] }] } """,
                "'Art' is made of itself. Refer to it by a property instead."
            },
            {
                "NBC1205",
                """ "Art": { "allOf": [{ "$ref": "#/$defs/B" }, {}] }, "B": { "allOf": [{}, { "$ref": «"#/$defs/Art"» }] } """,
                "'Art' is made of itself. Refer to it by a property instead."
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_found_at_its_place(string id, string definitions, string message) =>
        MarkedSchema.ShouldBeFoundInDefinitions(id, definitions, message);

    [Fact]
    public void A_chain_of_references_without_end_is_reported_and_survived()
    {
        var text = new StringBuilder("{ \"$defs\": {");
        for (var i = 0; i < 5000; i++)
        {
            text.Append($" \"A{i}\": {{ \"$ref\": \"#/$defs/A{i + 1}\" }},");
        }

        text.Append(" \"A5000\": { \"type\": \"string\" } } }");
        var reading = SchemaReader.Read("a.json", text.ToString());

        reading.Diagnostics.ShouldNotBeEmpty();
        reading.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Id == "NBC1206");
        reading
            .Diagnostics[0]
            .Message.ShouldBe("'A160' is reached through too many definitions. Refer to the last definition directly.");
    }

    [Fact]
    public void A_chain_of_allOf_without_end_is_reported_and_survived()
    {
        var text = new StringBuilder("{ \"$defs\": {");
        for (var i = 0; i < 1900; i++)
        {
            text.Append($" \"A{i}\": {{ \"allOf\": [{{ \"$ref\": \"#/$defs/A{i + 1}\" }}, {{}}] }},");
        }

        text.Append(" \"A1900\": { \"type\": \"object\" } } }");
        var reading = SchemaReader.Read("a.json", text.ToString());

        reading.Diagnostics.ShouldNotBeEmpty();
        reading.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Id == "NBC1206");
        reading.Model.Messages.Count.ShouldBe(1901);
    }

    [Fact]
    public void A_hundred_references_in_a_row_are_followed()
    {
        var definitions = string.Join(
            ",",
            Enumerable.Range(0, 100).Select(i => $" \"A{i}\": {{ \"$ref\": \"#/$defs/A{i + 1}\" }}")
        );
        var reading = SchemaReader.Read(
            "a.json",
            $$"""
            { "$defs": { {{definitions}}, "A100": { "type": "boolean" },
              "M": { "type": "object", "properties": { "a": { "$ref": "#/$defs/A0" } } } } }
            """
        );

        reading.Diagnostics.ShouldBeEmpty();
        reading.Model.Messages[0].Properties[0].Type.Kind.ShouldBe(TypeKind.Boolean);
    }

    [Fact]
    public void What_fields_ask_for_counts_in_a_composition_too()
    {
        var names = string.Join(",", Enumerable.Range(0, 500).Select(i => $"\"n{i}\""));
        var objects = string.Join(
            ",",
            Enumerable.Range(0, 300).Select(i => $"\"D{i}\": {{ \"allOf\": [{{ \"$ref\": \"#/$defs/Base\" }}, {{}}] }}")
        );

        SchemaReader
            .Read(
                "a.json",
                $$"""{ "$defs": { "Base": { "properties": { "a": {} }, "dependentRequired": { "a": [{{names}}] } }, {{objects}} } }"""
            )
            .Diagnostics.ShouldHaveSingleItem()
            .Id.ShouldBe("NBC1207");
    }

    [Fact]
    public void Composition_beyond_all_measure_is_reported_and_survived()
    {
        var properties = string.Join(",", Enumerable.Range(0, 500).Select(i => $"\"p{i}\": {{}}"));
        var objects = string.Join(
            ",",
            Enumerable.Range(0, 300).Select(i => $"\"D{i}\": {{ \"allOf\": [{{ \"$ref\": \"#/$defs/Base\" }}, {{}}] }}")
        );
        var reading = SchemaReader.Read(
            "a.json",
            $$"""{ "$defs": { "Base": { "properties": { {{properties}} } }, {{objects}} } }"""
        );

        var found = reading.Diagnostics.ShouldHaveSingleItem();
        found.Id.ShouldBe("NBC1207");
        found.Message.ShouldBe(
            "The objects of this file take in more than 8000 properties from each other. "
                + "Refer to what is shared by a property instead."
        );
        reading.Model.Messages.Count.ShouldBe(301);
    }

    [Fact]
    public void What_is_taken_in_twice_is_there_once()
    {
        // Each object takes the one before it in twice; without care the last would hold 2 to the 100th of everything.
        var definitions = string.Join(
            ",",
            Enumerable
                .Range(1, 100)
                .Select(i =>
                    $"\"M{i}\": {{ \"allOf\": [{{ \"$ref\": \"#/$defs/M{i - 1}\" }}, {{ \"$ref\": \"#/$defs/M{i - 1}\" }}], \"required\": [\"x\"] }}"
                )
        );
        var reading = SchemaReader.Read(
            "a.json",
            $$"""
            { "$defs": {
              "M0": { "properties": { "x": {}, "y": {}, "z": {} }, "required": ["x"], "oneOf": [{ "required": ["y"] }, { "required": ["z"] }] },
              {{definitions}} } }
            """
        );

        reading.Diagnostics.ShouldBeEmpty();
        var last = reading.Model.Messages.Single(message => message.Name == "M100");
        last.Properties.Count.ShouldBe(3);
        last.OneOfGroups.Count.ShouldBe(1);
    }
}
