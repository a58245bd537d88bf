using System;
using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Schema;

/// <summary>The tokens: white space, comments, words, numbers, strings.</summary>
internal sealed partial class JsonParser
{
    private readonly StringBuilder scratch = new();

    private void SkipTrivia()
    {
        while (position < text.Length)
        {
            switch (text[position])
            {
                case ' ':
                case '\t':
                    position++;
                    break;
                case '\r':
                case '\n':
                    NewLine();
                    break;
                case '/' when position + 1 < text.Length && text[position + 1] is '/' or '*':
                    Problem(
                        SchemaRules.Comment,
                        Here(2),
                        "JSON has no comments.",
                        "Remove it, or keep the words in \"$comment\"."
                    );
                    SkipComment();
                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>Steps over one line end: LF, CR or CR LF.</summary>
    private void NewLine()
    {
        position += text[position] == '\r' && position + 1 < text.Length && text[position + 1] == '\n' ? 2 : 1;
        line++;
        lineStart = position;
    }

    private void SkipComment()
    {
        if (AtEnd)
        {
            return;
        }

        var block = text[position + 1] == '*';
        position += 2;
        while (position < text.Length)
        {
            var current = text[position];
            if (current is '\r' or '\n')
            {
                if (!block)
                {
                    return;
                }

                NewLine();
            }
            else if (block && current == '*' && position + 1 < text.Length && text[position + 1] == '/')
            {
                position += 2;
                return;
            }
            else
            {
                position++;
            }
        }
    }

    private JsonNode? ParseWord()
    {
        var start = position;
        var mark = Here();
        var word = TakeWord();
        switch (word)
        {
            case "true":
            case "false":
                return JsonNode.Scalar(JsonKind.Boolean, word, start, position, mark.Line, mark.Column);
            case "null":
                return JsonNode.Scalar(JsonKind.Null, word, start, position, mark.Line, mark.Column);
            case "":
                Damage(
                    SchemaRules.JsonSyntax,
                    mark,
                    $"{Show()} is not the start of a JSON value.",
                    "Remove it, or write a value: an object, an array, a string in double quotes, a number, true, false or null."
                );
                SkipToNext();
                return null;
            default:
                var meant = word.ToLowerInvariant() switch
                {
                    "true" => "true",
                    "false" => "false",
                    "null" or "none" or "nil" or "undefined" => "null",
                    _ => JsonText.Quoted(word),
                };
                Damage(
                    SchemaRules.JsonSyntax,
                    new SourceMark(mark.Line, mark.Column, word.Length),
                    $"{word} is not a JSON value.",
                    $"Did you mean {meant}?"
                );
                return null;
        }
    }

    private string TakeWord()
    {
        var start = position;
        while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] is '_' or '$' or '-'))
        {
            position++;
        }

        return text.Substring(start, position - start);
    }

    /// <summary>Skips what cannot be read, up to the next comma or closing bracket of the container it stands in.</summary>
    private void SkipToNext()
    {
        var depth = 0;
        while (position < text.Length)
        {
            switch (text[position])
            {
                case '{':
                case '[':
                    depth++;
                    position++;
                    break;
                case '}':
                case ']':
                    if (depth == 0)
                    {
                        return;
                    }

                    depth--;
                    position++;
                    break;
                case ',' when depth == 0:
                    return;
                case '"':
                    SkipString();
                    break;
                case '\r':
                case '\n':
                    NewLine();
                    break;
                default:
                    position++;
                    break;
            }
        }
    }

    /// <summary>Skips a bracketed value without recursion.</summary>
    private void SkipBalanced()
    {
        position++;
        SkipToNext();
        while (position < text.Length && text[position] == ',')
        {
            position++;
            SkipToNext();
        }

        if (position < text.Length)
        {
            position++;
        }
    }

    private void SkipString()
    {
        position++;
        while (position < text.Length && text[position] is not ('"' or '\r' or '\n'))
        {
            position += text[position] == '\\' && position + 1 < text.Length && text[position + 1] is not ('\r' or '\n') ? 2 : 1;
        }

        if (position < text.Length && text[position] == '"')
        {
            position++;
        }
    }

    private JsonNode? ParseNumber()
    {
        var start = position;
        var mark = Here();
        while (
            position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] is '+' or '-' or '.' or '_')
        )
        {
            position++;
        }

        var number = text.Substring(start, position - start);
        if (IsNumber(number))
        {
            return JsonNode.Scalar(JsonKind.Number, number, start, position, mark.Line, mark.Column);
        }

        Damage(
            SchemaRules.BadNumber,
            new SourceMark(mark.Line, mark.Column, Math.Max(1, number.Length)),
            $"{number} is not a JSON number."
        );
        return null;
    }

    /// <summary>The grammar of RFC 8259: <c>-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?</c>.</summary>
    private static bool IsNumber(string number)
    {
        var index = number[0] == '-' ? 1 : 0;
        var digits = Digits(number, ref index);
        if (digits == 0 || (digits > 1 && number[index - digits] == '0'))
        {
            return false;
        }

        if (index < number.Length && number[index] == '.')
        {
            index++;
            if (Digits(number, ref index) == 0)
            {
                return false;
            }
        }

        if (index < number.Length && number[index] is 'e' or 'E')
        {
            index++;
            if (index < number.Length && number[index] is '+' or '-')
            {
                index++;
            }

            if (Digits(number, ref index) == 0)
            {
                return false;
            }
        }

        return index == number.Length;
    }

    private static int Digits(string number, ref int index)
    {
        var start = index;
        while (index < number.Length && number[index] is >= '0' and <= '9')
        {
            index++;
        }

        return index - start;
    }

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
