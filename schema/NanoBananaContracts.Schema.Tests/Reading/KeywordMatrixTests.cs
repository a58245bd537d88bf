using System.Text;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>Every keyword beside every kind of schema: where it counts, and what is said where it does not.</summary>
public sealed class KeywordMatrixTests
{
    private static readonly (string Name, string Members)[] Shapes =
    [
        ("object", "\"type\": \"object\", \"properties\": { \"p\": { \"type\": \"string\" } }"),
        ("map", "\"type\": \"object\", \"additionalProperties\": { \"type\": \"string\" }"),
        ("any object", "\"type\": \"object\", \"additionalProperties\": true"),
        ("list", "\"type\": \"array\", \"items\": { \"type\": \"string\" }"),
        ("text", "\"type\": \"string\""),
        ("bytes", "\"type\": \"string\", \"format\": \"byte\""),
        ("time", "\"type\": \"string\", \"format\": \"date-time\""),
        ("int64 in text", "\"type\": \"string\", \"format\": \"int64\""),
        ("integer", "\"type\": \"integer\""),
        ("number", "\"type\": \"number\""),
        ("boolean", "\"type\": \"boolean\""),
        ("any", "\"x-any\": true"),
        ("enum of texts", "\"type\": \"string\", \"enum\": [\"a\"]"),
        ("enum of integers", "\"type\": \"integer\", \"enum\": [1], \"x-enum-names\": [\"One\"]"),
        ("reference to an enum", "\"$ref\": \"#/$defs/E\""),
        ("nothing", ""),
    ];

    private static readonly (string Keyword, string Value)[] Written =
    [
        ("type", "\"string\""),
        ("x-any", "true"),
        ("properties", "{}"),
        ("required", "[]"),
        ("oneOf", "[{ \"required\": [\"p\"] }]"),
        ("anyOf", "[{ \"required\": [\"p\"] }]"),
        ("allOf", "[]"),
        ("x-one-of-name", "\"Group\""),
        ("additionalProperties", "false"),
        ("patternProperties", "{ \"^a\": { \"type\": \"string\" } }"),
        ("propertyNames", "{ \"maxLength\": 1 }"),
        ("minProperties", "1"),
        ("maxProperties", "1"),
        ("dependentRequired", "{ \"a\": [\"b\"] }"),
        ("items", "{ \"type\": \"string\" }"),
        ("minItems", "1"),
        ("maxItems", "1"),
        ("minimum", "1"),
        ("maximum", "1"),
        ("exclusiveMinimum", "1"),
        ("exclusiveMaximum", "1"),
        ("multipleOf", "1"),
        ("minLength", "1"),
        ("maxLength", "1"),
        ("uniqueItems", "true"),
        ("pattern", "\"a\""),
        ("format", "\"byte\""),
        ("contentEncoding", "\"base64\""),
        ("contentMediaType", "\"image/png\""),
        ("const", "\"a\""),
        ("enum", "[\"a\"]"),
        ("x-enum-names", "[\"A\"]"),
        ("x-enum-descriptions", "[\"The first.\"]"),
        ("x-enum-deprecated", "[\"a\"]"),
        ("x-vanished-values", "{ \"a\": \"1\" }"),
        ("x-enum-providers", "{ \"a\": [\"p\"] }"),
        ("x-enum-prefix", "\"a\""),
        ("x-spellings", "{ \"shop\": { \"a\": \"b\" } }"),
        ("x-spelling", "\"shop\""),
        ("title", "\"t\""),
        ("description", "\"d\""),
        ("examples", "[]"),
        ("$comment", "\"c\""),
        ("default", "\"a\""),
        ("deprecated", "true"),
        ("readOnly", "true"),
        ("writeOnly", "true"),
        ("x-deprecated", "\"d\""),
        ("x-name", "\"Other\""),
        ("x-source", "\"s\""),
        ("x-vanished", "\"1\""),
        ("$schema", "\"s\""),
        ("$id", "\"i\""),
        ("$defs", "{}"),
        ("x-providers", "[\"p\"]"),
        ("x-operations", "{}"),
        ("x-dialects", "[\"shop\"]"),
    ];

    [Fact]
    public void Every_keyword_beside_every_kind_of_schema()
    {
        var text = new StringBuilder();
        foreach (var (keyword, value) in Written)
        {
            text.Append("==== ").Append(keyword).Append('\n');
            foreach (var (name, members) in Shapes)
            {
                if (!members.Contains($"\"{keyword}\":", System.StringComparison.Ordinal))
                {
                    text.Append(name).Append(": ").Append(Said(members, $"\"{keyword}\": {value}")).Append('\n');
                }
            }
        }

        Written
            .Select(each => each.Keyword)
            .Append("$ref")
            .Order()
            .ShouldBe(Keywords.All.Select(each => each.Name).Order());
        Snapshot.Match(text.ToString(), "Snapshots/keywords");
    }

    public static TheoryData<string> Words => [.. Keywords.All.Select(keyword => keyword.Name)];

    [Theory]
    [MemberData(nameof(Words))]
    public void A_misspelt_keyword_is_recognized(string keyword) =>
        Read("", $"\"{keyword[0]}{keyword}\": 1")
            .ShouldContain(message => message.Contains($"Did you mean '{keyword}'?"));

    private static string Said(string members, string keyword)
    {
        var messages = Read(members, keyword);
        return messages.Count == 0 ? "taken" : string.Join(" | ", messages);
    }

    private static List<string> Read(string members, string keyword)
    {
        var property = members.Length == 0 ? keyword : members + ", " + keyword;
        var schema = $$"""
            { "$defs": {
                "E": { "type": "string", "enum": ["a"], "x-spellings": { "shop": { "a": "x" } } },
                "M": { "type": "object", "properties": { "of": { {{property}} } } } } }
            """;
        return
        [
            .. SchemaReader
                .Read("a.json", schema)
                .Diagnostics.Select(diagnostic => $"{diagnostic.Id} {diagnostic.Message}"),
        ];
    }
}
