namespace NanoBananaContracts.Conformance.Secrets;

/// <summary>Whether a word looks as if it was drawn by lot, as keys, tokens and session ids are.</summary>
internal static class CredentialLook
{
    // Model ids, versions, dates and words of any language have no such run of both.
    private const int LongestPlain = 11;

    /// <summary>True for a word with a run of twelve letters and digits or more that has both.</summary>
    /// <param name="word">A word, or what is in a string.</param>
    public static bool Has(string word)
    {
        int letters = 0,
            digits = 0;
        foreach (var unit in word)
        {
            if (!char.IsAsciiLetterOrDigit(unit))
            {
                letters = digits = 0;
                continue;
            }

            digits += char.IsAsciiDigit(unit) ? 1 : 0;
            letters += char.IsAsciiLetter(unit) ? 1 : 0;
            if (letters > 0 && digits > 0 && letters + digits > LongestPlain)
            {
                return true;
            }
        }

        return false;
    }
}
