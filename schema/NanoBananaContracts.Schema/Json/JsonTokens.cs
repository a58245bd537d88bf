namespace NanoBananaContracts.Schema;

/// <summary>What stands between brackets and quotes: white space, comments, words, numbers; and what cannot be read.</summary>
internal sealed class JsonTokens(JsonCursor cursor)
{
    /// <summary>Steps over white space, and over comments (reported).</summary>
    public void SkipTrivia()
    {
        while (!cursor.AtEnd)
        {
            switch (cursor.Current)
            {
                case ' ':
                case '\t':
                    cursor.Position++;
                    break;
                case '\r':
                case '\n':
                    cursor.NewLine();
                    break;
                case '/' when cursor.Next is '/' or '*':
                    cursor.Problem(
                        SchemaRules.Comment,
                        cursor.Here(2),
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

    private void SkipComment()
    {
        if (cursor.AtEnd)
        {
            return;
        }

        var block = cursor.Next == '*';
        cursor.Position += 2;
        while (!cursor.AtEnd)
        {
            var current = cursor.Current;
            if (current is '\r' or '\n')
            {
                if (!block)
                {
                    return;
                }

                cursor.NewLine();
            }
            else if (block && current == '*' && cursor.Next == '/')
            {
                cursor.Position += 2;
                return;
            }
            else
            {
                cursor.Position++;
            }
        }
    }

    /// <summary>Reads true, false or null.</summary>
    public JsonNode? ReadWord()
    {
        var start = cursor.Position;
        var mark = cursor.Here();
        var word = TakeWord();
        switch (word)
        {
            case "true":
            case "false":
                return JsonNode.Scalar(JsonKind.Boolean, word, start, cursor.Position, mark.Line, mark.Column);
            case "null":
                return JsonNode.Scalar(JsonKind.Null, word, start, cursor.Position, mark.Line, mark.Column);
            case "":
                cursor.Damage(
                    SchemaRules.JsonSyntax,
                    mark,
                    $"{cursor.Show()} is not the start of a JSON value.",
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
                cursor.Damage(
                    SchemaRules.JsonSyntax,
                    new SourceMark(mark.Line, mark.Column, word.Length),
                    $"{word} is not a JSON value.",
                    $"Did you mean {meant}?"
                );
                return null;
        }
    }

    /// <summary>Takes letters, digits and what else a name without quotes has.</summary>
    public string TakeWord()
    {
        var start = cursor.Position;
        while (!cursor.AtEnd && (char.IsLetterOrDigit(cursor.Current) || cursor.Current is '_' or '$' or '-'))
        {
            cursor.Position++;
        }

        return cursor.Since(start);
    }

    /// <summary>Skips what cannot be read, up to the next comma or closing bracket of the container it stands in.</summary>
    public void SkipToNext()
    {
        var depth = 0;
        while (!cursor.AtEnd)
        {
            switch (cursor.Current)
            {
                case '{':
                case '[':
                    depth++;
                    cursor.Position++;
                    break;
                case '}':
                case ']':
                    if (depth == 0)
                    {
                        return;
                    }

                    depth--;
                    cursor.Position++;
                    break;
                case ',' when depth == 0:
                    return;
                case '"':
                    SkipString();
                    break;
                case '\r':
                case '\n':
                    cursor.NewLine();
                    break;
                default:
                    cursor.Position++;
                    break;
            }
        }
    }

    /// <summary>Skips a bracketed value without recursion.</summary>
    public void SkipBalanced()
    {
        cursor.Position++;
        SkipToNext();
        while (!cursor.AtEnd && cursor.Current == ',')
        {
            cursor.Position++;
            SkipToNext();
        }

        if (!cursor.AtEnd)
        {
            cursor.Position++;
        }
    }

    private void SkipString()
    {
        cursor.Position++;
        while (!cursor.AtEnd && cursor.Current is not ('"' or '\r' or '\n'))
        {
            cursor.Position +=
                cursor.Current == '\\'
                && cursor.Position + 1 < cursor.Text.Length
                && cursor.Text[cursor.Position + 1] is not ('\r' or '\n')
                    ? 2
                    : 1;
        }

        if (!cursor.AtEnd && cursor.Current == '"')
        {
            cursor.Position++;
        }
    }

    /// <summary>Reads a number.</summary>
    public JsonNode? ReadNumber()
    {
        var start = cursor.Position;
        var mark = cursor.Here();
        while (!cursor.AtEnd && (char.IsLetterOrDigit(cursor.Current) || cursor.Current is '+' or '-' or '.' or '_'))
        {
            cursor.Position++;
        }

        var number = cursor.Since(start);
        if (IsNumber(number))
        {
            return JsonNode.Scalar(JsonKind.Number, number, start, cursor.Position, mark.Line, mark.Column);
        }

        cursor.Damage(
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
