using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Players.Matching;

namespace NanoBananaContracts.Conformance.Players;

/// <summary>What an export came to.</summary>
/// <param name="Mappings">The mappings as JSON of WireMock.Net; null when something could not be expressed.</param>
/// <param name="Refusals">What that format cannot express, each with the stub it stands in.</param>
public sealed record WireMockNetMappings(string? Mappings, IReadOnlyList<string> Refusals);

/// <summary>
/// Writes stubs in WireMock.Net's own static format. Its importer of WireMock stubs drops what it does not know
/// without a word, which makes stubs match more than they should; this export refuses by name instead.
/// </summary>
public static class WireMockNetExport
{
    /// <summary>Exports stubs.</summary>
    /// <param name="stubs">The stubs.</param>
    public static WireMockNetMappings Export(StubSet stubs)
    {
        ArgumentNullException.ThrowIfNull(stubs);
        var refusals = new List<string>();
        // WireMock.Net has no rule for equal priorities, so each stub gets one of its own, in the order they would be
        // asked in: lower first, of equals the newest first.
        var exported = stubs
            .Mappings.Reverse()
            .OrderBy(mapping => mapping.Priority)
            .Select((mapping, rank) => (JsonNode)Export(mapping, rank + 1, stubs, refusals))
            .ToArray();
        return refusals.Count > 0
            ? new WireMockNetMappings(null, refusals)
            : new WireMockNetMappings(new JsonArray(exported).ToJsonString(WireMockNetNode.Layout) + "\n", []);
    }

    private static JsonObject Export(StubMapping mapping, int priority, StubSet stubs, List<string> refusals)
    {
        void Refuse(string what) => refusals.Add($"stub {mapping.Name ?? mapping.Id.ToString()}: {what}");

        var result = new JsonObject { ["Guid"] = mapping.Id.ToString() };
        if (mapping.Name is not null)
            result["Title"] = mapping.Name;
        result["Priority"] = priority;
        AddScenario(result, mapping, Refuse);
        result["Request"] = RequestOf(mapping.Request, Refuse);
        result["Response"] = ResponseOf(mapping.Response, stubs, Refuse);
        return result;
    }

    private static void AddScenario(JsonObject result, StubMapping mapping, Action<string> refuse)
    {
        if (mapping.ScenarioName is null)
            return;
        result["Scenario"] = mapping.ScenarioName;
        if (mapping.RequiredScenarioState is null)
            refuse("a scenario stub that answers in any state; there, no state means the first one");
        if (mapping.NewScenarioState == StubMapping.Started)
            refuse("a way back to the first state of a scenario, which has no name there");
        if (mapping.RequiredScenarioState == StubMapping.Started && mapping.NewScenarioState is null)
            refuse("a stub that leaves its scenario in the first state, which has no name there");
        // The first state has no name there; and a stub that names no next state ends its scenario.
        if (mapping.RequiredScenarioState is { } state && state != StubMapping.Started)
            result["WhenStateIs"] = state;
        if ((mapping.NewScenarioState ?? mapping.RequiredScenarioState) is { } next && next != StubMapping.Started)
            result["SetStateTo"] = next;
    }

    private static JsonObject RequestOf(RequestPattern pattern, Action<string> refuse)
    {
        var request = new JsonObject();
        switch (pattern.Url)
        {
            case ExactUrlMatcher { PathOnly: true } exact when !exact.Expected.Contains('%', StringComparison.Ordinal):
                request["Path"] = Matchers(WireMockNetNode.Exact(exact.Expected));
                break;
            case RegexUrlMatcher { PathOnly: true } regex:
                request["Path"] = Matchers(WireMockNetNode.Regex(regex.WholeRegex));
                break;
            case TemplateUrlMatcher template:
                request["Path"] = Matchers(WireMockNetNode.Regex(template.WholeRegex));
                break;
            case ExactUrlMatcher { PathOnly: true }:
                refuse("a path with percent escapes, which are decoded before they are matched there");
                break;
            case { } other:
                refuse($"\"{other.Keyword}\", which matches path and query as one text");
                break;
        }

        if (pattern.Method is not null)
            request["Methods"] = new JsonArray(pattern.Method);
        if (pattern.PathParameters.Count > 0)
            refuse("\"pathParameters\"");
        if (pattern.FormParameters.Count > 0)
            refuse("\"formParameters\"");
        if (pattern.Cookies.Count > 0)
            refuse("\"cookies\"");
        if (pattern.BasicAuth is not null)
            refuse("\"basicAuth\"");
        AddNamed(request, "Headers", "header", pattern.Headers, refuse);
        AddNamed(request, "Params", "query parameter", pattern.QueryParameters, refuse);
        AddBody(request, pattern.BodyPatterns, refuse);
        return request;
    }

