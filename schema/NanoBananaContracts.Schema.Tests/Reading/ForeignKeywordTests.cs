namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>Keywords outside the subset are known, each with its cure.</summary>
public sealed class ForeignKeywordTests
{
    [Theory]
    [InlineData("definitions", "Rename it to \"$defs\".")]
    [InlineData("id", "Rename it to \"$id\".")]
    [InlineData("$anchor", "Refer to a definition as \"#/$defs/Name\".")]
    [InlineData("$dynamicAnchor", "Refer to a definition as \"#/$defs/Name\".")]
    [InlineData("$dynamicRef", "Refer to a definition as \"#/$defs/Name\" with \"$ref\".")]
    [InlineData("$recursiveAnchor", "Refer to a definition as \"#/$defs/Name\".")]
    [InlineData("$recursiveRef", "Refer to a definition as \"#/$defs/Name\" with \"$ref\".")]
    [InlineData("$vocabulary", "Remove it: it belongs into a meta-schema.")]
    [InlineData("example", "Write \"examples\", a list.")]
    [InlineData("enumDescriptions", "Rename it to \"x-enum-descriptions\".")]
    [InlineData("enumDeprecated", "Write \"x-enum-deprecated\", the list of deprecated values.")]
    [InlineData("x-enum-varnames", "Rename it to \"x-enum-names\".")]
    [InlineData("x-enumNames", "Rename it to \"x-enum-names\".")]
    [InlineData("not", "Say what is allowed instead.")]
    [InlineData("if", "Use \"oneOf\" with a required property in each branch, or describe it in words.")]
    [InlineData("then", "Use \"oneOf\" with a required property in each branch, or describe it in words.")]
    [InlineData("else", "Use \"oneOf\" with a required property in each branch, or describe it in words.")]
    [InlineData("prefixItems", "Use \"items\" with one schema for every item.")]
    [InlineData("additionalItems", "Use \"items\" with one schema for every item.")]
    [InlineData("unevaluatedItems", "Use \"items\" with one schema for every item.")]
    [InlineData("unevaluatedProperties", "Use \"additionalProperties\".")]
    [InlineData("divisibleBy", "Describe it in words, or list the values in an \"enum\".")]
    [InlineData("contains", "Describe it in words.")]
    [InlineData("minContains", "Describe it in words.")]
    [InlineData("maxContains", "Describe it in words.")]
    [InlineData("dependencies", "Describe it in words.")]
    [InlineData("dependentSchemas", "Describe it in words.")]
    [InlineData("contentSchema", "Describe it in words.")]
    [InlineData("extends", "Use \"allOf\".")]
    [InlineData("disallow", "Say what is allowed instead.")]
    [InlineData("xml", "Remove it.")]
    [InlineData("externalDocs", "Put the address into \"x-source\".")]
    public void A_keyword_outside_the_subset_has_its_own_cure(string keyword, string cure)
    {
        var found = SchemaReader
            .Read("a.json", $$"""{ "$defs": { "A": { "type": "object", "{{keyword}}": 1 } } }""")
            .Diagnostics.ShouldHaveSingleItem();

        found.Id.ShouldBe("NBC1102");
        found.Message.ShouldBe($"'{keyword}' is outside the subset of JSON Schema that this contract uses. {cure}");
    }
}
