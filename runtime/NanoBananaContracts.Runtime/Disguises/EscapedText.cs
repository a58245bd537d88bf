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
    /// <param name="text">The text.</param>
    /// <param name="isCut">Whether the text goes on where it ends, and an escape there may not be whole.</param>
    public static EscapedText? Of(string text, bool isCut = false) => Of(text, isCut, out _);

    /// <summary>The same, with how many characters were looked at, those of every layer.</summary>
    public static EscapedText? Of(string text, bool isCut, out long read)
    {
        EscapedText? found = null;
        read = 0;
        for (var depth = 0; depth < Deepest; depth++)
        {
            if (Once(found?.Text ?? text, found?.places, isCut, ref read) is not { } next)
            {
                break;
            }

            found = next;
        }

        return found;
    }

    /// <summary>Where a character of <see cref="Text"/>, or its end, stood.</summary>
    public int PlaceOf(int at) => places[at];

    private static EscapedText? Once(string text, int[]? before, bool isCut, ref long read)
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
                '&' => Reference(text, at, isCut, ref read),
                _ => (1, text[at]),
            };
            places[result.Length] = before is null ? at : before[at];
            result.Append(value);
            at += length;
            read++;
        }

        places[result.Length] = before is null ? text.Length : before[text.Length];
        return result.Length == text.Length ? null : new EscapedText(result.ToString(), places);
    }

    private static (int Length, char Value) Json(string text, int at) =>
        (at + 1 < text.Length ? text[at + 1] : '\0') switch
        {
            'u' => Digits(text, at + 2, 4) is { } code ? (6, (char)code) : (1, '\\'),
            var kind and ('/' or '\\' or '"') => (2, kind),
            // Lines of Base64, in a string.
            'n' or 'r' => (2, '\n'),
            't' => (2, '\t'),
            _ => (1, '\\'),
        };

    // Zeros in front count for nothing and hide nothing. A browser does without the semicolon, but where a text
    // that is cut ends without one, the number may be cut with it.
    private static (int Length, char Value) Reference(string text, int at, bool isCut, ref long read)
    {
        var next = at + 1;
        if (next >= text.Length || text[next] != '#')
        {
            return (1, '&');
        }

        next++;
        var isHex = next < text.Length && (text[next] is 'x' or 'X');
        next += isHex ? 1 : 0;
        var (first, code) = (next, 0);
        while (next < text.Length && code <= char.MaxValue && Digit(text[next], isHex) is { } digit)
        {
            code = (code * (isHex ? 16 : 10)) + digit;
            next++;
        }

        read += next - at;
        return next == first || (isCut && next == text.Length) || code > char.MaxValue
            ? (1, '&')
            : (next - at + (next < text.Length && text[next] == ';' ? 1 : 0), (char)code);
    }

    private static int? Digit(char unit, bool isHex) =>
        unit switch
        {
            >= '0' and <= '9' => unit - '0',
            >= 'a' and <= 'f' when isHex => unit - 'a' + 10,
            >= 'A' and <= 'F' when isHex => unit - 'A' + 10,
            _ => null,
        };

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
