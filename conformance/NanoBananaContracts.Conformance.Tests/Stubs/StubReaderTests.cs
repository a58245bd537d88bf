using System.Text;
using NanoBananaContracts.Conformance.Players.Original;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Tests.Stubs;

public sealed class StubReaderTests
{
    private static StubReading Read(string json) => StubReader.Read(Encoding.UTF8.GetBytes(json), idSeed: "seed");

    [Fact]
    public void A_file_that_WireMock_wrote_is_read()
    {
        var reading = Read(
            """
            {
              "mappings" : [ {
                "id" : "00000000-0000-0000-0000-00000000000a",
                "name" : "all models",
                "request" : { "urlPathPattern" : "/v1beta/.*", "method" : "POST" },
                "response" : { "status" : 200, "jsonBody" : { "candidates" : [ ] } },
                "uuid" : "00000000-0000-0000-0000-00000000000a",
                "persistent" : true,
                "insertionIndex" : 3,
                "metadata" : { "by" : "hand" }
              }, {
                "uuid" : "00000000-0000-0000-0000-00000000000b",
                "request" : { "url" : "/other", "method" : "ANY" },
                "response" : { "fault" : "EMPTY_RESPONSE" }
              } ],
              "meta" : { "total" : 2 }
            }
            """
        );

        reading.Problems.ShouldBeEmpty();
        reading.Stubs!.Mappings.Select(stub => stub.Id.ToString()[^1]).ShouldBe(['a', 'b']);
        reading.Stubs.Mappings[0].Name.ShouldBe("all models");
        Encoding.UTF8.GetString(reading.Stubs.Mappings[0].Response.Body.Span).ShouldBe("""{"candidates":[]}""");
        // The original refuses two ids, and this is what it is given.
        reading.Stubs.Mappings[1].Source.TryGetProperty("uuid", out _).ShouldBeFalse();
        reading.Stubs.Mappings[1].Source.GetProperty("id").GetGuid().ShouldBe(reading.Stubs.Mappings[1].Id);
    }

    [Fact]
    public void A_stub_without_an_id_gets_the_same_one_each_time()
    {
        const string Two = """{ "mappings": [{ "request": { "url": "/a" } }, { "request": { "url": "/b" } }] }""";
        var ids = Read(Two).Stubs!.Mappings.Select(stub => stub.Id).ToArray();

        ids.ShouldBe(Read(Two).Stubs!.Mappings.Select(stub => stub.Id));
        ids.ShouldBeUnique();
    }

    /// <summary>The problem as it is told, to its beginning, and the file, whose second line holds what is wrong.</summary>
    [Theory]
    [InlineData("(2,6): error NBL001: This is not JSON: ", "{\n \"a }")]
    [InlineData("(2,2): error NBL001: This is not JSON: ", "{ }\n }")]
    [InlineData("(1,1): error NBL001: The file starts with a byte order mark", "\uFEFF{}")]
    [InlineData("(2,15): error NBL002: The key \"urlFoo\" is unknown", "{\n \"request\": { \"urlFoo\": 1 } }")]
    [InlineData(
        "(2,2): error NBL003: The key \"totalDuration\" is missing.",
        "{ \"response\": {\n \"chunkedDribbleDelay\": { \"numberOfChunks\": 1 } } }"
    )]
    [InlineData("(2,16): error NBL004: This must be a whole", "{\n \"response\": { \"status\": \"200\" } }")]
    [InlineData("(2,2): error NBL004: This may not be null", "{\n \"request\": null }")]
    [InlineData("(2,2): error NBL004: This holds null", "{\n \"mappings\": [null] }")]
    [InlineData("(2,29): error NBL004: The header \"a\" is", "{\n \"response\": { \"headers\": { \"a\": 1 } } }")]
    [InlineData("(1,1): error NBL004: This must be an object", "[\n]")]
    [InlineData("(2,15): error NBL005: \"post\" never matches", "{\n \"request\": { \"method\": \"post\" } }")]
    [InlineData("(2,16): error NBL005: 1000 is no HTTP status", "{\n \"response\": { \"status\": 1000 } }")]
    [InlineData("(2,16): error NBL005: A body file lies", "{\n \"response\": { \"bodyFileName\": \"../a\" } }")]
    [InlineData("(2,16): error NBL005: \"X\" is not allowed here", "{\n \"response\": { \"fault\": \"X\" } }")]
    [InlineData("(2,2): error NBL005: \"x\" is not a UUID.", "{\n \"id\": \"x\" }")]
    [InlineData("(2,2): error NBL006: The key \"name\" stands here twice.", "{ \"name\": \"a\",\n \"name\": \"b\" }")]
    [InlineData("(2,16): error NBL107: There is no __files/a", "{\n \"response\": { \"bodyFileName\": \"a\" } }")]
    [InlineData("(2,15): error NBL111: The pattern does not", "{\n \"request\": { \"urlPathPattern\": \"(\" } }")]
    [InlineData("(2,15): error NBL114: \"headers\" is not played", "{\n \"request\": { \"headers\": { } } }")]
    public void A_mistake_is_told_with_its_place(string told, string json) =>
        Read(json).Problems.ShouldHaveSingleItem().ToString().ShouldStartWith("stub.json" + told);

    [Theory]
    [InlineData("statusMessage", "\"OK\"")]
    [InlineData("base64Body", "\"\"")]
    [InlineData("delayDistribution", "{}")]
    [InlineData("proxyBaseUrl", "\"http://example.com\"")]
    [InlineData("transformers", "[\"response-template\"]")]
    public void What_WireMock_alone_plays_is_refused_by_its_name(string key, string value)
    {
        var problem = Read($$"""{ "response": { "{{key}}": {{value}} } }""").Problems.ShouldHaveSingleItem();

        problem.Rule.ShouldBe("NBL114");
        problem.Message.ShouldStartWith($"\"{key}\" is not played here");
    }

    [Fact]
    public void Scaling_reaches_every_delay_and_nothing_else()
    {
        var stub = Read(
            """
            { "priority": 100, "response": { "status": 200, "fixedDelayMilliseconds": 20000, "body": "x",
              "chunkedDribbleDelay": { "numberOfChunks": 100, "totalDuration": 5000 } } }
            """
        ).Stubs!.Mappings[0];

        var scaled = StubScaling.Scale(stub.Source, 0.01);
        scaled["priority"]!.GetValue<int>().ShouldBe(100);
        scaled["response"]!
            .ToJsonString()
            .ShouldBe(
                """{"status":200,"fixedDelayMilliseconds":200,"body":"x","chunkedDribbleDelay":{"numberOfChunks":100,"totalDuration":50}}"""
            );
    }
}
