using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace NanoBananaContracts.Schema;

/// <summary>
/// A set of code points, and how .NET, which matches UTF-16 code units, is told to match one of them. Half a surrogate
/// pair is in no set: text that is read from UTF-8 has none.
/// </summary>
internal sealed class CharacterSet
{
    private const int Last = 0x10FFFF;
    private const int FirstHigh = 0xD800;
    private const int LastLow = 0xDFFF;
    private const int FirstAstral = 0x10000;

    private readonly List<(int First, int Last)> ranges = [];
    private readonly List<string> categories = [];
    private bool isNegated;

    /// <summary>Digits of ASCII: <c>\d</c>.</summary>
    public static CharacterSet Digits { get; } = Of(('0', '9'));

    /// <summary>Letters and digits of ASCII and the underscore: <c>\w</c>.</summary>
    public static CharacterSet Words { get; } = Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    /// <summary>White space and line ends of ECMA-262: <c>\s</c>.</summary>
    public static CharacterSet Spaces { get; } =
        Of(
            (0x09, 0x0D),
            (0x20, 0x20),
            (0xA0, 0xA0),
            (0x1680, 0x1680),
            (0x2000, 0x200A),
            (0x2028, 0x2029),
            (0x202F, 0x202F),
            (0x205F, 0x205F),
            (0x3000, 0x3000),
            (0xFEFF, 0xFEFF)
        );

    /// <summary>What a dot does not match.</summary>
    public static CharacterSet LineEnds { get; } = Of((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029));

    /// <summary>Adds the code points from one to another, both included.</summary>
    public void Add(int first, int last) => ranges.Add((first, last));

    /// <summary>Adds the members of a set, or all that are not.</summary>
    public void Add(CharacterSet other, bool negated = false) =>
        ranges.AddRange(negated ? Complement(other.Merged()) : other.Merged());

    /// <summary>Adds a general category, as <c>\p{Lu}</c> or <c>\P{Lu}</c>. It knows the basic plane only.</summary>
    public void AddCategory(string escape) => categories.Add(escape);

    /// <summary>Makes it the set of what is not in it.</summary>
    public void Negate() => isNegated = !isNegated;

    /// <summary>The .NET expression that matches one member.</summary>
    /// <param name="isRun">
    /// True where members repeat without end and nothing looks at the places between them: whole pairs need not be told
    /// from halves then, and the expression is the simple one.
    /// </param>
    public string ToNet(bool isRun)
    {
        var members = Merged();
        if (categories.Count == 0)
        {
            return WithoutCategories(isNegated ? Complement(members) : members, isRun);
        }

        // What categories there are beyond the basic plane is nobody's but the framework's affair, and that sees halves.
        var all = categories.Exists(category => category[1] == 'P');
        var units = new StringBuilder(isNegated ? "[^" : "[");
        Append(units, members, 0, FirstAstral - 1);
        units.Append(string.Concat(categories)).Append("-[\\uD800-\\uDFFF]]");
        var beyond =
            all ? (isNegated ? [] : Whole())
            : isNegated ? Complement(members)
            : members;
        return Either(units.ToString(), Pairs(beyond));
    }

    /// <summary>One UTF-16 code unit inside a class.</summary>
    public static string Unit(int unit) =>
        unit is '[' or ']' or '\\' or '^' or '-' ? "\\" + (char)unit
        : unit is >= ' ' and <= '~' ? ((char)unit).ToString()
        : "\\u" + unit.ToString("X4", CultureInfo.InvariantCulture);

    private static CharacterSet Of(params (int, int)[] members)
    {
        var set = new CharacterSet();
        set.ranges.AddRange(members);
        return set;
    }

    private static List<(int First, int Last)> Whole() => [(0, Last)];

    private static string WithoutCategories(List<(int First, int Last)> members, bool isRun)
    {
        if (members.Count == 0)
        {
            // Nothing is in it: it never matches.
            return "(?!)";
        }

        var units = new StringBuilder();
        var (first, last) = members[members.Count - 1];
        if (first <= FirstAstral && last == Last)
        {
            // Shorter, and what was meant: all but a few.
            Append(units, Complement(members), 0, FirstAstral - 1);
            if (isRun)
            {
                return units.Length == 0 ? "[\\s\\S]" : $"[^{units}]";
            }

            return Either($"[^{units}\\uD800-\\uDFFF]", Pairs(Whole()));
        }

        Append(units, members, 0, FirstHigh - 1);
        Append(units, members, LastLow + 1, FirstAstral - 1);
        return Either(units.Length == 0 ? null : $"[{units}]", Pairs(members));
    }

    private static string Either(string? units, List<string> pairs)
    {
        if (units is not null)
        {
            pairs.Insert(0, units);
        }

        return pairs.Count switch
        {
            0 => "(?!)",
            1 when units is not null => units,
            _ => $"(?:{string.Join("|", pairs)})",
        };
    }

    /// <summary>Code points beyond the basic plane as pairs of classes.</summary>
    private static List<string> Pairs(List<(int First, int Last)> members)
    {
        var pairs = new List<string>();
        foreach (var (first, last) in members)
        {
            var low = Math.Max(first, FirstAstral);
            while (low <= last)
            {
                // Up to the end of the block of one high surrogate, or over as many whole blocks as there are.
                var block = low | 0x3FF;
                var high =
                    (low & 0x3FF) == 0 && last >= block ? ((last + 1) & ~0x3FF) - 1
                    : last < block ? last
                    : block;
                pairs.Add(Class(High(low), High(high)) + Class(Low(low), Low(high)));
                low = high + 1;
            }
        }

        return pairs;
    }

    private static int High(int codePoint) => FirstHigh + ((codePoint - FirstAstral) >> 10);

    private static int Low(int codePoint) => 0xDC00 + (codePoint & 0x3FF);

    private static string Class(int first, int last) => first == last ? Unit(first) : $"[{Unit(first)}-{Unit(last)}]";

    private static void Append(StringBuilder text, List<(int First, int Last)> members, int least, int most)
    {
        foreach (var (first, last) in members)
        {
            var (from, to) = (Math.Max(first, least), Math.Min(last, most));
            if (from <= to)
            {
                text.Append(Unit(from)).Append(to > from + 1 ? "-" : "").Append(to > from ? Unit(to) : "");
            }
        }
    }

    private List<(int First, int Last)> Merged()
    {
        var sorted = ranges.ToArray();
        Array.Sort(sorted);
        var merged = new List<(int First, int Last)>(sorted.Length);
        foreach (var (first, last) in sorted)
        {
            if (merged.Count > 0 && first <= merged[merged.Count - 1].Last + 1)
            {
                var before = merged[merged.Count - 1];
                merged[merged.Count - 1] = (before.First, Math.Max(before.Last, last));
            }
            else
            {
                merged.Add((first, last));
            }
        }

        return merged;
    }

    private static List<(int First, int Last)> Complement(List<(int First, int Last)> members)
    {
        var others = new List<(int First, int Last)>();
        var next = 0;
        foreach (var (first, last) in members)
        {
            if (first > next)
            {
                others.Add((next, first - 1));
            }

            next = last + 1;
        }

        if (next <= Last)
        {
            others.Add((next, Last));
        }

        return others;
    }
}
