namespace NanoBananaContracts.Schema;

/// <summary>
/// Finds what a misspelt word was meant to be. Holds a budget for one reading: a schema with thousands of misspellings
/// among thousands of names gets its first suggestions and stays linear.
/// </summary>
internal sealed class Suggestion
{
    private const int LongestWord = 80;
    private int budget = 4_000_000;

    /// <summary>The nearest candidate, or null when none is near.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">What could have been meant.</param>
    public string? Closest(string word, IEnumerable<string> candidates)
    {
        if (word.Length > LongestWord)
        {
            return null;
        }

        // A slip for every three letters, up to three: in a word of one or two letters any other word would do. A
        // different case alone counts as nothing.
        var allowed = Math.Min(3, word.Length / 3);
        string? best = null;
        var bestDistance = allowed + 1;
        foreach (var candidate in candidates)
        {
            if (--budget < 0)
            {
                // Not the best so far: it may be far from the best there is.
                return null;
            }

            if (Math.Abs(candidate.Length - word.Length) >= bestDistance || candidate.Length > LongestWord)
            {
                continue;
            }

            budget -= word.Length * candidate.Length;
            var distance = Distance(word, candidate);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>A sentence that suggests the nearest candidate, or null when none is near.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">What could have been meant.</param>
    public string? DidYouMean(string word, IEnumerable<string> candidates) =>
        Closest(word, candidates) is { } meant ? $"Did you mean {Wording.Shown(meant)}?" : null;

    /// <summary>Edits (insertion, deletion, change, swap of neighbours) from one word to the other, ignoring case.</summary>
    private static int Distance(string from, string to)
    {
        var before = new int[to.Length + 1];
        var last = new int[to.Length + 1];
        var current = new int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var change = Same(from[i - 1], to[j - 1]) ? 0 : 1;
                var cost = Math.Min(Math.Min(last[j] + 1, current[j - 1] + 1), last[j - 1] + change);
                if (i > 1 && j > 1 && Same(from[i - 1], to[j - 2]) && Same(from[i - 2], to[j - 1]))
                {
                    cost = Math.Min(cost, before[j - 2] + 1);
                }

                current[j] = cost;
            }

            (before, last, current) = (last, current, before);
        }

        return last[to.Length];
    }

    private static bool Same(char x, char y) => char.ToLowerInvariant(x) == char.ToLowerInvariant(y);
}
