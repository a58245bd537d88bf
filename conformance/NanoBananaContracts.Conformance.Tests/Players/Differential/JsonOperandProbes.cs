using System.Collections.Generic;
using static NanoBananaContracts.Conformance.Tests.Players.Differential.Probe;

namespace NanoBananaContracts.Conformance.Tests.Players.Differential;

/// <summary>Whole JSON bodies: equality and schemas.</summary>
internal static class JsonOperandProbes
{
    public static IEnumerable<Probe> All => [.. Equality, .. Schemas];

    private static Probe Equal(string name, string operand, params string[] bodies) =>
        Body("equalToJson " + name, $$"""{ "equalToJson": {{operand}} }""", bodies);

    private static Probe Schema(string schema, params string[] bodies) =>
        Body("schema " + schema, $$"""{ "matchesJsonSchema": {{schema}} }""", bodies);

    private static IEnumerable<Probe> Equality =>
        [
            Equal(
                "object",
                """{ "a": 1 }""",
                """{"a":1}""",
                """{"a":1.0}""",
                """{"a":"1"}""",
                """{"a":1,"b":2}""",
                """{"a":1}x""",
                "{a:1}",
                "",
                """{"a":2,"a":1}""",
                """ { "a" : 1 } """
            ),
            Equal(
                "key order",
                "\"{\\\"a\\\":1,\\\"b\\\":2}\"",
                """{"b":2,"a":1}""",
                """{"a":1}""",
                """{"a":1,"b":3}"""
            ),
            Equal("null", """{ "a": null }""", """{"a":null}""", "{}", """{"a":0}"""),
            Equal(
                "extra elements",
                "{ \"a\": 1 }, \"ignoreExtraElements\": true",
                """{"a":1,"b":2}""",
                """{"b":1}""",
                """{"a":1}"""
            ),
            Equal(
                "extra items",
                "{ \"a\": [1, 2] }, \"ignoreExtraElements\": true",
                """{"a":[1,2]}""",
                """{"a":[2,1]}""",
                """{"a":[1,2,3]}""",
                """{"a":[3,1,2]}""",
                """{"a":[1]}"""
            ),
            Equal(
                "extra items in any order",
                "{ \"a\": [1, 2] }, \"ignoreExtraElements\": true, \"ignoreArrayOrder\": true",
                """{"a":[2,1]}""",
                """{"a":[3,2,1]}""",
                """{"a":[1,3]}"""
            ),
            Equal(
                "array order",
                "{ \"a\": [1, 2] }, \"ignoreArrayOrder\": true",
                """{"a":[2,1]}""",
                """{"a":[2,1,1]}""",
                """{"a":[1,1]}"""
            ),
            Equal(
                "objects in any order",
                "[{ \"x\": 1 }, { \"y\": 2 }], \"ignoreArrayOrder\": true",
                """[{"y":2},{"x":1}]""",
                """[{"y":2},{"x":2}]"""
            ),
            Equal(
                "any string",
                """{ "a": "${json-unit.any-string}" }""",
                """{"a":"x"}""",
                """{"a":1}""",
                "{}",
                """{"a":null}"""
            ),
            Equal("any number", """{ "a": "${json-unit.any-number}" }""", """{"a":1.5}""", """{"a":"1"}"""),
            Equal("any boolean", """{ "a": "${json-unit.any-boolean}" }""", """{"a":true}""", """{"a":1}"""),
            Equal("ignored", """{ "a": "${json-unit.ignore}" }""", """{"a":"x"}""", """{"a":[1]}""", "{}"),
            Equal(
                "ignored element",
                """{ "a": "${json-unit.ignore-element}", "b": 1 }""",
                """{"a":"x","b":1}""",
                """{"b":1}""",
                "{}"
            ),
            Equal(
                "regex",
                """{ "a": "${json-unit.regex}[a-z]+" }""",
                """{"a":"xy"}""",
                """{"a":"xy1"}""",
                """{"a":1}"""
            ),
            Equal("other sign", """{ "a": "#{json-unit.any-string}" }""", """{"a":"x"}""", """{"a":1}"""),
            Equal("scalar", "5", "5", "5.0", "\"5\"", "6"),
        ];

