using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>How a kind of string literal writes its characters: regular, verbatim or raw, interpolated or not.</summary>
/// <param name="IsVerbatim">Quotes are doubled and nothing else is escaped.</param>
/// <param name="RawQuotes">Quotes that end a raw string; 0 for another kind.</param>
/// <param name="IsInterpolated">Braces mean something.</param>
/// <param name="Indentation">White space that each line of a raw string begins with and that is not its text.</param>
internal sealed record LiteralSyntax(bool IsVerbatim, int RawQuotes, bool IsInterpolated, int Indentation)
{
    /// <summary>The kind of a literal.</summary>
    /// <param name="start">The literal, or what an interpolated one begins with.</param>
    /// <param name="end">What an interpolated one ends with; null for one that is not.</param>
    public static LiteralSyntax Of(string start, string? end = null)
    {
        var at = 0;
        var isVerbatim = false;
        while (at < start.Length && start[at] is '$' or '@')
        {
            isVerbatim |= start[at++] == '@';
        }

        var quotes = Run(start, at, '"');
        // Two are an empty string.
        var raw = quotes >= 3 && !isVerbatim ? quotes : 0;
        return new LiteralSyntax(isVerbatim, raw, end is not null, raw == 0 ? 0 : IndentationBefore(end ?? start));
    }

    /// <summary>Reads a whole literal that is not interpolated.</summary>
    /// <param name="source">As it is written, quotes and all.</param>
    /// <param name="position">Where it stands.</param>
    /// <param name="into">Takes its characters.</param>
    public void ReadLiteral(string source, int position, List<LiteralCharacter> into)
    {
        var end = source.LastIndexOf('"');
        if (RawQuotes == 0)
        {
            var start = source.IndexOf('"') + 1;
            Read(source, start, end, position, into);
            return;
        }

        var from = RawQuotes;
        var to = end + 1 - RawQuotes;
        var line = source.IndexOfAny(['\r', '\n'], from);
        var isMultiLine = line >= 0 && string.IsNullOrWhiteSpace(source.Substring(from, line - from));
        if (isMultiLine)
        {
            from = line + (source[line] == '\r' && line + 1 < source.Length && source[line + 1] == '\n' ? 2 : 1);
            to = Math.Max(from, LastLineEnd(source, to));
        }

        ReadRaw(source, from, to, position, isMultiLine, into);
    }

    /// <summary>Reads a piece of an interpolated string between two holes.</summary>
    /// <param name="source">As it is written.</param>
    /// <param name="position">Where it stands.</param>
    /// <param name="atLineStart">Whether it begins a line of a raw string.</param>
    /// <param name="into">Takes its characters.</param>
    public void ReadPiece(string source, int position, bool atLineStart, List<LiteralCharacter> into)
    {
        if (RawQuotes > 0)
        {
            ReadRaw(source, 0, source.Length, position, atLineStart, into);
        }
        else
        {
            Read(source, 0, source.Length, position, into);
        }
    }

    /// <summary>A text as it is written inside such a literal; null where it cannot be.</summary>
    public string? Escaped(string text)
    {
        if (RawQuotes > 0)
        {
            var isPlain = !text.Contains(new string('"', RawQuotes)) && text.IndexOfAny(['\r', '\n']) < 0;
            return isPlain && (!IsInterpolated || text.IndexOfAny(['{', '}']) < 0) ? text : null;
        }

        var builder = new StringBuilder(text.Length + 4);
        foreach (var each in text)
        {
            if (each == '"')
            {
                builder.Append(IsVerbatim ? "\"\"" : "\\\"");
            }
            else if (each is '{' or '}' && IsInterpolated)
            {
                builder.Append(each).Append(each);
            }
            else if (each == '\\' && !IsVerbatim)
            {
                builder.Append("\\\\");
            }
            else if (char.IsControl(each) && !IsVerbatim)
            {
                builder.Append("\\u").Append(((int)each).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                builder.Append(each);
            }
        }

        return builder.ToString();
    }

    private void Read(string source, int from, int to, int position, List<LiteralCharacter> into)
    {
        for (var at = from; at < to; )
        {
            var length = 1;
            if (source[at] == '\\' && !IsVerbatim)
            {
                length = ReadEscape(source, at, to, position, into);
            }
            else
            {
                var isDoubled =
                    at + 1 < to
                    && source[at + 1] == source[at]
                    && ((source[at] == '"' && IsVerbatim) || (source[at] is '{' or '}' && IsInterpolated));
                length = isDoubled ? 2 : 1;
                Add(source[at], at, length, position, into);
            }

            at += length;
        }
    }

    private static int ReadEscape(string source, int at, int to, int position, List<LiteralCharacter> into)
    {
        var kind = at + 1 < to ? source[at + 1] : '\0';
        var most = kind switch
        {
            'u' => 4,
            'x' => 4,
            'U' => 8,
            _ => 0,
        };
        if (most > 0)
        {
            var digits = 0;
            while (digits < most && at + 2 + digits < to && IsHex(source[at + 2 + digits]))
            {
                digits++;
            }

            int.TryParse(
                source.Substring(at + 2, digits),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var code
            );
            var text = code is > 0xFFFF and <= 0x10FFFF ? char.ConvertFromUtf32(code) : ((char)code).ToString();
            foreach (var each in text)
            {
                Add(each, at, 2 + digits, position, into);
            }

            return 2 + digits;
        }

        Add(
            kind switch
            {
                '0' => '\0',
                'a' => '\a',
                'b' => '\b',
                'e' => '\u001b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'v' => '\v',
                _ => kind,
            },
            at,
            2,
            position,
            into
        );
        return 2;
    }

    private void ReadRaw(string source, int from, int to, int position, bool isLineStart, List<LiteralCharacter> into)
    {
        for (var at = from; at < to; at++)
        {
            if (isLineStart)
            {
                var end = Math.Min(to, at + Indentation);
                while (at < end && source[at] is not ('\r' or '\n'))
                {
                    at++;
                }

                isLineStart = false;
                if (at >= to)
                {
                    return;
                }
            }

            Add(source[at], at, 1, position, into);
            isLineStart =
                Indentation > 0
                && (source[at] == '\n' || (source[at] == '\r' && (at + 1 >= to || source[at + 1] != '\n')));
        }
    }

    private static void Add(char value, int at, int length, int position, List<LiteralCharacter> into) =>
        into.Add(new LiteralCharacter(value, position + at, position + at + length, IsWritten: true));

    private static int Run(string text, int at, char value)
    {
        var count = 0;
        while (at + count < text.Length && text[at + count] == value)
        {
            count++;
        }

        return count;
    }

    // White space between the last line end and the quotes that close.
    private static int IndentationBefore(string text)
    {
        var quotes = text.LastIndexOf('"');
        while (quotes > 0 && text[quotes - 1] == '"')
        {
            quotes--;
        }

        var start = quotes;
        while (start > 0 && text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        return start > 0 && text[start - 1] is '\r' or '\n' ? quotes - start : 0;
    }

    private static int LastLineEnd(string text, int before)
    {
        var at = text.LastIndexOfAny(['\r', '\n'], Math.Max(0, before - 1));
        return at > 0 && text[at] == '\n' && text[at - 1] == '\r' ? at - 1 : at;
    }

    private static bool IsHex(char value) => value is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
