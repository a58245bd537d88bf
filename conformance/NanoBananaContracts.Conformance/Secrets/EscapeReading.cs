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
    public static string Resolve(string text) => Resolve(text, out _);

    /// <summary>The same, with how many characters were looked at, those of every layer.</summary>
    public static string Resolve(string text, out long read)
    {
        const int Deepest = 6;
        read = 0;
        for (var depth = 0; depth < Deepest; depth++)
        {
            var next = ResolveOnce(text, ref read);
            if (ReferenceEquals(next, text))
            {
                break;
            }

            text = next;
        }

        return text;
    }

    private static string ResolveOnce(string text, ref long read)
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
                '&' => Html(text, at, ref read),
                _ => (0, '\0'),
            };
            result.Append(length == 0 ? text[at] : value);
            at += Math.Max(1, length);
            read++;
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
            'n' or 'r' => (2, '\n'),
            't' => (2, '\t'),
            _ => (0, '\0'),
        };
    }

    /// <summary>Numeric character references, as HTML error pages and reports have them: zeros in front count nothing.</summary>
    /// <remarks>Reads forward from the ampersand alone, so that a text of nothing but ampersands is read once.</remarks>
    private static (int Length, char Value) Html(string text, int at, ref long read)
    {
        var next = at + 1;
        if (next >= text.Length || text[next] != '#')
        {
            return (0, '\0');
        }

        next++;
        var isHex = next < text.Length && (text[next] is 'x' or 'X');
        next += isHex ? 1 : 0;
        var code = 0;
        var first = next;
        while (next < text.Length && code <= char.MaxValue && IsDigit(text[next], isHex))
        {
            code = (code * (isHex ? 16 : 10)) + Digit(text[next]);
            next++;
        }

        read += next - at;
        if (next == first || code > char.MaxValue)
        {
            return (0, '\0');
        }

        // A browser does without the semicolon.
        next += next < text.Length && text[next] == ';' ? 1 : 0;
        return (next - at, (char)code);
    }

    private static int Digit(char unit) => char.IsAsciiDigit(unit) ? unit - '0' : (unit | 0x20) - 'a' + 10;

    private static bool IsDigit(char unit, bool isHex) => isHex ? char.IsAsciiHexDigit(unit) : char.IsAsciiDigit(unit);

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
