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
        if (bounds.Pattern is { } pattern)
        {
            parts.Add($"of the form `{pattern}`");
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
