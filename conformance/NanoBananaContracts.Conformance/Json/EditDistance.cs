using System;

namespace NanoBananaContracts.Conformance.Json;

/// <summary>How far two texts are apart: for "did you mean" and for near misses.</summary>
internal static class EditDistance
{
    /// <summary>Beyond this length texts are compared by a prefix: the cost is quadratic, and bodies can be megabytes.</summary>
    private const int LongestCompared = 512;

    /// <summary>Levenshtein distance divided by the length of the longer text: 0 equal, 1 nothing in common.</summary>
    public static double Normalized(string left, string right)
    {
        if (string.Equals(left, right, StringComparison.Ordinal))
            return 0;
        var a = left.AsSpan(0, Math.Min(left.Length, LongestCompared));
        var b = right.AsSpan(0, Math.Min(right.Length, LongestCompared));
        var longer = Math.Max(a.Length, b.Length);
        if (longer == 0)
            return 0;
        // Texts that differ only behind the compared prefix are near, but not equal.
        return Math.Max((double)Levenshtein(a, b) / longer, 1.0 / Math.Max(left.Length, right.Length));
    }

    /// <summary>The candidate nearest to a misspelt name, or null when none is near enough to be meant.</summary>
    public static string? Nearest(string name, ReadOnlySpan<string> candidates)
    {
        string? best = null;
        var bestDistance = Math.Max(2, name.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            var distance = string.Equals(name, candidate, StringComparison.OrdinalIgnoreCase)
                ? 0
                : Levenshtein(name, candidate);
            if (distance < bestDistance)
            {
                bestDistance = distance;
                best = candidate;
            }
        }

        return best;
    }

    private static int Levenshtein(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(substituted, Math.Min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
