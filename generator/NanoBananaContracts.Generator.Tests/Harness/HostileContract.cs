using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NanoBananaContracts.Generator.Tests.Harness;

/// <summary>A schema with a text of the attacker's at every place that takes one, and what may become of it in C#.</summary>
internal static class HostileContract
{
    /// <summary>What runs when it gets out of a comment or a literal.</summary>
    public const string Payload =
        "internal static class Injected { [global::System.Runtime.CompilerServices.ModuleInitializer] "
        + "internal static void Run() => global::System.AppDomain.CurrentDomain.SetData(\"injected\", \"yes\"); }";

    /// <summary>Every line end, control and format character of Unicode, and what is no character.</summary>
    public static readonly string[] Characters =
    [
        .. Enumerable
            .Range(0, 0x110000)
            .Where(code => code is < 0xD800 or > 0xDFFF)
            .Select(char.ConvertFromUtf32)
            .Where(text =>
                CharUnicodeInfo.GetUnicodeCategory(text, 0)
                    is UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
            ),
        "\uFFFE",
        "\uFFFF",
    ];

    /// <summary>What ends or begins something in C#, in XML or in the text of a literal.</summary>
    public static readonly string[] Marks =
    [
        "\"",
        "\"\"\"",
        "'",
        "*/",
        "/*",
        "//",
        "///",
        "</summary>",
        "<c>",
        "]]>",
        "<!--",
        "&",
        "&#x2028;",
        "`",
        "\\",
        "\\u2028",
        "{",
        "}",
        "{0}",
        ";",
        ")",
        "]",
        "#",
        "\n#error",
        "\n#endif\n",
        "@",
        "$\"",
        "ä€🦊",
    ];

    // What a name in C# is made of is read off before the attacker's text, or given beside it.
    private const string Template = """
        {
          "title": "<1>", "description": "<2>", "$comment": "<3>",
          "x-operations": {
            "Go<symbols>": {
              "description": "<4>", "method": "POST", "path": "/go/<path>", "query": "q=<5>",
              "request": "#/$defs/thing<reference>", "response": "#/$defs/thing<reference>"
            },
            "Watch": { "method": "GET", "path": "/watch", "request": "#/$defs/thing<reference>", "response": "#/$defs/thing<reference>" }
          },
          "$defs": {
            "thing<key>": {
              "x-name": "Thing", "type": "object", "description": "<6>", "deprecated": true, "x-deprecated": "<7>", "x-source": "<8>",
              "properties": {
                "text<9>": { "x-name": "Text", "type": "string", "description": "<10>", "default": "<11>", "deprecated": true, "x-deprecated": "<12>" },
                "plain<13>": { "x-name": "Plain", "type": "string", "const": "<14>", "examples": ["<15>"] },
                "form<16>": { "x-name": "Form", "type": "string", "pattern": "^(<pattern>)$", "minLength": 1 },
                "any<17>": { "x-name": "Any", "x-any": true, "description": "<18>", "default": { "<19>": ["<20>"] }, "const": { "<21>": "<22>" } },
                "bytes<23>": { "x-name": "Bytes", "type": "string", "format": "byte", "const": "<24>" },
                "time<25>": { "x-name": "Time", "type": "string", "format": "date-time", "const": "<26>" },
                "choice<27>": { "x-name": "Choice", "$ref": "#/$defs/mood<reference>", "enum": ["a<value>"], "x-spelling": "s<spelling>" },
                "only<28>": { "x-name": "Only", "$ref": "#/$defs/mood<reference>", "const": "b<value>", "default": "b<value>" },
                "inline<29>": { "x-name": "Inline", "description": "<30>", "type": "string", "enum": ["x<31>", "y<32>"], "x-enum-names": ["X", "Y"] },
                "list<33>": { "x-name": "List", "type": "array", "maxItems": 3, "items": { "type": "number", "minimum": 1 } },
                "map<34>": { "x-name": "Map", "type": "object", "additionalProperties": { "type": "string", "pattern": "<pattern>" } },
                "long<35>": { "x-name": "Long", "type": "string", "format": "int64" },
                "part<36>": {
                  "x-name": "Part", "type": "object", "description": "<37>", "x-one-of-name": "Data",
                  "properties": {
                    "one<38>": { "x-name": "One", "type": "string", "description": "<39>" },
                    "two<40>": { "x-name": "Two", "type": "integer" }
                  },
                  "oneOf": [{ "required": ["one<38>"] }, { "required": ["two<40>"] }]
                }
              },
              "required": ["text<9>"]
            },
            "mood<key>": {
              "x-name": "Mood", "type": "string", "description": "<41>", "deprecated": true, "x-deprecated": "<42>",
              "enum": ["a<value>", "b<value>", "c<value>"], "x-enum-names": ["A", "B", "C"],
              "x-enum-descriptions": ["<43>", "", "<44>"],
              "x-enum-deprecated": { "c<value>": "<45>" },
              "x-spellings": { "s<spelling>": { "a<value>": "other a<46>", "b<value>": "other b<47>" }, "t<48>": { "a<value>": "third a<49>" } }
            },
            "level<50>": { "x-name": "Level", "type": "integer", "description": "<51>", "enum": [1, 2], "x-enum-names": ["One", "Two"], "x-enum-descriptions": ["<52>", "<53>"] }
          }
        }
        """;

