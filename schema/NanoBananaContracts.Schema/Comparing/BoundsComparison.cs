using System.Globalization;
using static NanoBananaContracts.Schema.ChangeImpact;

namespace NanoBananaContracts.Schema;

/// <summary>Differences between two versions of some bounds.</summary>
internal static class BoundsComparison
{
    /// <summary>Records them.</summary>
    /// <param name="place">Whose bounds they are.</param>
    /// <param name="old">The old version.</param>
    /// <param name="now">The new version.</param>
    /// <param name="suffix">Of what in it.</param>
    public static void Compare(ChangePlace place, Constraints old, Constraints now, string suffix)
    {
        if (old == now)
        {
            return;
        }

        // Tighter for whoever sends breaks; whoever reads gets what it could get before. Looser is the other way round,
        // and harmless: emitted types hold any value.
        Bound("minimum", old.Minimum, now.Minimum, true);
        Bound("maximum", old.Maximum, now.Maximum, false);
        Bound("exclusiveMinimum", old.ExclusiveMinimum, now.ExclusiveMinimum, true);
        Bound("exclusiveMaximum", old.ExclusiveMaximum, now.ExclusiveMaximum, false);
        Bound("minLength", old.MinLength, now.MinLength, true);
        Bound("maxLength", old.MaxLength, now.MaxLength, false);
        Bound("minItems", old.MinItems, now.MinItems, true);
        Bound("maxItems", old.MaxItems, now.MaxItems, false);
        if (old.Pattern != now.Pattern)
        {
            Report("pattern", Quoted(old.Pattern), Quoted(now.Pattern), now.Pattern is not null);
        }

        if (old.MultipleOf != now.MultipleOf)
        {
            Report("multipleOf", Text(old.MultipleOf), Text(now.MultipleOf), now.MultipleOf is not null);
        }

        if (old.UniqueItems != now.UniqueItems)
        {
            Report("uniqueItems", Flag(old.UniqueItems), Flag(now.UniqueItems), now.UniqueItems);
        }

        Bound("minProperties", old.MinProperties, now.MinProperties, true);
        Bound("maxProperties", old.MaxProperties, now.MaxProperties, false);
        if (old.Values != now.Values)
        {
            Report(
                "enum",
                Listed(old.Values),
                Listed(now.Values),
                !now.Values.IsEmpty && !IsWithin(old.Values, now.Values)
            );
        }

        if (old.Dependent != now.Dependent)
        {
            Report(
                "dependentRequired",
                Listed(old.Dependent.Select(Shown)),
                Listed(now.Dependent.Select(Shown)),
                now.Dependent.Any(each => !old.Dependent.Contains(each))
            );
        }

        Compare(place, old.Names ?? Constraints.None, now.Names ?? Constraints.None, suffix + " of its names");

        void Bound(string name, double? x, double? y, bool lower)
        {
            if (x != y)
            {
                Report(name, Text(x), Text(y), y is not null && (x is null || (lower ? y > x : y < x)));
            }
        }

        void Report(string name, string? x, string? y, bool tighter) =>
            place.Add(
                ChangeKind.BoundsChanged,
                SchemaChanges.Sentence($"The {name}{suffix}", x, y),
                tighter ? Breaking : Compatible,
                Compatible
            );
    }

    private static bool IsWithin(EquatableArray<string> values, EquatableArray<string> others) =>
        !values.IsEmpty && values.All(others.Contains);

    private static string? Text(double? bound) => bound?.ToString("R", CultureInfo.InvariantCulture);

    private static string? Quoted(string? text) => text is null ? null : JsonText.Quoted(text);

    private static string? Flag(bool flag) => flag ? "true" : null;

    private static string? Listed(IEnumerable<string> texts) =>
        string.Join(", ", texts) is { Length: > 0 } list ? list : null;

    private static string Shown(DependentFields each) => $"{each.Name} asks for {string.Join(" and ", each.Required)}";
}
