using System.Text.RegularExpressions;

namespace NanoBananaContracts.Conformance.Secrets;

/// <summary>The shapes of keys and tokens that turn up in this traffic, known or not.</summary>
/// <remarks>
/// A pattern finds how one begins, by a text of fixed length, and a <see cref="TokenRuns"/> how far it goes. One pattern
/// for both would read the same run again from each beginning in it, which is minutes for a few megabytes.
/// </remarks>
internal static partial class KeyShapes
{
    /// <summary>Finds what is in the shape of a credential, from left to right, no two of them overlapping.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Where each stands, and its length.</returns>
    public static IEnumerable<(int Index, int Length)> Find(string text) => Find(text, new TokenRuns(text));

    /// <summary>The same, with runs that can be asked afterwards how much they had to read.</summary>
    public static IEnumerable<(int Index, int Length)> Find(string text, TokenRuns runs)
    {
        var end = 0;
        for (var match = Beginning.Match(text); match.Success; match = match.NextMatch())
        {
            if (match.Index >= end && End(match, runs) is { } found)
            {
                end = found;
                yield return (match.Index, end - match.Index);
            }
        }
    }

    /// <summary>Where the credential that begins there ends; null where none does.</summary>
    private static int? End(Match match, TokenRuns runs)
    {
        var behind = match.Index + match.Length;
        return match.ValueSpan switch
        {
            "AIza" => AtLeast(behind, 30),
            "AQ." or "ya29." => AtLeast(behind, 20),
            "sk-" => AtLeast(behind, 16),
            "eyJ" => WebToken(),
            ['g', 'h', ..] => AtLeast(behind, 30),
            // The key itself stands behind its heading.
            ['-', ..] => runs.EndOfBase64Lines(behind),
            // AWS key ids have a length of their own, which the pattern knows.
            _ => behind,
        };

        int? AtLeast(int from, int length) => runs.EndAt(from) is var end && end - from >= length ? end : null;

        int? WebToken()
        {
            const int Shortest = 10;
            return
                AtLeast(behind, Shortest) is { } header
                && runs.IsDotAt(header)
                && AtLeast(header + 1, Shortest) is { } payload
                && runs.IsDotAt(payload)
                ? AtLeast(payload + 1, Shortest)
                : null;
        }
    }

    /// <remarks>
    /// In order: Google API keys (AIza, AQ.), OAuth access tokens (ya29.), OpenAI-style keys as gateways hand them out
    /// (sk-), JSON web tokens, GitHub tokens, AWS key ids, and private keys in PEM. Every alternative has a bounded length.
    /// </remarks>
    [GeneratedRegex(
        """
            AIza | AQ\. | ya29\. | \bsk- | \beyJ | \bgh[pousr]_ | \bAKIA[0-9A-Z]{16}\b
            | -----BEGIN\ [A-Z ]{0,40}PRIVATE\ KEY-----
            """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Beginning { get; }
}
