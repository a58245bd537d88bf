using System.Text.RegularExpressions;

namespace NanoBananaContracts.Conformance.Secrets;

/// <summary>The shapes of keys and tokens that turn up in this traffic, known or not.</summary>
internal static partial class KeyShapes
{
    /// <summary>Matches text in the shape of a credential.</summary>
    /// <remarks>
    /// In order: Google API keys (AIza, AQ.), OAuth access tokens (ya29.), OpenAI-style keys as gateways hand them out
    /// (sk-), JSON web tokens, GitHub tokens, AWS key ids, and private keys in PEM.
    /// </remarks>
    [GeneratedRegex(
        """
            AIza[0-9A-Za-z_-]{30,}
            | AQ\.[0-9A-Za-z_-]{20,}
            | ya29\.[0-9A-Za-z_-]{20,}
            | \bsk-[0-9A-Za-z_-]{16,}
            | \beyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}
            | \bgh[pousr]_[0-9A-Za-z]{30,}
            | \bAKIA[0-9A-Z]{16}\b
            | -----BEGIN\ [A-Z ]*PRIVATE\ KEY-----
            """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace
    )]
    public static partial Regex Pattern { get; }
}
