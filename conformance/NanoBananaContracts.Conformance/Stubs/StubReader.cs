using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Stubs;

/// <summary>What reading stub mappings came to.</summary>
/// <param name="Stubs">The stubs; null when there are problems.</param>
/// <param name="Problems">Everything wrong; where the file cannot be read at all, the first thing.</param>
public sealed record StubReading(StubSet? Stubs, IReadOnlyList<CaseProblem> Problems);

/// <summary>
/// Reads stub mappings of WireMock 3 strictly: an unknown key at any level, and what WireMock accepts and then silently
/// plays otherwise than written, is a problem that names the place.
/// </summary>
public static class StubReader
{
    /// <summary>What WireMock knows beyond what this suite plays: left out on purpose, and not misspelt.</summary>
    private static readonly FrozenSet<string> NotPlayed = FrozenSet.Create(
        "additionalProxyRequestHeaders",
        "base64Body",
        "basicAuth",
        "basicAuthCredentials",
        "bodyPatterns",
        "clientIp",
        "cookies",
        "customMatcher",
        "delayDistribution",
        "formParameters",
        "fromConfiguredStub",
        "host",
        "multipartPatterns",
        "pathParameters",
        "port",
        "postServeActions",
        "proxyBaseUrl",
        "proxyUrlPrefixToRemove",
        "queryParameters",
        "removeProxyRequestHeaders",
        "scheme",
        "serveEventListeners",
        "statusMessage",
        "transformerParameters",
        "transformers",
        "urlPathTemplate",
        "urlPattern"
    );

    /// <summary>Reads one stub, or <c>{ "mappings": [ ... ] }</c>.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="files">Body files by the name that <c>bodyFileName</c> uses; null for none.</param>
    /// <param name="idSeed">Text that the ids of stubs without one are made from, the same each time; null for random ids.</param>
    /// <param name="name">The name problems are told under.</param>
    public static StubReading Read(
        ReadOnlyMemory<byte> utf8,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? files = null,
        string? idSeed = null,
        string name = "stub.json"
    )
    {
        var problems = new List<CaseProblem>();
        return new StubReading(Read(new JsonFile(name, utf8, problems), files, idSeed), problems);
    }

    internal static StubSet? Read(
        JsonFile file,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? files,
        string? idSeed
    )
    {
        var root = Look(file);
        var several = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("mappings", out _);
        JsonElement[] sources = several ? [.. Items(root.GetProperty("mappings"))] : [root];
        string Place(int index) => several ? $"/mappings/{index}" : "";
        foreach (var (index, source) in sources.Index())
        {
            RefuseWhatIsNotPlayed(file, source, Place(index));
        }

        if (!file.IsGood)
        {
            return null;
        }

        var entries =
            several ? file.Read<StubFile>(StubFormat.Options)?.Mappings
            : file.Read<StubEntry>(StubFormat.Options) is { } one ? [one]
            : null;
        if (entries is null)
        {
            return null;
        }

        var set = new StubSet
        {
            Mappings = [.. entries.Select((entry, index) => ToMapping(entry, sources[index], MakeId(idSeed, index)))],
            Files = files ?? StubSet.Empty.Files,
        };
        foreach (var (rule, index, below, message) in StubSetRules.Check(set))
        {
            file.Report(rule, Place(index) + below, message);
        }

        return file.IsGood ? set : null;
    }

    /// <summary>The text as JSON; nothing where it is none or has half a character, which reading it tells.</summary>
    private static JsonElement Look(JsonFile file)
    {
        if (JsonPlaces.OffsetOfHalfCharacter(file.Utf8.Span) is not null)
        {
            return default;
        }

        try
        {
            return JsonElement.Parse(file.Utf8.Span, new JsonDocumentOptions { MaxDepth = JsonPlaces.MaxDepth });
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static void RefuseWhatIsNotPlayed(JsonFile file, JsonElement stub, string place)
    {
        foreach (var part in (string[])["", "request", "response"])
        {
            var at =
                part.Length == 0 ? stub
                : stub.ValueKind == JsonValueKind.Object && stub.TryGetProperty(part, out var value) ? value
                : default;
            if (at.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            foreach (var key in at.EnumerateObject().Select(property => property.Name))
            {
                // The headers of a response are sent, those of a request would have to be matched.
                if (NotPlayed.Contains(key) || (part == "request" && key == "headers"))
                {
                    file.Report(
                        LintRules.NotPlayed,
                        $"{place}{(part.Length == 0 ? "" : "/" + part)}/{key}",
                        $"\"{key}\" is not played here; WireMock alone knows it."
                    );
                }
            }
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
            {
                quoted = !quoted;
            }

            escaped = unit == '\\' && !escaped;
            if (quoted || unit is not (' ' or '\t' or '\r' or '\n'))
            {
                text.Append(unit);
            }
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
