using System.Text;

namespace NanoBananaContracts;

/// <summary>
/// The shapes of keys and tokens, known or not: what is shown of others' words has none, also where there is no key to look
/// for, and where it is somebody else's.
/// </summary>
/// <remarks>
/// Google API keys (<c>AIza</c>, <c>AQ.</c>), OAuth access tokens (<c>ya29.</c>), keys as gateways hand them out
/// (<c>sk-</c>), JSON web tokens, GitHub tokens, AWS key ids, private keys in PEM, and what stands behind <c>Bearer</c>.
/// A text is read in runs of letters, digits, <c>-</c> and <c>_</c>, each a few times at most, however often a key could
/// begin in it.
/// </remarks>
internal sealed class KeyShapes
{
    /// <summary>What is shown in the place of a key.</summary>
    public const string Shown = "[API key]";

    // Of a shape that the end of an excerpt cut through, behind its beginning.
    private const int ShortestRest = 4;

    private const int ShortestBearer = 12;

    private const string Standard = "AIza";
    private const string Newer = "AQ.";
    private const string AccessToken = "ya29.";

    /// <summary>What may stand anywhere in a run, or at the beginning of a word only, and how much there must be behind it.</summary>
    private static readonly (string Beginning, bool IsOfWord, int Least)[] InRuns =
    [
        (Standard, false, 30),
        ("sk-", true, 16),
        ("ghp_", true, 30),
        ("gho_", true, 30),
        ("ghu_", true, 30),
        ("ghs_", true, 30),
        ("ghr_", true, 30),
    ];

    private readonly string text;
    private readonly bool isCut;
    private long read;

    private KeyShapes(string text, bool isCut)
    {
        this.text = text;
        this.isCut = isCut;
    }

    /// <summary>The text with something else for whatever is shaped like a credential; the same object where nothing is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isCut">Whether the text goes on where it ends, so that a part of one may be its end.</param>
    /// <param name="with">What is shown instead.</param>
    public static string Mask(string text, bool isCut = false, string with = Shown) =>
        KeyPlace.Replace(text, Find(text, isCut), with);

    /// <summary>The same, of a text that may not be there.</summary>
    public static string? MaskIfAny(string? text) => text is null ? null : Mask(text);

    /// <summary>Whether a text begins as Google's API keys do.</summary>
    public static bool BeginsAsGoogles(string text) =>
        text.StartsWith(Standard, StringComparison.Ordinal) || text.StartsWith(Newer, StringComparison.Ordinal);

    /// <summary>Whether a text begins as the OAuth access tokens of Google do.</summary>
    public static bool BeginsAsAccessToken(string text) => text.StartsWith(AccessToken, StringComparison.Ordinal);

    /// <summary>Whether a text is a Google API key, and nothing else: <c>AIza</c> and 35 more, or <c>AQ.</c> and 20 at least.</summary>
    public static bool IsGoogles(string text)
    {
        const int StandardLength = 39;
        const int NewerLeast = 23;
        var isStandard = text.Length == StandardLength && text.StartsWith(Standard, StringComparison.Ordinal);
        var isNewer = text.Length >= NewerLeast && text.StartsWith(Newer, StringComparison.Ordinal);
        return (isStandard || isNewer) && text.Skip(isStandard ? 0 : Newer.Length).All(IsOfRun);
    }

    /// <summary>Where something shaped like a credential stands, from left to right, no place over another.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isCut">Whether the text goes on where it ends.</param>
    public static IReadOnlyList<KeyPlace> Find(string text, bool isCut = false) => Find(text, isCut, out _);

    /// <summary>The same, with how many characters were looked at, each as often as it was.</summary>
    public static IReadOnlyList<KeyPlace> Find(string text, bool isCut, out long read)
    {
        var shapes = new KeyShapes(text, isCut);
        IReadOnlyList<KeyPlace>? places = shapes.All();
        read = shapes.read;
        return places ?? [];
    }

    private List<KeyPlace>? All()
    {
        List<KeyPlace>? places = null;
        var at = 0;
        while (at < text.Length)
        {
            if (!IsOfRun(text[at]))
            {
                at++;
                continue;
            }

            var end = RunEnd(at);
            Keep(Bearer(at, end));
            if (InRun(at, end) is { } found)
            {
                Keep(found);
                end = WordEnd(found.End);
            }

            // What stands behind a heading is looked through as well: it may be anything.
            Keep(PrivateKey(end));
            at = end;
        }

        return places is null ? null : KeyPlace.Merged(places);

        void Keep((int Start, int End)? found)
        {
            if (found is var (from, to))
            {
                (places ??= []).Add(new KeyPlace(from, WordEnd(to), KeyForm.Shape));
            }
        }
    }

    /// <summary>From where the first one in a run begins to where the last one ends.</summary>
    private (int Start, int End)? InRun(int start, int end)
    {
        (int Start, int End)? all = null;
        foreach (var (beginning, isOfWord, least) in InRuns)
        {
            if (
                Beginning(start, end, beginning, isOfWord) is var at and >= 0
                && IsEnough(at + beginning.Length, end, least)
            )
            {
                Add((at, end));
            }
        }

        Add(WebToken(start, end));
        Add(BehindDot(start, end, "AQ"));
        Add(BehindDot(start, end, "ya29"));
        Add(AwsKeyId(start, end));
        return all;

        void Add((int Start, int End)? found)
        {
            if (found is var (from, to))
            {
                all = all is var (first, last) ? (Math.Min(first, from), Math.Max(last, to)) : found;
            }
        }
    }

