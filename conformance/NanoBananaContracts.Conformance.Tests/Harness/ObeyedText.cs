using System.Globalization;

namespace NanoBananaContracts.Conformance.Tests.Harness;

/// <summary>A text that would speak to a terminal, reorder a line or break a format, and what of it would be obeyed.</summary>
internal static class ObeyedText
{
    public const string Hostile =
        "\u001b[31m\u001b]0;owned\u0007\b\0\r\n\u202e\u2066\u200f\u009b31m\u0085\u2028\u2029\ufeff\ud800\ufffe|`<b>\n## forged";

    /// <summary>The characters of an output that are obeyed where it is shown; empty where all of it is only shown.</summary>
    public static string In(string output) =>
        string.Concat(
            output.Where(c =>
                c is not ('\n' or '\t')
                && char.GetUnicodeCategory(c)
                    is UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
            )
        );
}