    private static IEnumerable<Probe> Schemas =>
        [
            Schema("""{ "type": "object" }""", "{}", "{a:1}", """{"a":1}trailing""", "[]", "", "x"),
            Schema("""{ "type": "integer" }""", "1", "1.0", "\"1\"", "x", "1.5"),
            Schema("""{ "type": "string" }""", "1", "\"1\"", "{}", "{\"a\":1", "x", "null", "[]"),
            Schema(
                """{ "required": ["a"], "properties": { "a": { "const": 1 } }, "additionalProperties": false }""",
                """{"a":1}""",
                """{"a":1.0}""",
                """{"a":1,"b":2}""",
                "{}"
            ),
            Schema(
                """{ "$defs": { "x": { "type": "string" } }, "properties": { "a": { "$ref": "#/$defs/x" } } }""",
                """{"a":"1"}""",
                """{"a":1}"""
            ),
            Schema(
                """{ "type": "array", "contains": { "const": "IMAGE" } }""",
                """["IMAGE"]""",
                """["TEXT"]""",
                """["TEXT","IMAGE"]""",
                "[]"
            ),
            Schema(
                """{ "type": "array", "contains": { "const": 1 }, "minContains": 2, "maxContains": 3 }""",
                "[1]",
                "[1,1]",
                "[1,1,1,1]"
            ),
            Schema(
                """{ "type": "array", "prefixItems": [{ "const": 1 }], "items": false }""",
                "[1]",
                "[1,2]",
                "[2]",
                "[]"
            ),
            Schema(
                """{ "type": "array", "items": { "type": "integer" }, "minItems": 1, "maxItems": 2, "uniqueItems": true }""",
                "[1]",
                "[]",
                "[1,1]",
                "[1,2,3]",
                "[\"1\"]"
            ),
            Schema(
                """{ "if": { "required": ["a"] }, "then": { "required": ["b"] }, "else": { "required": ["c"] } }""",
                """{"a":1}""",
                """{"a":1,"b":1}""",
                """{"c":1}""",
                "{}"
            ),
            Schema(
                """{ "oneOf": [{ "required": ["a"] }, { "required": ["b"] }] }""",
                """{"a":1}""",
                """{"a":1,"b":1}""",
                """{"b":1}""",
                "{}"
            ),
            Schema(
                """{ "anyOf": [{ "required": ["a"] }, { "required": ["b"] }], "not": { "required": ["c"] } }""",
                """{"a":1,"b":1}""",
                """{"a":1,"c":1}""",
                "{}"
            ),
            Schema(
                """{ "type": "object", "properties": { "a": { "pattern": "^x", "minLength": 2, "maxLength": 3 } } }""",
                """{"a":"xy"}""",
                """{"a":"x"}""",
                """{"a":"yx"}""",
                """{"a":"xyzz"}"""
            ),
            Schema(
                """{ "type": "object", "properties": { "a": { "minimum": 1, "maximum": 5, "exclusiveMaximum": 5 } } }""",
                """{"a":1}""",
                """{"a":0}""",
                """{"a":5}""",
                """{"a":4.9}"""
            ),
            Schema(
                """{ "type": "object", "minProperties": 1, "maxProperties": 2, "propertyNames": { "pattern": "^[a-z]$" } }""",
                "{}",
                """{"a":1}""",
                """{"aa":1}""",
                """{"a":1,"b":1,"c":1}"""
            ),
            Schema(
                """{ "type": "object", "properties": { "a": { "enum": ["TEXT", "IMAGE", 1] } } }""",
                """{"a":"TEXT"}""",
                """{"a":1}""",
                """{"a":"text"}"""
            ),
            Schema("""{ "type": ["object", "array"] }""", "{}", "[]", "1"),
        ];
}