    /// <summary>Where one may begin in a part of a run; -1 where none does.</summary>
    /// <param name="from">Where to look from.</param>
    /// <param name="end">Where the run ends.</param>
    /// <param name="beginning">Its first characters.</param>
    /// <param name="isOfWord">Whether it begins a word, as a hyphen divides them.</param>
    private int Beginning(int from, int end, string beginning, bool isOfWord)
    {
        var at = IndexOf(beginning, from, end);
        while (at > 0 && isOfWord && IsOfRun(text[at - 1]) && text[at - 1] != '-')
        {
            at = IndexOf(beginning, at + 1, end);
        }

        return at;
    }

    private int IndexOf(string beginning, int from, int end)
    {
        var at = text.IndexOf(beginning, from, end - from, StringComparison.Ordinal);
        read += (at < 0 ? end : at) - from + 1;
        return at;
    }

    private bool IsEnough(int from, int end, int least) =>
        end - from >= (isCut && end == text.Length ? ShortestRest : least);

    private (int, int)? BehindDot(int start, int end, string beginning)
    {
        const int Least = 20;
        var at = end - beginning.Length;
        return
            at >= start
            && end < text.Length
            && text[end] == '.'
            && string.CompareOrdinal(text, at, beginning, 0, beginning.Length) == 0
            && RunEnd(end + 1) is var behind
            && IsEnough(end + 1, behind, Least)
            ? (at, behind)
            : null;
    }

    private (int, int)? WebToken(int start, int end)
    {
        const string Opening = "eyJ"; // {" in Base64
        const int Least = 10;
        var at = Beginning(start, end, Opening, isOfWord: true);
        if (at < 0)
        {
            return null;
        }

        var from = at + Opening.Length;
        for (var part = 0; IsEnough(from, end, Least); part++)
        {
            if (part == 2 || (isCut && end == text.Length))
            {
                return (at, end);
            }

            if (end == text.Length || text[end] != '.')
            {
                return null;
            }

            from = end + 1;
            end = RunEnd(from);
        }

        return null;
    }

    private (int, int)? AwsKeyId(int start, int end)
    {
        const string Opening = "AKIA";
        const int Length = 20;
        for (
            var at = Beginning(start, end, Opening, isOfWord: true);
            at >= 0;
            at = Beginning(at + 1, end, Opening, isOfWord: true)
        )
        {
            var next = at + Opening.Length;
            while (next < end && text[next] is (>= 'A' and <= 'Z') or (>= '0' and <= '9'))
            {
                next++;
            }

            read += next - at;
            if (next - at == Length && (next == end || text[next] == '-'))
            {
                return (at, end);
            }
        }

        return null;
    }

    // The key itself stands behind its heading.
    private (int, int)? PrivateKey(int end)
    {
        const string Opening = "-----BEGIN";
        const string Closing = "PRIVATE KEY-----";
        // The space behind the opening counts.
        const int LongestKind = 41;
        if (
            end < Opening.Length
            || string.CompareOrdinal(text, end - Opening.Length, Opening, 0, Opening.Length) != 0
            || IndexOf(Closing, end, Math.Min(text.Length, end + LongestKind + Closing.Length))
                is not (>= 0 and var closing)
        )
        {
            return null;
        }

        var next = closing + Closing.Length;
        while (
            next < text.Length
            && (IsLetterOrDigit(text[next]) || char.IsWhiteSpace(text[next]) || IsBase64Mark(text[next]))
        )
        {
            next++;
        }

        read += next - end;
        return (end - Opening.Length, next);
    }

    private (int, int)? Bearer(int start, int end)
    {
        const string Word = "Bearer";
        if (
            end - start != Word.Length
            || string.Compare(text, start, Word, 0, Word.Length, StringComparison.OrdinalIgnoreCase) != 0
            || end == text.Length
            || text[end] != ' '
        )
        {
            return null;
        }

        var from = end + 1;
        var next = from;
        bool hasDigit = false,
            hasLetter = false;
        while (next < text.Length && (IsOfRun(text[next]) || (text[next] is '.' or '~' or '+' or '/' or '=')))
        {
            hasDigit |= text[next] is >= '0' and <= '9';
            hasLetter |= (text[next] | 0x20) is >= 'a' and <= 'z';
            next++;
        }

        read += next - from;
        return
            (hasDigit && hasLetter && next - from >= ShortestBearer)
            || (isCut && next == text.Length && next - from >= ShortestRest)
            ? (from, next)
            : null;
    }

    // A key may have more characters than its shape: half of it left would be found by nobody who looks for it.
    private int WordEnd(int at)
    {
        while (at + 1 < text.Length && (text[at] is '.' or '~' or '+' or '/' or '=' or ':' or '@' or '%'))
        {
            if (!IsOfRun(text[at + 1]))
            {
                break;
            }

            at = RunEnd(at + 1);
        }

        while (at < text.Length && text[at] == '=')
        {
            at++;
        }

        return at;
    }

    private int RunEnd(int at)
    {
        var end = at;
        while (end < text.Length && IsOfRun(text[end]))
        {
            end++;
        }

        read += end - at + 1;
        return end;
    }

    private static bool IsOfRun(char unit) => IsLetterOrDigit(unit) || unit is '-' or '_';

    private static bool IsLetterOrDigit(char unit) =>
        unit is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9');

    private static bool IsBase64Mark(char unit) => unit is '+' or '/' or '=' or '\\';
}
