using System.Globalization;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Bounds in words, for documentation.</summary>
internal static class BoundsText
{
    /// <summary>A sentence; empty where there are no bounds.</summary>
    public static string Describe(Constraints bounds)
    {
        var parts = new List<string>();
        Add(parts, "at least", bounds.Minimum);
        Add(parts, "greater than", bounds.ExclusiveMinimum);
        Add(parts, "at most", bounds.Maximum);
        Add(parts, "less than", bounds.ExclusiveMaximum);
        Add(parts, "at least", bounds.MinLength, " character");
        Add(parts, "at most", bounds.MaxLength, " character");
        Add(parts, "at least", bounds.MinItems, " item");
        Add(parts, "at most", bounds.MaxItems, " item");
        Add(parts, "at least", bounds.MinProperties, " field");
        Add(parts, "at most", bounds.MaxProperties, " field");
        if (bounds.Pattern is { } pattern)
        {
            parts.Add($"of the form `{pattern}`");
        }

        Add(parts, "a multiple of", bounds.MultipleOf);
        if (bounds.UniqueItems)
        {
            parts.Add("no two items equal");
        }

        if (!bounds.Values.IsEmpty)
        {
            parts.Add($"one of {string.Join(", ", bounds.Values.Select(value => $"`{value}`"))}");
        }

        parts.AddRange(
            bounds.Dependent.Select(each =>
                $"with `{each.Name}` only beside {string.Join(", ", each.Required.Select(name => $"`{name}`"))}"
            )
        );
        if (bounds.Names is { } names && Describe(names) is { Length: > 0 } ofNames)
        {
            parts.Add("names " + char.ToLowerInvariant(ofNames[0]) + ofNames.Substring(1, ofNames.Length - 2));
        }

        if (parts.Count == 0)
        {
            return "";
        }

        var text = string.Join(", ", parts);
        return char.ToUpperInvariant(text[0]) + text.Substring(1) + ".";
    }

    private static void Add(List<string> parts, string words, double? bound, string unit = "")
    {
        if (bound is { } number)
        {
            var plural = unit.Length > 0 && number != 1 ? "s" : "";
            parts.Add($"{words} {number.ToString("R", CultureInfo.InvariantCulture)}{unit}{plural}");
        }
    }
}
