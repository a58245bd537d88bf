namespace NanoBananaContracts;

/// <summary>The file format of a picture, as its first bytes tell it.</summary>
public enum ImageFileFormat
{
    /// <summary>The bytes are of no format this library knows.</summary>
    Unknown = 0,

    /// <summary>Portable Network Graphics, <c>image/png</c>; what Gemini 2.5 image models send.</summary>
    Png,

    /// <summary>JPEG, <c>image/jpeg</c>; what Gemini 3 image models send.</summary>
    Jpeg,

    /// <summary>WebP, <c>image/webp</c>.</summary>
    WebP,

    /// <summary>Graphics Interchange Format, <c>image/gif</c>; accepted as input.</summary>
    Gif,

    /// <summary>AV1 image file, <c>image/avif</c>; accepted as input.</summary>
    Avif,

    /// <summary>HEVC-coded image file, <c>image/heic</c>; accepted as input.</summary>
    Heic,

    /// <summary>High efficiency image file of another codec, <c>image/heif</c>; accepted as input.</summary>
    Heif,
}
