using System;
using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Schema;

/// <summary>Strings: escapes, surrogates, and what people write instead of them.</summary>
internal sealed partial class JsonParser
{
    private readonly StringBuilder scratch = new();

    private JsonNode ParseString()
    {
        var start = position;
        var (startLine, startColumn) = (line, Column);
        var quote = text[position];
        if (quote == '\'')
        {
            Problem(SchemaRules.BadString, Here(), "A string stands in single quotes.", "Use double quotes.");
            if (AtEnd)
            {
                return JsonNode.Scalar(JsonKind.String, "", start, position, startLine, startColumn);
            }
        }

        position++;
        scratch.Clear();
        while (true)
        {
            if (AtEnd || Current is '\r' or '\n')
            {
                Damage(
                    SchemaRules.BadString,
                    new SourceMark(startLine, startColumn, Math.Max(1, position - start)),
                    "The string has no closing quote on its line.",
                    "Close it with '\"'; write a line break inside a string as \\n."
                );
                break;
            }

            var current = text[position];
            if (current == quote)
            {
                position++;
                break;
            }

            if (current == '\\')
            {
                ParseEscape();
                continue;
            }

            if (current < ' ')
            {
                Problem(
                    SchemaRules.BadString,
                    Here(),
                    $"The control character U+{((int)current).ToString("X4", CultureInfo.InvariantCulture)} stands in a string.",
                    current == '\t' ? "Write \\t." : "Write it as \\u and four digits, or remove it."
                );
                if (AtEnd)
                {
                    break;
                }
            }

            scratch.Append(current);
            position++;
        }

        var value = Whole(scratch, new SourceMark(startLine, startColumn, Math.Max(1, position - start)));
        return JsonNode.Scalar(JsonKind.String, value, start, position, startLine, startColumn);
    }

    private void ParseEscape()
    {
        var next = position + 1 < text.Length ? text[position + 1] : '\0';
        var plain = next switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => '\0',
        };
        if (plain != '\0')
        {
            scratch.Append(plain);
            position += 2;
            return;
        }

        if (
            next == 'u'
            && position + 6 <= text.Length
            && ushort.TryParse(
                text.Substring(position + 2, 4),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var code
            )
        )
        {
            scratch.Append((char)code);
            position += 6;
            return;
        }

        if (next is '\r' or '\n' || position + 1 >= text.Length)
        {
            // The string is not closed, which is reported, and is the one mistake.
            position++;
            return;
        }

        Problem(
            SchemaRules.BadString,
            Here(2),
            next == 'u' ? "\\u is not followed by four hexadecimal digits." : "This escape is not one of JSON's.",
            "Use \\\", \\\\, \\/, \\b, \\f, \\n, \\r, \\t or \\u and four hexadecimal digits; a lone backslash is written \\\\."
        );

        // The backslash is dropped and what follows is read as it stands, so that a closing quote still closes.
        if (!AtEnd)
        {
            position++;
        }
    }

    /// <summary>The text of a string; a lone surrogate, which no UTF-8 file can hold, is reported and replaced by U+FFFD.</summary>
    private string Whole(StringBuilder builder, SourceMark mark)
    {
        var reported = false;
        for (var i = 0; i < builder.Length; i++)
        {
            var current = builder[i];
            if (!char.IsSurrogate(current))
            {
                continue;
            }

            if (char.IsHighSurrogate(current) && i + 1 < builder.Length && char.IsLowSurrogate(builder[i + 1]))
            {
                i++;
                continue;
            }

            if (!reported)
            {
                reported = true;
                Problem(
                    SchemaRules.BadString,
                    mark,
                    $"The string has half a surrogate pair, \\u{((int)current).ToString("x4", CultureInfo.InvariantCulture)}.",
                    "Write both halves, or the character itself."
                );
            }

            builder[i] = '\uFFFD';
        }

        return builder.ToString();
    }
}
