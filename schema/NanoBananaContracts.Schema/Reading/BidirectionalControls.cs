using System.Globalization;

namespace NanoBananaContracts.Schema;

/// <summary>
/// Finds the characters that reorder what is shown, as they are or as escapes, anywhere in a schema: in names, values and
/// descriptions, in what is commented out and in what could not be read. A pass of its own over the text, because only
/// the text has the place of a character within a string.
/// </summary>
internal static class BidirectionalControls
{
    /// <summary>Reports each at its line and column.</summary>
    /// <param name="text">The schema file.</param>
    /// <param name="diagnostics">Takes the findings.</param>
    public static void Check(string text, DiagnosticBag diagnostics)
    {
        var (line, lineStart) = (1, text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0);
        for (var i = 0; i < text.Length; )
        {
            var character = CharacterAt(text, i, out var length);
            if (HiddenCharacters.IsBidirectional(character))
            {
                var code = ((int)character).ToString("X4", CultureInfo.InvariantCulture);
                diagnostics.Report(
                    SchemaRules.BidirectionalControl,
                    new SourceMark(line, i - lineStart + 1, length),
                    $"U+{code} changes the direction of text, so that what is shown is not what is read."
                );
            }

            i += length;
            if (length == 1 && (character == '\n' || character == '\r' && !(i < text.Length && text[i] == '\n')))
            {
                (line, lineStart) = (line + 1, i);
            }
        }
    }

    /// <summary>The character at an index, an escape undone; an escape of another kind is stepped over as a backslash.</summary>
    private static char CharacterAt(string text, int index, out int length)
    {
        length = 1;
        if (text[index] != '\\' || index + 1 == text.Length)
        {
            return text[index];
        }

        if (
            text[index + 1] == 'u'
            && index + 6 <= text.Length
            && ushort.TryParse(
                text.Substring(index + 2, 4),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var code
            )
        )
        {
            length = 6;
            return (char)code;
        }

        // Two, so that the second of two backslashes begins no escape; one before what may be a line end.
        length = text[index + 1] is '\\' or '"' ? 2 : 1;
        return '\\';
    }
}
