using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Schema;

/// <summary>
/// Characters that show nothing of themselves and change how the text around them is read or shown: line ends, controls,
/// format characters, halves of surrogate pairs. Whoever puts a text of a schema into another one asks here.
/// </summary>
internal static class HiddenCharacters
{
    /// <summary>True where a hidden character begins.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="index">Index in it.</param>
    /// <param name="length">Code units of the character there, hidden or not: 1 or 2.</param>
    public static bool IsAt(string text, int index, out int length)
    {
        length = char.IsSurrogatePair(text, index) ? 2 : 1;
        return CharUnicodeInfo.GetUnicodeCategory(text, index)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate;
    }

    /// <summary>True for the characters of Unicode's property Bidi_Control, which reorder what is shown.</summary>
    /// <param name="character">A code unit.</param>
    public static bool IsBidirectional(char character) =>
        character is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>
    /// The text with each hidden character as <c>\u</c> and four digits a code unit, the escape that JSON and C# share;
    /// the text itself where there is none.
    /// </summary>
    /// <param name="text">Any text.</param>
    public static string Escaped(string text)
    {
        StringBuilder? builder = null;
        for (var i = 0; i < text.Length; )
        {
            var hidden = IsAt(text, i, out var length);
            if (hidden)
            {
                builder ??= new StringBuilder(text, 0, i, text.Length + 16);
            }

            for (var end = i + length; i < end; i++)
            {
                if (hidden)
                {
                    builder!.Append("\\u").Append(((int)text[i]).ToString("x4", CultureInfo.InvariantCulture));
                }
                else
                {
                    builder?.Append(text[i]);
                }
            }
        }

        return builder?.ToString() ?? text;
    }
}
