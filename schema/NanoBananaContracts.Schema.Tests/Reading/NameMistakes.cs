using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>Names that C# does not take, or takes once only.</summary>
public sealed class NameMistakes
{
    public static TheoryData<string, string, string> Cases { get; } =
        new()
        {
            {
                "NBC1301",
                """ "my_part": { "type": "object" }, «"MyPart"»: { "type": "object" } """,
                "'MyPart' and 'my_part' both get the C# name 'MyPart'. Give one of them an \"x-name\"."
            },
            {
                "NBC1301",
                """ "MYpart": { "type": "object" }, «"MyPart"»: { "enum": ["a"] } """,
                "'MyPart' and 'MYpart' both get the C# name 'MyPart'. Give one of them an \"x-name\"."
            },
            {
                "NBC1301",
                """
                    "Tool": { "type": "object", "properties": { «"mode"»: { "enum": ["a", "b"] } } },
                    "ToolMode": { "type": "object" }
                    """,
                "'Tool.mode' and 'ToolMode' both get the C# name 'ToolMode'. Give one of them an \"x-name\"."
            },
            {
                "NBC1302",
                """ "Art": { "type": "object", "properties": { "fileUri": { "type": "string" }, «"file_uri"»: { "type": "string" } } } """,
                "'file_uri' and 'fileUri' are both named 'FileUri' in C#. Give one of them an \"x-name\"."
            },
            {
                "NBC1303",
                """ "Art": { "enum": ["a", "b"], "x-enum-names": ["Same", «"Same"»] } """,
                "'b' and 'a' are both named 'Same' in C#. Give each a name of its own in \"x-enum-names\"."
            },
            {
                "NBC1303",
                """ "Art": { "enum": ["png", «"PNG"»] } """,
                "'PNG' and 'png' are both named 'Png' in C#. Give each a name of its own in \"x-enum-names\"."
            },
            {
                "NBC1304",
                """ "Art": { "type": "object", "x-name": «"my part"» } """,
                "'my part' is not a name that an emitted type or member can have. "
                    + "Use letters, digits and '_', with a capital letter first."
            },
            {
                "NBC1304",
                """ "Art": { "type": "object", "properties": { "a": { "type": "string", "x-name": «"class"» } } } """,
                "'class' is not a name that an emitted type or member can have. Use letters, digits and '_', with a capital letter first."
            },
            {
                "NBC1304",
                """ "Art": { "enum": ["a"], "x-enum-names": [«"1K"»] } """,
                "'1K' is not a name that an emitted type or member can have. Use letters, digits and '_', with a capital letter first."
            },
            {
                "NBC1304",
                """
                    "Art": {
                      "type": "object",
                      "properties": { "a": { "type": "string" }, "b": { "type": "string" } },
                      "x-one-of-name": «"one-of"»,
                      "oneOf": [{ "required": ["a"] }, { "required": ["b"] }]
                    }
                    """,
                "'one-of' is not a name that an emitted type or member can have. Use letters, digits and '_', with a capital letter first."
            },
            {
                "NBC1305",
                """ "Art": { "type": "object", "properties": { «"$"»: { "type": "string" } } } """,
                "'$' has no letter or digit to make a C# name of. Give it an \"x-name\"."
            },
            {
                "NBC1305",
                """ «"-"»: { "type": "object" } """,
                "'-' has no letter or digit to make a C# name of. Give it an \"x-name\"."
            },
            {
                "NBC1305",
                """ "Art": { "enum": ["a", «"+"»] } """,
                "'+' has no letter or digit to make a C# name of. Name the values in \"x-enum-names\"."
            },
            {
                "NBC1304",
                """ "Art": { "type": "object", "properties": { "a": { "type": "string", "x-name": «"reader"» } } } """,
                "'reader' is not a name that an emitted type or member can have. "
                    + "Use letters, digits and '_', with a capital letter first."
            },
            {
                "NBC1306",
                """ "Content": { "type": "object", "properties": { «"content"»: { "type": "string" } } } """,
                "'content' would be named 'Content' in C#, like the record it stands in. Give it an \"x-name\"."
            },
            {
                "NBC1306",
                """ "Art": { "type": "object", "properties": { «"clone"»: { "type": "boolean" } } } """,
                "'clone' would be named 'Clone' in C#, which every record has already. Give it an \"x-name\"."
            },
            {
                "NBC1306",
                """ "Art": { "type": "object", "properties": { «"read"»: { "type": "boolean" } } } """,
                "'read' would be named 'Read' in C#, which every record has already. Give it an \"x-name\"."
            },
            {
                "NBC1306",
                """ "Art": { "type": "object", "properties": { «"additionalProperties"»: {} }, "additionalProperties": { "type": "string" } } """,
                "'additionalProperties' would be named 'AdditionalProperties' in C#, which every record has already. "
                    + "Give it an \"x-name\"."
            },
            {
                "NBC1306",
                """ "Art": { "type": "object", "properties": { «"kind"»: {}, "a": {} }, "anyOf": [{ "required": ["kind"] }, { "required": ["a"] }] } """,
                "'kind' would be named 'Kind' in C#, like the group that tells which of several properties is set. "
                    + "Give it an \"x-name\", or the group another name (\"x-one-of-name\")."
            },
            {
                "NBC1306",
                """ "Art": { "type": "object", "properties": { «"kindCase"»: {}, "a": {}, "b": {} }, "oneOf": [{ "required": ["a"] }, { "required": ["b"] }] } """,
                "'kindCase' would be named 'KindCase' in C#, like the cases of the group 'Kind'. "
                    + "Give it an \"x-name\", or the group another name (\"x-one-of-name\")."
            },
            {
                "NBC1306",
                """ "Art": { "type": "object", "properties": { «"fromA"»: {}, "a": {}, "b": {} }, "oneOf": [{ "required": ["a"] }, { "required": ["b"] }] } """,
                "'fromA' would be named 'FromA' in C#, like the method that makes one with only one property set. "
                    + "Give it an \"x-name\", or the group another name (\"x-one-of-name\")."
            },
            {
                "NBC1306",
                """ "Art": { "type": "object", "properties": { «"none"»: {}, "a": {} }, "oneOf": [{ "required": ["none"] }, { "required": ["a"] }] } """,
                "'none' would be named 'None' in C#, like the case of no property. "
                    + "Give it an \"x-name\", or the group another name (\"x-one-of-name\")."
            },
            {
                "NBC1306",
                """ "Art": { "type": "object", "properties": { "a": {}, "b": {} }, "x-one-of-name": "Parse", «"oneOf"»: [{ "required": ["a"] }, { "required": ["b"] }] } """,
                "The group would be named 'Parse' in C#, which the record needs for something else. "
                    + "Give it another name (\"x-one-of-name\")."
            },
            {
                "NBC1306",
                """ "Art": { "type": "object", "properties": { "a": {}, "b": {} }, "x-one-of-name": "FromB", «"oneOf"»: [{ "required": ["a"] }, { "required": ["b"] }] } """,
                "The group would be named 'FromB' in C#, which the record needs for something else. "
                    + "Give it another name (\"x-one-of-name\")."
            },
            {
                "NBC1306",
                """ "Art": { "type": "integer", "enum": [1], "x-enum-names": [«"Number"»] } """,
                "Every enum has a member 'Number' already, or is named so itself. Give it another C# name."
            },
            {
                "NBC1306",
                """ "Art": { "enum": ["a"], "x-enum-names": [«"Value"»] } """,
                "Every enum has a member 'Value' already, or is named so itself. Give it another C# name."
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_found_at_its_place(string id, string definitions, string message) =>
        MarkedSchema.ShouldBeFoundInDefinitions(id, definitions, message);
}
