using System.Text;
using System.Text.Json;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Cases.Reading;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Tests.Stubs;

public sealed class RequestJudgeTests
{
    private const string Key = "wg-judged/key+0123456789";

    private static RequestPattern Pattern(string json) =>
        JsonSerializer.Deserialize<RequestPattern>(json, CaseFormat.Options)!;

    private static PatternMatch Judge(string pattern, string body, string url = "/p", params string[] headers) =>
        Pattern(pattern)
            .Match(
                new RecordedRequest
                {
                    Method = "POST",
                    Url = url,
                    Headers =
                    [
                        .. headers
                            .Select(line => line.Split(": "))
                            .Select(pair => KeyValuePair.Create(pair[0], pair[1])),
                    ],
                    Body = Encoding.UTF8.GetBytes(body),
                }
            );

    /// <summary>Item of <c>bodyPatterns</c>; a body it takes; a body it does not take.</summary>
    [Theory]
    [InlineData("""{ "equalTo": "a" }""", "a", "A")]
    [InlineData("""{ "contains": "b" }""", "abc", "aBc")]
    [InlineData("""{ "matches": "a.c" }""", "a\nc", "xa\nc")]
    [InlineData("""{ "doesNotMatch": ".*b.*" }""", "a", "a\nb")]
    [InlineData("""{ "absent": true }""", "", "a")]
    [InlineData("""{ "or": [{ "equalTo": "a" }, { "equalTo": "b" }] }""", "b", "c")]
    [InlineData(
        """{ "matchesJsonPath": { "expression": "$.a.b[1]", "equalTo": "2" } }""",
        """{"a":{"b":[1,2]}}""",
        """{"a":{"b":[2,1]}}"""
    )]
    [InlineData(
        """{ "matchesJsonPath": { "expression": "$.a", "equalTo": "x" } }""",
        """{"a":["y","x"]}""",
        """{"a":["y"]}"""
    )]
    [InlineData(
        """{ "matchesJsonPath": { "expression": "$..t[*].k", "equalTo": "1.50" } }""",
        """{"s":{"t":[{"k":1.50}]}}""",
        """{"s":{"t":[{"k":1.5}]}}"""
    )]
    [InlineData(
        """{ "matchesJsonPath": { "expression": "$.d", "equalTo": "2026-01-01T00:00:00Z" } }""",
        """{"d":"2026-01-01T00:00:00Z"}""",
        """{"d":"01/01/2026"}"""
    )]
    [InlineData(
        """{ "matchesJsonPath": { "expression": "$.a", "equalTo": "true" } }""",
        """{"a":true}""",
        """{"a":null}"""
    )]
    [InlineData("""{ "matchesJsonPath": { "expression": "$.a", "absent": true } }""", """{"a":null}""", """{"a":""}""")]
    [InlineData("""{ "matchesJsonPath": { "expression": "$.a", "absent": true } }""", """{"a":[]}""", "no JSON")]
    [InlineData("""{ "matchesJsonPath": { "expression": "$.a", "absent": true } }""", "{}", "{'a': 1}")]
    [InlineData(
        """{ "matchesJsonPath": { "expression": "$.a", "equalToJson": "[\"T\", {\"x\": 1, \"y\": 2}]" } }""",
        """{"a":["T",{"y":2,"x":1.0}]}""",
        """{"a":[{"y":2,"x":1},"T"]}"""
    )]
    [InlineData("""{ "matchesJsonPath": { "expression": "$.a", "equalToJson": {} } }""", """{"a":{}}""", "{}")]
    [InlineData(
        """{ "matchesJsonSchema": { "type": "object", "required": ["a"], "properties": { "a": { "minItems": 1 } } } }""",
        """{"a":[1]}""",
        """{"a":[]}"""
    )]
    [InlineData(
        """{ "matchesJsonSchema": { "properties": { "p": { "items": { "not": { "anyOf": [{ "required": ["t", "i"] }] } } } } } }""",
        """{"p":[{"t":1},{"i":1}]}""",
        """{"p":[{"t":1,"i":1}]}"""
    )]
    public void A_body_is_taken_or_not(string matcher, string taken, string refused)
    {
        var pattern = $$"""{ "bodyPatterns": [{{matcher}}] }""";

        Judge(pattern, taken).Differences.ShouldBeEmpty();
        Judge(pattern, refused).IsMatch.ShouldBeFalse();
    }

