using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>Objects whose parts do not fit together.</summary>
public sealed class ObjectMistakes
{
    public static TheoryData<string, string, string> Cases { get; } =
        new()
        {
            {
                "NBC1401",
                """ "Art": { "type": "object", "properties": { "mimeType": { "type": "string" } }, "required": [«"mimetypes"»] } """,
                "There is no property 'mimetypes' here. Did you mean 'mimeType'?"
            },
            {
                "NBC1401",
                """ "Art": { "type": "object", "required": [«"a"»] } """,
                "There is no property 'a' here. Correct the name, or add the property."
            },
            {
                "NBC1401",
                """
                    "Art": {
                      "type": "object",
                      "properties": { "text": { "type": "string" }, "data": { "type": "string" } },
                      "oneOf": [{ "required": ["text"] }, { "required": [«"dta"»] }]
                    }
                    """,
                "There is no property 'dta' here. Did you mean 'data'?"
            },
            {
                "NBC1402",
                """ "Art": { "type": "object", "properties": { "a": { "type": "string" } }, "required": ["a", «"a"»] } """,
                "'a' is required twice. Remove one of the two."
            },
            {
                "NBC1403",
                """ "Art": { "type": "object", "properties": { "a": { "type": "string", "readOnly": true, «"writeOnly"»: true } } } """,
                "'a' is read-only and write-only: nobody could set it. Keep one of the two."
            },
            {
                "NBC1404",
                """ "Art": { "type": "object", "properties": { "a": { "type": "string", "readOnly": true } }, "required": [«"a"»] } """,
                "'a' is required, and read-only: a request could never have it. "
                    + "Remove it from \"required\", or remove \"readOnly\"."
            },
            {
                "NBC1405",
                Group("""{ "required": ["a"] }, «{» "properties": { "c": { "type": "string" } } }"""),
                "This branch of 'oneOf' requires no property of its own. "
                    + "Give each branch a \"required\" with one property that no other branch requires."
            },
            {
                "NBC1405",
                Group("""{ "required": ["a"] }, «{» "required": ["a", "b"] }, { "required": ["c"] }"""),
                "This branch of 'oneOf' requires several properties of its own. "
                    + "Give each branch a \"required\" with one property that no other branch requires."
            },
            {
                "NBC1405",
                Group("""{ "required": ["a"] }, { "required": ["b"] }, «{» "required": ["a"] }"""),
                "Another branch of 'oneOf' requires 'a' too. "
                    + "Give each branch a \"required\" with one property that no other branch requires."
            },
            {
                "NBC1405",
                Group(
                    """{ "required": ["a"] }, «{» "required": ["b"], "anyOf": [{ "required": ["c"] }, { "required": ["a"] }] }"""
                ),
                "This branch of 'oneOf' has branches of its own. "
                    + "Refer to that object by a property, or write all branches in one list."
            },
            {
                "NBC1406",
                Group("""{ "required": ["a"] }, { "required": ["b"] }, «{» "type": "string" }"""),
                "This branch of 'oneOf' is not an object. "
                    + "Let every branch be an object or a reference to one; for any JSON value leave the type out."
            },
            {
                "NBC1406",
                """ "Art": { "type": "object", "properties": { "a": { «"oneOf"»: [{ "type": "string" }, { "type": "integer" }] } } } """,
                "No branch of 'oneOf' is an object. "
                    + "Let every branch be an object or a reference to one; for any JSON value leave the type out."
            },
            {
                "NBC1406",
                """ "E": { "enum": ["a"] }, "Art": { "allOf": [{ "$ref": «"#/$defs/E"» }, { "properties": {} }] } """,
                "'E' is not an object, so 'allOf' cannot take its properties. "
                    + "Let every branch be an object or a reference to one; for any JSON value leave the type out."
            },
            {
                "NBC1407",
                """ "Art": { "type": "object", «"oneOf"»: [] } """,
                "'oneOf' leaves nothing to choose from. Write a branch for each choice, or none of it."
            },
            {
                "NBC1408",
                """
                    "Art": {
                      "type": "object",
                      "properties": { "a": { "type": "string" }, "b": { "type": "string" } },
                      "oneOf": [{ "required": ["a"] }],
                      «"anyOf"»: [{ "required": ["b"] }]
                    }
                    """,
                "Another group of this object is named 'Kind' too. Give one of them another \"x-one-of-name\"."
            },
            {
                "NBC1409",
                """
                    "Art": {
                      "allOf": [{ "$ref": "#/$defs/Sound" }],
                      "properties": { «"ok"»: { "type": "string" } }
                    }
                    """,
                "'ok' has another type in another part of this object. Give it one type, or another name in one of the places."
            },
            {
                "NBC1409",
                """
                    "Art": {
                      "allOf": [{ "$ref": "#/$defs/Sound" }, «{» "properties": { "ok": { "type": "string" } } }]
                    }
                    """,
                "'ok' has another type in another part of this object. Give it one type, or another name in one of the places."
            },
            {
                "NBC1410",
                """
                    "Art": {
                      "type": "object",
                      "properties": { "a": { "type": "string" }, "b": { "type": "string" } },
                      "required": [«"a"»],
                      "oneOf": [{ "required": ["a"] }, { "required": ["b"] }]
                    }
                    """,
                "'a' is required, and one of several of which only one may be set. "
                    + "Remove it from \"required\": the others could never be set."
            },
            {
                "NBC1411",
                """
                    "Base": { "type": "object", "properties": { "b": { "type": "string" } }, "additionalProperties": false },
                    "Art": { "allOf": [{ "$ref": «"#/$defs/Base"» }], "properties": { "a": { "type": "string" } } }
                    """,
                "A part of 'allOf' says \"additionalProperties\": false, which forbids the properties of the other parts. "
                    + "Move \"additionalProperties\": false to the object that is made of the parts."
            },
            {
                "NBC1411",
                Group("""{ "required": ["a"], «"additionalProperties"»: false }, { "required": ["b"] }"""),
                "A part of 'oneOf' says \"additionalProperties\": false, which forbids the properties of the other parts. "
                    + "Move \"additionalProperties\": false to the object that is made of the parts."
            },
            {
                "NBC1013",
                """ "Art": { "type": "object", "properties": { "a": «false» } } """,
                "'false' allows no value at all. Remove it, or write what it may be."
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_found_at_its_place(string id, string definitions, string message) =>
        MarkedSchema.ShouldBeFoundInDefinitions(id, definitions, message);

    [Fact]
    public void A_root_object_without_a_name_is_found_at_its_place() =>
        MarkedSchema.ShouldBeFound(
            "NBC1412",
            """«{» "properties": { "a": { "type": "string" } } }""",
            "The root of the file is a type, but nothing names it. Give it an \"x-name\", or move it under \"$defs\"."
        );

    /// <summary>An object with properties a, b and c and these branches.</summary>
    private static string Group(string branches) =>
        $$"""
            "Art": {
              "type": "object",
              "properties": { "a": { "type": "string" }, "b": { "type": "string" }, "c": { "type": "string" } },
              "oneOf": [{{branches}}]
            }
            """;
}
