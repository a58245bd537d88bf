using System;
using System.Collections.Generic;

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
internal sealed partial class JsonParser
{
    /// <summary>Deepest nesting that is read; a hand-written schema stays below 20.</summary>
    public const int MaxDepth = 128;

    /// <summary>Mistakes after which reading stops: what follows would be noise.</summary>
    public const int MaxProblems = 20;

    private readonly string text;
    private readonly DiagnosticBag diagnostics;
    private int position;
    private int line = 1;
    private int lineStart;
    private int problems;
    private int openArrays;
    private int openObjects;
    private bool endReported;

    private JsonParser(string text, DiagnosticBag diagnostics)
    {
        this.text = text;
        this.diagnostics = diagnostics;
    }

    /// <summary>
    /// True when text had to be skipped, so that a node may be missing. What a reader finds missing afterwards is then
    /// not the author's mistake.
    /// </summary>
    private bool Damaged { get; set; }

    /// <summary>Reads one JSON value and nothing after it.</summary>
    /// <param name="text">The text; a byte order mark at its start is skipped.</param>
    /// <param name="diagnostics">Takes every mistake.</param>
    /// <param name="damaged">True when text had to be skipped.</param>
    /// <returns>The value, or null when there is none.</returns>
    public static JsonNode? Parse(string text, DiagnosticBag diagnostics, out bool damaged)
    {
        var parser = new JsonParser(text, diagnostics);
        var root = parser.ParseRoot();
        damaged = parser.Damaged;
        return root;
    }

    private char Current => position < text.Length ? text[position] : '\0';

    private bool AtEnd => position >= text.Length;

    private int Column => position - lineStart + 1;

    private SourceMark Here(int length = 1) => new(line, Column, length);

    private JsonNode? ParseRoot()
    {
        if (text.Length > 0 && text[0] == '\uFEFF')
        {
            position = lineStart = 1;
        }

        SkipTrivia();
        if (AtEnd)
        {
            Damage(SchemaRules.EmptySchema, new SourceMark(1, 1), "The file is empty.");
            return null;
        }

        var root = ParseValue(0);
        SkipTrivia();
        if (!AtEnd && root is not null)
        {
            Damage(SchemaRules.TextAfterSchema, Here(), $"{Show()} stands after the end of the schema.");
        }

        return root;
    }

    private JsonNode? ParseValue(int depth)
    {
        switch (Current)
        {
            case '{':
            case '[':
                if (depth >= MaxDepth)
                {
                    Damage(
                        SchemaRules.NestingTooDeep,
                        Here(),
                        FormattableString.Invariant($"This is nested more than {MaxDepth} levels deep.")
                    );
                    SkipBalanced();
                    return null;
                }

                return Current == '{' ? ParseObject(depth) : ParseArray(depth);
            case '"':
            case '\'':
                return ParseString();
            case '-':
            case '+':
            case '.':
            case >= '0' and <= '9':
                return ParseNumber();
            default:
                return ParseWord();
        }
    }

    private JsonNode ParseObject(int depth)
    {
        var start = position;
        var mark = Here();
        var members = new List<JsonMember>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        position++;
        openObjects++;
        var needsComma = false;
        var commaMark = default(SourceMark);
        var afterComma = false;
        while (true)
        {
            SkipTrivia();
            if (AtEnd)
            {
                EndReached("object", mark);
                break;
            }

            if (Current == '}')
            {
                if (afterComma)
                {
                    TrailingComma(commaMark);
                }

                position++;
                break;
            }

            if (Current == ']')
            {
                // It closes an array around this object, if there is one; else it is a slip of the pen for '}'.
                Damage(
                    SchemaRules.JsonSyntax,
                    Here(),
                    $"']' stands where the object opened at {mark} needs '}}'.",
                    "Close the object with '}'."
                );
                if (openArrays == 0)
                {
                    Advance();
                }

                break;
            }

            if (Current == ',')
            {
                ReadComma(ref needsComma, ref afterComma, ref commaMark);
                continue;
            }

            if (needsComma)
            {
                MissingComma();
            }

            needsComma = true;
            afterComma = false;
            ParseMember(depth, members, names);
        }

        openObjects--;
        return JsonNode.Object(members, start, position, mark);
    }

    private void ParseMember(int depth, List<JsonMember> members, HashSet<string> names)
    {
        var key = ParseKey();
        if (key is null)
        {
            return;
        }

        SkipTrivia();
        if (Current == ':')
        {
            position++;
        }
        else
        {
            Problem(SchemaRules.MissingColon, Here(), $"A ':' is missing after {Quote(key.Text)}.");
            if (Current == '=')
            {
                Advance();
            }
        }

        SkipTrivia();
        if (AtEnd || Current is ',' or '}' or ']')
        {
            if (!AtEnd)
            {
                Damage(
                    SchemaRules.JsonSyntax,
                    Here(),
                    $"{Quote(key.Text)} has no value.",
                    "Write a value, or remove the name."
                );
            }

            return;
        }

        var value = ParseValue(depth + 1);
        if (!names.Add(key.Text))
        {
            Problem(
                SchemaRules.DuplicateKey,
                key.Mark,
                $"{Quote(key.Text)} is already there in this object; only the first counts."
            );
            return;
        }

        if (value is not null)
        {
            members.Add(new JsonMember(key, value));
        }
    }

    private JsonNode? ParseKey()
    {
        if (Current is '"' or '\'')
        {
            return ParseString();
        }

        var mark = Here();
        var start = position;
        var word = TakeWord();
        if (word.Length == 0)
        {
            Damage(
                SchemaRules.JsonSyntax,
                mark,
                $"{Show()} stands where a name in double quotes is needed.",
                "Remove it, or write \"name\": value."
            );
            SkipToNext();
            return null;
        }

        Problem(
            SchemaRules.BadString,
            new SourceMark(mark.Line, mark.Column, word.Length),
            $"The name {word} stands without quotes.",
            $"Write \"{word}\"."
        );
        return JsonNode.Scalar(JsonKind.String, word, start, position, mark.Line, mark.Column);
    }

    private JsonNode ParseArray(int depth)
    {
        var start = position;
        var mark = Here();
        var items = new List<JsonNode>();
        position++;
        openArrays++;
        var needsComma = false;
        var commaMark = default(SourceMark);
        var afterComma = false;
        while (true)
        {
            SkipTrivia();
            if (AtEnd)
            {
                EndReached("array", mark);
                break;
            }

            if (Current == ']')
            {
                if (afterComma)
                {
                    TrailingComma(commaMark);
                }

                position++;
                break;
            }

            if (Current == '}')
            {
                Damage(
                    SchemaRules.JsonSyntax,
                    Here(),
                    $"'}}' stands where the array opened at {mark} needs ']'.",
                    "Close the array with ']'."
                );
                if (openObjects == 0)
                {
                    Advance();
                }

                break;
            }

            if (Current == ',')
            {
                ReadComma(ref needsComma, ref afterComma, ref commaMark);
                continue;
            }

            if (needsComma)
            {
                MissingComma();
            }

            needsComma = true;
            afterComma = false;
            if (ParseValue(depth + 1) is { } item)
            {
                items.Add(item);
            }
        }

        openArrays--;
        return JsonNode.Array(items, start, position, mark);
    }
}
