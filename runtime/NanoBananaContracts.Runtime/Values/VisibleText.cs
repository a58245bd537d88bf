using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Serialization;

/// <summary>Shows in one line, for people who debug, what a text has in it: what would move the cursor or hide is an escape.</summary>
internal static class VisibleText
{
    /// <summary>
    /// The text with <c>\n</c>, <c>\u001B</c> for every control and format character, line end and half of a pair. Joiners stay:
    /// some scripts are spelled with them. A backslash is not doubled, so that a text of texts is shown once.
    /// </summary>
    internal static string Of(string text)
    {
        StringBuilder? result = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                var pair = text.Substring(at, 2);
                var isHidden = CharUnicodeInfo.GetUnicodeCategory(pair, 0) == UnicodeCategory.Format;
                result ??= isHidden ? new StringBuilder(text, 0, at, text.Length) : null;
                result?.Append(isHidden ? Escape(pair[0]) + Escape(pair[1]) : pair);
                at++;
            }
            else if (IsHidden(text[at]))
            {
                result ??= new StringBuilder(text, 0, at, text.Length);
                result.Append(Escape(text[at]));
            }
            else
            {
                result?.Append(text[at]);
            }
        }

        return result?.ToString() ?? text;
    }

    private static bool IsHidden(char unit) =>
        unit is not ((>= ' ' and <= '~') or '\u200C' or '\u200D')
        && CharUnicodeInfo.GetUnicodeCategory(unit)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate;

    private static string Escape(char unit) =>
        unit switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => "\\u" + ((int)unit).ToString("X4", CultureInfo.InvariantCulture),
        };
}
