using System.Globalization;
using System.Text;

namespace NanoBananaContracts;

/// <summary>
/// A text with its percent, JSON and character escapes resolved, in any nesting, that still knows where each of its
/// characters stood.
/// </summary>
internal sealed class EscapedText
{
    // JSON in JSON in an address: what a gateway before a gateway makes.
    private const int Deepest = 6;

    /// <summary>What an escape begins with.</summary>
    internal static readonly char[] Escapes = ['%', '\\', '&'];

    private readonly int[] places;

    private EscapedText(string text, int[] places)
    {
        Text = text;
        this.places = places;
    }

    /// <summary>The characters that the escapes stand for.</summary>
    public string Text { get; }

    /// <summary>Resolves a text; <see langword="null"/> where nothing in it is escaped.</summary>
    public static EscapedText? Of(string text)
    {
        EscapedText? found = null;
        for (var depth = 0; depth < Deepest; depth++)
        {
            if (Once(found?.Text ?? text, found?.places) is not { } next)
            {
                break;
            }

            found = next;
        }

        return found;
    }

    /// <summary>Where a character of <see cref="Text"/>, or its end, stood.</summary>
    public int PlaceOf(int at) => places[at];

    private static EscapedText? Once(string text, int[]? before)
    {
        if (text.IndexOfAny(Escapes) < 0)
        {
            return null;
        }

        var result = new StringBuilder(text.Length);
        var places = new int[text.Length + 1];
        var at = 0;
        while (at < text.Length)
        {
            var (length, value) = text[at] switch
            {
                '%' => Digits(text, at + 1, 2) is { } code ? (3, (char)code) : (1, '%'),
                '\\' => Json(text, at),
                '&' => Reference(text, at),
                _ => (1, text[at]),
            };
            places[result.Length] = before is null ? at : before[at];
            result.Append(value);
            at += length;
        }

        places[result.Length] = before is null ? text.Length : before[text.Length];
        return result.Length == text.Length ? null : new EscapedText(result.ToString(), places);
    }

    private static (int Length, char Value) Json(string text, int at) =>
        (at + 1 < text.Length ? text[at + 1] : '\0') switch
        {
            'u' => Digits(text, at + 2, 4) is { } code ? (6, (char)code) : (1, '\\'),
            var kind and ('/' or '\\' or '"') => (2, kind),
            _ => (1, '\\'),
        };

    private static (int Length, char Value) Reference(string text, int at)
    {
        const int Longest = 16; // zeros in front count for nothing, and do not hide anything either
        var end = text.IndexOf(';', at, Math.Min(Longest, text.Length - at));
        if (end < at + 3 || text[at + 1] != '#')
        {
            return (1, '&');
        }

        var isHex = text[at + 2] is 'x' or 'X';
        var digits = text.Substring(at + (isHex ? 3 : 2), end - at - (isHex ? 3 : 2));
        return ushort.TryParse(
            digits,
            isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var code
        )
            ? (end - at + 1, (char)code)
            : (1, '&');
    }

    private static int? Digits(string text, int at, int count) =>
        at + count <= text.Length
        && int.TryParse(
            text.Substring(at, count),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : null;
}
