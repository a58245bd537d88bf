using System.Text;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>
/// ECMA-262 patterns as .NET ones. Where the two read the same text differently, the pattern is rewritten: <c>$</c>
/// matches before a last line feed in .NET, <c>\d</c>, <c>\w</c> and <c>\s</c> know all of Unicode there, and
/// <c>\/</c> is an escape only in ECMA-262.
/// </summary>
internal static class EcmaPattern
{
    public static string ToNet(string pattern)
    {
        var text = new StringBuilder(pattern.Length + 8);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var character = pattern[i];
            if (character == '\\' && i + 1 < pattern.Length)
            {
                i++;
                text.Append(
                    pattern[i] switch
                    {
                        'd' => inClass ? "0-9" : "[0-9]",
                        'D' when !inClass => "[^0-9]",
                        'w' => inClass ? "A-Za-z0-9_" : "[A-Za-z0-9_]",
                        'W' when !inClass => "[^A-Za-z0-9_]",
                        '/' => "/",
                        _ => "\\" + pattern[i],
                    }
                );
                continue;
            }

            inClass = character == '[' || (inClass && character != ']');
            text.Append(character == '$' && !inClass ? "\\z" : character.ToString());
        }

        return text.ToString();
    }
}
