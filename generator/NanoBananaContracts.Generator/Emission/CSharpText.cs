using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>Texts of the schema as C#: literals, identifiers, documentation.</summary>
internal static class CSharpText
{
    /// <summary>
    /// Most characters of a text in a comment. A shared definition's description stands at each property that refers to
    /// it, and would let a small schema become a source of gigabytes.
    /// </summary>
    private const int MostDocumented = 10_000;

    /// <summary>A string literal.</summary>
    public static string Literal(string value)
    {
        foreach (var character in value)
        {
            if (character is < ' ' or > '~' or '"' or '\\')
            {
                // The compiler's own leaves format characters as they are, and with them what reorders a line on a screen.
                return HiddenCharacters.Escaped(SymbolDisplay.FormatLiteral(value, quote: true));
            }
        }

        return "\"" + value + "\"";
    }

    /// <summary>A UTF-8 literal.</summary>
    public static string Utf8(string value) => Literal(value) + "u8";

    /// <summary>A UTF-8 literal of a JSON string with its quotes.</summary>
    public static string Utf8Token(string value) => Utf8("\"" + JsonEscape(value) + "\"");

    /// <summary>A UTF-8 literal of a JSON name with quotes and colon.</summary>
    public static string Utf8Name(string name) => Utf8("\"" + JsonEscape(name) + "\":");

    /// <summary>A literal of a number that reads back as the same; infinities by name.</summary>
    public static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "double.PositiveInfinity"
        : double.IsNegativeInfinity(value) ? "double.NegativeInfinity"
        : double.IsNaN(value) ? "double.NaN"
        : value.ToString("R", CultureInfo.InvariantCulture) + "d";

    /// <summary>A whole number, as C# and as part of a name.</summary>
    public static string Integer(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>An identifier, with <c>@</c> where it is a keyword.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None
        && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None
            ? name
            : "@" + name;

    /// <summary>The name as that of a parameter.</summary>
    public static string Parameter(string name)
    {
        var length = 1;
        while (
            length < name.Length
            && char.IsUpper(name[length])
            && (length + 1 == name.Length || char.IsUpper(name[length + 1]))
        )
        {
            length++;
        }

        return Identifier(name.Substring(0, length).ToLowerInvariant() + name.Substring(length));
    }

    /// <summary>The snake_case twin of a lowerCamelCase wire name; the name itself where it has no capitals.</summary>
    public static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var character in name)
        {
            if (character is >= 'A' and <= 'Z')
            {
                text.Append('_').Append((char)(character + 32));
            }
            else
            {
                text.Append(character);
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// Text for an XML comment; <c>`code`</c> becomes a code element. Whatever the text holds, it stays on its line, since
    /// behind a line end (of which C# has five) it would be code.
    /// </summary>
    public static string Xml(string text)
    {
        var end = Math.Min(text.Length, MostDocumented);
        var result = new StringBuilder(end + 16);
        var code = false;
        for (var i = 0; i < end; )
        {
            var character = text[i];
            var hidden = HiddenCharacters.IsAt(text, i, out var length);
            result.Append(
                character switch
                {
                    '<' => "&lt;",
                    '>' => "&gt;",
                    '&' => "&amp;",
                    '`' => (code = !code) ? "<c>" : "</c>",
                    '\r' or '\n' or '\t' or '\u0085' or '\u2028' or '\u2029' => " ",
                    // Not characters at all: XML has no way to write them.
                    '\uFFFE' or '\uFFFF' => "?",
                    _ when hidden => Hidden(text, i),
                    _ => text.Substring(i, length),
                }
            );
            i += length;
        }

        if (text.Length > MostDocumented)
        {
            result.Append("...");
        }

        // An odd back-tick opens an element that nothing closes.
        return code ? result.Append("</c>").ToString() : result.ToString();
    }

    /// <summary>A name that no taken one equals: as it is, else with <c>Value</c> behind it, then with a number.</summary>
    public static string Unique(string name, ISet<string> taken)
    {
        var candidate = name;
        for (var i = 1; !taken.Add(candidate); i++)
        {
            candidate = i == 1 ? name + "Value" : name + "Value" + Integer(i);
        }

        return candidate;
    }

    /// <summary>
    /// Joiners shape the words of some languages, and some emoji, so format characters stay in the documentation, as
    /// references; controls and what changes the direction do not.
    /// </summary>
    private static string Hidden(string text, int index) =>
        CharUnicodeInfo.GetUnicodeCategory(text, index) == UnicodeCategory.Format
        && !HiddenCharacters.IsBidirectional(text[index])
            ? FormattableString.Invariant($"&#x{char.ConvertToUtf32(text, index):x};")
            : "?";

    /// <summary>The text between the quotes of a JSON string.</summary>
    public static string JsonEscape(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var character in value)
        {
            if (character is '"' or '\\')
            {
                text.Append('\\').Append(character);
            }
            else if (character < ' ')
            {
                text.Append(FormattableString.Invariant($"\\u{(int)character:x4}"));
            }
            else
            {
                text.Append(character);
            }
        }

        return text.ToString();
    }
}
