using System;

namespace NanoBananaContracts.Schema;

/// <summary>White space, comments, words and numbers.</summary>
internal sealed partial class JsonParser
{
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
            position +=
                text[position] == '\\' && position + 1 < text.Length && text[position + 1] is not ('\r' or '\n')
                    ? 2
                    : 1;
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
            position < text.Length
            && (char.IsLetterOrDigit(text[position]) || text[position] is '+' or '-' or '.' or '_')
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
}
