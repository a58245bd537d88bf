using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Players.Matching;

namespace NanoBananaContracts.Conformance.Players.InProcess.Admin;

/// <summary>Writes stubs, journal entries and near misses in the shape WireMock's client libraries read.</summary>
internal sealed class AdminJson(Uri server)
{
    public static JsonNode Mapping(StubMapping stub) => JsonNode.Parse(stub.Source.GetRawText())!;

    public static JsonObject Mappings(IReadOnlyCollection<StubMapping> stubs) =>
        new()
        {
            ["mappings"] = new JsonArray(stubs.Select(Mapping).ToArray()),
            ["meta"] = new JsonObject { ["total"] = stubs.Count },
        };

    public static JsonObject Scenarios(IEnumerable<ScenarioStatus> scenarios) =>
        new()
        {
            ["scenarios"] = new JsonArray(
                scenarios
                    .Select(scenario =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["id"] = scenario.Name,
                                ["name"] = scenario.Name,
                                ["state"] = scenario.State,
                                ["possibleStates"] = Texts(scenario.PossibleStates),
                                ["mappings"] = new JsonArray(scenario.Stubs.Select(Mapping).ToArray()),
                            }
                    )
                    .ToArray()
            ),
        };

    public JsonObject Entry(JournalEntry entry, StubMapping? stub)
    {
        var definition = stub is null
            ? new JsonObject { ["status"] = 404, ["fromConfiguredStub"] = false }
            : Mapping(stub)["response"]?.DeepClone() ?? new JsonObject();
        var result = new JsonObject
        {
            ["id"] = entry.Id.ToString(),
            ["request"] = Request(entry.Request, entry.ReceivedAt),
            ["responseDefinition"] = definition,
            ["response"] = new JsonObject { ["status"] = entry.Status },
            ["wasMatched"] = entry.WasMatched,
            ["timing"] = new JsonObject
            {
                ["totalTime"] = entry.FinishedAt is { } finished
                    ? (long)(finished - entry.ReceivedAt).TotalMilliseconds
                    : 0,
            },
            ["subEvents"] = SubEvents(entry),
        };
        if (stub is not null)
            result["stubMapping"] = Mapping(stub);
        return result;
    }

    /// <summary>A request as it came, but for its keys: what is shown here ends in logs and in issues.</summary>
    public JsonObject Request(RecordedRequest request, DateTimeOffset at)
    {
        var subject = new RequestSubject(request).Hidden;
        var hidden = subject.Request;
        return new JsonObject
        {
            ["url"] = hidden.Url,
            ["absoluteUrl"] = new Uri(server, "/").ToString().TrimEnd('/') + hidden.Url,
            ["method"] = hidden.Method,
            ["clientIp"] = "127.0.0.1",
            ["headers"] = Grouped(hidden.Headers),
            ["cookies"] = Grouped(subject.Cookies),
            ["browserProxyRequest"] = false,
            ["loggedDate"] = at.ToUnixTimeMilliseconds(),
            ["loggedDateString"] = at.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                CultureInfo.InvariantCulture
            ),
            ["bodyAsBase64"] = Convert.ToBase64String(hidden.Body.Span),
            ["body"] = subject.Body.Text ?? "",
            ["protocol"] = "HTTP/1.1",
            ["scheme"] = "http",
            ["host"] = server.Host,
            ["port"] = server.Port,
            ["queryParams"] = Parameters(subject.Query),
            ["formParams"] = Parameters(subject.Form),
        };
    }

    public JsonObject NearMisses(IEnumerable<(RecordedRequest Request, DateTimeOffset At, NearMiss Miss)> misses) =>
        new()
        {
            ["nearMisses"] = new JsonArray(
                misses
                    .Select(miss =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["request"] = Request(miss.Request, miss.At),
                                ["stubMapping"] = Mapping(miss.Miss.Stub),
                                ["matchResult"] = Result(miss.Miss.Distance, miss.Miss.Differences),
                            }
                    )
                    .ToArray()
            ),
        };

    public JsonObject NearMisses(
        RequestPattern pattern,
        IEnumerable<(JournalEntry Entry, PatternMatch Match)> misses
    ) =>
        new()
        {
            ["nearMisses"] = new JsonArray(
                misses
                    .Select(miss =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["request"] = Request(miss.Entry.Request, miss.Entry.ReceivedAt),
                                ["requestPattern"] = JsonNode.Parse(pattern.Source.GetRawText()),
                                ["matchResult"] = Result(miss.Match.Distance, miss.Match.Differences),
                            }
                    )
                    .ToArray()
            ),
        };

    private static JsonObject Result(double distance, IReadOnlyList<string> differences) =>
        new() { ["distance"] = distance, ["diffDescriptions"] = Texts(differences) };

    private static JsonArray SubEvents(JournalEntry entry)
    {
        if (entry.WasMatched)
            return [];
        var report = new StringBuilder("Request was not matched\n");
        foreach (var miss in entry.NearMisses)
        {
            report.Append("\nNear: ").Append(miss.Stub.Name ?? miss.Stub.Id.ToString()).Append('\n');
            foreach (var difference in miss.Differences)
                report.Append("  ").Append(difference).Append('\n');
        }

        return new JsonArray(
            new JsonObject
            {
                ["type"] = "REQUEST_NOT_MATCHED",
                ["timeOffsetNanos"] = 0,
                ["data"] = new JsonObject
                {
                    ["status"] = 404,
                    ["contentType"] = "text/plain",
                    ["report"] = report.ToString(),
                },
            }
        );
    }

    private static JsonArray Texts(IEnumerable<string> texts) =>
        new(texts.Select(text => (JsonNode)JsonValue.Create(text)).ToArray());

    /// <summary>A name that stands once has a string, one that stands more often a list.</summary>
    private static JsonObject Grouped(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var result = new JsonObject();
        foreach (var group in pairs.GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase))
        {
            var values = group.Select(pair => pair.Value).ToArray();
            result[group.Key] = values.Length == 1 ? values[0] : Texts(values);
        }

        return result;
    }

    private static JsonObject Parameters(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var result = new JsonObject();
        foreach (var group in pairs.GroupBy(pair => pair.Key, StringComparer.Ordinal))
        {
            result[group.Key] = new JsonObject
            {
                ["key"] = group.Key,
                ["values"] = Texts(group.Select(pair => pair.Value)),
            };
        }

        return result;
    }
}
