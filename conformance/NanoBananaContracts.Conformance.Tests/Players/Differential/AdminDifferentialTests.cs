using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using NanoBananaContracts.Conformance.Players;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Players.Differential;

/// <summary>Holds our admin API to the original's: same calls, same statuses, and the same facts in the answers.</summary>
[Collection(nameof(PlayerPair))]
public sealed class AdminDifferentialTests(PlayerPair pair)
{
    private const string Stub =
        """{ "id": "11111111-1111-1111-1111-111111111111", "name": "n", "request": { "method": "GET", "url": "/m" }, "response": { "body": "x" }, "metadata": { "a": { "b": 1 } }, "scenarioName": "s", "requiredScenarioState": "Started", "newScenarioState": "two" }""";

    private const string Id = "11111111-1111-1111-1111-111111111111";

    private const string Unknown = "99999999-9999-9999-9999-999999999999";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Name; calls "METHOD path body", one a line, a path without /__admin being an ordinary request; the facts compared, as paths into the last answer.</summary>
    public static TheoryData<string, string, string> Calls { get; } =
        new()
        {
            {
                "create",
                $"POST /__admin/mappings {Stub}",
                "id name request.method response.status response.body scenarioName metadata.a.b"
            },
            { "create twice", $"POST /__admin/mappings {Stub}\nPOST /__admin/mappings {Stub}", "" },
            {
                "create without an id",
                """POST /__admin/mappings { "request": { "url": "/x" } }""",
                "request.url request.method response.status"
            },
            {
                "unknown key",
                """POST /__admin/mappings { "request": { "urlFoo": "/x" } }""",
                "errors.0.code errors.0.source.pointer errors.0.title"
            },
            {
                "unknown key in the response",
                """POST /__admin/mappings { "response": { "boddy": "x" } }""",
                "errors.0.code errors.0.source.pointer"
            },
            {
                "unknown key at the top",
                """POST /__admin/mappings { "foo": 1 }""",
                "errors.0.code errors.0.source.pointer"
            },
            { "not JSON", "POST /__admin/mappings {", "errors.0.code" },
            {
                "id that is no UUID",
                """POST /__admin/mappings { "id": "x" }""",
                "errors.0.code errors.0.source.pointer"
            },
            { "a collection is for import", """POST /__admin/mappings { "mappings": [] }""", "errors.0.code" },
            {
                "operand of the wrong type",
                """POST /__admin/mappings { "request": { "bodyPatterns": [{ "equalTo": 1 }] } }""",
                "errors.0.code"
            },
            {
                "matcher without a matcher",
                """POST /__admin/mappings { "request": { "bodyPatterns": [{}] } }""",
                "errors.0.code errors.0.source.pointer"
            },
            {
                "regex that does not compile",
                """POST /__admin/mappings { "request": { "urlPattern": "(" } }""",
                "errors.0.code"
            },
            {
                "list",
                $"POST /__admin/mappings {Stub}\nGET /__admin/mappings",
                "mappings.0.id mappings.0.name mappings.0.response.body meta.total"
            },
            { "list of nothing", "GET /__admin/mappings", "meta.total" },
            { "root is the list", $"POST /__admin/mappings {Stub}\nGET /__admin", "meta.total" },
            {
                "newest first",
                """POST /__admin/mappings { "request": { "url": "/1" } }"""
                    + "\n"
                    + """POST /__admin/mappings { "request": { "url": "/2" } }"""
                    + "\nGET /__admin/mappings",
                "mappings.0.request.url mappings.1.request.url"
            },
            { "get", $"POST /__admin/mappings {Stub}\nGET /__admin/mappings/{Id}", "id name" },
            { "get unknown", $"GET /__admin/mappings/{Unknown}", "" },
            { "get by no id", "GET /__admin/mappings/xyz", "errors.0.code errors.0.title" },
            {
                "update",
                $"POST /__admin/mappings {Stub}\n"
                    + $$"""PUT /__admin/mappings/{{Id}} { "request": { "url": "/m2" }, "response": { "body": "y" } }""",
                "id request.url response.body"
            },
            {
                "an update keeps its place",
                $"POST /__admin/mappings {Stub}\n"
                    + """POST /__admin/mappings { "request": { "url": "/2" } }"""
                    + "\n"
                    + $$"""PUT /__admin/mappings/{{Id}} { "request": { "url": "/m2" } }"""
                    + "\nGET /__admin/mappings",
                "mappings.0.request.url mappings.1.request.url"
            },
            { "update unknown", $$"""PUT /__admin/mappings/{{Unknown}} { "request": { "url": "/m2" } }""", "" },
            {
                "delete",
                $"POST /__admin/mappings {Stub}\nDELETE /__admin/mappings/{Id}\nGET /__admin/mappings",
                "meta.total"
            },
            { "delete unknown", $"DELETE /__admin/mappings/{Unknown}", "" },
            {
                "delete all",
                $"POST /__admin/mappings {Stub}\nDELETE /__admin/mappings\nGET /__admin/mappings",
                "meta.total"
            },
            {
                "import",
                """POST /__admin/mappings/import { "mappings": [{ "request": { "url": "/o" }, "response": { "body": "first" } }, { "request": { "url": "/o" }, "response": { "body": "second" } }] }"""
                    + "\nGET /o",
                "text"
            },
            {
                "import that replaces",
                $"POST /__admin/mappings {Stub}\n"
                    + $$"""POST /__admin/mappings/import { "mappings": [{ "id": "{{Id}}", "request": { "url": "/new" } }], "importOptions": { "duplicatePolicy": "OVERWRITE" } }"""
                    + "\nGET /__admin/mappings",
                "meta.total mappings.0.request.url"
            },
            {
                "import that keeps",
                $"POST /__admin/mappings {Stub}\n"
                    + $$"""POST /__admin/mappings/import { "mappings": [{ "id": "{{Id}}", "request": { "url": "/new" } }], "importOptions": { "duplicatePolicy": "IGNORE" } }"""
                    + "\nGET /__admin/mappings",
                "meta.total mappings.0.request.url"
            },
            {
                "import that deletes the others",
                $"POST /__admin/mappings {Stub}\n"
                    + """POST /__admin/mappings/import { "mappings": [{ "request": { "url": "/new" } }], "importOptions": { "duplicatePolicy": "OVERWRITE", "deleteAllNotInImport": true } }"""
                    + "\nGET /__admin/mappings",
                "meta.total mappings.0.request.url"
            },
            {
                "import that is broken",
                """POST /__admin/mappings/import { "mappings": [{ "request": { "urlFoo": "/x" } }] }""",
                "errors.0.code"
            },
            {
                "find by metadata",
                $"POST /__admin/mappings {Stub}\n"
                    + """POST /__admin/mappings { "request": { "url": "/2" } }"""
                    + "\n"
                    + """POST /__admin/mappings/find-by-metadata { "matchesJsonPath": "$.a.b" }""",
                "meta.total mappings.0.id"
            },
            {
                "remove by metadata",
                $"POST /__admin/mappings {Stub}\n"
                    + """POST /__admin/mappings { "request": { "url": "/2" } }"""
                    + "\n"
                    + """POST /__admin/mappings/remove-by-metadata { "matchesJsonPath": "$.a.b" }"""
                    + "\nGET /__admin/mappings",
                "meta.total mappings.0.request.url"
            },
            {
                "stubs nobody asked for",
                $"POST /__admin/mappings {Stub}\n"
                    + """POST /__admin/mappings { "request": { "url": "/2" } }"""
                    + "\nGET /m\nGET /__admin/mappings/unmatched",
                "mappings.0.request.url mappings.1.id"
            },
            {
                "journal",
                $"POST /__admin/mappings {Stub}\nGET /m?x=1\nGET /m\nGET /__admin/requests",
                "meta.total requests.0.request.url requests.0.wasMatched requests.0.stubMapping.name requests.0.response.status requests.1.request.url requests.1.wasMatched requests.1.request.queryParams.x.values.0"
            },
            {
                "journal with a body",
                $"POST /__admin/mappings {Stub}\nPOST /m abc\nGET /__admin/requests",
                "requests.0.request.body requests.0.request.bodyAsBase64 requests.0.request.method requests.0.subEvents.0.type requests.0.response.status"
            },
            {
                "journal with a limit",
                $"GET /a\nGET /b\nGET /__admin/requests?limit=1",
                "requests.0.request.url requests.1 meta.total"
            },
            {
                "journal of the unmatched",
                $"POST /__admin/mappings {Stub}\nGET /m\nGET /b\nGET /__admin/requests?unmatched=true",
                "requests.0.request.url requests.1"
            },
            {
                "journal of one stub",
                $"POST /__admin/mappings {Stub}\nGET /b\nGET /m\nGET /__admin/requests?matchingStub={Id}",
                "requests.0.request.url requests.1"
            },
            { "forgetting", "GET /a\nDELETE /__admin/requests\nGET /__admin/requests", "meta.total" },
            { "entry unknown", $"GET /__admin/requests/{Unknown}", "" },
            {
                "count",
                $"POST /__admin/mappings {Stub}\nGET /m\nGET /m\nGET /b\n"
                    + """POST /__admin/requests/count { "method": "GET", "url": "/m" }""",
                "count requestJournalDisabled"
            },
            { "count of everything", "GET /m\nGET /b\nPOST /__admin/requests/count {}", "count" },
            {
                "count by a broken pattern",
                """POST /__admin/requests/count { "foo": 1 }""",
                "errors.0.code errors.0.source.pointer"
            },
            {
                "find",
                "GET /m\nGET /b\n" + """POST /__admin/requests/find { "url": "/b" }""",
                "requests.0.url requests.1"
            },
            {
                "remove",
                "GET /m\nGET /b\n" + """POST /__admin/requests/remove { "url": "/b" }""" + "\nGET /__admin/requests",
                "requests.0.request.url requests.1"
            },
            {
                "what remove answers",
                "GET /m\nGET /b\n" + """POST /__admin/requests/remove { "url": "/b" }""",
                "serveEvents.0.request.url serveEvents.1"
            },
            {
                "unmatched",
                $"POST /__admin/mappings {Stub}\nGET /m\nGET /b\nGET /__admin/requests/unmatched",
                "requests.0.url requests.1 requestJournalDisabled"
            },
            {
                "near misses of the unmatched",
                $"POST /__admin/mappings {Stub}\n"
                    + """POST /__admin/mappings { "request": { "url": "/quite-another" } }"""
                    + "\nGET /mm\nGET /__admin/requests/unmatched/near-misses",
                "nearMisses.0.request.url nearMisses.0.stubMapping.name nearMisses.1.stubMapping.request.url"
            },
            {
                "near misses of a request",
                $"POST /__admin/mappings {Stub}\n"
                    + """POST /__admin/mappings { "request": { "url": "/quite-another" } }"""
                    + "\n"
                    + """POST /__admin/near-misses/request { "url": "/mm", "method": "GET" }""",
                "nearMisses.0.stubMapping.name nearMisses.1.stubMapping.request.url"
            },
            {
                "near misses of a pattern",
                "GET /quite-another\nGET /m\n"
                    + """POST /__admin/near-misses/request-pattern { "url": "/mm", "method": "GET" }""",
                "nearMisses.0.request.url nearMisses.1.request.url nearMisses.0.requestPattern.url"
            },
            {
                "scenarios",
                $"POST /__admin/mappings {Stub}\nGET /__admin/scenarios",
                "scenarios.0.name scenarios.0.state scenarios.0.mappings.0.name"
            },
            {
                "scenario moved on",
                $"POST /__admin/mappings {Stub}\nGET /m\nGET /__admin/scenarios",
                "scenarios.0.state"
            },
            {
                "scenario set",
                $"POST /__admin/mappings {Stub}\n"
                    + """PUT /__admin/scenarios/s/state { "state": "two" }"""
                    + "\nGET /__admin/scenarios",
                "scenarios.0.state"
            },
            {
                "scenario set to a state it has not",
                $"POST /__admin/mappings {Stub}\n" + """PUT /__admin/scenarios/s/state { "state": "nope" }""",
                ""
            },
            { "scenario unknown", """PUT /__admin/scenarios/zz/state { "state": "two" }""", "errors.0.title" },
            {
                "scenario set back",
                $"POST /__admin/mappings {Stub}\nGET /m\nPUT /__admin/scenarios/s/state\nGET /__admin/scenarios",
                "scenarios.0.state"
            },
            {
                "scenarios reset",
                $"POST /__admin/mappings {Stub}\nGET /m\nPOST /__admin/scenarios/reset\nGET /__admin/scenarios",
                "scenarios.0.state"
            },
            {
                "stubs reset",
                $"POST /__admin/mappings {Stub}\nPOST /__admin/mappings/reset\nGET /__admin/mappings",
                "meta.total"
            },
            {
                "everything reset",
                $"POST /__admin/mappings {Stub}\nGET /m\nPOST /__admin/reset\nGET /__admin/requests",
                "meta.total"
            },
            { "version", "GET /__admin/version", "version" },
            { "health", "GET /__admin/health", "status version" },
            { "recordings", "GET /__admin/recordings/status", "status" },
            { "no such thing", "GET /__admin/nothing", "" },
            { "settings without a delay", """POST /__admin/settings { "fixedDelay": null }""", "" },
        };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Answers_as_the_original_does(string name, string calls, string facts)
    {
        if (pair.Missing is { } reason)
            Assert.Skip(reason);
        var theirs = await RunAsync(pair.Http, pair.Original, calls, facts);
        var ours = await RunAsync(pair.Http, pair.Ours, calls, facts);
        ours.ShouldBe(theirs);
        AnswerBook.Hold(NameInBook(name), [theirs]);
        if (facts.Length > 0)
            theirs
                .Split('\n')
                .ShouldContain(line => line.Contains(" = ") && !line.EndsWith("(nothing)"), "no fact was compared");
    }

