using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Schema;

/// <summary>
/// Reads a regular expression of ECMA-262, as JSON Schema means it (by code points, with the flag <c>u</c>), and says
/// it in .NET's words. What a schema may say and what a consumer's program checks come from this one reading, so the
/// two cannot differ. It compiles nothing: a hostile pattern costs no more than its length.
/// </summary>
internal sealed partial class EcmaPattern
{
    /// <summary>Longest pattern taken; a hand-written one is far shorter.</summary>
    private const int MaxLength = 4096;

    /// <summary>Deepest nesting of groups taken: older .NET compiles groups by recursion.</summary>
    private const int MaxGroups = 64;

    private const string Word = "[0-9A-Za-z_]";
    private const string Boundary = $"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))";
    private const string NoBoundary = $"(?:(?<={Word})(?={Word})|(?<!{Word})(?!{Word}))";

    private readonly string pattern;
    private readonly StringBuilder net;

    // Between the members of a run, nothing but an assertion could tell that a pair was torn.
    private readonly bool hasAssertions;

    // Of each open group, whether it may be repeated: an assertion may not.
    private readonly Stack<bool> groups = new();
    private int at;
    private string? problem;

    private EcmaPattern(string pattern)
    {
        this.pattern = pattern;
        net = new StringBuilder(pattern.Length + 16);
        hasAssertions = HasAny("(?=", "(?!", "(?<", "\\b", "\\B");
    }

    /// <summary>What is wrong with a pattern, in a few words, or null.</summary>
    /// <param name="pattern">An ECMA-262 regular expression.</param>
    public static string? Problem(string pattern) => Read(pattern).problem;

    /// <summary>The .NET expression that matches the same texts, without any option.</summary>
    /// <param name="pattern">A pattern without a problem.</param>
    /// <exception cref="ArgumentException">It has one.</exception>
    public static string ToNet(string pattern)
    {
        var read = Read(pattern);
        return read.problem is null ? read.net.ToString() : throw new ArgumentException(read.problem, nameof(pattern));
    }

    private static EcmaPattern Read(string pattern)
    {
        var read = new EcmaPattern(pattern);
        if (pattern.Length > MaxLength)
        {
            read.problem = FormattableString.Invariant($"it is longer than {MaxLength} characters");
        }
        else
        {
            read.ReadTerms();
        }

        return read;
    }

    private bool AtEnd => at >= pattern.Length;

    private bool HasAny(params string[] texts) =>
        Array.Exists(texts, text => pattern.IndexOf(text, StringComparison.Ordinal) >= 0);

    private bool Fail(string what)
    {
        problem ??= what;
        return false;
    }

    private bool Take(string text)
    {
        if (string.CompareOrdinal(pattern, at, text, 0, text.Length) != 0)
        {
            return false;
        }

        at += text.Length;
        return true;
    }

    /// <summary>Terms and alternatives with the groups around them; groups are counted, not recursed into.</summary>
    private void ReadTerms()
    {
        var depth = 0;
        while (problem is null && !AtEnd)
        {
            switch (pattern[at])
            {
                case '^':
                    at++;
                    net.Append('^');
                    break;
                case '$':
                    // In .NET it also matches before a last line feed.
                    at++;
                    net.Append("\\z");
                    break;
                case '|':
                    at++;
                    net.Append('|');
                    break;
                case '(' when ++depth > MaxGroups:
                    Fail(FormattableString.Invariant($"its groups are nested more than {MaxGroups} deep"));
                    break;
                case '(':
                    Open();
                    break;
                case ')' when depth == 0:
                    Fail("it closes a group that is not open");
                    break;
                case ')':
                    depth--;
                    Close();
                    break;
                default:
                    ReadAtom();
                    break;
            }
        }

        if (problem is null && depth > 0)
        {
            Fail("a group is not closed");
        }
    }

    private void Open()
    {
        foreach (var assertion in new[] { "(?=", "(?!", "(?<=", "(?<!" })
        {
            if (Take(assertion))
            {
                net.Append(assertion);
                groups.Push(false);
                return;
            }
        }

        groups.Push(true);
        // Nothing refers to a group, so none needs to be kept.
        net.Append("(?:");
        if (Take("(?:"))
        {
            return;
        }

        if (Take("(?<"))
        {
            var end = pattern.IndexOf('>', at);
            if (end < 0 || !IsGroupName(at, end))
            {
                Fail("'(?<' opens a named group, and no name and '>' follow");
                return;
            }

            at = end + 1;
        }
        else if (Take("(?"))
        {
            Fail("'(?' opens no group of ECMA-262");
        }
        else
        {
            at++;
        }
    }

