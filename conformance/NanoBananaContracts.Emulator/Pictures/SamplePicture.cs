using SkiaSharp;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>
/// Draws small, complete and valid pictures (a few hundred bytes) for the bodies of cases: a client that decodes
/// them gets a real PNG, JPEG or WebP of known size. The same arguments always give the same bytes.
/// </summary>
public static class SamplePicture
{
    /// <summary>The largest side the three writers accept, in pixels. WebP's own limit is 16384; a sample needs less.</summary>
    public const int LargestSide = 4096;

    /// <summary>Draws a PNG (8-bit RGB): stripes in two colours that follow from <paramref name="seed"/>.</summary>
    /// <param name="width">Width in pixels, 1 to <see cref="LargestSide"/>.</param>
    /// <param name="height">Height in pixels, 1 to <see cref="LargestSide"/>.</param>
    /// <param name="seed">Chooses the colours; two seeds give two different files.</param>
    /// <returns>The whole file.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is out of range.</exception>
    public static byte[] Png(int width, int height, int seed) => Draw(width, height, seed, ImageFileFormat.Png);

    /// <summary>Draws a baseline JPEG (JFIF, three components) of the same stripes.</summary>
    /// <inheritdoc cref="Png" path="/param|/returns|/exception"/>
    public static byte[] Jpeg(int width, int height, int seed) => Draw(width, height, seed, ImageFileFormat.Jpeg);

    /// <summary>Draws a lossless WebP (VP8L) of the same stripes.</summary>
    /// <inheritdoc cref="Png" path="/param|/returns|/exception"/>
    public static byte[] WebP(int width, int height, int seed) => Draw(width, height, seed, ImageFileFormat.WebP);

    private static byte[] Draw(int width, int height, int seed, ImageFileFormat format)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, LargestSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, LargestSide);

        // A multiplicative hash is another for every seed, so the ground is, and neighbouring seeds look different.
        var hash = unchecked(((uint)seed * 2654435761u) + 0x9E3779B9u);
        var ground = new SKColor((byte)(hash >> 24), (byte)(hash >> 16), (byte)(hash >> 8));
        var stripe = new SKColor((byte)~ground.Green, (byte)hash, (byte)~ground.Red);
        using var surface = SKSurface.Create(
            new SKImageInfo(width, height, SKImageInfo.PlatformColorType, SKAlphaType.Opaque)
        );
        surface.Canvas.Clear(ground);
        using var paint = new SKPaint { Color = stripe };
        // Of 8 pixels, as wide as the blocks of a JPEG: they stay flat, and the file small.
        for (var x = 0; x < width; x += 16)
        {
            surface.Canvas.DrawRect(x, 0, 8, height, paint);
        }

        using var pixels = surface.PeekPixels();
        return PictureEncoder.Encode(pixels, format);
    }
}
