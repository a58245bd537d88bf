using System;
using System.Text.RegularExpressions;

namespace NanoBananaContracts.Schema;

/// <summary>Tells whether a pattern compiles, without letting a hostile one harm the compiler's process.</summary>
internal static class PatternCheck
{
    /// <summary>Longest pattern taken; a hand-written one is far shorter.</summary>
    private const int MaxLength = 4096;

    /// <summary>Deepest nesting of groups taken: older .NET compiles groups by recursion.</summary>
    private const int MaxGroups = 64;

    /// <summary>What is wrong with the pattern, in a few words, or null.</summary>
    /// <param name="pattern">An ECMA-262 regular expression.</param>
    public static string? Problem(string pattern)
    {
        if (pattern.Length > MaxLength)
        {
            return FormattableString.Invariant($"it is longer than {MaxLength} characters");
        }

        var depth = 0;
        foreach (var current in pattern)
        {
            depth +=
                current == '(' ? 1
                : current == ')' && depth > 0 ? -1
                : 0;
            if (depth > MaxGroups)
            {
                return FormattableString.Invariant($"its groups are nested more than {MaxGroups} deep");
            }
        }

        try
        {
            // ECMAScript, so that \d and \w mean what they mean in JSON Schema.
            _ = new Regex(pattern, RegexOptions.ECMAScript);
            return null;
        }
        catch (ArgumentException e)
        {
            return Reason(e.Message, pattern);
        }
    }

    /// <summary>.NET repeats the pattern in front of its reason and ends it with a full stop; neither is wanted here.</summary>
    private static string Reason(string message, string pattern)
    {
        var quoted = "'" + pattern + "'";
        var at = message.IndexOf(quoted, StringComparison.Ordinal);
        var reason = at < 0 ? message : message.Substring(at + quoted.Length);
        var offset = reason.IndexOf(". ", StringComparison.Ordinal);
        return (
            offset >= 0 && at >= 0 && reason.StartsWith(" at offset", StringComparison.Ordinal)
                ? reason.Substring(offset + 2)
                : reason
        )
            .Trim()
            .TrimEnd('.');
    }
}
