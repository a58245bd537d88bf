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

    private readonly KeyForms[] known;
    private readonly bool keyShapes;

    /// <summary>Creates a scanner.</summary>
    /// <param name="secrets">The secrets to look for; each at least <see cref="ShortestSecret"/> characters.</param>
    /// <param name="keyShapes">Whether text in the shape of a key is a hit too.</param>
    /// <exception cref="ArgumentException">A secret is too short to be told from innocent text.</exception>
    public SecretScanner(IEnumerable<string> secrets, bool keyShapes = true)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        string[] distinct = [.. secrets.Distinct(StringComparer.Ordinal)];
        if (Array.Exists(distinct, secret => secret.Length < ShortestSecret))
        {
            throw new ArgumentException(
                $"A secret of fewer than {ShortestSecret} characters cannot be told from innocent text.",
                nameof(secrets)
            );
        }

        known = [.. distinct.Select(secret => new KeyForms(secret))];
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
        return
        [
            .. known
                .SelectMany(forms => forms.Find(text).DistinctBy(found => found.Form))
                .Concat(keyShapes ? Shaped(text) : [])
                // Whoever adds a form to the one adds it to the other, at the same place.
                .Select(found => new SecretHit(place, (SecretForm)found.Form, found.Start))
                .Distinct(),
        ];
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

    /// <summary>The first text in the shape of a key, escaped or not.</summary>
    private static IEnumerable<KeyPlace> Shaped(string text)
    {
        if (KeyShapes.Find(text) is [var plain, ..])
        {
            return [plain];
        }

        return EscapedText.Of(text) is { } resolved && KeyShapes.Find(resolved.Text) is [var found, ..]
            ? [found with { Start = resolved.PlaceOf(found.Start), End = resolved.PlaceOf(found.End) }]
            : [];
    }
}
