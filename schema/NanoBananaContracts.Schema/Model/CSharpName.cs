using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Schema;

/// <summary>Makes C# names from wire names. Depends on no culture.</summary>
internal static class CSharpName
{
    private static readonly HashSet<string> Keywords = new(
        (
            "abstract as base bool break byte case catch char checked class const continue decimal default delegate do "
            + "double else enum event explicit extern false finally fixed float for foreach goto if implicit in int "
            + "interface internal is lock long namespace new null object operator out override params private protected "
            + "public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw "
            + "true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while"
        ).Split(' '),
        StringComparer.Ordinal
    );

    /// <summary>
    /// PascalCase of a wire name: <c>inlineData</c> is <c>InlineData</c>, <c>BLOCK_ONLY_HIGH</c> is
    /// <c>BlockOnlyHigh</c>, <c>image/jpeg</c> is <c>ImageJpeg</c>, <c>16:9</c> is <c>16_9</c>. A word in capitals is
    /// lowered except behind a digit (<c>1K</c> stays). The result may start with a digit; it is empty when the wire
    /// name has neither letter nor digit.
    /// </summary>
    /// <param name="wireName">Any text.</param>
    public static string Pascal(string wireName)
    {
        var builder = new StringBuilder(wireName.Length);
        var start = 0;
        while (start < wireName.Length)
        {
            if (!IsPart(wireName[start]))
            {
                start++;
                continue;
            }

            var end = start;
            while (end < wireName.Length && IsPart(wireName[end]))
            {
                end++;
            }

            AppendWord(builder, wireName, start, end);
            start = end;
        }

        return builder.ToString();
    }

    /// <summary>True for a name that C# takes as it is.</summary>
    /// <param name="name">A name.</param>
    public static bool IsValid(string name)
    {
        if (name.Length == 0 || Keywords.Contains(name) || !(char.IsLetter(name[0]) || name[0] == '_'))
        {
            return false;
        }

        foreach (var current in name)
        {
            if (!IsPart(current) && current != '_')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// True for a name that a schema may give a type or a member. Names that begin with a small letter of ASCII are kept
    /// for the inside of emitted types, so that no given name meets a local, a parameter or a helper there.
    /// </summary>
    /// <param name="name">A name.</param>
    public static bool IsGivable(string name) => IsValid(name) && name[0] is not (>= 'a' and <= 'z');

    /// <summary>A name that may start with a digit, made one that may not.</summary>
    /// <param name="name">Result of <see cref="Pascal"/>; not empty.</param>
    /// <param name="prefix">What to put before a digit.</param>
    public static string Safe(string name, string prefix) => char.IsLetter(name[0]) ? name : prefix + name;

    private static void AppendWord(StringBuilder builder, string text, int start, int end)
    {
        // Two numbers would run together: 1:1 is not 11.
        if (builder.Length > 0 && char.IsDigit(builder[builder.Length - 1]) && char.IsDigit(text[start]))
        {
            builder.Append('_');
        }

        var capitals = true;
        for (var i = start; i < end; i++)
        {
            capitals &= !char.IsLower(text[i]);
        }

        for (var i = start; i < end; i++)
        {
            var current = text[i];
            if (i == start)
            {
                builder.Append(char.ToUpperInvariant(current));
            }
            else if (capitals && !char.IsDigit(text[i - 1]))
            {
                builder.Append(char.ToLowerInvariant(current));
            }
            else
            {
                builder.Append(current);
            }
        }
    }

    /// <summary>Letters and decimal digits of the basic plane: what C# takes inside a name, '_' apart.</summary>
    private static bool IsPart(char current) =>
        char.IsLetter(current) || CharUnicodeInfo.GetUnicodeCategory(current) == UnicodeCategory.DecimalDigitNumber;
}
