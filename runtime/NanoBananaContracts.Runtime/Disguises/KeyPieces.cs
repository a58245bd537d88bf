using System.Buffers;
using System.Text;

namespace NanoBananaContracts;

/// <summary>
/// A key that is in no form at one place: with separators or line ends in it, three quarters of it or more, in
/// hexadecimal of bytes or of UTF-16, over JSON strings of one name, or in Base64 that has to be decoded to see it.
/// </summary>
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
    private readonly (KeyForm Kind, string Form, string Core, int CoreAt)[] forms;

    /// <param name="key">The key.</param>
    /// <param name="encoded">Its forms in hexadecimal and Base64, and back to front.</param>
    public KeyPieces(string key, IEnumerable<(KeyForm Kind, string Text)> encoded)
    {
        var raw = Squeezed(key);
        var margin = Math.Max(0, Math.Min(raw.Length / 4, (raw.Length - Shortest) / 2));
        forms =
        [
            .. encoded
                .Select(form => (form.Kind, Text: Squeezed(form.Text)))
                .Distinct()
                .Select(form => (form.Kind, form.Text, form.Text, 0))
                .Prepend((KeyForm.Pieces, raw, raw.Substring(margin, raw.Length - (2 * margin)), margin))
                .Where(form => form.Item3.Length >= Shortest),
        ];
    }

    /// <summary>Where pieces of the key stand; <see langword="null"/>, and nothing is allocated, where there are none.</summary>
    /// <param name="text">A text whose escapes are resolved.</param>
    /// <param name="isCut">Whether the text goes on where it ends.</param>
    public List<KeyPlace>? Find(string text, bool isCut)
    {
        if (forms.Length == 0 || (text.Length < Shortest && !isCut))
        {
            return null;
        }

        var places = FindApart(text.AsSpan(), isCut);
        Add(ref places, FindEncoded(text.AsSpan(), isCut, depth: 1));
        Add(ref places, FindJoined(text));
        return places;
    }

    private static void Add(ref List<KeyPlace>? places, List<KeyPlace>? more)
    {
        if (places is null)
        {
            places = more;
        }
        else if (more is not null)
        {
            places.AddRange(more);
        }
    }

    private List<KeyPlace>? FindApart(ReadOnlySpan<char> text, bool isCut)
    {
        if (Search(text, isCut) is not { } found)
        {
            return null;
        }

        var kept = new List<int>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (IsKept(text, at))
            {
                kept.Add(at);
            }
        }

        for (var at = 0; at < found.Count; at++)
        {
            var (from, to, form) = found[at];
            found[at] = new KeyPlace(kept[from], isCut && to == kept.Count ? text.Length : kept[to - 1] + 1, form);
        }

        return found;
    }

    /// <summary>Looks at what all Base64 in a text stands for together, as a key may go over several runs.</summary>
    private List<KeyPlace>? FindEncoded(ReadOnlySpan<char> text, bool isCut, int depth)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            int at = 0,
                length = 0,
                end = 0;
            while (Base64Run.Next(text, ref at, out var start))
            {
                // A run is longer than its bytes and the line end behind them.
                length += Base64Run.Decode(text.Slice(start, at - start), buffer.AsSpan(length));
                buffer[length++] = '\n';
                end = at;
            }

            if (length == 0)
            {
                return null;
            }

            ReadOnlySpan<char> decoded = buffer.AsSpan(0, length - 1);
            isCut &= end == text.Length;
            var found = FindApart(decoded, isCut);
            if (depth < DeepestBase64)
            {
                Add(ref found, FindEncoded(decoded, isCut, depth + 1));
            }

            return found is null ? null : Runs(text, found);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>The runs, padding included, that stand for these places of what they all stand for.</summary>
    private static List<KeyPlace> Runs(ReadOnlySpan<char> text, List<KeyPlace> decoded)
    {
        var runs = new List<KeyPlace>();
        int at = 0,
            from = 0;
        while (Base64Run.Next(text, ref at, out var start))
        {
            var to = from + Base64Run.Length(text.Slice(start, at - start));
            foreach (var place in decoded)
            {
                if (place.Start < to && place.End > from)
                {
                    var end = at;
                    while (end < text.Length && text[end] == '=')
                    {
                        end++;
                    }

                    runs.Add(new KeyPlace(start, end, place.Form));
                    break;
                }
            }

            from = to + 1;
        }

        return runs;
    }

    private List<KeyPlace>? FindJoined(string text)
    {
        if (NamedStrings.In(text) is not { } names)
        {
            return null;
        }

        List<KeyPlace>? places = null;
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

            foreach (var (from, to, form) in Search(joined.ToString().AsSpan(), isCut: false) ?? [])
            {
                (places ??= []).Add(new KeyPlace(kept[from], kept[to - 1] + 1, form));
            }
        }

        return places;
    }

    /// <summary>Where forms stand among the letters and digits of a text, counted in these.</summary>
    private List<KeyPlace>? Search(ReadOnlySpan<char> text, bool isCut)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            List<KeyPlace>? found = null;
            ReadOnlySpan<char> squeezed = buffer.AsSpan(0, Squeeze(text, buffer));
            foreach (var (kind, form, core, coreAt) in forms)
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

                    (found ??= []).Add(new KeyPlace(at - before, end, kind));
                }

                if (isCut && RestAt(squeezed, form) is { } rest)
                {
                    (found ??= []).Add(new KeyPlace(rest, squeezed.Length, kind));
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
