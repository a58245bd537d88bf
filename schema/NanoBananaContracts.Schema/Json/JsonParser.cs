namespace NanoBananaContracts.Schema;

/// <summary>
/// Reads JSON (RFC 8259) and keeps the place of everything. Our own, because a schema's author needs the line and the
/// column of each mistake, several mistakes at once, and the compiler's process must load no other dll for it.
/// <para>
/// Never throws. Each mistake is reported once and stepped over: the members around it are still read. Positions only
/// grow, so the time is linear in the text. Nesting deeper than <see cref="MaxDepth"/> is reported and skipped without
/// recursion, so no text can exhaust the stack.
/// </para>
/// </summary>
internal sealed class JsonParser
{
    /// <summary>Deepest nesting that is read; a hand-written schema stays below 20.</summary>
    public const int MaxDepth = 128;

    private readonly JsonCursor cursor;
    private readonly JsonTokens tokens;
    private readonly JsonStrings strings;
    private int openArrays;
    private int openObjects;

    private JsonParser(JsonCursor cursor)
    {
        this.cursor = cursor;
        tokens = new JsonTokens(cursor);
        strings = new JsonStrings(cursor);
    }

    /// <summary>Reads one JSON value and nothing after it.</summary>
    /// <param name="text">The text; a byte order mark at its start is skipped.</param>
    /// <param name="diagnostics">Takes every mistake.</param>
    /// <param name="damaged">True when text had to be skipped.</param>
    /// <returns>The value, or null when there is none.</returns>
    public static JsonNode? Parse(string text, DiagnosticBag diagnostics, out bool damaged)
    {
        var cursor = new JsonCursor(text, diagnostics);
        var root = new JsonParser(cursor).ReadRoot();
        damaged = cursor.Damaged;
        return root;
    }

    private JsonNode? ReadRoot()
    {
        cursor.SkipByteOrderMark();
        tokens.SkipTrivia();
        if (cursor.AtEnd)
        {
            cursor.Damage(SchemaRules.EmptySchema, new SourceMark(1, 1), "The file is empty.");
            return null;
        }

        var root = ReadValue(0);
        tokens.SkipTrivia();
        if (!cursor.AtEnd && root is not null)
        {
            cursor.Damage(
                SchemaRules.TextAfterSchema,
                cursor.Here(),
                $"{cursor.Show()} stands after the end of the schema."
            );
        }

        return root;
    }

    private JsonNode? ReadValue(int depth)
    {
        switch (cursor.Current)
        {
            case '{':
            case '[':
                if (depth >= MaxDepth)
                {
                    cursor.Damage(
                        SchemaRules.NestingTooDeep,
                        cursor.Here(),
                        FormattableString.Invariant($"This is nested more than {MaxDepth} levels deep.")
                    );
                    tokens.SkipBalanced();
                    return null;
                }

                return cursor.Current == '{' ? ReadObject(depth) : ReadArray(depth);
            case '"':
            case '\'':
                return strings.Read();
            case '-':
            case '+':
            case '.':
            case >= '0' and <= '9':
                return tokens.ReadNumber();
            default:
                return tokens.ReadWord();
        }
    }

    private JsonNode ReadObject(int depth)
    {
        var (start, mark) = (cursor.Position, cursor.Here());
        var members = new List<JsonMember>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        openObjects++;
        ReadContainer(mark, '}', () => ReadMember(depth, members, names));
        openObjects--;
        return JsonNode.Object(members, start, cursor.Position, mark);
    }

    private JsonNode ReadArray(int depth)
    {
        var (start, mark) = (cursor.Position, cursor.Here());
        var items = new List<JsonNode>();
        openArrays++;
        ReadContainer(
            mark,
            ']',
            () =>
            {
                if (ReadValue(depth + 1) is { } item)
                {
                    items.Add(item);
                }
            }
        );
        openArrays--;
        return JsonNode.Array(items, start, cursor.Position, mark);
    }

