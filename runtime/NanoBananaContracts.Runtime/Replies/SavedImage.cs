namespace NanoBananaContracts;

/// <summary>An image that was saved, and what is known of the call it came from.</summary>
public sealed class SavedImage
{
    internal SavedImage(ImageVerdict verdict, Part part, string? path, SavedReply reply)
    {
        Path = path;
        Format = verdict.Inspection.Format;
        Width = verdict.Inspection.Width;
        Height = verdict.Inspection.Height;
        Length = verdict.Inspection.Length;
        DeclaredMediaType = part.InlineData?.MimeType;
        IsDraft = ImageParts.IsDraft(part);
        Reply = reply;
    }

    /// <summary>
    /// The file that was written; its extension follows the bytes. <see langword="null"/> where a stream was written to.
    /// </summary>
    public string? Path { get; }

    /// <summary>The format by the image's own bytes.</summary>
    public ImageFileFormat Format { get; }

    /// <summary>The media type by the image's own bytes, such as <c>image/jpeg</c>.</summary>
    public string MediaType => Format.MediaType();

    /// <summary>The media type the reply declares, or <see langword="null"/>; nothing relies on it.</summary>
    public string? DeclaredMediaType { get; }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Size in bytes.</summary>
    public long Length { get; }

    /// <summary>
    /// Whether the reply flags the image as a thought on the way to the result. Such an image is saved only where there
    /// is no other.
    /// </summary>
    public bool IsDraft { get; }

    /// <summary>The reply it came in: text, time, price.</summary>
    public SavedReply Reply { get; }

    /// <summary>Path or format, pixels and size.</summary>
    /// <returns>Such as <c>fox.jpg 1024x1024, 812345 bytes</c>.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Path ?? Format.ToString()} {Width}x{Height}, {Length} bytes");
}
