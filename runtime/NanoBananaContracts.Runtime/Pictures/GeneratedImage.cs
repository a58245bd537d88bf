using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// A picture of a reply. It has been inspected; its bytes stay Base64 text until they are asked for.
/// </summary>
public sealed class GeneratedImage
{
    private readonly PictureInspection inspection;

    internal GeneratedImage(
        Base64Data data,
        PictureInspection inspection,
        string? declaredMediaType = null,
        bool isDraft = false
    )
    {
        Data = data;
        this.inspection = inspection;
        DeclaredMediaType = declaredMediaType;
        IsDraft = isDraft;
    }

    /// <summary>The format by the picture's own bytes.</summary>
    public ImageFileFormat Format => inspection.Format;

    /// <summary>The media type by the picture's own bytes, such as <c>image/jpeg</c>.</summary>
    public string MediaType => inspection.Format.MediaType();

    /// <summary>
    /// The media type the reply declares, or <see langword="null"/>. Services have been seen to declare one type and
    /// send another; nothing here relies on it.
    /// </summary>
    public string? DeclaredMediaType { get; }

    /// <summary>Width in pixels.</summary>
    public int Width => inspection.Width;

    /// <summary>Height in pixels.</summary>
    public int Height => inspection.Height;

    /// <summary>Size in bytes, decoded.</summary>
    public long Length => inspection.Length;

    /// <summary>
    /// Whether the picture is complete to its last byte. The final image of a reply is; a draft may be cut.
    /// </summary>
    public bool IsWhole => inspection.IsWhole;

    /// <summary>Whether the reply flags the picture as a thought on the way to the result.</summary>
    public bool IsDraft { get; }

    /// <summary>The Base64 text of the picture.</summary>
    public Base64Data Data { get; }

    /// <summary>
    /// Saves the picture: whole or not at all, through a temporary file in the same folder. A file of the same name is
    /// replaced.
    /// </summary>
    /// <param name="path">
    /// Where to. The extension follows the bytes: <c>fox</c> becomes <c>fox.jpg</c> when the picture is a JPEG, and so
    /// does <c>fox.png</c>; <c>fox.jpeg</c> stays, and <c>fox.v2</c> becomes <c>fox.v2.jpg</c>.
    /// </param>
    /// <param name="cancellationToken">Stops writing; nothing is left behind.</param>
    /// <returns>The path that was written.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.FileNotWritten"/>: the path names a folder, or one that does not exist, may not be written to, or
    /// is full;
    /// <see cref="FailureKind.TruncatedImage"/>: this is a draft that is cut.
    /// </exception>
    public async Task<string> SaveAsync(string path, CancellationToken cancellationToken = default)
    {
        PicturePath.Check(path, nameof(path));
        if (!IsWhole)
        {
            throw new NanoBananaException(
                FailureKind.TruncatedImage,
                $"This image is not whole ({inspection.Detail}); nothing was written.",
                "Take the final image of the reply, or write the bytes of this one yourself."
            );
        }

        var destination = PicturePath.For(path, Format);
        using var file = AtomicFile.Create(destination);
        await file.WriteAsync(Data.CopyToAsync, cancellationToken).ConfigureAwait(false);
        return file.Commit(destination);
    }

    /// <summary>Decodes the picture into a new array.</summary>
    /// <returns>The bytes of the picture file.</returns>
    public byte[] ToArray() => Data.ToArray();

    /// <summary>A forward-only stream that decodes the picture while it is read.</summary>
    /// <returns>A stream of the bytes of the picture file.</returns>
    public Stream OpenRead() => Data.OpenRead();

    /// <summary>Decodes the picture to a stream, in constant memory.</summary>
    /// <param name="destination">Where to; it is not closed.</param>
    /// <param name="cancellationToken">Stops between two pieces.</param>
    /// <returns>A task that ends when all bytes are written.</returns>
    public Task CopyToAsync(Stream destination, CancellationToken cancellationToken = default) =>
        Data.CopyToAsync(destination, cancellationToken);

    /// <summary>Format, pixels and size; never the data.</summary>
    /// <returns>Such as <c>Jpeg 1024x1024, 812345 bytes</c>.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Format} {Width}x{Height}, {Length} bytes{(IsDraft ? ", draft" : "")}");
}
