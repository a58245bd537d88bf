using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace NanoBananaContracts.Conformance.Players.Matching.Paths;

/// <summary>What a filter compares with.</summary>
internal enum FilterOperator
{
    /// <summary><c>[?(@.k)]</c>: the path leads somewhere, if only to null.</summary>
    Exists,

    /// <summary><c>==</c>.</summary>
    Equal,

    /// <summary><c>!=</c>; true where the path leads nowhere.</summary>
    NotEqual,
}

/// <summary>The test of one item: <c>@.a.b == 'v'</c>.</summary>
/// <param name="Names">Names from the item to the value.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Literal">What it is compared with.</param>
internal sealed record JsonPathFilter(IReadOnlyList<string> Names, FilterOperator Operator, JsonElement Literal)
{
    public bool Passes(JsonElement item)
    {
        var current = item;
        foreach (var name in Names)
        {
            if (current.ValueKind != JsonValueKind.Object || !current.TryGetProperty(name, out current))
                return Operator == FilterOperator.NotEqual;
        }

        return Operator switch
        {
            FilterOperator.Exists => true,
            FilterOperator.Equal => Same(current, Literal),
            _ => !Same(current, Literal),
        };
    }

    /// <summary>Jayway turns text into a number where the other side is one: <c>1 == '1'</c>.</summary>
    private static bool Same(JsonElement actual, JsonElement literal) =>
        (actual.ValueKind, literal.ValueKind) switch
        {
            (JsonValueKind.String, JsonValueKind.String) => actual.GetString() == literal.GetString(),
            (JsonValueKind.Number, JsonValueKind.Number) => JsonEquality.NumbersEqual(actual, literal),
            (JsonValueKind.Number, JsonValueKind.String) => IsNumber(literal.GetString()!, actual),
            (JsonValueKind.String, JsonValueKind.Number) => IsNumber(actual.GetString()!, literal),
            _ => actual.ValueKind == literal.ValueKind,
        };

    private static bool IsNumber(string text, JsonElement number) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var left)
        && decimal.TryParse(number.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var right)
        && left == right;
}
