using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Conformance.Json;

/// <summary>What a word that names nothing was meant to be.</summary>
internal static class Misspelling
{
    private const int Shown = 3;

    /// <summary>
    /// A sentence to stand behind "There is no ...": the nearest name, else the first ones that hold the word; empty where
    /// there is neither.
    /// </summary>
    /// <param name="word">What was written.</param>
    /// <param name="names">What could have been meant.</param>
    public static string DidYouMean(string word, IEnumerable<string> names) =>
        Meant(word, names) is { Length: > 0 } meant ? $" Did you mean {meant}?" : "";

    /// <summary>The names that may have been meant, with <c>or</c> between them: the nearest, else the first that hold the word.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="names">What could have been meant.</param>
    public static string Meant(string word, IEnumerable<string> names)
    {
        string[] all = [.. names];
        return Nearest(word, all)
            ?? string.Join(
                " or ",
                all.Where(name => word.Length > 2 && name.Contains(word, StringComparison.OrdinalIgnoreCase))
                    .Take(Shown)
            );
    }

    /// <summary>The name nearest to a misspelt one; null where none is near enough to be meant.</summary>
    public static string? Nearest(string word, IReadOnlyList<string> names) => new Suggestion().Closest(word, names);
}
