using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Schema;

/// <summary>
/// A regular expression of ECMA-262 in the subset that .NET's <c>RegexOptions.ECMAScript</c> reads as JavaScript does.
/// Where the two would differ it is said in .NET's words, or refused. A dot takes a whole character; a class takes one
/// UTF-16 code unit, as without the flag <c>u</c>. What a schema may say
/// and what a consumer's program checks come from this one reading. It compiles nothing: a hostile pattern costs no
/// more than its length.
/// </summary>
internal sealed class EcmaPattern
{
    /// <summary>Longest pattern taken; a hand-written one is far shorter.</summary>
    private const int MaxLength = 4096;

    /// <summary>Deepest nesting of groups taken: older .NET compiles groups by recursion.</summary>
    private const int MaxGroups = 64;

    /// <summary>What an escape that is no single character stands for.</summary>
    private const int NoCharacter = -1;

    private static readonly string[] Openings = ["(?:", "(?=", "(?!", "(?<=", "(?<!"];

    private readonly string pattern;
    private readonly StringBuilder net;

    // Of each open group, whether it may be repeated: an assertion may not.
    private readonly Stack<bool> groups = new();
    private int at;
    private PatternProblem? problem;

    private EcmaPattern(string pattern)
    {
        this.pattern = pattern;
        net = new StringBuilder(pattern.Length + 16);
    }

    /// <summary>What is wrong with a pattern, or null.</summary>
    /// <param name="pattern">An ECMA-262 regular expression.</param>
    public static PatternProblem? Problem(string pattern) => Read(pattern).problem;

    /// <summary>The expression that matches the same texts with <c>RegexOptions.ECMAScript</c>.</summary>
    /// <param name="pattern">A pattern without a problem.</param>
    /// <exception cref="ArgumentException">It has one.</exception>
    public static string ToNet(string pattern)
    {
        var read = Read(pattern);
        return read.problem is null
            ? read.net.ToString()
            : throw new ArgumentException(read.problem.What, nameof(pattern));
    }

    private static EcmaPattern Read(string pattern)
    {
        var read = new EcmaPattern(pattern);
        if (pattern.Length > MaxLength)
        {
            read.Fail(FormattableString.Invariant($"it is longer than {MaxLength} characters"));
        }

        var repeatable = false;
        while (read.problem is null && !read.AtEnd)
        {
            repeatable = read.ReadTerm(repeatable);
        }

        if (read.groups.Count > 0)
        {
            read.Fail("a group is not closed");
        }

        return read;
    }

    private bool AtEnd => at >= pattern.Length;

    private bool Is(char character) => !AtEnd && pattern[at] == character;

    private int Fail(string what, string? cure = null)
    {
        problem ??= new PatternProblem(what, cure);
        return NoCharacter;
    }

    /// <summary>Reads what stands here; says whether a quantifier may follow it.</summary>
    private bool ReadTerm(bool repeatable)
    {
        switch (pattern[at])
        {
            case '^':
            case '|':
                net.Append(pattern[at++]);
                return false;
            case '$':
                // In .NET it also matches before a last line feed.
                at++;
                net.Append("\\z");
                return false;
            case '.':
                // In .NET it knows one line end of the four, and takes half a surrogate pair.
                at++;
                net.Append("(?:[^\\n\\r\\u2028\\u2029\\uD800-\\uDFFF]|[\\uD800-\\uDBFF][\\uDC00-\\uDFFF])");
                return true;
            case '(':
                ReadOpening();
                return false;
            case ')':
                return ReadClosing();
            case '*':
            case '+':
            case '?':
            case '{' when QuantifierEnd() > 0:
                ReadQuantifier(repeatable);
                return false;
            case '[':
                ReadClass();
                return true;
            case '\\':
                return ReadEscape();
            case var first when at + 1 < pattern.Length && char.IsSurrogatePair(first, pattern[at + 1]):
                // Two code units for .NET, and one thing to repeat.
                net.Append("(?:").Append(pattern, at, 2).Append(')');
                at += 2;
                return true;
            default:
                net.Append(pattern[at++]);
                return true;
        }
    }

    private void ReadOpening()
    {
        var opening =
            Array.Find(Openings, text => string.CompareOrdinal(pattern, at, text, 0, text.Length) == 0) ?? "(";
        if (opening == "(" && at + 1 < pattern.Length && pattern[at + 1] == '?')
        {
            Fail(
                "'(?' opens a group that is not in the subset",
                "Open it with '(', '(?:', '(?=', '(?!', '(?<=' or '(?<!'."
            );
        }

        groups.Push(opening is "(" or "(?:");
        if (groups.Count > MaxGroups)
        {
            Fail(FormattableString.Invariant($"its groups are nested more than {MaxGroups} deep"));
        }

        net.Append(opening);
        at += opening.Length;
    }

    private bool ReadClosing()
    {
        if (groups.Count == 0)
        {
            Fail("it closes a group that is not open");
            return false;
        }

        net.Append(pattern[at++]);
        return groups.Pop();
    }

