using SkiaSharp;

namespace NanoBananaContracts.Conformance.Tests.Emulator.Pictures;

/// <summary>Pixels of a file: whole by our inspector, which shares no code with the encoder, and decoded by Skia.</summary>
internal sealed record DecodedPicture(int Width, int Height, byte[] Rgb)
{
    public static DecodedPicture Read(byte[] file)
    {
        var seen = PictureInspector.Inspect(file);
        seen.IsWhole.ShouldBeTrue(seen.Detail);
        using var bitmap = SKBitmap.Decode(file);
        bitmap.ShouldNotBeNull();
        (bitmap.Width, bitmap.Height).ShouldBe((seen.Width, seen.Height));
        var rgb = new byte[bitmap.Width * bitmap.Height * 3];
        var pixels = bitmap.Pixels;
        for (var at = 0; at < pixels.Length; at++)
        {
            (rgb[3 * at], rgb[(3 * at) + 1], rgb[(3 * at) + 2]) = (pixels[at].Red, pixels[at].Green, pixels[at].Blue);
        }

        return new DecodedPicture(bitmap.Width, bitmap.Height, rgb);
    }

    /// <summary>How light each pixel is, from 0 to 255.</summary>
    public double[] Lightness()
    {
        var light = new double[Rgb.Length / 3];
        for (var at = 0; at < light.Length; at++)
        {
            light[at] = (0.21 * Rgb[3 * at]) + (0.72 * Rgb[(3 * at) + 1]) + (0.07 * Rgb[(3 * at) + 2]);
        }

        return light;
    }

    /// <summary>The mean of a channel: 0 red, 1 green, 2 blue.</summary>
    public double Mean(int channel)
    {
        double sum = 0;
        for (var at = channel; at < Rgb.Length; at += 3)
        {
            sum += Rgb[at];
        }

        return sum / (Width * Height);
    }

    /// <summary>The mean of every four pixels.</summary>
    public DecodedPicture Halved()
    {
        var (width, height) = (Width / 2, Height / 2);
        var rgb = new byte[width * height * 3];
        for (var at = 0; at < rgb.Length; at++)
        {
            var (y, x) = (at / 3 / width, at / 3 % width);
            var from = (((2 * y * Width) + (2 * x)) * 3) + (at % 3);
            rgb[at] = (byte)((Rgb[from] + Rgb[from + 3] + Rgb[from + (3 * Width)] + Rgb[from + (3 * Width) + 3]) / 4);
        }

        return new DecodedPicture(width, height, rgb);
    }

    /// <summary>A part of it.</summary>
    public DecodedPicture Part(int left, int top, int width, int height)
    {
        var rgb = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            Rgb.AsSpan((((top + y) * Width) + left) * 3, width * 3).CopyTo(rgb.AsSpan(y * width * 3));
        }

        return new DecodedPicture(width, height, rgb);
    }

    /// <summary>How alike light and dark are spread in two pictures of one size: the correlation of their lightness.</summary>
    public double Likeness(DecodedPicture other)
    {
        var (a, b) = (Lightness(), other.Lightness());
        a.Length.ShouldBe(b.Length);
        double meanA = 0,
            meanB = 0;
        for (var at = 0; at < a.Length; at++)
        {
            (meanA, meanB) = (meanA + (a[at] / a.Length), meanB + (b[at] / b.Length));
        }

        double both = 0,
            squareA = 0,
            squareB = 0;
        for (var at = 0; at < a.Length; at++)
        {
            both += (a[at] - meanA) * (b[at] - meanB);
            squareA += (a[at] - meanA) * (a[at] - meanA);
            squareB += (b[at] - meanB) * (b[at] - meanB);
        }

        return both / Math.Sqrt(squareA * squareB);
    }
}