    /// <summary>The schema with texts at all its places.</summary>
    /// <param name="text">The text of a place, by a number that differs from place to place.</param>
    /// <param name="escaped">True to write hidden characters as escapes, where JSON has the choice.</param>
    public static string Schema(Func<int, string> text, bool escaped)
    {
        var schema = new StringBuilder(Template);
        var key = Whole(text(101));
        Put("<symbols>", string.Concat(text(102).Where(character => !char.IsLetterOrDigit(character))));
        Put("<path>", string.Concat(text(103).Where(character => character > ' ' && !"?#\\\"{}".Contains(character))));
        Put("<key>", key);
        Put(
            "<reference>",
            Uri.EscapeDataString(key.Replace("~", "~0", StringComparison.Ordinal))
                .Replace("%2F", "~1", StringComparison.Ordinal)
        );
        Put("<value>", text(104));
        Put("<spelling>", text(105));
        Put(
            "<pattern>",
            string.Concat(text(106).Select(c => @"\^$.*+?()[]{}|/".Contains(c) ? "\\" + c : c.ToString()))
        );
        for (var place = 53; place > 0; place--)
        {
            Put(FormattableString.Invariant($"<{place}>"), text(place));
        }

        return schema.ToString();

        void Put(string place, string value)
        {
            Template.ShouldContainPlace(place);
            schema.Replace(place, Json(value, escaped));
        }
    }

    /// <summary>Everything that the emitted files declare, and every name, directive and element of theirs.</summary>
    public static string[] Declared(GeneratorRun run) =>
        [
            .. run
                .Result.GeneratedSources.OrderBy(source => source.HintName, StringComparer.Ordinal)
                .SelectMany(source => Declared(source.SyntaxTree).Prepend(source.HintName)),
        ];

    private static IEnumerable<string> Declared(SyntaxTree tree)
    {
        var root = tree.GetRoot();
        var nodes = root.DescendantNodes(descendIntoTrivia: true).ToArray();
        foreach (var node in nodes)
        {
            if (
                node
                is MemberDeclarationSyntax
                    or AttributeListSyntax
                    or AttributeSyntax
                    or UsingDirectiveSyntax
                    or AccessorDeclarationSyntax
                    or ParameterSyntax
                    or BaseListSyntax
                    or DirectiveTriviaSyntax
                    or LocalFunctionStatementSyntax
                    or LambdaExpressionSyntax
            )
            {
                var name = node.DescendantTokens().FirstOrDefault(token => token.IsKind(SyntaxKind.IdentifierToken));
                yield return $"{node.Kind()} {name.ValueText}";
            }
        }

        var words = root.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => "word " + token.ValueText);
        // A back-tick makes a code element, and nothing makes another.
        var elements = nodes
            .OfType<XmlNameSyntax>()
            .Select(name => "element or attribute " + name.LocalName.ValueText)
            .Where(name => name != "element or attribute c");
        foreach (var line in words.Concat(elements).Distinct().Order(StringComparer.Ordinal))
        {
            yield return line;
        }

        yield return FormattableString.Invariant(
            $"{root.DescendantTrivia().Count(trivia => trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.IsKind(SyntaxKind.SkippedTokensTrivia))} other comments"
        );
    }

    private static void ShouldContainPlace(this string template, string place)
    {
        if (!template.Contains(place, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The template has no place {place}.");
        }
    }

    // A name that is referred to is written with percent signs, and halves of a pair have none.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string Json(string text, bool escaped)
    {
        var json = new StringBuilder();
        foreach (var character in text)
        {
            if (character is '"' or '\\')
            {
                json.Append('\\').Append(character);
            }
            else if (character < ' ' || escaped && !char.IsAscii(character))
            {
                json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                json.Append(character);
            }
        }

        return json.ToString();
    }
}