    private static JsonObject Matchers(JsonNode matcher) => new() { ["Matchers"] = new JsonArray(matcher) };

    private static void AddNamed(
        JsonObject request,
        string key,
        string place,
        IReadOnlyList<KeyValuePair<string, MultiValueMatcher>> named,
        Action<string> refuse
    )
    {
        var exported = new JsonArray();
        foreach (var (name, matcher) in named)
        {
            if (matcher is not AnyValueMatcher { Matcher: var single })
                refuse($"\"hasExactly\" and \"includes\" of the {place} {name}");
            else if (WireMockNetNode.Text(single) is { } node)
                exported.Add(new JsonObject { ["Name"] = name, ["Matchers"] = new JsonArray(node) });
            else
                refuse($"the matcher {single.Source.GetRawText()} of the {place} {name}");
        }

        if (exported.Count > 0)
            request[key] = exported;
    }

    private static void AddBody(JsonObject request, IReadOnlyList<ContentMatcher> patterns, Action<string> refuse)
    {
        var exported = new JsonArray();
        foreach (var matcher in patterns)
        {
            if ((WireMockNetNode.Text(matcher) ?? WireMockNetNode.Json(matcher)) is { } node)
                exported.Add(node);
            else
                refuse($"the body matcher {matcher.Source.GetRawText()}");
        }

        if (exported.Count > 0)
            request["Body"] = new JsonObject { ["Matchers"] = exported, ["MatchOperator"] = "And" };
    }

    private static JsonObject ResponseOf(StubResponse stub, StubSet stubs, Action<string> refuse)
    {
        if (stub.Fault is { } fault)
            refuse($"the fault {fault}, which there is a reply of HTTP and not a broken connection");
        if (stub.StatusMessage is not null)
            refuse("\"statusMessage\"");
        if (stub.Dribble is not null)
            refuse("\"chunkedDribbleDelay\"");
        var response = new JsonObject { ["StatusCode"] = stub.Status };
        AddBody(response, stub.BodyFileName is { } file ? stubs.Files[file] : stub.Body);
        var headers = new JsonObject();
        foreach (var group in stub.Headers.GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
        {
            var values = group.Select(header => header.Value).ToArray();
            headers[group.Key] =
                values.Length == 1 ? values[0] : new JsonArray(values.Select(value => (JsonNode)value).ToArray());
            if (group.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                refuse("a Content-Length of its own, which is not sent there beside a body");
        }

        if (headers.Count > 0)
            response["Headers"] = headers;
        AddDelay(response, stub, refuse);
        return response;
    }

    private static void AddBody(JsonObject response, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return;
        // Text stays readable; anything else goes as bytes, for text would be decoded and encoded again.
        if (System.Text.Unicode.Utf8.IsValid(body.Span))
            response["Body"] = Encoding.UTF8.GetString(body.Span);
        else
            response["BodyAsBytes"] = Convert.ToBase64String(body.Span);
    }

    private static void AddDelay(JsonObject response, StubResponse stub, Action<string> refuse)
    {
        var fixedDelay =
            stub.FixedDelay + (stub.RandomDelay is FixedDelayDistribution always ? always.Delay : TimeSpan.Zero);
        if (fixedDelay > TimeSpan.Zero)
            response["Delay"] = (int)fixedDelay.TotalMilliseconds;
        switch (stub.RandomDelay)
        {
            case UniformDelayDistribution when fixedDelay > TimeSpan.Zero:
                refuse("a fixed delay and a random one that add up");
                break;
            case UniformDelayDistribution uniform:
                response["MinimumRandomDelay"] = uniform.LowerMilliseconds;
                response["MaximumRandomDelay"] = uniform.UpperMilliseconds;
                break;
            case LogNormalDelayDistribution:
                refuse("a log-normal delay");
                break;
        }
    }
}
