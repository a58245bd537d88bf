using System.Buffers;
using System.Text;

namespace NanoBananaContracts.Conformance.Secrets;

/// <summary>Looks for secrets in texts, in every form they could have taken on the way there.</summary>
/// <remarks>
/// It finds a secret raw, percent-escaped, JSON-escaped, HTML-escaped, in Base64 at any offset and of itself, in
/// hexadecimal and reversed, in any nesting of the escapes, with other characters in between, three quarters of it, spread
/// over strings of one name, and text in the shape of a key even where the key is not known. It never repeats what it found.
/// </remarks>
public sealed class SecretScanner
{
    /// <summary>Shorter secrets would be found in innocent text; they are refused.</summary>
    public const int ShortestSecret = 8;

    // Base64 of Base64 of Base64: more is nobody's accident.
    private const int DeepestBase64 = 3;

    private readonly (SecretForm Form, string Text)[] needles;
    private readonly (SecretForm Form, string Text)[] squeezedNeedles;
    private readonly SearchValues<string> anyNeedle;
    private readonly SearchValues<string> anySqueezedNeedle;
    private readonly bool keyShapes;

    /// <summary>Creates a scanner.</summary>
    /// <param name="secrets">The secrets to look for; each at least <see cref="ShortestSecret"/> characters.</param>
    /// <param name="keyShapes">Whether text in the shape of a key is a hit too.</param>
    /// <exception cref="ArgumentException">A secret is too short to be told from innocent text.</exception>
    public SecretScanner(IEnumerable<string> secrets, bool keyShapes = true)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        var known = secrets.Distinct(StringComparer.Ordinal).ToArray();
        if (known.Any(secret => secret.Length < ShortestSecret))
        {
            throw new ArgumentException(
                $"A secret of fewer than {ShortestSecret} characters cannot be told from innocent text.",
                nameof(secrets)
            );
        }

        needles = [.. known.SelectMany(SecretForms.Of)];
        squeezedNeedles = [.. known.SelectMany(SecretForms.Squeezed)];
        anyNeedle = Any(needles);
        anySqueezedNeedle = Any(squeezedNeedles);
        this.keyShapes = keyShapes;
    }

    /// <summary>Looks through one text.</summary>
    /// <param name="place">What to call the text in the hits.</param>
    /// <param name="text">The text.</param>
    /// <returns>The hits, at most one for each form of each secret.</returns>
    public IReadOnlyList<SecretHit> Scan(string place, string text)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(text);
        var hits = new List<SecretHit>();
        Find(place, text, hits);
        var resolved = EscapeReading.Resolve(text);
        if (!ReferenceEquals(resolved, text))
        {
            Find(place, resolved, hits);
        }

        if (hits.TrueForAll(hit => hit.Form == SecretForm.KeyShaped))
        {
            FindInPieces(place, resolved, hits);
        }

        return [.. hits.DistinctBy(hit => (hit.Form, hit.Offset))];
    }

    /// <summary>Looks through bytes: as UTF-8, and as they are, so that no encoding error hides a secret.</summary>
    /// <param name="place">What to call them in the hits.</param>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The hits.</returns>
    public IReadOnlyList<SecretHit> Scan(string place, ReadOnlySpan<byte> bytes)
    {
        // Latin-1 maps every byte to one character, so an ASCII secret is found in any bytes, text or not.
        var hits = Scan(place, Encoding.Latin1.GetString(bytes));
        return hits.Count > 0 ? hits : Scan(place, Encoding.UTF8.GetString(bytes));
    }

    /// <summary>Looks through every file of a folder, names included.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The hits; <see cref="SecretHit.Place"/> is the path inside the folder.</returns>
    public async Task<IReadOnlyList<SecretHit>> ScanFolderAsync(
        string folder,
        CancellationToken cancellationToken = default
    )
    {
        var hits = new List<SecretHit>();
        foreach (
            var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        )
        {
            var place = Path.GetRelativePath(folder, path);
            hits.AddRange(Scan("a file name", place));
            hits.AddRange(Scan(place, await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false)));
        }

        return hits;
    }

    private void Find(string place, string text, List<SecretHit> hits)
    {
        foreach (var (form, at) in Find(text, anyNeedle, needles))
        {
            hits.Add(new SecretHit(place, form, at));
        }

        if (keyShapes)
        {
            hits.AddRange(
                KeyShapes.Find(text).Take(1).Select(found => new SecretHit(place, SecretForm.KeyShaped, found.Index))
            );
        }
    }

    /// <summary>Looks for what is broken into lines or by separators, cut short, spread over strings, or in Base64 of it.</summary>
    private void FindInPieces(string place, string resolved, List<SecretHit> hits)
    {
        if (squeezedNeedles.Length == 0)
        {
            return;
        }

        foreach (var (form, at) in Find(SqueezedText.Of(resolved), anySqueezedNeedle, squeezedNeedles))
        {
            hits.Add(new SecretHit(place, form, SqueezedText.PlaceOf(resolved, at)));
        }

        // These have no place of their own in the text.
        foreach (var view in JoinedStrings.Of(resolved).Concat(Decoded(resolved)))
        {
            foreach (var (form, _) in Find(SqueezedText.Of(view), anySqueezedNeedle, squeezedNeedles))
            {
                hits.Add(new SecretHit(place, form, 0));
            }
        }
    }

    private static IEnumerable<string> Decoded(string text)
    {
        for (var depth = 0; depth < DeepestBase64; depth++)
        {
            text = DecodedBase64.Of(text);
            if (text.Length < ShortestSecret)
            {
                yield break;
            }

            yield return text;
        }
    }

    private static IEnumerable<(SecretForm Form, int At)> Find(
        string text,
        SearchValues<string> any,
        (SecretForm Form, string Text)[] needles
    ) =>
        // One pass for all of them: nearly every text has none.
        !text.AsSpan().ContainsAny(any)
            ? []
            : needles
                .Select(needle => (needle.Form, At: text.IndexOf(needle.Text, StringComparison.Ordinal)))
                .Where(found => found.At >= 0);

    private static SearchValues<string> Any((SecretForm Form, string Text)[] needles) =>
        SearchValues.Create([.. needles.Select(needle => needle.Text)], StringComparison.Ordinal);
}
