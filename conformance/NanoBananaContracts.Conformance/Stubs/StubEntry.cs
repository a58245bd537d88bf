using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Stubs;

/// <summary>A file of several stubs, as WireMock reads and writes it.</summary>
internal sealed record StubFile(IReadOnlyList<StubEntry> Mappings)
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public JsonElement? Meta { get; init; }
}

/// <summary>A stub as it stands in a file. What WireMock only keeps for itself is taken and not looked at.</summary>
internal sealed record StubEntry : IJsonOnDeserialized
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public Guid? Id { get; init; }

    /// <summary>The older name of <see cref="Id"/>; WireMock writes both.</summary>
    public Guid? Uuid { get; init; }

    public string? Name { get; init; }

    public RequestPattern Request { get; init; } = new();

    public StubEntryResponse Response { get; init; } = new();

    public int? Priority { get; init; }

    public string? ScenarioName { get; init; }

    public string? RequiredScenarioState { get; init; }

    public string? NewScenarioState { get; init; }

    public bool? Persistent { get; init; }

    public int? InsertionIndex { get; init; }

    public JsonElement? Metadata { get; init; }

    void IJsonOnDeserialized.OnDeserialized()
    {
        if (ScenarioName is null && (RequiredScenarioState ?? NewScenarioState) is not null)
        {
            throw new JsonValueException(
                LintRules.Scenario,
                "A scenario state without \"scenarioName\" means nothing."
            );
        }
    }
}

/// <summary>The answer of a stub as it stands in a file.</summary>
internal sealed record StubEntryResponse : IJsonOnDeserialized
{
    /// <summary>The faults by the words of WireMock.</summary>
    public static IReadOnlyDictionary<string, StubFault> Faults { get; } =
        new Dictionary<string, StubFault>(StringComparer.Ordinal)
        {
            ["EMPTY_RESPONSE"] = StubFault.EmptyResponse,
            ["CONNECTION_RESET_BY_PEER"] = StubFault.ConnectionResetByPeer,
            ["RANDOM_DATA_THEN_CLOSE"] = StubFault.RandomDataThenClose,
            ["MALFORMED_RESPONSE_CHUNK"] = StubFault.MalformedResponseChunk,
        };

    public int? Status { get; init; }

    /// <summary>Each value is a text, or a list of texts for a header that stands more than once.</summary>
    public IReadOnlyDictionary<string, JsonElement> Headers { get; init; } =
        ReadOnlyDictionary<string, JsonElement>.Empty;

    public string? Body { get; init; }

    public JsonElement? JsonBody { get; init; }

    public string? BodyFileName { get; init; }

    public int? FixedDelayMilliseconds { get; init; }

    public StubEntryDribble? ChunkedDribbleDelay { get; init; }

    public StubFault? Fault { get; init; }

    void IJsonOnDeserialized.OnDeserialized()
    {
        var bodies = new object?[] { Body, JsonBody, BodyFileName }.Count(body => body is not null);
        if (bodies > 1)
        {
            throw new JsonValueException(
                LintRules.OneBody,
                "One of \"body\", \"jsonBody\" and \"bodyFileName\": WireMock sends one and drops the others silently."
            );
        }

        if (Status is < 100 or > 999)
        {
            throw new JsonValueException(
                LintRules.ValueNotAllowed,
                FormattableString.Invariant($"{Status} is no HTTP status; 100 to 999 are."),
                "status"
            );
        }

        if (FixedDelayMilliseconds < 0)
        {
            throw new JsonValueException(
                LintRules.ValueNotAllowed,
                "No delay is shorter than nothing.",
                "fixedDelayMilliseconds"
            );
        }

        if (BodyFileName is not null && !IsPortableName(BodyFileName))
        {
            throw new JsonValueException(
                LintRules.ValueNotAllowed,
                "A body file lies under __files; its name is relative, without \"..\", of letters, digits, \".\", \"-\", \"_\" and \"/\".",
                "bodyFileName"
            );
        }

        if (
            Fault is not null
            && (bodies > 0 || Headers.Count > 0 || ChunkedDribbleDelay is not null || Status is not (null or 200))
        )
        {
            throw new JsonValueException(
                LintRules.FaultOverrides,
                "With a fault nothing else of the response is sent; only the delay stays."
            );
        }

        foreach (var (name, value) in HeaderLines())
        {
            CheckHeader(name, value);
        }

        if (bodies > 0 && Status is < 200 or 204 or 304)
        {
            throw new JsonValueException(LintRules.BodyNotAllowed, $"A reply with status {Status} has no body.");
        }
    }

    /// <summary>Names and values in file order.</summary>
    public IEnumerable<KeyValuePair<string, string>> HeaderLines() =>
        from header in Headers
        from line in header.Value.ValueKind == JsonValueKind.Array
            ? header.Value.EnumerateArray().ToArray()
            : [header.Value]
        select KeyValuePair.Create(
            header.Key,
            line.ValueKind == JsonValueKind.String
                ? line.GetString()!
                : throw new JsonValueException(
                    LintRules.WrongType,
                    $"The header \"{header.Key}\" is a text, or a list of texts.",
                    "headers",
                    header.Key
                )
        );

    private static void CheckHeader(string name, string value)
    {
        if (name.Length == 0 || !name.All(c => c is > ' ' and < (char)127 and not ':'))
        {
            throw new JsonValueException(
                LintRules.ValueNotAllowed,
                $"\"{name}\" is not a header name.",
                "headers",
                name
            );
        }

        if (
            name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
            && !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        )
        {
            throw new JsonValueException(LintRules.ValueNotAllowed, $"\"{value}\" is no length.", "headers", name);
        }

        if (value.AsSpan().ContainsAny("\r\n\0"))
        {
            throw new JsonValueException(
                LintRules.ValueNotAllowed,
                $"The header \"{name}\" has line ends.",
                "headers",
                name
            );
        }
    }

    /// <summary>WireMock takes the name as it stands in a URL and decodes nothing, so other characters would not be found.</summary>
    private static bool IsPortableName(string name) =>
        name.Length > 0
        && name[0] != '/'
        && !name.Split('/').Contains("..")
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/');
}

/// <summary>A body sent in pieces, as it stands in a file.</summary>
/// <param name="NumberOfChunks">Pieces.</param>
/// <param name="TotalDuration">Milliseconds over all pieces.</param>
internal sealed record StubEntryDribble(int NumberOfChunks, int TotalDuration) : IJsonOnDeserialized
{
    void IJsonOnDeserialized.OnDeserialized()
    {
        if (NumberOfChunks < 1 || TotalDuration < 0)
        {
            throw new JsonValueException(LintRules.ValueNotAllowed, "At least one chunk, and no less than no time.");
        }
    }
}
