using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>Keywords that are unknown, unsupported, misplaced or of the wrong kind.</summary>
public sealed class KeywordMistakes
{
    public static TheoryData<string, string, string> Cases { get; } =
        new()
        {
            {
                "NBC1101",
                """ "Art": { "type": "object", «"propertis"»: {} } """,
                "'propertis' is not a keyword. Did you mean 'properties'?"
            },
            {
                "NBC1101",
                """ "Art": { "type": "string", «"MinLength"»: 1 } """,
                "'MinLength' is not a keyword. Did you mean 'minLength'?"
            },
            {
                "NBC1101",
                """ "Art": { "type": "string", «"x-nmae"»: "B" } """,
                "'x-nmae' is not a keyword. Did you mean 'x-name'?"
            },
            {
                "NBC1101",
                """ "Art": { "type": "string", «"colour"»: "red" } """,
                "'colour' is not a keyword. Remove it, or see schema/README.md for the keywords there are."
            },
            {
                "NBC1102",
                """ "Art": { "type": "array", "items": {}, «"contains"»: true } """,
                "'contains' is outside the subset of JSON Schema that this contract uses. Describe it in words."
            },
            {
                "NBC1102",
                """ "Art": { "type": "string", «"nullable"»: true } """,
                "'nullable' is outside the subset of JSON Schema that this contract uses. "
                    + "Remove it: null is always read, kept and written back."
            },
            {
                "NBC1102",
                """ "Art": { "type": "object", «"patternProperties"»: { "^a": { "type": "string" } } } """,
                "'patternProperties' leaves open what other names stand for. "
                    + "Add \"additionalProperties\": false, or use \"additionalProperties\" with one schema for every value."
            },
            {
                "NBC1102",
                """ "Art": { "type": "object", "patternProperties": { "a": {}, «"b"»: { "type": "string" } }, "additionalProperties": false, "minProperties": 1 } """,
                "The patterns of 'patternProperties' stand for several schemas. "
                    + "Give each the same, or use \"additionalProperties\" with one schema for every value."
            },
            {
                "NBC1104",
                """ "Art": { "type": "object", "additionalProperties": {}, "propertyNames": { «"minimum"»: 1 } } """,
                "'propertyNames' takes a schema of plain text. Use minLength, maxLength, pattern, enum or const."
            },
            {
                "NBC1104",
                """ "Art": { "type": "object", "additionalProperties": {}, "propertyNames": «false» } """,
                "'propertyNames' takes a schema of plain text. Use minLength, maxLength, pattern, enum or const."
            },
            {
                "NBC1104",
                """ "Art": { "type": "object", "properties": {}, "dependentRequired": { "a": [«1»] } } """,
                "The number '1' stands where 'dependentRequired' takes for each field a list of others. "
                    + "Give each field a list of the fields it asks for."
            },
            {
                "NBC1103",
                """
                    "Art": { "type": "object", "properties": { "a": {}, "b": {} },
                      "oneOf": [«{» "required": ["a"], "minProperties": 1 }, { "required": ["b"] }] }
                    """,
                "A branch of 'oneOf' cannot say how many fields there are, or which go together. Say it of the object."
            },
            {
                "NBC1601",
                """ "Art": { "type": "object", "properties": {}, "minProperties": «2», "maxProperties": 1 } """,
                "No value can meet 'minProperties' '2' and 'maxProperties' '1'. Let the lower bound be at most the upper one."
            },
            {
                "NBC1603",
                """ "Art": { "type": "number", "multipleOf": «0» } """,
                "'multipleOf' cannot be '0'. Use a number from 1e-9 to 1e9."
            },
            {
                "NBC1603",
                """ "Art": { "type": "string", "minLength": «2.5» } """,
                "'minLength' cannot be '2.5'. Use a whole number from 0 to 2147483647."
            },
            {
                "NBC1103",
                """ "Art": { "type": "integer", «"minLength"»: 1 } """,
                "'minLength' has no effect on an integer. "
                    + "Remove it: it counts for plain text (\"type\": \"string\")."
            },
            {
                "NBC1103",
                """ "Art": { "type": "string", «"minimum"»: 1 } """,
                "'minimum' has no effect on text. Remove it: it counts for a number."
            },
            {
                "NBC1103",
                """ "Art": { "type": "string", «"properties"»: {} } """,
                "'properties' has no effect on text. Remove it: it counts for an object."
            },
            {
                "NBC1103",
                """ "Art": { "type": "string", «"x-enum-names"»: ["B"] } """,
                "'x-enum-names' has no effect on text. Remove it: it counts for an \"enum\"."
            },
            {
                "NBC1103",
                """ "Art": { "type": "object", "properties": { "a": { "type": "boolean" } }, «"items"»: {} } """,
                "'items' has no effect on an object. Remove it: it counts for a list (\"type\": \"array\")."
            },
            {
                "NBC1103",
                """ "Art": { "type": "object", "allOf": [{ "$ref": "#/$defs/Sound" }, { "required": ["ok"], «"enum"»: ["a"] }] } """,
                "'enum' has no effect on an object. Remove it: it counts for a string, a number, true or false."
            },
            {
                "NBC1103",
                """
                    "Art": {
                      "type": "object",
                      "properties": { "a": { "type": "string" }, "b": { "type": "string" } },
                      "oneOf": [{ "required": ["a"], «"enum"»: ["a"] }, { "required": ["b"] }]
                    }
                    """,
                "'enum' has no effect on an object. Remove it: it counts for a string, a number, true or false."
            },
            {
                "NBC1103",
                """ "Art": { "type": "string", «"readOnly"»: true } """,
                "'readOnly' has no effect here. Move it to the property."
            },
            {
                "NBC1103",
                """ "Art": { "type": "array", "items": { "type": "string", «"default"»: "a" } } """,
                "'default' has no effect here. Move it to the property."
            },
            {
                "NBC1103",
                """ "Art": { "type": "string", «"const"»: "a" } """,
                "'const' has no effect here. Move it to the property."
            },
            {
                "NBC1103",
                """ "Art": { "type": "array", "items": { "type": "string", «"const"»: "a" } } """,
                "'const' has no effect on the items of a list or the values of a map. Use an \"enum\" with one value."
            },
            {
                "NBC1103",
                """ "Art": { "type": "object", "properties": { "a": { "type": "string", «"x-deprecated"»: "Use b." } } } """,
                "'x-deprecated' has no effect here. Add \"deprecated\": true beside it."
            },
            {
                "NBC1103",
                """ "Art": { "type": "array", "items": { "type": "string", «"deprecated"»: true } } """,
                "'deprecated' has no effect here. Move it to the property or the definition."
            },
            {
                "NBC1103",
                """ "Art": { "type": "object", «"x-one-of-name"»: "Data" } """,
                "'x-one-of-name' has no effect here. Remove it: it names the group of a \"oneOf\" or \"anyOf\" beside it."
            },
            {
                "NBC1103",
                """ "Art": { "type": "string", «"x-name"»: "B" } """,
                "'x-name' has no effect here. Remove it: no C# type is made of this definition."
            },
            {
                "NBC1103",
                """ "Art": { "type": "array", "items": { "type": "string", «"x-name"»: "B" } } """,
                "'x-name' has no effect here. Remove it: no C# type is made of this schema."
            },
            {
                "NBC1103",
                """ "Art": { "type": "object", "allOf": [{ "$ref": "#/$defs/Sound" }, { "required": ["ok"], «"x-name"»: "B" }] } """,
                "'x-name' has no effect here. Move it to the object."
            },
            {
                "NBC1103",
                """ "Art": { "type": "object", «"$defs"»: {} } """,
                "'$defs' counts at the root of the file only. Move it there."
            },
            {
                "NBC1103",
                """ "Art": { "type": "object", «"$id"»: "a" } """,
                "'$id' counts at the root of the file only. Move it there."
            },
            {
                "NBC1103",
                """
                    "Art": {
                      "type": "object",
                      "properties": { "a": { "type": "boolean" } },
                      «"additionalProperties"»: { "type": "integer", "minimum": 1 }
                    }
                    """,
                "Bounds on additional properties beside 'properties' are not checked. Remove them, or give the property a name."
            },
            {
                "NBC1104",
                """ "Art": { "type": "object", "properties": «[»] } """,
                "A list stands where 'properties' takes an object. Give 'properties' an object."
            },
            {
                "NBC1104",
                """ "Art": { "type": "object", "required": «"a"» } """,
                "The string 'a' stands where 'required' takes a list of strings. Give 'required' a list of strings."
            },
            {
                "NBC1104",
                """ "Art": { "type": "object", "required": [«1»] } """,
                "The number '1' stands where 'required' takes a list of strings. Give 'required' a list of strings."
            },
            {
                "NBC1104",
                """ "Art": { "type": "object", "description": «false» } """,
                "false stands where 'description' takes a string. Give 'description' a string."
            },
            {
                "NBC1104",
                """ "Art": { "type": "object", "deprecated": «"yes"» } """,
                "The string 'yes' stands where 'deprecated' takes true or false. Give 'deprecated' true or false."
            },
            {
                "NBC1104",
                """ "Art": { "type": "integer", "minimum": «"1"» } """,
                "The string '1' stands where 'minimum' takes a number. Give 'minimum' a number."
            },
            {
                "NBC1104",
                """ "Art": { "type": "array", "maxItems": «{»} } """,
                "An object stands where 'maxItems' takes a whole number. Give 'maxItems' a whole number."
            },
            {
                "NBC1104",
                """ "Art": { "type": "array", "items": «[»{}] } """,
                "'items' takes one schema, for every item. Write that schema instead of the list."
            },
            {
                "NBC1104",
                """ "Art": { "enum": ["a"], "x-spellings": { "b": «"c"» } } """,
                "The string 'c' stands where 'x-spellings' takes for each spelling an object of texts by value. "
                    + "Give 'x-spellings' for each spelling an object of texts by value."
            },
            {
                "NBC1104",
                """ "Art": { "enum": ["a"], "x-spellings": { "b": { "a": «1» } } } """,
                "The number '1' stands where 'x-spellings' takes for each spelling an object of texts by value. "
                    + "Give 'x-spellings' for each spelling an object of texts by value."
            },
            {
                "NBC1104",
                """ "Art": { "enum": ["a"], "x-enum-deprecated": { "a": «true» } } """,
                "true stands where 'x-enum-deprecated' takes an object of strings. Give 'x-enum-deprecated' an object of strings."
            },
            {
                "NBC1105",
                """ "Art": { "type": «"objct"» } """,
                "The string 'objct' is not a type. Did you mean 'object'?"
            },
            {
                "NBC1105",
                """ "Art": { "type": "object", "properties": { "a": { "type": «"file"», "minLength": 1 } } } """,
                "The string 'file' is not a type. "
                    + "Use string, integer, number, boolean, array or object; leave it out for any JSON value."
            },
            {
                "NBC1105",
                """ "Art": { "type": «[»"string", "integer"] } """,
                "A list of several types is outside the subset. Write the one type it has; \"null\" may stand beside it."
            },
            {
                "NBC1105",
                """ "Art": { "type": "array", "items": { «"type"»: ["string", "null"] } } """,
                "The items of a list and the values of a map cannot be null. Write the one type they have, or \"x-any\": true."
            },
            {
                "NBC1105",
                """ "Art": { "type": "object", "properties": { "a": { "anyOf": [{ "type": "string" }, «{» "type": "null" }] } } } """,
                "Null is a branch beside one reference, and nothing else. "
                    + "Write \"null\" into the \"type\" of what may be null: \"type\": [\"string\", \"null\"]."
            },
            {
                "NBC1105",
                """ "Art": { "type": "array", "items": { "anyOf": [{ "$ref": "#/$defs/Art" }, «{» "type": "null" }, { "type": "string" }] } } """,
                "Null is a branch beside one reference, and nothing else. "
                    + "Write \"null\" into the \"type\" of what may be null: \"type\": [\"string\", \"null\"]."
            },
            {
                "NBC1105",
                """ "Art": { "type": «null» } """,
                "null is not a type. Use string, integer, number, boolean, array or object; leave it out for any JSON value."
            },
            {
                "NBC1106",
                """ "Art": { "type": "string", "format": «"date-tiem"» } """,
                "'date-tiem' is not a format of the type string. Did you mean 'date-time'?"
            },
            {
                "NBC1106",
                """ "Art": { "type": "string", "format": «"colour"» } """,
                "'colour' is not a format of the type string. "
                    + "Remove it, or use one of byte, date-time, duration, int64, google-datetime, google-duration, "
                    + "date, time, uuid, uri, uri-reference, uri-template, iri, iri-reference, email, idn-email, "
                    + "hostname, idn-hostname, ipv4, ipv6, regex, json-pointer, relative-json-pointer."
            },
            {
                "NBC1106",
                """ "Art": { "type": "integer", "format": «"double"» } """,
                "'double' is not a format of the type integer. It goes with \"type\": \"number\"; the type integer takes int32, int64."
            },
            {
                "NBC1106",
                """ "Art": { "type": "string", "contentEncoding": «"base32"» } """,
                "'base32' is not an encoding of the subset. Write \"base64\", the only one."
            },
            {
                "NBC1106",
                """ "Art": { "type": "string", "contentEncoding": "base64", "format": «"duration"» } """,
                "The format 'duration' does not go with \"contentEncoding\": \"base64\". Keep one of the two."
            },
            {
                "NBC1107",
                """ "Art": { «"minLength"»: 1 } """,
                "'minLength' has no effect on a value of any type. Add \"type\": \"string\"."
            },
            {
                "NBC1107",
                """ "Art": { «"maximum"»: 1 } """,
                "'maximum' has no effect on a value of any type. Add \"type\": \"number\"."
            },
            {
                "NBC1107",
                """ "Art": { «"maxItems"»: 1 } """,
                "'maxItems' has no effect on a value of any type. Add \"type\": \"array\"."
            },
            {
                "NBC1107",
                """ "Art": { «"format"»: "int32" } """,
                "'format' has no effect on a value of any type. Add \"type\": \"integer\"."
            },
            {
                "NBC1107",
                """ "Art": { «"x-spellings"»: {} } """,
                "'x-spellings' has no effect on a value of any type. Add \"type\": without it any JSON value is allowed."
            },
            {
                "NBC1402",
                """ "Art": { "properties": { "a": { "type": "string", "x-providers": ["b", «"b"»] } } } """,
                "'b' is named twice. Remove one of the two."
            },
            {
                "NBC1104",
                """ "Art": { "properties": { "a": { "type": "string", "x-providers": «[»] } } } """,
                "The list names no provider. Give the keyword the kind of value it takes."
            },
            {
                "NBC1104",
                """ "Art": { "properties": { "a": { "type": "string", "x-providers": [«"B, c"»] } } } """,
                "'B, c' is not the short name of a provider, which has small letters, digits and hyphens. "
                    + "Give the keyword the kind of value it takes."
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_found_at_its_place(string id, string definitions, string message) =>
        MarkedSchema.ShouldBeFoundInDefinitions(id, definitions, message);

    public static TheoryData<string, string, string> RootCases { get; } =
        new()
        {
            {
                "NBC1103",
                """{ «"x-name"»: "A", "$defs": {} }""",
                "'x-name' has no effect at the root of the file. Remove it, or move it to the definition it is about."
            },
            {
                "NBC1103",
                """{ "title": "A", «"minLength"»: 1 }""",
                "'minLength' has no effect at the root of the file. Remove it, or move it to the definition it is about."
            },
            {
                "NBC1104",
                """{ "$defs": «[»] }""",
                "A list stands where '$defs' takes an object of schemas. Give '$defs' an object of schemas."
            },
            {
                "NBC1108",
                """{ «"openapi"»: "3.1.0", "info": { "title": "a" }, "paths": {}, "components": { "schemas": {} } }""",
                "This is an OpenAPI document, not a contract. Make a contract of it: nanobanana schema import FILE --into my.schema.json."
            },
            {
                "NBC1108",
                """{ «"kind"»: "discovery#restDescription", "schemas": {}, "parameters": {} }""",
                "This is a discovery document, not a contract. Make a contract of it: nanobanana schema import FILE --into my.schema.json."
            },
            { "NBC1402", """{ "x-dialects": ["a", «"a"»] }""", "'a' is named twice. Remove one of the two." },
            {
                "NBC1104",
                """{ "x-operations": «[»] }""",
                "A list stands where 'x-operations' takes an object of operations. Give 'x-operations' an object of operations."
            },
            {
                "NBC1108",
                """{ "$schema": «"http://json-schema.org/draft-07/schema#"» }""",
                "The subset is one of draft 2020-12, not of 'http://json-schema.org/draft-07/schema#'. "
                    + "Use https://json-schema.org/draft/2020-12/schema."
            },
        };

    [Theory]
    [MemberData(nameof(RootCases))]
    public void At_the_root_is_found_at_its_place(string id, string marked, string message) =>
        MarkedSchema.ShouldBeFound(id, marked, message);
}
