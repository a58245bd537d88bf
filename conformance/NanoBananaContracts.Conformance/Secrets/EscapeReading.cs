using System;
using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace NanoBananaContracts.Conformance.Secrets;

/// <summary>Resolves percent and JSON escapes wherever they stand, so that no mixture of them hides a text.</summary>
internal static partial class EscapeReading
{
    /// <summary>One percent escape.</summary>
    [GeneratedRegex("%[0-9A-F]{2}", RegexOptions.CultureInvariant)]
    public static partial Regex PercentEscape { get; }

    private static readonly SearchValues<char> Escapes = SearchValues.Create('%', '\\', '&');

    /// <summary>The text with its escapes resolved, or the same object where there are none.</summary>
    /// <remarks>Escapes can be nested (JSON in JSON, a URL in JSON), so this is repeated until nothing changes.</remarks>
    public static string Resolve(string text)
    {
        const int Deepest = 6;
        for (var depth = 0; depth < Deepest; depth++)
        {
            var next = ResolveOnce(text);
            if (ReferenceEquals(next, text))
            {
                break;
            }

            text = next;
        }

        return text;
    }

    private static string ResolveOnce(string text)
    {
        if (text.AsSpan().IndexOfAny(Escapes) < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            var (length, value) = text[at] switch
            {
                '%' => Hex(text, at + 1, 2) is { } code ? (3, (char)code) : (0, '\0'),
                '\\' => Json(text, at),
                '&' => Html(text, at),
                _ => (0, '\0'),
            };
            result.Append(length == 0 ? text[at] : value);
            at += Math.Max(1, length);
        }

        // A text whose escapes were all no escapes is the same text.
        return result.Length == text.Length ? text : result.ToString();
    }

    private static (int Length, char Value) Json(string text, int at)
    {
        var kind = at + 1 < text.Length ? text[at + 1] : '\0';
        return kind switch
        {
            'u' => Hex(text, at + 2, 4) is { } code ? (6, (char)code) : (0, '\0'),
            '/' or '\\' or '"' => (2, kind),
            _ => (0, '\0'),
        };
    }

    /// <summary>Numeric character references, as HTML error pages and reports have them.</summary>
    private static (int Length, char Value) Html(string text, int at)
    {
        var end = text.IndexOf(';', at);
        if (end < 0 || end - at is < 4 or > 8 || text[at + 1] != '#')
        {
            return (0, '\0');
        }

        var isHex = text[at + 2] is 'x' or 'X';
        var digits = text.AsSpan(at + (isHex ? 3 : 2), end - at - (isHex ? 3 : 2));
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return ushort.TryParse(digits, style, CultureInfo.InvariantCulture, out var code)
            ? (end - at + 1, (char)code)
            : (0, '\0');
    }

    private static int? Hex(string text, int at, int digits) =>
        at + digits <= text.Length
        && int.TryParse(
            text.AsSpan(at, digits),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : null;
}
