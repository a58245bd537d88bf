using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Schema;

/// <summary>Strings: escapes, surrogates, and what people write instead of them.</summary>
internal sealed class JsonStrings(JsonCursor cursor)
{
    private readonly StringBuilder scratch = new();

    /// <summary>Reads a string, in the quotes that stand here.</summary>
    public JsonNode Read()
    {
        var start = cursor.Position;
        var (startLine, startColumn) = (cursor.Line, cursor.Column);
        var quote = cursor.Text[cursor.Position];
        if (quote == '\'')
        {
            cursor.Problem(
                SchemaRules.BadString,
                cursor.Here(),
                "A string stands in single quotes.",
                "Use double quotes."
            );
            if (cursor.AtEnd)
            {
                return JsonNode.Scalar(JsonKind.String, "", start, cursor.Position, startLine, startColumn);
            }
        }

        cursor.Position++;
        scratch.Clear();
        while (true)
        {
            if (cursor.AtEnd || cursor.Current is '\r' or '\n')
            {
                cursor.Damage(
                    SchemaRules.BadString,
                    new SourceMark(startLine, startColumn, Math.Max(1, cursor.Position - start)),
                    "The string has no closing quote on its line.",
                    "Close it with '\"'; write a line break inside a string as \\n."
                );
                break;
            }

            var current = cursor.Text[cursor.Position];
            if (current == quote)
            {
                cursor.Position++;
                break;
            }

            if (current == '\\')
            {
                ReadEscape();
                continue;
            }

            if (current < ' ')
            {
                cursor.Problem(
                    SchemaRules.BadString,
                    cursor.Here(),
                    $"The control character U+{((int)current).ToString("X4", CultureInfo.InvariantCulture)} stands in a string.",
                    current == '\t' ? "Write \\t." : "Write it as \\u and four digits, or remove it."
                );
                if (cursor.AtEnd)
                {
                    break;
                }
            }

            scratch.Append(current);
            cursor.Position++;
        }

        var value = Whole(scratch, new SourceMark(startLine, startColumn, Math.Max(1, cursor.Position - start)));
        return JsonNode.Scalar(JsonKind.String, value, start, cursor.Position, startLine, startColumn);
    }

    private void ReadEscape()
    {
        var next = cursor.Next;
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
            cursor.Position += 2;
            return;
        }

        if (
            next == 'u'
            && cursor.Position + 6 <= cursor.Text.Length
            && ushort.TryParse(
                cursor.Text.Substring(cursor.Position + 2, 4),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var code
            )
        )
        {
            scratch.Append((char)code);
            cursor.Position += 6;
            return;
        }

        if (next is '\r' or '\n' || cursor.Position + 1 >= cursor.Text.Length)
        {
            // The string is not closed, which is reported, and is the one mistake.
            cursor.Position++;
            return;
        }

        cursor.Problem(
            SchemaRules.BadString,
            cursor.Here(2),
            next == 'u' ? "\\u is not followed by four hexadecimal digits." : "This escape is not one of JSON's.",
            "Use \\\", \\\\, \\/, \\b, \\f, \\n, \\r, \\t or \\u and four hexadecimal digits; a lone backslash is written \\\\."
        );

        // The backslash is dropped and what follows is read as it stands, so that a closing quote still closes.
        if (!cursor.AtEnd)
        {
            cursor.Position++;
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
                cursor.Problem(
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
