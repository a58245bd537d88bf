using System.Text;

namespace NanoBananaContracts;

/// <summary>
/// The forms in which a key can stand in somebody else's text: as it is, escaped, in hexadecimal, in Base64 at any
/// offset, and reversed; and what <see cref="KeyPieces"/> finds, which is in none of these at one place.
/// </summary>
internal sealed class KeyForms
{
    // What is left of a key at a cut; fewer characters say nothing, and most keys of a provider begin with the same.
    private const int ShortestRest = 4;

    // An escape in an escape, cut through.
    private const int LongestEscapes = 24;

    private readonly (string Text, StringComparison Comparison)[] forms;
    private readonly KeyPieces pieces;

    public KeyForms(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        var reversed = new string([.. key.Reverse()]);
        string[] cores = [.. Base64Cores(bytes)];
        forms =
        [
            (key, StringComparison.OrdinalIgnoreCase),
            (Hex(bytes, "x2"), StringComparison.OrdinalIgnoreCase),
            (reversed, StringComparison.OrdinalIgnoreCase),
            .. cores
                .SelectMany(core => new[] { core, core.Replace('+', '-').Replace('/', '_') })
                .Distinct()
                .Select(core => (core, StringComparison.Ordinal)),
        ];
        // Windows tools write text as UTF-16.
        byte[][] written = [bytes, Encoding.Unicode.GetBytes(key), Encoding.BigEndianUnicode.GetBytes(key)];
        pieces = new KeyPieces(
            key,
            [.. cores, reversed, .. written.SelectMany(one => new[] { Hex(one, "x2"), Hex(one, "X2") })]
        );
    }

    /// <summary>Whether a text has the key in any form.</summary>
    public bool AreIn(string text)
    {
        if (IsOneIn(text))
        {
            return true;
        }

        var resolved = EscapedText.Of(text)?.Text;
        return (resolved is not null && IsOneIn(resolved)) || pieces.Find(resolved ?? text, isCut: false) is not null;
    }

    /// <summary>The text with something else in the place of the key.</summary>
    /// <param name="text">The text.</param>
    /// <param name="with">What to put there.</param>
    /// <param name="isCut">Whether the text goes on where it ends, so that a part of the key may be its end.</param>
    public string Replace(string text, string with, bool isCut)
    {
        text = Replace(text, Places(text, isCut), with);
        if (EscapedText.Of(text) is { } resolved)
        {
            text = Replace(text, Unresolved(resolved, Places(resolved.Text, isCut)), with);
        }

        // Last: among letters and digits alone, an escaped key has an end that is not quite its own.
        var left = EscapedText.Of(text);
        return pieces.Find(left?.Text ?? text, isCut) is { } places
            ? Replace(text, Unresolved(left, places), with)
            : text;
    }

    private static List<(int Start, int End)> Unresolved(EscapedText? resolved, List<(int Start, int End)> places) =>
        resolved is null
            ? places
            : places.ConvertAll(place => (resolved.PlaceOf(place.Start), resolved.PlaceOf(place.End)));

    private static string Hex(byte[] bytes, string format) =>
        string.Concat(bytes.Select(value => value.ToString(format, null)));

    private bool IsOneIn(string text)
    {
        foreach (var (form, comparison) in forms)
        {
            if (text.IndexOf(form, comparison) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static string Replace(string text, List<(int Start, int End)> places, string with)
    {
        if (places.Count == 0)
        {
            return text;
        }

        places.Sort();
        var result = new StringBuilder(text.Length);
        var copied = 0;
        foreach (var (start, end) in places)
        {
            if (start >= copied)
            {
                result.Append(text, copied, start - copied).Append(with);
            }

            copied = Math.Max(copied, end);
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    private List<(int Start, int End)> Places(string text, bool isCut)
    {
        var places = new List<(int, int)>();
        foreach (var (form, comparison) in forms)
        {
            for (
                var at = text.IndexOf(form, comparison);
                at >= 0;
                at = text.IndexOf(form, at + form.Length, comparison)
            )
            {
                places.Add((at, at + form.Length));
            }

            if (isCut)
            {
                AddRest(places, text, form, comparison);
            }
        }

        return places;
    }

    /// <summary>Finds the beginning of a form at the end of a text, or before an escape that is itself cut.</summary>
    private static void AddRest(
        List<(int Start, int End)> places,
        string text,
        string form,
        StringComparison comparison
    )
    {
        var end = text.Length;
        do
        {
            for (var rest = Math.Min(form.Length - 1, end); rest >= ShortestRest; rest--)
            {
                if (string.Compare(text, end - rest, form, 0, rest, comparison) == 0)
                {
                    places.Add((end - rest, text.Length));
                    return;
                }
            }

            end = end == 0 ? -1 : text.LastIndexOfAny(EscapedText.Escapes, end - 1);
        } while (end >= Math.Max(0, text.Length - LongestEscapes));
    }

    /// <summary>
    /// The Base64 characters that depend on the key alone, for each of the three places where it can begin inside a
    /// longer text.
    /// </summary>
    private static IEnumerable<string> Base64Cores(byte[] bytes)
    {
        for (var offset = 0; offset < 3; offset++)
        {
            var padded = new byte[offset + bytes.Length];
            bytes.CopyTo(padded, offset);
            var whole = Convert.ToBase64String(padded);
            // The first characters mix in what stands before, the last what stands behind.
            var from = ((offset * 8) + 5) / 6;
            yield return whole.Substring(from, (padded.Length * 8 / 6) - from);
        }
    }
}
