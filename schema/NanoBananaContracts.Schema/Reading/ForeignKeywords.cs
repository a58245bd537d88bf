namespace NanoBananaContracts.Schema;

/// <summary>Keywords that people know from elsewhere and the subset does not have.</summary>
internal static class ForeignKeywords
{
    /// <summary>Keywords of JSON Schema and OpenAPI outside the subset, with what to do instead.</summary>
    public static Dictionary<string, string> Cures { get; } =
        new(StringComparer.Ordinal)
        {
            ["definitions"] = "Rename it to \"$defs\".",
            ["id"] = "Rename it to \"$id\".",
            ["$anchor"] = "Refer to a definition as \"#/$defs/Name\".",
            ["$dynamicAnchor"] = "Refer to a definition as \"#/$defs/Name\".",
            ["$dynamicRef"] = "Refer to a definition as \"#/$defs/Name\" with \"$ref\".",
            ["$recursiveAnchor"] = "Refer to a definition as \"#/$defs/Name\".",
            ["$recursiveRef"] = "Refer to a definition as \"#/$defs/Name\" with \"$ref\".",
            ["$vocabulary"] = "Remove it: it belongs into a meta-schema.",
            ["nullable"] = "Remove it: null is always read, kept and written back.",
            ["example"] = "Write \"examples\", a list.",
            ["enumDescriptions"] = "Rename it to \"x-enum-descriptions\".",
            ["enumDeprecated"] = "Write \"x-enum-deprecated\", the list of deprecated values.",
            ["x-enum-varnames"] = "Rename it to \"x-enum-names\".",
            ["x-enumNames"] = "Rename it to \"x-enum-names\".",
            ["discriminator"] =
                "Remove it: branches are told apart by a required property each (\"oneOf\": [{ \"required\": [\"a\"] }, ...]).",
            ["not"] = "Say what is allowed instead.",
            ["if"] = "Use \"oneOf\" with a required property in each branch, or describe it in words.",
            ["then"] = "Use \"oneOf\" with a required property in each branch, or describe it in words.",
            ["else"] = "Use \"oneOf\" with a required property in each branch, or describe it in words.",
            ["prefixItems"] = "Use \"items\" with one schema for every item.",
            ["additionalItems"] = "Use \"items\" with one schema for every item.",
            ["unevaluatedItems"] = "Use \"items\" with one schema for every item.",
            ["unevaluatedProperties"] = "Use \"additionalProperties\".",
            ["divisibleBy"] = "Describe it in words, or list the values in an \"enum\".",
            ["contains"] = "Describe it in words.",
            ["minContains"] = "Describe it in words.",
            ["maxContains"] = "Describe it in words.",
            ["dependencies"] = "Describe it in words.",
            ["dependentSchemas"] = "Describe it in words.",
            ["contentSchema"] = "Describe it in words.",
            ["extends"] = "Use \"allOf\".",
            ["disallow"] = "Say what is allowed instead.",
            ["xml"] = "Remove it.",
            ["externalDocs"] = "Put the address into \"x-source\".",
        };
}
