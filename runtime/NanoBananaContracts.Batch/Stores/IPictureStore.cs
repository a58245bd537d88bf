namespace NanoBananaContracts.Batch;

/// <summary>Where pictures go. A picture is there whole, or it is not there.</summary>
public interface IPictureStore
{
    /// <summary>
    /// Stores a picture under a name. Where the same picture has the name already, there is nothing to do; another one is never
    /// written over.
    /// </summary>
    /// <param name="name">Its name with extension, made of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>: never a path.</param>
    /// <param name="path">The file. A store may take it for its own, or leave it: it is the caller's to delete if it is still there.</param>
    /// <param name="sha256">SHA-256 of its bytes, in lower-case hexadecimal.</param>
    /// <param name="mediaType">Its media type.</param>
    /// <param name="cancellationToken">Cancels it: the picture is not there then, or whole.</param>
    /// <exception cref="IOException">It could not be stored, or another picture has the name.</exception>
    Task PutAsync(
        string name,
        string path,
        string sha256,
        string mediaType,
        CancellationToken cancellationToken = default
    );

    /// <summary>The picture that a name has without its extension; <see langword="null"/> where there is none.</summary>
    /// <param name="stem">The name without its extension.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="IOException">It could not be looked for.</exception>
    Task<StoredPicture?> FindAsync(string stem, CancellationToken cancellationToken = default);
}

/// <summary>A picture in a store.</summary>
/// <param name="Name">Its name with extension.</param>
/// <param name="Sha256">SHA-256 of its bytes, in lower-case hexadecimal.</param>
public sealed record StoredPicture(string Name, string Sha256);
