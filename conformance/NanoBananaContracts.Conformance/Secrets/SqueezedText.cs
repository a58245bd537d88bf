using System.Text;

namespace NanoBananaContracts.Conformance.Secrets;

/// <summary>
/// A text as its letters and digits alone: what line breaks, separators, quotes and the punctuation of Base64 stood
/// between is next to each other. <c>0x</c> and <c>\x</c> in front of a digit are punctuation too.
/// </summary>
internal static class SqueezedText
{
    /// <summary>The letters and digits of a text.</summary>
    public static string Of(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (IsKept(text, at))
            {
                result.Append(text[at]);
            }
        }

        return result.ToString();
    }

    /// <summary>Where in the text a character of its squeezed form stands.</summary>
    public static int PlaceOf(string text, int squeezed)
    {
        var at = 0;
        for (var left = squeezed; at < text.Length; at++)
        {
            if (IsKept(text, at) && left-- == 0)
            {
                break;
            }
        }

        return at;
    }

    private static bool IsKept(string text, int at) =>
        char.IsAsciiLetterOrDigit(text[at]) && !IsPrefix(text, at) && !(text[at] == '0' && IsPrefix(text, at + 1));

    /// <summary>Whether the <c>x</c> of a hexadecimal prefix stands there.</summary>
    private static bool IsPrefix(string text, int at) =>
        at > 0
        && at + 1 < text.Length
        && (text[at] is 'x' or 'X')
        && char.IsAsciiHexDigit(text[at + 1])
        && (text[at - 1] == '\\' || (text[at - 1] == '0' && (at == 1 || !char.IsAsciiLetterOrDigit(text[at - 2]))));
}