    [Fact]
    public async Task Every_case_of_the_suite_loads_into_the_original_unchanged()
    {
        if (pair.Missing is { } reason)
            Assert.Skip(reason);
        var refused = new List<string>();
        foreach (var file in Directory.EnumerateFiles(RepositoryFolder.Cases, "stub.json", SearchOption.AllDirectories))
        {
            var stub = JsonNode.Parse(await File.ReadAllTextAsync(file, Token))!;
            var import = stub["mappings"] is null ? new JsonObject { ["mappings"] = new JsonArray(stub) } : stub;
            var (status, text) = await CallAsync(
                pair.Http,
                pair.Original,
                "POST",
                "/__admin/mappings/import",
                import.ToJsonString()
            );
            if (status != 200)
                refused.Add($"{file}: {status} {text}");
        }

        refused.ShouldBeEmpty();
    }

    internal static string NameInBook(string name) => "admin: " + name;

    internal static async Task<string> RunAsync(HttpClient http, IStubPlayer player, string calls, string facts)
    {
        await player.LoadAsync(StubSet.Empty, Token);
        var (status, text) = (0, "");
        foreach (var call in calls.Split('\n'))
        {
            var parts = call.Split(' ', 3);
            (status, text) = await CallAsync(http, player, parts[0], parts[1], parts.Length > 2 ? parts[2] : null);
        }

        var result = new StringBuilder("status ").Append(status).Append('\n');
        foreach (var fact in facts.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            result
                .Append(fact)
                .Append(" = ")
                .Append(fact == "text" ? text : Follow(JsonNode.Parse(text), fact))
                .Append('\n');
        return result.ToString();
    }

    private static string Follow(JsonNode? node, string path)
    {
        foreach (var name in path.Split('.'))
            node = node is JsonArray array
                ? (int.Parse(name) < array.Count ? array[int.Parse(name)] : null)
                : node?[name];
        return node?.ToJsonString() ?? "(nothing)";
    }

    private static async Task<(int Status, string Text)> CallAsync(
        HttpClient http,
        IStubPlayer player,
        string method,
        string path,
        string? body
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(player.BaseAddress, path));
        if (body is not null)
            request.Content = new StringContent(
                body,
                Encoding.UTF8,
                path.StartsWith("/__admin", StringComparison.Ordinal) ? "application/json" : "text/plain"
            );
        using var reply = await http.SendAsync(request, Token);
        return ((int)reply.StatusCode, await reply.Content.ReadAsStringAsync(Token));
    }
}
