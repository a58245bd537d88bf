using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Players;

/// <summary>What reading stub mappings came to.</summary>
/// <param name="Stubs">The stubs; null when there are problems.</param>
/// <param name="Problems">Everything wrong; where the file cannot be read at all, the first thing.</param>
public sealed record StubReading(StubSet? Stubs, IReadOnlyList<StubProblem> Problems);

/// <summary>
/// Reads stub mappings of WireMock 3 strictly: an unknown key at any level, and what WireMock accepts and then silently
/// plays otherwise than written, is a problem that names the place.
/// </summary>
public static class StubReader
{
    /// <summary>Reads one stub, or <c>{ "mappings": [ ... ] }</c>.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="files">Body files by the name that <c>bodyFileName</c> uses; null for none.</param>
    /// <param name="idSeed">Text that the ids of stubs without one are made from, the same each time; null for random ids.</param>
    public static StubReading Read(
        ReadOnlyMemory<byte> utf8,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? files = null,
        string? idSeed = null
    )
    {
        try
        {
            var root = JsonSerializer.Deserialize<JsonElement>(utf8.Span, StubJson.Options);
            if (root.ValueKind != JsonValueKind.Object)
                throw new StubRuleException(LintRules.WrongType, "A file of stubs is an object.");
            // From the text again, not from the element: only so does an error know its line.
            var several = root.TryGetProperty("mappings", out var mappings);
            var entries = several
                ? JsonSerializer.Deserialize<StubFile>(utf8.Span, StubJson.Options)!.Mappings
                : [JsonSerializer.Deserialize<StubEntry>(utf8.Span, StubJson.Options)!];
            JsonElement[] sources = several ? [.. mappings.EnumerateArray()] : [root];
            var set = new StubSet
            {
                Mappings =
                [
                    .. entries
                        .Zip(sources, (entry, source) => (entry, source))
                        .Select((pair, index) => ToMapping(pair.entry, pair.source, MakeId(idSeed, index))),
                ],
                Files = files ?? StubSet.Empty.Files,
            };
            StubProblem[] problems =
            [
                .. StubSetRules
                    .Check(set)
                    .Select(breach =>
                        StubJson.At(
                            breach.Rule,
                            (several ? $"$.mappings[{breach.Index}]" : "$") + breach.Path,
                            breach.Message,
                            utf8.Span
                        )
                    ),
            ];
            return new StubReading(problems.Length == 0 ? set : null, problems);
        }
        catch (JsonException e)
        {
            return new StubReading(null, [StubJson.ToProblem(e, utf8.Span)]);
        }
    }

    private static StubMapping ToMapping(StubEntry entry, JsonElement source, Guid made)
    {
        var id = entry.Id ?? entry.Uuid ?? made;
        var response = entry.Response;
        return new StubMapping
        {
            Id = id,
            Name = entry.Name,
            Request = entry.Request,
            Response = new StubResponse
            {
                Status = response.Status ?? StubResponse.DefaultStatus,
                Headers = [.. response.HeaderLines()],
                Body = response.JsonBody is { } json ? Compact(json) : Encoding.UTF8.GetBytes(response.Body ?? ""),
                BodyFileName = response.BodyFileName,
                FixedDelay = TimeSpan.FromMilliseconds(response.FixedDelayMilliseconds ?? 0),
                Dribble = response.ChunkedDribbleDelay is { } dribble
                    ? new ChunkedDribbleDelay(dribble.NumberOfChunks, TimeSpan.FromMilliseconds(dribble.TotalDuration))
                    : null,
                Fault = response.Fault,
            },
            Priority = entry.Priority ?? StubMapping.DefaultPriority,
            ScenarioName = entry.ScenarioName,
            RequiredScenarioState = entry.RequiredScenarioState,
            NewScenarioState = entry.NewScenarioState,
            Source = WithId(source, id),
        };
    }

    /// <summary>The value as the file has it, less white space: its numbers and escapes are part of what a client gets.</summary>
    private static byte[] Compact(JsonElement value)
    {
        var text = new StringBuilder();
        var (quoted, escaped) = (false, false);
        foreach (var unit in value.GetRawText())
        {
            if (unit == '"' && !escaped)
                quoted = !quoted;
            escaped = unit == '\\' && !escaped;
            if (quoted || unit is not (' ' or '\t' or '\r' or '\n'))
                text.Append(unit);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static Guid MakeId(string? seed, int index) =>
        seed is null
            ? Guid.NewGuid()
            : new Guid(
                SHA256
                    .HashData(Encoding.UTF8.GetBytes(seed + "#" + index.ToString(CultureInfo.InvariantCulture)))
                    .AsSpan(0, 16)
            );

    private static JsonElement WithId(JsonElement mapping, Guid id)
    {
        var named = JsonObject.Create(mapping)!;
        named.Remove("uuid");
        named["id"] = id.ToString();
        return JsonSerializer.SerializeToElement(named);
    }
}
