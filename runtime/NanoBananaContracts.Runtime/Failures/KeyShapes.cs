using System.Text;

namespace NanoBananaContracts;

/// <summary>
/// The shapes of keys and tokens, known or not: what is shown of others' words has none, also where there is no key to look
/// for, and where it is somebody else's.
/// </summary>
/// <remarks>
/// Google API keys (<c>AIza</c>, <c>AQ.</c>), OAuth access tokens (<c>ya29.</c>), keys as gateways hand them out
/// (<c>sk-</c>), JSON web tokens, GitHub tokens, AWS key ids, private keys in PEM, and what stands behind <c>Bearer</c>.
/// A text is read once, in runs of letters, digits, <c>-</c> and <c>_</c>.
/// </remarks>
internal static class KeyShapes
{
    /// <summary>What is shown in the place of a key.</summary>
    public const string Shown = "[API key]";

    // Of a shape that the end of an excerpt cut through, behind its beginning.
    private const int ShortestRest = 4;

    private const int ShortestBearer = 12;

    /// <summary>What may stand anywhere in a run, or at the beginning of a word only, and how much there must be behind it.</summary>
    private static readonly (string Beginning, bool IsOfWord, int Least)[] InRuns =
    [
        ("AIza", false, 30),
        ("sk-", true, 16),
        ("ghp_", true, 30),
        ("gho_", true, 30),
        ("ghu_", true, 30),
        ("ghs_", true, 30),
        ("ghr_", true, 30),
    ];

    /// <summary>The text with <c>[API key]</c> for whatever is shaped like a credential; the same object where nothing is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isCut">Whether the text goes on where it ends, so that a part of one may be its end.</param>
    public static string Mask(string text, bool isCut = false)
    {
        StringBuilder? result = null;
        int copied = 0,
            at = 0;
        while (at < text.Length)
        {
            if (!IsOfRun(text[at]))
            {
                at++;
                continue;
            }

            var end = RunEnd(text, at);
            if (Find(text, at, end, isCut) is { } found)
            {
                result ??= new StringBuilder(text.Length);
                result.Append(text, copied, found.Start - copied).Append(Shown);
                copied = end = WordEnd(text, found.End);
            }

            at = end;
        }

        return result?.Append(text, copied, text.Length - copied).ToString() ?? text;
    }

    /// <summary>Whether a text is a Google API key, and nothing else: <c>AIza</c> and 35 more, or <c>AQ.</c> and 20 at least.</summary>
    public static bool IsGoogles(string text)
    {
        const string Standard = "AIza";
        const string Newer = "AQ.";
        const int StandardLength = 39;
        const int NewerLeast = 23;
        var isStandard = text.Length == StandardLength && text.StartsWith(Standard, StringComparison.Ordinal);
        var isNewer = text.Length >= NewerLeast && text.StartsWith(Newer, StringComparison.Ordinal);
        return (isStandard || isNewer) && RunEnd(text, isStandard ? 0 : Newer.Length) == text.Length;
    }

    /// <summary><see cref="Mask"/> of a text that may not be there.</summary>
    public static string? MaskIfAny(string? text) => text is null ? null : Mask(text);

    private static (int Start, int End)? Find(string text, int start, int end, bool isCut)
    {
        foreach (var (beginning, isOfWord, least) in InRuns)
        {
            if (
                Beginning(text, start, end, beginning, isOfWord) is { } at
                && IsEnough(text, at + beginning.Length, end, least, isCut)
            )
            {
                return (at, end);
            }
        }

        return WebToken(text, start, end, isCut)
            ?? BehindDot(text, start, end, "AQ", isCut)
            ?? BehindDot(text, start, end, "ya29", isCut)
            ?? AwsKeyId(text, start, end)
            ?? PrivateKey(text, end)
            ?? Bearer(text, start, end, isCut);
    }

    private static int? Beginning(string text, int start, int end, string beginning, bool isOfWord)
    {
        var at = text.IndexOf(beginning, start, end - start, StringComparison.Ordinal);
        while (at > start && isOfWord && text[at - 1] != '-')
        {
            at = text.IndexOf(beginning, at + 1, end - at - 1, StringComparison.Ordinal);
        }

        return at < 0 ? null : at;
    }

    private static bool IsEnough(string text, int from, int end, int least, bool isCut) =>
        end - from >= (isCut && end == text.Length ? ShortestRest : least);

    private static (int, int)? BehindDot(string text, int start, int end, string beginning, bool isCut)
    {
        const int Least = 20;
        if (end - start < beginning.Length || end == text.Length || text[end] != '.')
        {
            return null;
        }

        var at = end - beginning.Length;
        var behind = RunEnd(text, end + 1);
        return
            string.CompareOrdinal(text, at, beginning, 0, beginning.Length) == 0
            && IsEnough(text, end + 1, behind, Least, isCut)
            ? (at, behind)
            : null;
    }

    private static (int, int)? WebToken(string text, int start, int end, bool isCut)
    {
        const string Opening = "eyJ"; // {" in Base64
        const int Least = 10;
        if (Beginning(text, start, end, Opening, isOfWord: true) is not { } at)
        {
            return null;
        }

        var from = at + Opening.Length;
        for (var part = 0; IsEnough(text, from, end, Least, isCut); part++)
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
            end = RunEnd(text, from);
        }

        return null;
    }

    private static (int, int)? AwsKeyId(string text, int start, int end)
    {
        if (end - start != 20 || string.CompareOrdinal(text, start, "AKIA", 0, 4) != 0)
        {
            return null;
        }

        for (var at = start; at < end; at++)
        {
            if (text[at] is not ((>= 'A' and <= 'Z') or (>= '0' and <= '9')))
            {
                return null;
            }
        }

        return (start, end);
    }

    // The key itself stands behind its heading.
    private static (int, int)? PrivateKey(string text, int end)
    {
        const string Opening = "-----BEGIN";
        const string Closing = "PRIVATE KEY-----";
        const int LongestKind = 40;
        if (
            end < Opening.Length
            || string.CompareOrdinal(text, end - Opening.Length, Opening, 0, Opening.Length) != 0
            || text.IndexOf(
                Closing,
                end,
                Math.Min(text.Length - end, LongestKind + Closing.Length),
                StringComparison.Ordinal
            )
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

        return (end - Opening.Length, next);
    }

    private static (int, int)? Bearer(string text, int start, int end, bool isCut)
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

        return
            (hasDigit && hasLetter && next - from >= ShortestBearer)
            || (isCut && next == text.Length && next - from >= ShortestRest)
            ? (from, next)
            : null;
    }

    // A key may have more characters than its shape: half of it left would be found by nobody who looks for it.
    private static int WordEnd(string text, int at)
    {
        while (at + 1 < text.Length && (text[at] is '.' or '~' or '+' or '/' or '=' or ':' or '@' or '%'))
        {
            if (!IsOfRun(text[at + 1]))
            {
                break;
            }

            at = RunEnd(text, at + 1);
        }

        while (at < text.Length && text[at] == '=')
        {
            at++;
        }

        return at;
    }

    private static int RunEnd(string text, int at)
    {
        while (at < text.Length && IsOfRun(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsOfRun(char unit) => IsLetterOrDigit(unit) || unit is '-' or '_';

    private static bool IsLetterOrDigit(char unit) =>
        unit is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9');

    private static bool IsBase64Mark(char unit) => unit is '+' or '/' or '=' or '\\';
}
