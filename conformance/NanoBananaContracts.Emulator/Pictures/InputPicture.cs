using NanoBananaContracts.Serialization;
using SkiaSharp;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>A picture in a request: its file, and what its header says of it.</summary>
internal sealed class InputPicture
{
    /// <summary>
    /// The most pixels that are decoded: what a phone's sensor takes. Decoded they fill 200 MB; a file of a few kilobytes
    /// can claim thousands of times as many, and is refused by its header alone.
    /// </summary>
    public const long MostPixels = 50_000_000;

    private readonly byte[] file;
    private readonly string place;
    private readonly SKEncodedOrigin origin;

    private InputPicture(byte[] file, string place)
    {
        (this.file, this.place) = (file, place);
        Hash = PictureOrder.Hash(file);
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null)
        {
            var seen = PictureInspector.Inspect(file);
            (Width, Height) = (seen.Width, seen.Height);
            IsDecodable = seen.Format is not (ImageFileFormat.Avif or ImageFileFormat.Heif);
            return;
        }

        IsDecodable = true;
        origin = codec.EncodedOrigin;
        (Width, Height) = IsOnItsSide ? (codec.Info.Height, codec.Info.Width) : (codec.Info.Width, codec.Info.Height);
    }

    /// <summary>The SHA-256 of the file.</summary>
    public string Hash { get; }

    /// <summary>In pixels, as it is to be looked at: a camera held upright has turned it.</summary>
    public int Width { get; }

    /// <summary>In pixels, as it is to be looked at.</summary>
    public int Height { get; }

    /// <summary>Whether Skia has a decoder for it; it has none for HEIC and AVIF, which the service takes.</summary>
    public bool IsDecodable { get; }

    private bool IsOnItsSide => origin >= SKEncodedOrigin.LeftTop;

    /// <summary>Reads the header of a picture.</summary>
    /// <param name="data">The file, which is whole.</param>
    /// <param name="turn">The place of its turn in the request.</param>
    /// <param name="part">Its place in the turn.</param>
    public static InputPicture Read(Base64Data data, int turn, int part) =>
        new(data.ToArray(), $"content position {turn}, part position {part}");

    /// <summary>Decodes the picture, its first frame where it moves, and turns it upright.</summary>
    /// <param name="needed">A size that suffices, in pixels; a JPEG is decoded no larger than about that.</param>
    /// <returns>Opaque pixels, at most as many as the file has; on white where it is transparent.</returns>
    /// <exception cref="UnreadablePictureException">Its pixels cannot be had.</exception>
    public SKImage Decode(SKSize needed)
    {
        using var data = SKData.CreateCopy(file);
        using var codec =
            SKCodec.Create(data) ?? throw new UnreadablePictureException(place, "it has no header that can be read");
        if ((long)codec.Info.Width * codec.Info.Height > MostPixels)
        {
            throw new UnreadablePictureException(place, TooLarge(codec.Info.Width, codec.Info.Height));
        }

        var scale = Math.Min(1f, Math.Max(needed.Width / Width, needed.Height / Height));
        var size = codec.GetScaledDimensions(scale);
        using var raw = new SKBitmap(
            new SKImageInfo(
                size.Width,
                size.Height,
                SKImageInfo.PlatformColorType,
                codec.Info.IsOpaque ? SKAlphaType.Opaque : SKAlphaType.Premul,
                SKColorSpace.CreateSrgb()
            )
        );
        var result = codec.GetPixels(raw.Info, raw.GetPixels());
        if (result != SKCodecResult.Success)
        {
            throw new UnreadablePictureException(place, $"its pixels cannot be decoded ({result})");
        }

        raw.SetImmutable();
        return raw.Info.IsOpaque && origin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default
            ? SKImage.FromBitmap(raw)
            : Upright(raw);
    }

    /// <summary>Why a picture of a size is not decoded.</summary>
    public static string TooLarge(int width, int height) =>
        $"{width} x {height} pixels are more than the {MostPixels / 1_000_000} megapixels that are taken";

    private SKImage Upright(SKBitmap raw)
    {
        var (width, height) = IsOnItsSide ? (raw.Height, raw.Width) : (raw.Width, raw.Height);
        using var surface = SKSurface.Create(
            new SKImageInfo(width, height, SKImageInfo.PlatformColorType, SKAlphaType.Opaque)
        );
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        // Each origin says which corner of the file the top and the left of the picture are.
        canvas.SetMatrix(
            origin switch
            {
                SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
                SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
                SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
                SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
                SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
                _ => SKMatrix.Identity,
            }
        );
        canvas.DrawBitmap(raw, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest));
        return surface.Snapshot();
    }
}
