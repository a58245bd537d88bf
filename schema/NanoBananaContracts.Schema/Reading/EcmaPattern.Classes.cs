using System;
using System.Globalization;

namespace NanoBananaContracts.Schema;

/// <content>Classes and escapes.</content>
internal sealed partial class EcmaPattern
{
    private const string Categories =
        " L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp Cc Cf Co Cn ";

    private CharacterSet? ReadClass()
    {
        at++;
        var set = new CharacterSet();
        if (Take("^"))
        {
            set.Negate();
        }

        while (problem is null && !AtEnd && pattern[at] != ']')
        {
            if (ReadMember(set) is not { } first)
            {
                continue;
            }

            // A hyphen makes a range only between two characters.
            if (at + 1 >= pattern.Length || pattern[at] != '-' || pattern[at + 1] == ']')
            {
                set.Add(first, first);
                continue;
            }

            at++;
            if (ReadMember(set) is not { } last)
            {
                set.Add(first, first);
                set.Add('-', '-');
            }
            else if (last < first)
            {
                Fail("a range of a class is in the wrong order");
            }
            else
            {
                set.Add(first, last);
            }
        }

        if (problem is null && !Take("]"))
        {
            Fail("a class is not closed");
        }

        return problem is null ? set : null;
    }

    /// <summary>Reads one member: a character, or null where a whole set was added or something is wrong.</summary>
    private int? ReadMember(CharacterSet set)
    {
        if (pattern[at] != '\\')
        {
            return TakeCodePoint();
        }

        if (at + 1 >= pattern.Length)
        {
            Fail("it ends with a lone backslash");
            return null;
        }

        if (Take("\\b"))
        {
            return '\b';
        }

        return TakeSetEscape(set) || problem is not null ? null : TakeCharacterEscape();
    }

    /// <summary>Takes an escape that stands for many characters, into a set; false where none stands here.</summary>
    private bool TakeSetEscape(CharacterSet set)
    {
        var letter = pattern[at + 1];
        switch (letter)
        {
            case 'd' or 'D':
                set.Add(CharacterSet.Digits, letter == 'D');
                break;
            case 'w' or 'W':
                set.Add(CharacterSet.Words, letter == 'W');
                break;
            case 's' or 'S':
                set.Add(CharacterSet.Spaces, letter == 'S');
                break;
            case 'p' or 'P':
                return TakeCategory(set);
            default:
                return false;
        }

        at += 2;
        return true;
    }

    private bool TakeCategory(CharacterSet set)
    {
        var end = pattern.IndexOf('}', at);
        var name = end > at + 3 && pattern[at + 2] == '{' ? pattern.Substring(at + 3, end - at - 3) : "";
        if (name.Length is 0 or > 2 || Categories.IndexOf($" {name} ", StringComparison.Ordinal) < 0)
        {
            return Fail($"'\\{pattern[at + 1]}' takes a general category here, such as \\p{{L}} or \\p{{Nd}}");
        }

        set.AddCategory(pattern.Substring(at, end - at + 1));
        at = end + 1;
        return true;
    }

    /// <summary>Takes an escape that stands for one character.</summary>
    private int? TakeCharacterEscape()
    {
        var letter = pattern[at + 1];
        at += 2;
        switch (letter)
        {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'v':
                return '\v';
            case 'f':
                return '\f';
            case 'r':
                return '\r';
            case '0' when AtEnd || pattern[at] is < '0' or > '9':
                return 0;
            case 'c' when !AtEnd && pattern[at] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'):
                return pattern[at++] % 32;
            case 'x' when Hex(at, 2) is { } unit:
                at += 2;
                return unit;
            case 'u':
                return TakeUnicodeEscape();
            default:
                if (letter < 0x80 && !char.IsLetterOrDigit(letter))
                {
                    return letter;
                }

                Fail($"'\\{letter}' is no escape of ECMA-262");
                return null;
        }
    }

    private int? TakeUnicodeEscape()
    {
        if (!AtEnd && pattern[at] == '{')
        {
            var end = pattern.IndexOf('}', at);
            if (end > at + 1 && end - at <= 9 && Hex(at + 1, end - at - 1) is <= 0x10FFFF and var codePoint)
            {
                at = end + 1;
                return codePoint;
            }
        }
        else if (Hex(at, 4) is { } unit)
        {
            at += 4;
            if (
                char.IsHighSurrogate((char)unit)
                && string.CompareOrdinal(pattern, at, "\\u", 0, 2) == 0
                && Hex(at + 2, 4) is { } low
                && char.IsLowSurrogate((char)low)
            )
            {
                at += 6;
                return char.ConvertToUtf32((char)unit, (char)low);
            }

            return unit;
        }

        Fail("'\\u' is not followed by four hexadecimal digits, or by some in braces");
        return null;
    }

    private int? Hex(int start, int count) =>
        start + count <= pattern.Length
        && int.TryParse(
            pattern.Substring(start, count),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : null;

    private int TakeCodePoint()
    {
        if (char.IsHighSurrogate(pattern[at]) && at + 1 < pattern.Length && char.IsLowSurrogate(pattern[at + 1]))
        {
            at += 2;
            return char.ConvertToUtf32(pattern[at - 2], pattern[at - 1]);
        }

        return pattern[at++];
    }
}
