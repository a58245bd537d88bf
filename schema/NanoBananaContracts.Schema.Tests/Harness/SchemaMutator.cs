namespace NanoBananaContracts.Schema.Tests.Harness;

/// <summary>Breaks schemas: what <see cref="JsonMutator"/> does, with values that mean something in a schema.</summary>
internal static class SchemaMutator
{
    private static readonly string[] Values =
    [
        "null",
        "true",
        "false",
        "0",
        "-1",
        "1.5",
        "1e400",
        "99999999999999999999",
        "\"\"",
        "\"#\"",
        "\"#/$defs/\"",
        "\"#/$defs/Part\"",
        "\"#/$defs/A~1b%2\"",
        "\"object\"",
        "\"string\"",
        "\"array\"",
        "\"int64\"",
        "\"(((\"",
        "\"[a-\"",
        "\"\\ud800\"",
        "[]",
        "{}",
        "[{}]",
        "[\"a\",\"a\"]",
        "[1,\"1\",null]",
        "{\"$ref\":\"#\"}",
        "{\"$ref\":\"#/$defs/Part\"}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"enum\":[\"x\"]}}}",
        "{\"oneOf\":[{\"required\":[\"a\"]},{\"required\":[\"a\"]}]}",
        "{\"allOf\":[{\"$ref\":\"#/$defs/Part\"},{\"properties\":{\"b\":false}}]}",
        "{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":{\"const\":1}}}",
    ];

    /// <summary>A broken copy of a schema.</summary>
    public static string Mutate(SeededChoice choice, string schema) => new JsonMutator(choice, Values).Mutate(schema);
}
