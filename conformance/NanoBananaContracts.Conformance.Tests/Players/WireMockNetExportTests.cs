using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Players;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Players;

public sealed class WireMockNetExportTests
{
    private static WireMockNetMappings Export(string json)
    {
        var reading = StubReader.Read(Encoding.UTF8.GetBytes(json));
        reading.Stubs.ShouldNotBeNull(string.Join('\n', reading.Problems));
        return WireMockNetExport.Export(reading.Stubs);
    }

    [Fact]
    public void What_can_be_expressed_is_written_in_the_words_of_the_format()
    {
        var export = Export(
            """
            { "id": "11111111-1111-1111-1111-111111111111", "name": "quota",
              "request": { "method": "POST", "urlPathTemplate": "/v1beta/models/{model}:generateContent",
                           "headers": { "x-goog-api-key": { "matches": ".+" }, "Accept": { "equalTo": "*/*", "caseInsensitive": true } },
                           "queryParameters": { "alt": { "equalTo": "sse" } },
                           "bodyPatterns": [{ "contains": "a.b" }, { "equalToJson": { "a": ["x", true, null] } }] },
              "response": { "status": 429, "headers": { "Retry-After": "7", "X": ["1", "2"] }, "jsonBody": { "error": null }, "fixedDelayMilliseconds": 20000 } }
            """
        );

        export.Refusals.ShouldBeEmpty();
        JsonNode
            .DeepEquals(
                JsonNode.Parse(export.Mappings!),
                JsonNode.Parse(
                    """
                    [ { "Guid": "11111111-1111-1111-1111-111111111111", "Title": "quota", "Priority": 1,
                        "Request": {
                          "Path": { "Matchers": [ { "Name": "RegexMatcher", "Pattern": "\\A(?:/v1beta/models/(?<v0>[^/]+):generateContent)\\z" } ] },
                          "Methods": [ "POST" ],
                          "Headers": [
                            { "Name": "x-goog-api-key", "Matchers": [ { "Name": "RegexMatcher", "Pattern": "(?s)\\A(?:.+)\\z" } ] },
                            { "Name": "Accept", "Matchers": [ { "Name": "ExactMatcher", "Pattern": "*/*", "IgnoreCase": true } ] } ],
                          "Params": [ { "Name": "alt", "Matchers": [ { "Name": "ExactMatcher", "Pattern": "sse", "IgnoreCase": false } ] } ],
                          "Body": { "Matchers": [ { "Name": "RegexMatcher", "Pattern": "a\\.b" }, { "Name": "JsonMatcher", "Pattern": "{ \"a\": [\"x\", true, null] }" } ], "MatchOperator": "And" } },
                        "Response": { "StatusCode": 429, "Body": "{\"error\":null}", "Headers": { "Retry-After": "7", "X": [ "1", "2" ] }, "Delay": 20000 } } ]
                    """
                )
            )
            .ShouldBeTrue(export.Mappings);
    }

    [Fact]
    public void Order_and_scenarios_keep_their_meaning()
    {
        var export = Export(
            """
            { "mappings": [
              { "name": "old", "request": { "urlPath": "/p" } },
              { "name": "new", "request": { "urlPath": "/p", "method": "GET" } },
              { "name": "first", "priority": 1, "request": { "urlPath": "/p" }, "scenarioName": "s", "requiredScenarioState": "Started", "newScenarioState": "up" },
              { "name": "then", "priority": 2, "request": { "urlPath": "/p" }, "scenarioName": "s", "requiredScenarioState": "up" } ] }
            """
        );
        var mappings = JsonNode.Parse(export.Mappings!)!.AsArray();

        mappings
            .Select(mapping =>
                $"{mapping!["Title"]} {mapping["Priority"]} {mapping["WhenStateIs"]} {mapping["SetStateTo"]}"
            )
            .ShouldBe(["first 1  up", "then 2 up up", "new 3  ", "old 4  "]);
    }

    [Theory]
    [InlineData("""{ "response": { "fault": "EMPTY_RESPONSE" } }""", "the fault EmptyResponse")]
    [InlineData(
        """{ "response": { "chunkedDribbleDelay": { "numberOfChunks": 2, "totalDuration": 5 } } }""",
        "chunkedDribbleDelay"
    )]
    [InlineData(
        """{ "response": { "delayDistribution": { "type": "lognormal", "median": 1, "sigma": 1 } } }""",
        "log-normal"
    )]
    [InlineData(
        """{ "response": { "fixedDelayMilliseconds": 1, "delayDistribution": { "type": "uniform", "lower": 1, "upper": 2 } } }""",
        "add up"
    )]
    [InlineData("""{ "response": { "statusMessage": "No" } }""", "statusMessage")]
    [InlineData("""{ "response": { "body": "x", "headers": { "Content-Length": "10" } } }""", "Content-Length")]
    [InlineData("""{ "request": { "url": "/a?b=c" } }""", "\"url\", which matches path and query")]
    [InlineData("""{ "request": { "urlPattern": "/a.*" } }""", "\"urlPattern\"")]
    [InlineData("""{ "request": { "urlPath": "/a%3Ab" } }""", "percent escapes")]
    [InlineData(
        """{ "request": { "urlPathTemplate": "/{a}", "pathParameters": { "a": { "equalTo": "b" } } } }""",
        "pathParameters"
    )]
    [InlineData("""{ "request": { "headers": { "X": { "absent": true } } } }""", "header X")]
    [InlineData("""{ "request": { "headers": { "X": { "doesNotMatch": "a" } } } }""", "header X")]
    [InlineData("""{ "request": { "headers": { "X": { "hasExactly": [{ "equalTo": "a" }] } } } }""", "hasExactly")]
    [InlineData("""{ "request": { "cookies": { "c": { "equalTo": "a" } } } }""", "cookies")]
    [InlineData("""{ "request": { "formParameters": { "c": { "equalTo": "a" } } } }""", "formParameters")]
    [InlineData("""{ "request": { "basicAuth": { "username": "a", "password": "b" } } }""", "basicAuth")]
    [InlineData("""{ "request": { "bodyPatterns": [{ "matchesJsonPath": "$.a" }] } }""", "matchesJsonPath")]
    [InlineData("""{ "request": { "bodyPatterns": [{ "matchesJsonSchema": {} }] } }""", "matchesJsonSchema")]
    [InlineData("""{ "request": { "bodyPatterns": [{ "equalToJson": { "a": 1 } }] } }""", "equalToJson")]
    [InlineData(
        """{ "request": { "bodyPatterns": [{ "equalToJson": {}, "ignoreExtraElements": true }] } }""",
        "ignoreExtraElements"
    )]
    [InlineData(
        """{ "request": { "bodyPatterns": [{ "or": [{ "contains": "a" }, { "contains": "b" }] }] } }""",
        "\"or\""
    )]
    [InlineData("""{ "scenarioName": "s", "newScenarioState": "x" }""", "any state")]
    [InlineData("""{ "scenarioName": "s", "requiredScenarioState": "Started" }""", "first state")]
    public void What_cannot_be_expressed_is_refused_by_name(string stub, string name)
    {
        var export = Export(stub);

        export.Mappings.ShouldBeNull();
        export.Refusals.ShouldHaveSingleItem().ShouldContain(name);
    }

    [Fact]
    public void Bytes_that_are_no_text_stay_bytes()
    {
        var export = Export("""{ "response": { "base64Body": "iVBORw0KGgr/" } }""");
        JsonNode.Parse(export.Mappings!)![0]!["Response"]!["BodyAsBytes"]!.GetValue<string>().ShouldBe("iVBORw0KGgr/");
    }
}
