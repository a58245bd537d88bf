using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

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

    private readonly (KeyForm Form, string Text, StringComparison Comparison)[] forms;
    private readonly KeyPieces pieces;

    public KeyForms(string key)
    {
        // Windows tools write text as UTF-16.
        byte[][] written =
        [
            Encoding.UTF8.GetBytes(key),
            Encoding.Unicode.GetBytes(key),
            Encoding.BigEndianUnicode.GetBytes(key),
        ];
        string[] hex = [.. written.Select(bytes => string.Concat(bytes.Select(value => value.ToString("x2", null))))];
        string[] cores = [.. Base64Cores(written[0])];
        var reversed = new string([.. key.Reverse()]);
        (KeyForm, string, StringComparison)[] all =
        [
            (KeyForm.Raw, key, StringComparison.OrdinalIgnoreCase),
            (KeyForm.Url, Uri.EscapeDataString(key), StringComparison.OrdinalIgnoreCase),
            // What JSON leaves as it is, it leaves as the key is.
            .. new[] { JavaScriptEncoder.Default, JavaScriptEncoder.UnsafeRelaxedJsonEscaping }.Select(encoder =>
                (KeyForm.Json, JsonEncodedText.Encode(key, encoder).ToString(), StringComparison.OrdinalIgnoreCase)
            ),
            (
                KeyForm.Json,
                string.Concat(key.Select(unit => "\\u" + ((int)unit).ToString("x4", null))),
                StringComparison.OrdinalIgnoreCase
            ),
            .. hex.Select(digits => (KeyForm.Hex, digits, StringComparison.OrdinalIgnoreCase)),
            (KeyForm.Reversed, reversed, StringComparison.OrdinalIgnoreCase),
            .. cores
                .SelectMany(core => new[] { core, core.Replace('+', '-').Replace('/', '_') })
                .Select(core => (KeyForm.Base64, core, StringComparison.Ordinal)),
            // What looks like an escape in a key is resolved with those around it.
            (KeyForm.Raw, EscapedText.Of(key)?.Text ?? key, StringComparison.OrdinalIgnoreCase),
        ];
        forms = [.. all.GroupBy(form => form.Item2, StringComparer.Ordinal).Select(same => same.First())];
        pieces = new KeyPieces(
            key,
            [
                .. cores.Select(core => (KeyForm.Base64, core)),
                (KeyForm.Reversed, reversed),
                .. hex.SelectMany(digits => new[] { (KeyForm.Hex, digits), (KeyForm.Hex, digits.ToUpperInvariant()) }),
            ]
        );
    }

    /// <summary>Where the key stands in a text in any form, from left to right, no place over another.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isCut">Whether the text goes on where it ends, so that a part of the key may be its end.</param>
    /// <remarks>Allocates nothing where there is neither key nor escape.</remarks>
    public IReadOnlyList<KeyPlace> Find(string text, bool isCut = false)
    {
        List<KeyPlace>? places = null;
        var left = Without(text, Plain(text, isCut), null, ref places);
        var resolved = EscapedText.Of(left, isCut);
        if (resolved is not null && Plain(resolved.Text, isCut) is { } escaped)
        {
            left = Without(left, escaped, resolved, ref places);
            resolved = EscapedText.Of(left, isCut);
        }

        // Last: among letters and digits alone, an escaped key has an end that is not quite its own.
        Without(left, pieces.Find(resolved?.Text ?? left, isCut), resolved, ref places);
        return places is null ? Array.Empty<KeyPlace>() : KeyPlace.Merged(places);
    }

    /// <summary>Where a form of it stands as it is, other than in pieces or in an escape of an escape.</summary>
    public IReadOnlyList<KeyPlace> FindPlain(string text) => (IReadOnlyList<KeyPlace>?)Plain(text, isCut: false) ?? [];

    /// <summary>The text with something else in the place of the key.</summary>
    /// <param name="text">The text.</param>
    /// <param name="with">What to put there.</param>
    /// <param name="isCut">Whether the text goes on where it ends.</param>
    public string Replace(string text, string with, bool isCut = false) =>
        KeyPlace.Replace(text, Find(text, isCut), with);

    /// <summary>Keeps what was found, and gives the text, as long as it was, without it.</summary>
    private static string Without(string text, List<KeyPlace>? found, EscapedText? resolved, ref List<KeyPlace>? places)
    {
        if (found is null)
        {
            return text;
        }

        var left = text.ToCharArray();
        foreach (var (start, end, form) in found)
        {
            var place = resolved is null
                ? new KeyPlace(start, end, form)
                : new KeyPlace(resolved.PlaceOf(start), resolved.PlaceOf(end), form);
            (places ??= []).Add(place);
            // Zeros are no letters or digits, and no part of an escape.
            left.AsSpan(place.Start, place.End - place.Start).Clear();
        }

        return new string(left);
    }

    private List<KeyPlace>? Plain(string text, bool isCut)
    {
        List<KeyPlace>? places = null;
        foreach (var (form, written, comparison) in forms)
        {
            for (
                var at = text.IndexOf(written, comparison);
                at >= 0;
                at = text.IndexOf(written, at + written.Length, comparison)
            )
            {
                (places ??= []).Add(new KeyPlace(at, at + written.Length, form));
            }

            // Of escapes the rest is found where they are resolved: the beginning of one alone is anybody's.
            if (isCut && form is not (KeyForm.Url or KeyForm.Json) && RestAt(text, written, comparison) is { } rest)
            {
                (places ??= []).Add(new KeyPlace(rest, text.Length, form));
            }
        }

        return places;
    }

    /// <summary>Where the beginning of a form stands at the end of a text, or before an escape that is itself cut.</summary>
    private static int? RestAt(string text, string form, StringComparison comparison)
    {
        var end = text.Length;
        do
        {
            for (var rest = Math.Min(form.Length - 1, end); rest >= ShortestRest; rest--)
            {
                if (string.Compare(text, end - rest, form, 0, rest, comparison) == 0)
                {
                    return end - rest;
                }
            }

            end = end == 0 ? -1 : text.LastIndexOfAny(EscapedText.Escapes, end - 1);
        } while (end >= Math.Max(0, text.Length - LongestEscapes));

        return null;
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