    private void ReadQuantifier(bool repeatable)
    {
        var start = at;
        if (!repeatable)
        {
            Fail($"'{pattern[at]}' has nothing to repeat");
        }
        else if (pattern[at] == '{')
        {
            at = QuantifierEnd();
            var counts = pattern.Substring(start + 1, at - start - 1).Split(',');
            var most = int.MaxValue;
            if (
                !IsCount(counts[0], out var least)
                || (counts[counts.Length - 1] is { Length: > 0 } last && !IsCount(last, out most))
            )
            {
                Fail("a number of repetitions is too large");
            }
            else if (most < least)
            {
                Fail("a quantifier's numbers are in the wrong order");
            }
        }

        at++;
        at += Is('?') ? 1 : 0;
        net.Append(pattern, start, at - start);
    }

    private static bool IsCount(string digits, out int count) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    /// <summary>Place of the brace that closes a quantifier which opens here; 0 where none opens.</summary>
    private int QuantifierEnd()
    {
        var end = at + 1;
        var commas = 0;
        while (
            end < pattern.Length
            && (pattern[end] is >= '0' and <= '9' || (pattern[end] == ',' && end > at + 1 && commas++ == 0))
        )
        {
            end++;
        }

        return end > at + 1 && end < pattern.Length && pattern[end] == '}' ? end : 0;
    }

    private void ReadClass()
    {
        var start = at++;
        at += Is('^') ? 1 : 0;
        if (Is(']'))
        {
            Fail("a class is empty", "Write what it takes; for any character at all [\\s\\S].");
        }

        while (problem is null && !Is(']'))
        {
            var first = ReadMember();
            if (problem is not null || !Is('-') || at + 1 >= pattern.Length || pattern[at + 1] == ']')
            {
                continue;
            }

            at++;
            var last = ReadMember();
            if (problem is null && (first == NoCharacter || last == NoCharacter))
            {
                Fail(
                    "a range of a class does not stand between two characters",
                    "Put the hyphen at the end of the class."
                );
            }
            else if (last < first)
            {
                Fail("a range of a class is in the wrong order");
            }
        }

        at++;
        net.Append(pattern, start, Math.Min(at, pattern.Length) - start);
    }

    /// <summary>Reads one member of a class: its code unit, or <see cref="NoCharacter"/>.</summary>
    private int ReadMember() =>
        AtEnd ? Fail("a class is not closed")
        : pattern[at] == '\\' ? ReadCharacter(inClass: true)
        : pattern[at] == '[' ? Fail("'[' stands in a class", "Write it as \\[.")
        : char.IsSurrogate(pattern[at])
            ? Fail("a class has a character beyond U+FFFF", "Write it beside the class: (?:[...]|...).")
        : pattern[at++];

    private bool ReadEscape()
    {
        var start = at;
        var isAssertion = at + 1 < pattern.Length && pattern[at + 1] is 'b' or 'B';
        if (isAssertion)
        {
            at += 2;
        }
        else
        {
            ReadCharacter(inClass: false);
        }

        net.Append(pattern, start, at - start);
        return !isAssertion;
    }

    /// <summary>The code unit an escape stands for; <see cref="NoCharacter"/> for several, and for what begins no range.</summary>
    private int ReadCharacter(bool inClass)
    {
        at++;
        if (AtEnd)
        {
            return Fail("it ends with a lone backslash");
        }

        var letter = pattern[at++];
        switch (letter)
        {
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S':
            case '-' when inClass:
                // .NET never reads an escaped hyphen as the beginning of a range.
                return NoCharacter;
            case 'b' when inClass:
                return '\b';
            case 't' or 'n' or 'v' or 'f' or 'r':
                return "\t\n\v\f\r"["tnvfr".IndexOf(letter)];
            case '0' when AtEnd || pattern[at] is < '0' or > '9':
                return 0;
            case 'c' when !AtEnd && pattern[at] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'):
                return pattern[at++] % 32;
            case 'x':
                return ReadHex(2, "two");
            case 'u':
                return ReadHex(4, "four");
            case 'p' or 'P':
                return Fail(
                    $"'\\{letter}' names categories of Unicode",
                    "List the letters it takes, such as [A-Za-z\\u00C0-\\u024F]."
                );
            case '<' or '\'' when !inClass:
                return Fail($"'\\{letter}' begins a reference to a group for .NET", "Write it without the backslash.");
            case (>= '1' and <= '9') or 'k':
                return Fail("it refers back to a group", "Write the group once more in its place.");
            default:
                return letter < 0x80 && !char.IsLetterOrDigit(letter)
                    ? letter
                    : Fail($"'\\{letter}' is no escape of ECMA-262");
        }
    }

    private int ReadHex(int count, string word)
    {
        if (
            at + count > pattern.Length
            || !int.TryParse(
                pattern.Substring(at, count),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var unit
            )
        )
        {
            return Fail($"'\\{pattern[at - 1]}' is not followed by {word} hexadecimal digits");
        }

        at += count;
        return char.IsSurrogate((char)unit)
            ? Fail("half a surrogate pair is escaped", "Write the character itself.")
            : unit;
    }
}

/// <summary>Why a pattern is not taken.</summary>
/// <param name="What">What is wrong, as a clause in small letters.</param>
/// <param name="Cure">What to do where it is sound, and outside the subset; null where it is no pattern at all.</param>
internal sealed record PatternProblem(string What, string? Cure);