    private bool IsGroupName(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (
                !char.IsLetter(pattern[i])
                && pattern[i] is not ('_' or '$')
                && (i == start || !char.IsDigit(pattern[i]))
            )
            {
                return false;
            }
        }

        return end > start;
    }

    private void Close()
    {
        at++;
        net.Append(')');
        if (groups.Pop())
        {
            ReadQuantifier();
        }
    }

    private void ReadAtom()
    {
        switch (pattern[at])
        {
            case '*':
            case '+':
            case '?':
                Fail($"'{pattern[at]}' has nothing to repeat");
                return;
            case '{' when QuantifierEnd() > 0:
                Fail("'{' has nothing to repeat");
                return;
            case '.':
                at++;
                var any = new CharacterSet();
                any.Add(CharacterSet.LineEnds, negated: true);
                Append(any);
                return;
            case '[':
                if (ReadClass() is { } set)
                {
                    Append(set);
                }

                return;
            case '\\':
                ReadEscape();
                return;
            default:
                AppendLiteral(TakeCodePoint());
                return;
        }
    }

    private void ReadEscape()
    {
        if (at + 1 >= pattern.Length)
        {
            Fail("it ends with a lone backslash");
            return;
        }

        if (Take("\\b"))
        {
            net.Append(Boundary);
            return;
        }

        if (Take("\\B"))
        {
            net.Append(NoBoundary);
            return;
        }

        if (pattern[at + 1] is (>= '1' and <= '9') or 'k')
        {
            Fail("it refers back to a group, which is not in the subset");
            return;
        }

        var set = new CharacterSet();
        if (TakeSetEscape(set))
        {
            Append(set);
        }
        else if (problem is null && TakeCharacterEscape() is { } codePoint)
        {
            AppendLiteral(codePoint);
        }
    }

    private void Append(CharacterSet set)
    {
        var isRun = !hasAssertions && !AtEnd && pattern[at] is '*' or '+';
        net.Append(set.ToNet(isRun));
        ReadQuantifier();
    }

    private void AppendLiteral(int codePoint)
    {
        if (codePoint > char.MaxValue)
        {
            // Two code units for .NET, and one thing to repeat.
            net.Append("(?:").Append(char.ConvertFromUtf32(codePoint)).Append(')');
        }
        else if (codePoint <= ' ' || "\\*+?|{}[]()^$.#".IndexOf((char)codePoint) >= 0)
        {
            net.Append(
                codePoint is ' ' ? " "
                : codePoint < ' ' ? CharacterSet.Unit(codePoint)
                : "\\" + (char)codePoint
            );
        }
        else
        {
            net.Append((char)codePoint);
        }

        ReadQuantifier();
    }

    private void ReadQuantifier()
    {
        if (problem is not null || AtEnd)
        {
            return;
        }

        if (pattern[at] is '*' or '+' or '?')
        {
            net.Append(pattern[at++]);
        }
        else if (pattern[at] == '{' && QuantifierEnd() is > 0 and var end)
        {
            var counts = pattern.Substring(at + 1, end - at - 1).Split(',');
            var most = 0;
            var hasMost = counts.Length > 1 && counts[1].Length > 0;
            if (!IsCount(counts[0], out var least) || (hasMost && !IsCount(counts[1], out most)))
            {
                Fail("a number of repetitions is too large");
                return;
            }

            if (hasMost && most < least)
            {
                Fail("a quantifier's numbers are in the wrong order");
                return;
            }

            net.Append(pattern, at, end - at + 1);
            at = end + 1;
        }
        else
        {
            return;
        }

        if (!AtEnd && pattern[at] == '?')
        {
            net.Append(pattern[at++]);
        }
    }

    /// <summary>Place of the brace that closes a quantifier which opens here; 0 where none opens.</summary>
    private int QuantifierEnd()
    {
        var end = at + 1;
        var digits = Digits(ref end);
        if (digits > 0 && end < pattern.Length && pattern[end] == ',')
        {
            end++;
            Digits(ref end);
        }

        return digits > 0 && end < pattern.Length && pattern[end] == '}' ? end : 0;
    }

    private static bool IsCount(string digits, out int count) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    private int Digits(ref int index)
    {
        var start = index;
        while (index < pattern.Length && pattern[index] is >= '0' and <= '9')
        {
            index++;
        }

        return index - start;
    }
}
