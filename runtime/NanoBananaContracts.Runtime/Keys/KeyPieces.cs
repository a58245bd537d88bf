using System.Buffers;
using System.Text;

namespace NanoBananaContracts;

/// <summary>
/// A key that is in no form at one place: with separators or line ends in it, three quarters of it or more, in
/// hexadecimal of bytes or of UTF-16, over JSON strings of one name, or in Base64 that has to be decoded to see it.
/// </summary>
/// <remarks>The same that the recorder's scanner finds; a test gives both one table of disguises.</remarks>
internal sealed class KeyPieces
{
    // Fewer letters and digits are found in innocent text.
    private const int Shortest = 8;

    // What is left of a key at a cut, and what may stand behind it of an escape or a prefix that is cut itself.
    private const int ShortestRest = 4;
    private const int LongestBehindRest = 2;

    // Base64 of Base64 of Base64: more is nobody's accident.
    private const int DeepestBase64 = 3;

    /// <summary>Each form, and of it what is enough to be found.</summary>
    private readonly (string Form, string Core, int CoreAt)[] forms;

    /// <param name="key">The key.</param>
    /// <param name="encoded">Its forms in hexadecimal and Base64, and back to front.</param>
    public KeyPieces(string key, IEnumerable<string> encoded)
    {
        var raw = Squeezed(key);
        var margin = Math.Max(0, Math.Min(raw.Length / 4, (raw.Length - Shortest) / 2));
        forms =
        [
            .. encoded
                .Select(Squeezed)
                .Distinct()
                .Select(form => (form, form, 0))
                .Prepend((raw, raw.Substring(margin, raw.Length - (2 * margin)), margin))
                .Where(form => form.Item2.Length >= Shortest),
        ];
    }

    /// <summary>Where pieces of the key stand; <see langword="null"/>, and nothing is allocated, where there are none.</summary>
    /// <param name="text">A text whose escapes are resolved.</param>
    /// <param name="isCut">Whether the text goes on where it ends.</param>
    public List<(int Start, int End)>? Find(string text, bool isCut)
    {
        List<(int Start, int End)>? places = null;
        if (forms.Length > 0 && (text.Length >= Shortest || isCut))
        {
            FindApart(text, isCut, ref places);
            FindEncoded(text, isCut, ref places);
            FindJoined(text, ref places);
        }

        return places;
    }

    private void FindApart(string text, bool isCut, ref List<(int Start, int End)>? places)
    {
        if (Search(text.AsSpan(), isCut) is not { } found)
        {
            return;
        }

        var kept = new List<int>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (IsKept(text.AsSpan(), at))
            {
                kept.Add(at);
            }
        }

        foreach (var (from, to) in found)
        {
            var end = isCut && to == kept.Count ? text.Length : kept[to - 1] + 1;
            (places ??= []).Add((kept[from], end));
        }
    }

    private void FindEncoded(string text, bool isCut, ref List<(int Start, int End)>? places)
    {
        var at = 0;
        while (Base64Run.Next(text.AsSpan(), ref at, out var start))
        {
            if (IsEncodedIn(text.AsSpan(start, at - start), isCut && at == text.Length, 1))
            {
                while (at < text.Length && text[at] == '=')
                {
                    at++;
                }

                (places ??= []).Add((start, at));
            }
        }
    }

    private bool IsEncodedIn(ReadOnlySpan<char> run, bool isCut, int depth)
    {
        var buffer = ArrayPool<char>.Shared.Rent(run.Length);
        try
        {
            ReadOnlySpan<char> decoded = buffer.AsSpan(0, Base64Run.Decode(run, buffer));
            if (Search(decoded, isCut) is not null)
            {
                return true;
            }

            var at = 0;
            while (depth < DeepestBase64 && Base64Run.Next(decoded, ref at, out var start))
            {
                if (IsEncodedIn(decoded.Slice(start, at - start), isCut && at == decoded.Length, depth + 1))
                {
                    return true;
                }
            }

            return false;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private void FindJoined(string text, ref List<(int Start, int End)>? places)
    {
        if (NamedStrings.In(text) is not { } names)
        {
            return;
        }

        foreach (var strings in names)
        {
            var joined = new StringBuilder();
            var kept = new List<int>();
            foreach (var (start, end) in strings)
            {
                for (var at = start; at < end; at++)
                {
                    if (IsKept(text.AsSpan(0, end), at))
                    {
                        joined.Append(text[at]);
                        kept.Add(at);
                    }
                }
            }

            foreach (var (from, to) in Search(joined.ToString().AsSpan(), isCut: false) ?? [])
            {
                (places ??= []).Add((kept[from], kept[to - 1] + 1));
            }
        }
    }

    /// <summary>Where forms stand among the letters and digits of a text, counted in these.</summary>
    private List<(int From, int To)>? Search(ReadOnlySpan<char> text, bool isCut)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            List<(int From, int To)>? found = null;
            ReadOnlySpan<char> squeezed = buffer.AsSpan(0, Squeeze(text, buffer));
            foreach (var (form, core, coreAt) in forms)
            {
                var end = 0;
                for (
                    var next = squeezed.IndexOf(core.AsSpan());
                    next >= 0;
                    next = squeezed.Slice(end).IndexOf(core.AsSpan())
                )
                {
                    var at = end + next;
                    var before = 0;
                    while (
                        before < coreAt && at - before > end && squeezed[at - before - 1] == form[coreAt - before - 1]
                    )
                    {
                        before++;
                    }

                    end = at + core.Length;
                    var within = coreAt + core.Length;
                    while (within < form.Length && end < squeezed.Length && squeezed[end] == form[within])
                    {
                        end++;
                        within++;
                    }

                    (found ??= []).Add((at - before, end));
                }

                if (isCut && RestAt(squeezed, form) is { } rest)
                {
                    (found ??= []).Add((rest, squeezed.Length));
                }
            }

            return found;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>Where the beginning of a form stands at the end of a text.</summary>
    private static int? RestAt(ReadOnlySpan<char> squeezed, string form)
    {
        for (var behind = 0; behind <= LongestBehindRest; behind++)
        {
            for (var rest = Math.Min(form.Length - 1, squeezed.Length - behind); rest >= ShortestRest; rest--)
            {
                var at = squeezed.Length - behind - rest;
                if (squeezed.Slice(at, rest).SequenceEqual(form.AsSpan(0, rest)))
                {
                    return at;
                }
            }
        }

        return null;
    }

    private static string Squeezed(string text)
    {
        var kept = new char[text.Length];
        return new string(kept, 0, Squeeze(text.AsSpan(), kept));
    }

    private static int Squeeze(ReadOnlySpan<char> text, char[] kept)
    {
        var count = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (IsKept(text, at))
            {
                kept[count++] = text[at];
            }
        }

        return count;
    }

    /// <summary>Whether a letter or digit stands there, and none of <c>0x</c> and <c>\x</c> in front of a digit.</summary>
    private static bool IsKept(ReadOnlySpan<char> text, int at) =>
        Base64Run.IsLetterOrDigit(text[at]) && !IsPrefix(text, at) && !(text[at] == '0' && IsPrefix(text, at + 1));

    private static bool IsPrefix(ReadOnlySpan<char> text, int at) =>
        at > 0
        && at + 1 < text.Length
        && (text[at] is 'x' or 'X')
        && (text[at + 1] is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'))
        && (text[at - 1] == '\\' || (text[at - 1] == '0' && (at == 1 || !Base64Run.IsLetterOrDigit(text[at - 2]))));
}
