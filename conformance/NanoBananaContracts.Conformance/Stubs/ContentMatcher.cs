using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Json;
using NJsonSchema;

namespace NanoBananaContracts.Conformance.Stubs;

/// <summary>What a header, a parameter or a body must be like: exactly one of its members.</summary>
internal sealed class ContentMatcher : IJsonOnDeserialized
{
    private static readonly JsonSerializerOptions AsWritten = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private Regex? regex;
    private JsonSchema? schema;

    public string? EqualTo { get; init; }

    public string? Contains { get; init; }

    /// <summary>Regular expression for the whole text.</summary>
    public string? Matches { get; init; }

    /// <summary>Regular expression for the whole text.</summary>
    public string? DoesNotMatch { get; init; }

    public bool? Absent { get; init; }

    public IReadOnlyList<ContentMatcher>? Or { get; init; }

    public JsonPathMatcher? MatchesJsonPath { get; init; }

    public JsonElement? MatchesJsonSchema { get; init; }

    /// <summary>Whether a text, or one that is not there, is as it must be.</summary>
    public bool IsMatch(ObservedText value) =>
        EqualTo is not null ? value.Text == EqualTo
        : Contains is not null ? value.Text?.Contains(Contains, StringComparison.Ordinal) == true
        : Matches is not null ? value.Text is { } text && regex!.IsMatch(text)
        : DoesNotMatch is not null ? value.Text is not { } other || !regex!.IsMatch(other)
        : Absent is not null ? value.Text is null
        : Or is not null ? Or.Any(matcher => matcher.IsMatch(value))
        : MatchesJsonPath is not null ? MatchesJsonPath.IsMatch(value)
        : value.Json is { } json && schema!.Validate(json).Count == 0;

    /// <summary>The matcher as a case writes it.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, AsWritten);

    void IJsonOnDeserialized.OnDeserialized()
    {
        object?[] members = [EqualTo, Contains, Matches, DoesNotMatch, Absent, Or, MatchesJsonPath, MatchesJsonSchema];
        if (members.Count(member => member is not null) != 1)
        {
            throw new JsonValueException(
                LintRules.OneMatcher,
                "Exactly one of equalTo, contains, matches, doesNotMatch, absent, or, matchesJsonPath, matchesJsonSchema."
            );
        }

        RequireTrue(Absent);
        if (Or is { Count: < 2 })
        {
            throw new JsonValueException(LintRules.ValueNotAllowed, "\"or\" takes at least two matchers.");
        }

        if ((Matches ?? DoesNotMatch) is { } pattern)
        {
            regex = RequestPattern.WholeText(pattern);
        }

        if (MatchesJsonSchema is { } schema)
        {
            this.schema = ReadSchema(schema);
        }
    }

    internal static void RequireTrue(bool? absent)
    {
        if (absent == false)
        {
            throw new JsonValueException(
                LintRules.ValueNotAllowed,
                "\"absent\" is true and nothing else: WireMock ignores the value."
            );
        }
    }

    private static JsonSchema ReadSchema(JsonElement schema)
    {
        if (SchemaKeywords.FirstUnread(schema) is { } unread)
        {
            throw new JsonValueException(LintRules.Operand, $"Nothing holds a request to {unread} of this schema.");
        }

        try
        {
            // Parsing is asynchronous only where references are fetched.
            return JsonSchema.FromJsonAsync(schema.GetRawText()).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is Newtonsoft.Json.JsonException or InvalidOperationException)
        {
            throw new JsonValueException(LintRules.Operand, $"This is no JSON Schema: {e.Message}");
        }
    }
}
