using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Json;
using Newtonsoft.Json.Linq;

namespace NanoBananaContracts.Conformance.Stubs;

/// <summary>What stands at a JSONPath must be: exactly one of <c>equalTo</c>, <c>equalToJson</c> and <c>absent</c>.</summary>
/// <param name="expression">The path.</param>
internal sealed class JsonPathMatcher(string expression) : IJsonOnDeserialized
{
    private JsonElement expected;

    public string Expression => expression;

    /// <summary>The text of one of the values the path leads to; of a list's items where it leads to a list.</summary>
    public string? EqualTo { get; init; }

    /// <summary>The value as a whole: JSON, or a string that holds JSON. The order of keys does not count.</summary>
    public JsonElement? EqualToJson { get; init; }

    /// <summary>The path leads to nothing, to null or to an empty list.</summary>
    public bool? Absent { get; init; }

    /// <summary>Whether a body is as it must be. One that is no JSON never is.</summary>
    public bool IsMatch(ObservedText body)
    {
        if (body.Json is not { } json)
        {
            return false;
        }

        List<JToken> found = [.. json.SelectTokens(Expression)];
        if (EqualToJson is not null)
        {
            return found.Count > 0 && EqualsExpected(found);
        }

        List<JToken> values = [.. found.SelectMany(token => token is JArray list ? list : Enumerable.Repeat(token, 1))];
        return EqualTo is not null
            ? values.Any(value => TextOf(value) == EqualTo)
            : values.TrueForAll(value => value.Type == JTokenType.Null);
    }

    void IJsonOnDeserialized.OnDeserialized()
    {
        if (new object?[] { EqualTo, EqualToJson, Absent }.Count(member => member is not null) != 1)
        {
            throw new JsonValueException(
                LintRules.OneMatcher,
                "Beside \"expression\" stands exactly one of equalTo, equalToJson, absent."
            );
        }

        ContentMatcher.RequireTrue(Absent);
        try
        {
            // The library reads a path when it follows one.
            _ = new JObject().SelectTokens(Expression).Any();
        }
        catch (Newtonsoft.Json.JsonException e)
        {
            throw new JsonValueException(LintRules.Operand, $"This JSONPath cannot be read: {e.Message}");
        }

        if (EqualToJson is { } expected)
        {
            this.expected = Parse(expected);
        }
    }

    private static JsonElement Parse(JsonElement expected)
    {
        try
        {
            return expected.ValueKind == JsonValueKind.String ? JsonElement.Parse(expected.GetString()!) : expected;
        }
        catch (JsonException)
        {
            throw new JsonValueException(LintRules.Operand, "The operand of \"equalToJson\" is not JSON.");
        }
    }

    private bool EqualsExpected(List<JToken> found)
    {
        var whole = found.Count == 1 ? found[0] : new JArray(found);
        // The framework compares numbers by their value: 1 is 1.0.
        return JsonElement.DeepEquals(expected, JsonElement.Parse(whole.ToString(Newtonsoft.Json.Formatting.None)));
    }

    private static string? TextOf(JToken value) =>
        value switch
        {
            JValue { Value: null } => null,
            JValue { Value: bool truth } => truth ? "true" : "false",
            JValue scalar => System.Convert.ToString(scalar.Value, CultureInfo.InvariantCulture),
            _ => value.ToString(Newtonsoft.Json.Formatting.None),
        };
}
