using System;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace NanoBananaContracts.Conformance.Players.Matching;

/// <summary>
/// A regular expression of a stub, which is Java's, run by .NET: the whole text must match, the dot matches line ends,
/// <c>\d</c>, <c>\w</c> and <c>\s</c> are ASCII. What the two languages do not read alike is refused by name.
/// </summary>
internal sealed class JavaRegex
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(5);

    private readonly Regex _whole;
    private readonly Regex _anywhere;

    private JavaRegex(string pattern, string translated)
    {
        Pattern = pattern;
        _whole = Compile(@"\A(?:" + translated + @")\z", RegexOptions.Singleline);
        _anywhere = Compile(translated, RegexOptions.None);
    }

    /// <summary>The pattern as it stands in the stub.</summary>
    public string Pattern { get; }

    /// <summary>The pattern in .NET's words, for the whole of a text, whatever the options.</summary>
    public string WholeRegex => "(?s)" + _whole;

    /// <summary>Matches as a stub's matcher does: the whole text.</summary>
    public bool IsFullMatch(string text) => _whole.IsMatch(text);

    /// <summary>Matches as a JSON Schema's <c>pattern</c> does: any part of the text.</summary>
    public bool IsFound(string text) => _anywhere.IsMatch(text);

    public static bool TryCreate(string pattern, [NotNullWhen(true)] out JavaRegex? regex, out string problem)
    {
        regex = null;
        if (!TryTranslate(pattern, out var translated, out problem))
            return false;
        try
        {
            regex = new JavaRegex(pattern, translated);
            return true;
        }
        catch (ArgumentException e)
        {
            problem = $"the regular expression does not compile: {e.Message.TrimEnd('.')}";
            return false;
        }
    }

    private static Regex Compile(string pattern, RegexOptions options) =>
        new(pattern, options | RegexOptions.CultureInvariant, LongestMatch);

    private static bool TryTranslate(string pattern, out string translated, out string problem)
    {
        var result = new StringBuilder(pattern.Length + 16);
        translated = problem = "";
        var inClass = false;
        // Whether what was just read is a quantifier, so that a further sign behind it changes its kind.
        var quantified = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            var next = i + 1 < pattern.Length ? pattern[i + 1] : '\0';
            if (c == '\\')
            {
                quantified = false;
                if (next == 'Q')
                {
                    var end = pattern.IndexOf(@"\E", i + 2, StringComparison.Ordinal);
                    var literal = pattern[(i + 2)..(end < 0 ? pattern.Length : end)];
                    result.Append(Regex.Escape(literal));
                    i = end < 0 ? pattern.Length : end + 1;
                    continue;
                }

                if (!TryTranslateEscape(pattern, i, next, inClass, result, out problem))
                    return false;
                i++;
                continue;
            }

            if (inClass)
            {
                if (c == '[' || (c == '&' && next == '&'))
                {
                    problem = "nested and intersected character classes mean different things in Java and .NET";
                    return false;
                }

                inClass = c != ']';
                quantified = false;
                result.Append(c);
                continue;
            }

            if (c == '[')
            {
                inClass = true;
                result.Append(c);
                if (next == '^')
                {
                    result.Append('^');
                    i++;
                }

                continue;
            }

            if (c == '+' && quantified)
            {
                problem = "possessive quantifiers (\"a++\") are Java's own; use an atomic group, \"(?>a+)\"";
                return false;
            }

            if (c == '(' && next == '?' && i + 2 < pattern.Length && pattern[i + 2] is '\'' or '(')
            {
                problem = "this group is .NET's own; Java does not know it";
                return false;
            }

            quantified = !quantified && (c is '*' or '+' or '?' || (c == '}' && ClosesRepeat(pattern, i)));
            result.Append(c);
        }

        translated = result.ToString();
        return true;
    }

    private static bool TryTranslateEscape(
        string pattern,
        int at,
        char escaped,
        bool inClass,
        StringBuilder result,
        out string problem
    )
    {
        problem = "";
        switch (escaped)
        {
            case 'd':
                result.Append(inClass ? "0-9" : "[0-9]");
                return true;
            case 'w':
                result.Append(inClass ? "a-zA-Z0-9_" : "[a-zA-Z0-9_]");
                return true;
            case 's':
                result.Append(inClass ? @" \t\n\v\f\r" : @"[ \t\n\v\f\r]");
                return true;
            case 'D' or 'W' or 'S' when !inClass:
                result.Append(
                    escaped == 'D' ? "[^0-9]"
                    : escaped == 'W' ? "[^a-zA-Z0-9_]"
                    : @"[^ \t\n\v\f\r]"
                );
                return true;
            case 'D' or 'W' or 'S':
                problem = $"\"\\{escaped}\" inside a character class is Unicode in .NET and ASCII in Java";
                return false;
            case 'h' or 'H' or 'v' or 'V' or 'R' or 'X' or 'N' or 'Z' or 'G':
                problem = $"\"\\{escaped}\" does not mean the same in Java and .NET";
                return false;
            case 'p' or 'P' when at + 2 < pattern.Length && pattern[at + 2] == '{':
                var end = pattern.IndexOf('}', at);
                var name = end < 0 ? "" : pattern[(at + 3)..end];
                if (name.Length is 1 or 2)
                    break;
                problem =
                    $"the class \"\\{escaped}{{{name}}}\" does not mean the same in Java and .NET; use a general category such as \"\\p{{L}}\"";
                return false;
            case '\0':
                problem = "the regular expression ends in a backslash";
                return false;
        }

        result.Append('\\').Append(escaped);
        return true;
    }

    private static readonly System.Buffers.SearchValues<char> RepeatCharacters = System.Buffers.SearchValues.Create(
        "0123456789,"
    );

    /// <summary>Whether a closing brace ends <c>{2}</c>, <c>{2,}</c> or <c>{2,4}</c>, and not a class such as <c>\p{L}</c>.</summary>
    private static bool ClosesRepeat(string pattern, int at)
    {
        var open = pattern.LastIndexOf('{', at);
        return open >= 0
            && at > open + 1
            && pattern.AsSpan(open + 1, at - open - 1).IndexOfAnyExcept(RepeatCharacters) < 0;
    }
}