    /// <summary>Reads entries with commas between them, up to the bracket that closes.</summary>
    private void ReadContainer(SourceMark opened, char closing, Action readEntry)
    {
        var what = closing == '}' ? "object" : "array";
        var needsComma = false;
        SourceMark? comma = null;
        cursor.Position++;
        for (tokens.SkipTrivia(); !cursor.AtEnd; tokens.SkipTrivia())
        {
            if (cursor.Current == closing)
            {
                if (comma is { } trailing)
                {
                    cursor.Problem(SchemaRules.ExtraComma, trailing, "A comma stands before the closing bracket.");
                }

                cursor.Position++;
                return;
            }

            if (cursor.Current is '}' or ']')
            {
                // It closes a container of its kind around this one, if there is one; else it is a slip of the pen.
                cursor.Damage(
                    SchemaRules.JsonSyntax,
                    cursor.Here(),
                    $"'{cursor.Current}' stands where the {what} opened at {opened} needs '{closing}'.",
                    $"Close the {what} with '{closing}'."
                );
                if ((closing == '}' ? openArrays : openObjects) == 0)
                {
                    cursor.Advance();
                }

                return;
            }

            if (cursor.Current == ',')
            {
                if (!needsComma)
                {
                    cursor.Problem(SchemaRules.ExtraComma, cursor.Here(), "There is nothing before this comma.");
                }

                comma = cursor.Here();
                needsComma = false;
                cursor.Advance();
                continue;
            }

            if (needsComma)
            {
                cursor.Problem(SchemaRules.MissingComma, cursor.Here(), $"A comma is missing before {cursor.Show()}.");
            }

            needsComma = true;
            comma = null;
            readEntry();
        }

        EndTooEarly(what, opened, closing);
    }

    private void EndTooEarly(string what, SourceMark opened, char closing)
    {
        var isFirst = !cursor.EndReported;
        cursor.EndReported = true;
        if (isFirst)
        {
            cursor.Damage(
                SchemaRules.UnexpectedEnd,
                cursor.Here(),
                $"The text ends inside the {what} opened at {opened}.",
                $"Close it with '{closing}'."
            );
        }
    }

    private void ReadMember(int depth, List<JsonMember> members, HashSet<string> names)
    {
        var key = ReadKey();
        if (key is null)
        {
            return;
        }

        tokens.SkipTrivia();
        if (cursor.Current == ':')
        {
            cursor.Position++;
        }
        else
        {
            cursor.Problem(
                SchemaRules.MissingColon,
                cursor.Here(),
                $"A ':' is missing after {Wording.Shown(key.Text)}."
            );
            if (cursor.Current == '=')
            {
                cursor.Advance();
            }
        }

        tokens.SkipTrivia();
        if (cursor.AtEnd || cursor.Current is ',' or '}' or ']')
        {
            if (!cursor.AtEnd)
            {
                cursor.Damage(
                    SchemaRules.JsonSyntax,
                    cursor.Here(),
                    $"{Wording.Shown(key.Text)} has no value.",
                    "Write a value, or remove the name."
                );
            }

            return;
        }

        var value = ReadValue(depth + 1);
        if (!names.Add(key.Text))
        {
            cursor.Problem(
                SchemaRules.DuplicateKey,
                key.Mark,
                $"{Wording.Shown(key.Text)} is already there in this object; only the first counts."
            );
            return;
        }

        if (value is not null)
        {
            members.Add(new JsonMember(key, value));
        }
    }

    private JsonNode? ReadKey()
    {
        if (cursor.Current is '"' or '\'')
        {
            return strings.Read();
        }

        var mark = cursor.Here();
        var start = cursor.Position;
        var word = tokens.TakeWord();
        if (word.Length == 0)
        {
            cursor.Damage(
                SchemaRules.JsonSyntax,
                mark,
                $"{cursor.Show()} stands where a name in double quotes is needed.",
                "Remove it, or write \"name\": value."
            );
            tokens.SkipToNext();
            return null;
        }

        cursor.Problem(
            SchemaRules.BadString,
            new SourceMark(mark.Line, mark.Column, word.Length),
            $"The name {word} stands without quotes.",
            $"Write \"{word}\"."
        );
        return JsonNode.Scalar(JsonKind.String, word, start, cursor.Position, mark.Line, mark.Column);
    }
}
