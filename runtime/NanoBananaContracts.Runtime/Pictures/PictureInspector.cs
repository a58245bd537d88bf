using System.Buffers;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// Looks at the bytes of a picture as they pass, in pieces of any size and in constant memory: which format it is,
/// how many pixels, and whether it is whole (PNG: chunk lengths, checksums and IEND; JPEG: markers to EOI;
/// WebP: chunks and RIFF length; GIF: blocks to the trailer; AVIF and HEIF: boxes).
/// </summary>
/// <example>
/// <code>
/// var inspector = new PictureInspector();
/// inspector.Append(bytes);
/// PictureInspection found = inspector.Complete();   // found.Format, found.Width, found.IsWhole
/// </code>
/// </example>
public sealed class PictureInspector
{
    private readonly byte[] start = new byte[ImageFileFormats.SignatureLength];
    private int startLength;
    private PictureWalk? walk;
    private bool recognized;
    private ImageFileFormat format;

    /// <summary>How many bytes have passed.</summary>
    public long Length { get; private set; }

    /// <summary>Inspects a picture that is in memory as a whole.</summary>
    /// <param name="picture">All its bytes.</param>
    /// <returns>What they say.</returns>
    public static PictureInspection Inspect(ReadOnlySpan<byte> picture)
    {
        var inspector = new PictureInspector();
        inspector.Append(picture);
        return inspector.Complete();
    }

    /// <summary>Inspects a picture that is Base64 text, piece by piece.</summary>
    /// <param name="picture">The text.</param>
    /// <returns>What its bytes say.</returns>
    /// <exception cref="Base64FormatException">The text is not Base64, or is cut.</exception>
    public static PictureInspection Inspect(Base64Data picture)
    {
        var inspector = new PictureInspector();
        var decoder = new Base64Decoder(picture.PrefixLength);
        var text = picture.EncodedText.Span;
        var buffer = ArrayPool<byte>.Shared.Rent(48 * 1024);
        try
        {
            int count;
            while ((count = decoder.Decode(text, buffer)) > 0)
            {
                inspector.Append(buffer.AsSpan(0, count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return inspector.Complete();
    }

    /// <summary>Looks at the next bytes.</summary>
    /// <param name="bytes">Any number of them, also none.</param>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Length += bytes.Length;
        if (recognized)
        {
            walk?.Append(bytes);
            return;
        }

        var take = Math.Min(start.Length - startLength, bytes.Length);
        bytes.Slice(0, take).CopyTo(start.AsSpan(startLength));
        startLength += take;
        if (startLength == start.Length)
        {
            Recognize();
            walk?.Append(bytes.Slice(take));
        }
    }

    /// <summary>Says what the bytes were, now that there are no more.</summary>
    /// <returns>Format, pixels, and whether the picture is whole.</returns>
    public PictureInspection Complete()
    {
        if (!recognized)
        {
            Recognize();
        }

        var (defect, detail) = Judge();
        return new PictureInspection
        {
            Format = format,
            Width = walk?.Width ?? 0,
            Height = walk?.Height ?? 0,
            Length = Length,
            Defect = defect,
            Detail = detail,
        };
    }

    private void Recognize()
    {
        recognized = true;
        var signature = start.AsSpan(0, startLength);
        format = ImageFileFormats.Recognize(signature);
        walk = format switch
        {
            ImageFileFormat.Png => new PngWalk(),
            ImageFileFormat.Jpeg => new JpegWalk(),
            ImageFileFormat.WebP => new WebPWalk(),
            ImageFileFormat.Gif => new GifWalk(),
            ImageFileFormat.Avif or ImageFileFormat.Heic or ImageFileFormat.Heif => new IsoMediaWalk(),
            _ => null,
        };
        walk?.Append(signature);
    }

    private (PictureDefect Defect, string? Detail) Judge()
    {
        if (Length == 0)
        {
            return (PictureDefect.Empty, "there are no bytes");
        }

        if (walk is null)
        {
            return (PictureDefect.Unrecognized, $"the {Length} bytes begin like no picture format that is known");
        }

        if (walk.Damage is { } damage)
        {
            return (PictureDefect.Damaged, damage);
        }

        if (walk.IsComplete && walk.NeedsPixels && (walk.Width <= 0 || walk.Height <= 0))
        {
            return (PictureDefect.Damaged, $"the {format} has no pixels: it says {walk.Width}x{walk.Height}");
        }

        return walk.IsComplete
            ? (PictureDefect.None, null)
            : (PictureDefect.Cut, $"the {format} ends at byte {Length} and lacks {walk.Awaited}");
    }
}
