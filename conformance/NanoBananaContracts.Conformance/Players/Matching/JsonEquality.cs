using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace NanoBananaContracts.Conformance.Players.Matching;

/// <param name="IgnoreArrayOrder">Items may stand in any order.</param>
/// <param name="IgnoreExtraElements">The actual value may have further keys, and further items behind the expected ones.</param>
internal readonly record struct JsonEqualityOptions(bool IgnoreArrayOrder, bool IgnoreExtraElements);

/// <summary>Equality of JSON values as <c>equalToJson</c> has it, placeholders of JsonUnit included.</summary>
internal sealed class JsonEquality(JsonEqualityOptions options)
{
    private const string RegexPlaceholder = "json-unit.regex}";

    public bool AreEqual(JsonElement expected, JsonElement actual)
    {
        if (expected.ValueKind == JsonValueKind.String && Placeholder(expected.GetString()!) is { } placeholder)
            return MatchesPlaceholder(placeholder, actual);
        return (expected.ValueKind, actual.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => ObjectsEqual(expected, actual),
            (JsonValueKind.Array, JsonValueKind.Array) => ArraysEqual(
                expected.EnumerateArray().ToArray(),
                actual.EnumerateArray().ToArray()
            ),
            (JsonValueKind.Number, JsonValueKind.Number) => NumbersEqual(expected, actual),
            (JsonValueKind.String, JsonValueKind.String) => expected.GetString() == actual.GetString(),
            _ => expected.ValueKind == actual.ValueKind,
        };
    }

    /// <summary>Why a placeholder cannot be played, or null when it can (or is none).</summary>
    public static string? PlaceholderProblem(string text)
    {
        if (Placeholder(text) is not { } placeholder)
            return null;
        if (placeholder.StartsWith(RegexPlaceholder, StringComparison.Ordinal))
            return JavaRegex.TryCreate(placeholder[RegexPlaceholder.Length..], out _, out var problem) ? null : problem;
        return
            placeholder
                is "json-unit.ignore}"
                    or "json-unit.ignore-element}"
                    or "json-unit.any-string}"
                    or "json-unit.any-number}"
                    or "json-unit.any-boolean}"
            ? null
            : $"the placeholder \"{text}\" is not played";
    }

    internal static bool NumbersEqual(JsonElement left, JsonElement right)
    {
        if (
            decimal.TryParse(left.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var a)
            && decimal.TryParse(right.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var b)
        )
        {
            return a == b;
        }

        return left.GetDouble() == right.GetDouble();
    }

    private static string? Placeholder(string text) =>
        text.StartsWith("${json-unit.", StringComparison.Ordinal)
        || text.StartsWith("#{json-unit.", StringComparison.Ordinal)
            ? text[2..]
            : null;

    private static bool MatchesPlaceholder(string placeholder, JsonElement actual)
    {
        if (placeholder.StartsWith(RegexPlaceholder, StringComparison.Ordinal))
        {
            return actual.ValueKind == JsonValueKind.String
                && JavaRegex.TryCreate(placeholder[RegexPlaceholder.Length..], out var regex, out _)
                && regex.IsFullMatch(actual.GetString()!);
        }

        return placeholder switch
        {
            "json-unit.any-string}" => actual.ValueKind == JsonValueKind.String,
            "json-unit.any-number}" => actual.ValueKind == JsonValueKind.Number,
            "json-unit.any-boolean}" => actual.ValueKind is JsonValueKind.True or JsonValueKind.False,
            _ => true,
        };
    }

    private bool ObjectsEqual(JsonElement expected, JsonElement actual)
    {
        var wanted = LastWins(expected);
        var found = LastWins(actual);
        foreach (var (name, value) in wanted)
        {
            if (found.Remove(name, out var other))
            {
                if (!AreEqual(value, other))
                    return false;
            }
            else if (
                value.ValueKind != JsonValueKind.String
                || Placeholder(value.GetString()!) != "json-unit.ignore-element}"
            )
            {
                return false;
            }
        }

        return options.IgnoreExtraElements || found.Count == 0;
    }

    private static Dictionary<string, JsonElement> LastWins(JsonElement value)
    {
        var result = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
            result[property.Name] = property.Value;
        return result;
    }

    private bool ArraysEqual(JsonElement[] expected, JsonElement[] actual)
    {
        if (options.IgnoreExtraElements ? actual.Length < expected.Length : actual.Length != expected.Length)
            return false;
        if (!options.IgnoreArrayOrder)
            return expected.Index().All(item => AreEqual(item.Item, actual[item.Index]));

        // Which expected item takes which actual one is a matching of a bipartite graph: a greedy choice can take the
        // only partner of a later item.
        var takenBy = new int[actual.Length];
        Array.Fill(takenBy, -1);
        return expected
            .Index()
            .All(item => FindPartner(item.Index, expected, actual, takenBy, new bool[actual.Length]));
    }

    private bool FindPartner(int index, JsonElement[] expected, JsonElement[] actual, int[] takenBy, bool[] tried)
    {
        for (var candidate = 0; candidate < actual.Length; candidate++)
        {
            if (tried[candidate] || !AreEqual(expected[index], actual[candidate]))
                continue;
            tried[candidate] = true;
            if (takenBy[candidate] < 0 || FindPartner(takenBy[candidate], expected, actual, takenBy, tried))
            {
                takenBy[candidate] = index;
                return true;
            }
        }

        return false;
    }
}