    [Fact]
    public void What_differs_is_told_part_by_part_and_without_the_key()
    {
        var match = Judge(
            """
            { "method": "GET", "urlPath": "/q",
              "headers": { "x-goog-api-key": { "equalTo": "right" }, "Accept": { "contains": "json" }, "X": { "absent": true } },
              "queryParameters": { "key": { "absent": true }, "alt": { "equalTo": "sse" } },
              "bodyPatterns": [{ "matchesJsonPath": { "expression": "$.a", "equalTo": "b" } }] }
            """,
            $$"""{"a":"{{Key}}"}""",
            $"/p?key={Key}&alt=s%20e",
            "X-Goog-Api-Key: " + Key,
            "X: 1",
            "x: 2"
        );

        match.Differences.ShouldBe([
            "method: expected GET, but it was POST",
            "urlPath: expected /q, but it was /p?key=(hidden)&alt=s%20e",
            "header x-goog-api-key: expected {\"equalTo\":\"right\"}, but it was \"(hidden)\"",
            "header Accept: expected {\"contains\":\"json\"}, but it was not there",
            "header X: expected {\"absent\":true}, but it was \"1\", \"2\"",
            "query parameter key: expected {\"absent\":true}, but it was \"(hidden)\"",
            "query parameter alt: expected {\"equalTo\":\"sse\"}, but it was \"s e\"",
            "body: expected {\"matchesJsonPath\":{\"expression\":\"$.a\",\"equalTo\":\"b\"}}, but it was {\"a\":\"$KEY\"}",
        ]);
        match.Distance.ShouldBeInRange(0.5, 1);
    }

    [Fact]
    public void One_value_of_a_header_that_matches_is_enough() =>
        Judge("""{ "headers": { "x": { "equalTo": "2" } } }""", "", "/p", "X: 1", "X: 2").IsMatch.ShouldBeTrue();

    [Theory]
    [InlineData("{}", "NBL101")]
    [InlineData("""{ "equalTo": "1", "contains": "2" }""", "NBL101")]
    [InlineData("""{ "absent": false }""", "NBL005")]
    [InlineData("""{ "or": [{ "equalTo": "1" }] }""", "NBL005")]
    [InlineData("null", "NBL004")]
    [InlineData("""{ "equalTo": null }""", "NBL004")]
    [InlineData("""{ "matches": "(" }""", "NBL111")]
    [InlineData("""{ "matchesJsonPath": { "expression": "$.a" } }""", "NBL101")]
    [InlineData("""{ "matchesJsonPath": { "equalTo": "a" } }""", "NBL003")]
    [InlineData("""{ "matchesJsonPath": { "expression": "$.a[", "equalTo": "a" } }""", "NBL111")]
    [InlineData("""{ "matchesJsonPath": { "expression": "$.a", "equalToJson": "{" } }""", "NBL111")]
    [InlineData("""{ "matchesJsonSchema": { "type": "objekt" } }""", "NBL111")]
    [InlineData("""{ "matchesJsonSchema": { "properties": { "a": { "requierd": ["b"] } } } }""", "NBL111")]
    [InlineData("""{ "matchesJsonSchema": { "not": { "$ref": "http://127.0.0.1/a" } } }""", "NBL111")]
    [InlineData("""{ "equalToXml": "<a/>" }""", "NBL002")]
    public void What_cannot_be_judged_is_refused_while_it_is_read(string matcher, string rule)
    {
        var problems = new List<CaseProblem>();
        var file = new JsonFile(
            "expect.json",
            Encoding.UTF8.GetBytes($$"""{ "bodyPatterns": [{{matcher}}] }"""),
            problems
        );

        file.Read<RequestPattern>(CaseFormat.Options).ShouldBeNull();
        problems.ShouldHaveSingleItem().Rule.ShouldBe(rule);
    }
}
