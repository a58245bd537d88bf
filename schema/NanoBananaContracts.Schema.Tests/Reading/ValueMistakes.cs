using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>Bounds, patterns, defaults and constants.</summary>
public sealed class ValueMistakes
{
    public static TheoryData<string, string, string> Cases { get; } =
        new()
        {
            {
                "NBC1601",
                """ "Art": { "type": "number", "minimum": «2», "maximum": 1 } """,
                "No value can meet 'minimum' '2' and 'maximum' '1'. Let the lower bound be at most the upper one."
            },
            {
                "NBC1601",
                """ "Art": { "type": "number", "exclusiveMinimum": «1», "maximum": 1 } """,
                "No value can meet 'exclusiveMinimum' '1' and 'maximum' '1'. Let the lower bound be at most the upper one."
            },
            {
                "NBC1601",
                """ "Art": { "type": "integer", "exclusiveMinimum": «1», "exclusiveMaximum": 2 } """,
                "No value can meet 'exclusiveMinimum' '1' and 'exclusiveMaximum' '2'. Let the lower bound be at most the upper one."
            },
            {
                "NBC1601",
                """ "Art": { "type": "string", "minLength": «3», "maxLength": 2 } """,
                "No value can meet 'minLength' '3' and 'maxLength' '2'. Let the lower bound be at most the upper one."
            },
            {
                "NBC1601",
                """ "Art": { "type": "array", "minItems": «3», "maxItems": 2 } """,
                "No value can meet 'minItems' '3' and 'maxItems' '2'. Let the lower bound be at most the upper one."
            },
            {
                "NBC1601",
                """
                    "Short": { "type": "string", "maxLength": 5 },
                    "Art": { "type": "object", "properties": { "a": { "$ref": "#/$defs/Short", «"minLength"»: 6 } } }
                    """,
                "No value can meet the bounds here and those of the definition it refers to. "
                    + "Let the lower bound be at most the upper one."
            },
            {
                "NBC1602",
                """ "Art": { "type": "string", "pattern": «"(a"» } """,
                "The pattern '(a' does not compile: a group is not closed. Write an ECMA-262 regular expression."
            },
            {
                "NBC1602",
                """ "Art": { "type": "string", "pattern": «"[a"» } """,
                "The pattern '[a' does not compile: a class is not closed. Write an ECMA-262 regular expression."
            },
            {
                "NBC1603",
                """ "Art": { "type": "string", "minLength": «-1» } """,
                "'minLength' cannot be '-1'. Use a whole number from 0 to 2147483647."
            },
            {
                "NBC1603",
                """ "Art": { "type": "array", "maxItems": «1.5» } """,
                "'maxItems' cannot be '1.5'. Use a whole number from 0 to 2147483647."
            },
            {
                "NBC1603",
                """ "Art": { "type": "string", "maxLength": «3000000000» } """,
                "'maxLength' cannot be '3000000000'. Use a whole number from 0 to 2147483647."
            },
            {
                "NBC1603",
                """ "Art": { "type": "number", "maximum": «1e999» } """,
                "'1e999' is larger than any number can be. Use a number of double precision."
            },
            {
                "NBC1603",
                """ "Art": { "type": "integer", "format": "int32", "maximum": «3000000000» } """,
                "'maximum' cannot be '3000000000': an int32 cannot reach it. Use a bound that the type can hold."
            },
            {
                "NBC1603",
                """ "Art": { "type": "integer", "minimum": «0.5» } """,
                "'minimum' cannot be '0.5': an integer has no fraction. Use a bound that the type can hold."
            },
            {
                "NBC1603",
                """ "Art": { "type": "integer", "maximum": «9223372036854775807» } """,
                "'maximum' cannot be '9223372036854775807': bounds are exact up to 2 to the 53rd only. Use a bound that the type can hold."
            },
            {
                "NBC1604",
                Property("""{ "type": "boolean", "default": «"true"» }"""),
                "The string 'true' of 'default' is not true or false. Use a value that the property could have."
            },
            {
                "NBC1604",
                Property("""{ "type": "integer", "format": "int32", "default": «3000000000» }"""),
                "The number '3000000000' of 'default' is not an integer of 32 bits. Use a value that the property could have."
            },
            {
                "NBC1604",
                Property("""{ "type": "integer", "default": «1.5» }"""),
                "The number '1.5' of 'default' is not an integer. Use a value that the property could have."
            },
            {
                "NBC1604",
                Property("""{ "type": "string", "format": "int64", "default": «5» }"""),
                "The number '5' of 'default' is not an integer written as a string. Use a value that the property could have."
            },
            {
                "NBC1604",
                Property("""{ "type": "number", "default": «"many"» }"""),
                "The string 'many' of 'default' is not a number. Use a value that the property could have."
            },
            {
                "NBC1604",
                Property("""{ "type": "string", "const": «1» }"""),
                "The number '1' of 'const' is not text. Use a value that the property could have."
            },
            {
                "NBC1604",
                Property("""{ "type": "array", "items": { "type": "string" }, "default": «[»1] }"""),
                "A list of 'default' is not a list. Use a value that the property could have."
            },
            {
                "NBC1604",
                Property("""{ "$ref": "#/$defs/Sound", "default": «[»] }"""),
                "A list of 'default' is not an object. Use a value that the property could have."
            },
            {
                "NBC1604",
                Property("""{ "enum": ["x", "y"], "default": «"z"» }"""),
                "The string 'z' of 'default' is not a value of 'Art.a' that is allowed here. Use a value that the property could have."
            },
            {
                "NBC1604",
                """ "E": { "enum": ["x", "y"] }, """
                    + Property("""{ "$ref": "#/$defs/E", "enum": ["x"], "default": «"y"» }"""),
                "The string 'y' of 'default' is not a value of 'E' that is allowed here. Use a value that the property could have."
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_found_at_its_place(string id, string definitions, string message) =>
        MarkedSchema.ShouldBeFoundInDefinitions(id, definitions, message);

    private static string Property(string schema) =>
        $$""" "Art": { "type": "object", "properties": { "a": {{schema}} } } """;
}
