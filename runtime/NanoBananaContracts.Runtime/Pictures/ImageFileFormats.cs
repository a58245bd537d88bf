using System.Buffers.Binary;

namespace NanoBananaContracts;

/// <summary>Recognises picture formats and knows their media types and file extensions.</summary>
public static class ImageFileFormats
{
    /// <summary>How many leading bytes <see cref="Recognize"/> looks at, at most.</summary>
    public const int SignatureLength = 64;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The format of a picture by its first bytes.</summary>
    /// <param name="start">
    /// The beginning of the picture; twelve bytes tell the common formats apart, <see cref="SignatureLength"/> all.
    /// </param>
    /// <returns>The format, or <see cref="ImageFileFormat.Unknown"/>.</returns>
    public static ImageFileFormat Recognize(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(PngSignature))
        {
            return ImageFileFormat.Png;
        }

        if (start is [0xFF, 0xD8, 0xFF, ..])
        {
            return ImageFileFormat.Jpeg;
        }

        if (start.Length >= 12 && start.StartsWith("RIFF"u8) && start.Slice(8, 4).SequenceEqual("WEBP"u8))
        {
            return ImageFileFormat.WebP;
        }

        if (start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8))
        {
            return ImageFileFormat.Gif;
        }

        return start.Length >= 12 && start.Slice(4, 4).SequenceEqual("ftyp"u8)
            ? RecognizeBrands(start)
            : ImageFileFormat.Unknown;
    }

    /// <summary>The media type of a format, such as <c>image/png</c>.</summary>
    /// <param name="format">The format.</param>
    /// <returns>The media type; <c>application/octet-stream</c> for <see cref="ImageFileFormat.Unknown"/>.</returns>
    public static string MediaType(this ImageFileFormat format) =>
        format switch
        {
            ImageFileFormat.Png => "image/png",
            ImageFileFormat.Jpeg => "image/jpeg",
            ImageFileFormat.WebP => "image/webp",
            ImageFileFormat.Gif => "image/gif",
            ImageFileFormat.Avif => "image/avif",
            ImageFileFormat.Heic => "image/heic",
            ImageFileFormat.Heif => "image/heif",
            _ => "application/octet-stream",
        };

    /// <summary>The usual file extension of a format with its dot, such as <c>.png</c>.</summary>
    /// <param name="format">The format.</param>
    /// <returns>The extension; <c>.bin</c> for <see cref="ImageFileFormat.Unknown"/>.</returns>
    public static string FileExtension(this ImageFileFormat format) =>
        format switch
        {
            ImageFileFormat.Png => ".png",
            ImageFileFormat.Jpeg => ".jpg",
            ImageFileFormat.WebP => ".webp",
            ImageFileFormat.Gif => ".gif",
            ImageFileFormat.Avif => ".avif",
            ImageFileFormat.Heic => ".heic",
            ImageFileFormat.Heif => ".heif",
            _ => ".bin",
        };

    /// <summary>The format a file extension promises.</summary>
    /// <param name="extension">An extension with its dot, in any case, such as <c>.JPEG</c>.</param>
    /// <returns>The format, or <see cref="ImageFileFormat.Unknown"/> where the extension is not that of a picture.</returns>
    public static ImageFileFormat FromFileExtension(string? extension) =>
        extension?.ToUpperInvariant() switch
        {
            ".PNG" => ImageFileFormat.Png,
            ".JPG" or ".JPEG" or ".JPE" or ".JFIF" => ImageFileFormat.Jpeg,
            ".WEBP" => ImageFileFormat.WebP,
            ".GIF" => ImageFileFormat.Gif,
            ".AVIF" => ImageFileFormat.Avif,
            ".HEIC" => ImageFileFormat.Heic,
            ".HEIF" => ImageFileFormat.Heif,
            _ => ImageFileFormat.Unknown,
        };

    /// <summary>The format a media type promises; parameters and letter case do not matter.</summary>
    /// <param name="mediaType">A media type, such as <c>image/png</c>.</param>
    /// <returns>The format, or <see cref="ImageFileFormat.Unknown"/>.</returns>
    public static ImageFileFormat FromMediaType(string? mediaType)
    {
        if (mediaType is null)
        {
            return ImageFileFormat.Unknown;
        }

        var end = mediaType.IndexOf(';');
        var name = (end < 0 ? mediaType : mediaType.Substring(0, end)).Trim();
        return name.ToUpperInvariant() switch
        {
            "IMAGE/PNG" => ImageFileFormat.Png,
            "IMAGE/JPEG" or "IMAGE/JPG" => ImageFileFormat.Jpeg,
            "IMAGE/WEBP" => ImageFileFormat.WebP,
            "IMAGE/GIF" => ImageFileFormat.Gif,
            "IMAGE/AVIF" => ImageFileFormat.Avif,
            "IMAGE/HEIC" => ImageFileFormat.Heic,
            "IMAGE/HEIF" => ImageFileFormat.Heif,
            _ => ImageFileFormat.Unknown,
        };
    }

    // The major brand may be the neutral "mif1"; then the compatible brands name the codec.
    private static ImageFileFormat RecognizeBrands(ReadOnlySpan<byte> start)
    {
        var boxLength = BinaryPrimitives.ReadUInt32BigEndian(start);
        var brands = start.Slice(8, (int)Math.Min(boxLength < 8 ? 0 : boxLength - 8, (uint)(start.Length - 8)));
        var found = ImageFileFormat.Unknown;
        for (var at = 0; at + 4 <= brands.Length; at += 4)
        {
            // The second word of the box is the minor version, not a brand.
            var brand = at == 4 ? default : brands.Slice(at, 4);
            if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8))
            {
                return ImageFileFormat.Avif;
            }

            if (
                brand.SequenceEqual("heic"u8)
                || brand.SequenceEqual("heix"u8)
                || brand.SequenceEqual("hevc"u8)
                || brand.SequenceEqual("hevx"u8)
            )
            {
                return ImageFileFormat.Heic;
            }

            if (brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8))
            {
                found = ImageFileFormat.Heif;
            }
        }

        return found;
    }
}
