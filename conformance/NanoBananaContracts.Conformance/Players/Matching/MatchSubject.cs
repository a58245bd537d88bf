using System;
using System.Text;
using System.Text.Json;

namespace NanoBananaContracts.Conformance.Players.Matching;

/// <summary>
/// What a matcher looks at: a header's value, or a whole body. Parsed forms are made once and shared, since several
/// matchers may look at one body of many megabytes.
/// </summary>
internal sealed class MatchSubject
{
    /// <summary>Something that is not there.</summary>
    public static readonly MatchSubject Absent = new(null, default);

    private readonly Lazy<JsonElement?> _strict;
    private readonly Lazy<LenientReading> _lenient;

    private MatchSubject(string? text, ReadOnlyMemory<byte> bytes)
    {
        Text = text;
        Bytes = bytes;
        _strict = new Lazy<JsonElement?>(() => Text is null ? null : JacksonJson.TryParse(Text));
        _lenient = new Lazy<LenientReading>(() => LenientJson.Read(Text));
    }

    /// <summary>The text, or null for something that is not there.</summary>
    public string? Text { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The value as WireMock's strict reader has it; null when it is no JSON.</summary>
    public JsonElement? StrictJson => _strict.Value;

    /// <summary>The value as WireMock's JSONPath has it, which forgives a lot.</summary>
    public LenientReading Lenient => _lenient.Value;

    public static MatchSubject FromText(string text) => new(text, Encoding.UTF8.GetBytes(text));

    /// <summary>A body; an empty one counts as not there, as in WireMock.</summary>
    public static MatchSubject FromBody(ReadOnlyMemory<byte> body, Encoding encoding) =>
        body.IsEmpty ? Absent : new MatchSubject(encoding.GetString(body.Span), body);
}
