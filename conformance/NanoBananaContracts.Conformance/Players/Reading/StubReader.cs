using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Players.Reading;

namespace NanoBananaContracts.Conformance.Players;

/// <summary>What reading stub mappings came to.</summary>
/// <param name="Stubs">The stubs; null when there is an error that leaves nothing to play.</param>
/// <param name="Problems">Everything wrong, in document order.</param>
public sealed record StubReading(StubSet? Stubs, IReadOnlyList<JsonProblem> Problems);

/// <summary>
/// Reads stub mappings of WireMock 3 strictly: an unknown key at any level is a problem that names the place. What
/// WireMock accepts and then silently plays otherwise than written is a problem too, but one that leaves the stub
/// playable, exactly as WireMock plays it.
/// </summary>
public static class StubReader
{
    private static readonly string[] Extensions = ["postServeActions", "serveEventListeners"];

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
        var problems = new List<JsonProblem>();
        if (StrictJson.Parse(utf8, problems) is not { } root)
            return new StubReading(null, problems);
        var mappings = ReadFile(root, idSeed);
        var set = new StubSet { Mappings = mappings, Files = files ?? StubSet.Empty.Files };
        StubSetRules.Check(set, root, problems);
        var broken = problems.Any(problem => !LintRules.Traps.Contains(problem.Rule));
        return new StubReading(broken ? null : set, problems);
    }

    private static StubMapping[] ReadFile(JsonAt root, string? idSeed)
    {
        if (root.Kind != JsonValueKind.Object || !root.Element.TryGetProperty("mappings", out _))
            return ReadMapping(root, null, MakeId(idSeed, 0)) is { } single ? [single] : [];
        var reader = root.AsObject()!;
        reader.Allow("$schema");
        reader.Allow("meta");
        var mappings = reader
            .Required("mappings")!
            .Value.AsArray()
            .Select((item, index) => ReadMapping(item, null, MakeId(idSeed, index)))
            .OfType<StubMapping>()
            .ToArray();
        reader.Finish();
        return mappings;
    }

    /// <summary>Reads one mapping.</summary>
    /// <param name="at">The mapping.</param>
    /// <param name="id">Id to give it, whatever it says itself; null to keep its own, or make one.</param>
    /// <param name="made">Id for a mapping that has none.</param>
    internal static StubMapping? ReadMapping(JsonAt at, Guid? id, Guid made)
    {
        if (at.AsObject() is not { } reader)
            return null;
        reader.Allow("$schema");
        reader.Allow("metadata");
        reader.Optional("persistent")?.AsBoolean();
        foreach (var key in Extensions)
        {
            if (reader.Optional(key) is { } extension && !IsEmpty(extension.Element))
                extension.Report(
                    LintRules.NotPlayed,
                    $"\"{key}\" is not played here: replay runs no code and opens no connection."
                );
        }

        var ownId = ReadId(reader.Optional("id")) ?? ReadId(reader.Optional("uuid"));
        var finalId = id ?? ownId ?? made;
        var request = reader.Optional("request") is { } pattern
            ? RequestPatternReader.Read(pattern)
            : RequestPatternReader.Read(at.With(EmptyObject));
        var response = reader.Optional("response") is { } answer ? ResponseReader.Read(answer) : new StubResponse();
        var scenario = reader.OptionalText("scenarioName");
        var required = reader.OptionalText("requiredScenarioState");
        var next = reader.OptionalText("newScenarioState");
        var name = reader.OptionalText("name");
        var priority = reader.Optional("priority")?.AsInteger(int.MinValue);
        reader.Finish();
        if (scenario is null && (required ?? next) is not null)
            at.Report(LintRules.Scenario, "A scenario state without \"scenarioName\" means nothing.");
        if (request is null || response is null)
            return null;
        return new StubMapping
        {
            Id = finalId,
            Name = name,
            Request = request,
            Response = response,
            Priority = priority ?? StubMapping.DefaultPriority,
            ScenarioName = scenario,
            RequiredScenarioState = scenario is null ? null : required,
            NewScenarioState = scenario is null ? null : next,
            Source = WithId(at.Element, finalId),
        };
    }

    private static Guid MakeId(string? seed, int index) =>
        seed is null
            ? Guid.NewGuid()
            : new Guid(
                SHA256
                    .HashData(Encoding.UTF8.GetBytes(seed + "#" + index.ToString(CultureInfo.InvariantCulture)))
                    .AsSpan(0, 16)
            );

    private static JsonElement EmptyObject { get; } = JsonSerializer.SerializeToElement(new JsonObject());

    private static Guid? ReadId(JsonAt? at)
    {
        if (at?.AsText() is not { } text)
            return null;
        if (Guid.TryParseExact(text, "D", out var id))
            return id;
        at.Value.Report(LintRules.ValueNotAllowed, $"\"{text}\" is not a UUID.");
        return null;
    }

    private static bool IsEmpty(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => true,
            JsonValueKind.Array => value.GetArrayLength() == 0,
            JsonValueKind.Object => !value.EnumerateObject().Any(),
            _ => false,
        };

    private static JsonElement WithId(JsonElement mapping, Guid id)
    {
        var result = new JsonObject { ["id"] = id.ToString() };
        foreach (var property in mapping.EnumerateObject())
        {
            if (property.Name is not ("id" or "uuid"))
                result[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        }

        // Client libraries with types of their own count on what the original fills in.
        (result["request"] ??= new JsonObject())
            .AsObject()
            .TryAdd("method", "ANY");
        (result["response"] ??= new JsonObject()).AsObject().TryAdd("status", 200);

        result["uuid"] = id.ToString();
        return JsonSerializer.SerializeToElement(result);
    }
}
