using System.Globalization;
using System.Text;

namespace NanoBananaContracts;

/// <summary>
/// Makes one line of what others wrote: a line break in it would begin a line of a log that nobody logged, and an escape
/// sequence would be obeyed by the terminal that shows it.
/// </summary>
internal static class OneLine
{
    /// <summary>
    /// The text with a space for every control character and line end, and without the marks that reorder what is shown or
    /// stand in it unseen. Joiners stay: some scripts are spelled with them.
    /// </summary>
    internal static string Of(string text)
    {
        StringBuilder? result = null;
        for (var at = 0; at < text.Length; at++)
        {
            var shown = Shown(text[at]);
            if (shown == text[at])
            {
                result?.Append(shown);
                continue;
            }

            result ??= new StringBuilder(text, 0, at, text.Length);
            result.Append(shown);
        }

        return result?.ToString() ?? text;
    }

    private static char? Shown(char unit) =>
        unit is >= ' ' and <= '~' ? unit
        : unit is '\u00AD' or '\u061C' or '\u200B' or '\u200E' or '\u200F' or '\uFEFF'
        || unit is (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2069')
            ? null
        : CharUnicodeInfo.GetUnicodeCategory(unit)
            is UnicodeCategory.Control
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            ? ' '
        : unit;
}
