using SkiaSharp;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>Makes files of pixels. The same pixels give the same bytes.</summary>
internal static class PictureEncoder
{
    // One filter and the first level: a tenth larger than the best choice of each row, in a third of the time.
    private static readonly SKPngEncoderOptions Png = new(SKPngEncoderFilterFlags.Sub, 1);

    private static readonly SKJpegEncoderOptions Jpeg = JpegOf(90);

    private static readonly SKWebpEncoderOptions WebP = new(SKWebpEncoderCompression.Lossless, 50);

    /// <summary>Encodes opaque pixels.</summary>
    /// <param name="pixels">At least one.</param>
    /// <param name="format">PNG, JPEG, or lossless WebP.</param>
    /// <param name="quality">That of a JPEG, in percent; the usual one where nothing is said.</param>
    /// <returns>The whole file.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no writer of this format.</exception>
    public static byte[] Encode(SKPixmap pixels, ImageFileFormat format, int? quality = null)
    {
        using var file = format switch
        {
            ImageFileFormat.Png => pixels.Encode(Png),
            ImageFileFormat.Jpeg => pixels.Encode(quality is { } asked ? JpegOf(asked) : Jpeg),
            ImageFileFormat.WebP => pixels.Encode(WebP),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Only PNG, JPEG and WebP are written."),
        };
        return file?.ToArray()
            ?? throw new InvalidOperationException(
                $"Skia wrote no {format} of {pixels.Width} x {pixels.Height} pixels."
            );
    }

    private static SKJpegEncoderOptions JpegOf(int quality) =>
        new(quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore);
}
