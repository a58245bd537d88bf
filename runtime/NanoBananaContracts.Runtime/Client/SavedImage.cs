namespace NanoBananaContracts;

/// <summary>An image that was written to a file, and what is known of the call it came from.</summary>
public sealed class SavedImage
{
    internal SavedImage() { }

    /// <summary>The file that was written; its extension follows the bytes.</summary>
    public required string Path { get; init; }

    /// <summary>The format by the image's own bytes.</summary>
    public required ImageFormat Format { get; init; }

    /// <summary>The media type by the image's own bytes.</summary>
    public string MediaType => Format.MediaType();

    /// <summary>Width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>The reply it came in: text, time, price, usage.</summary>
    public required NanoBananaReply Reply { get; init; }

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
