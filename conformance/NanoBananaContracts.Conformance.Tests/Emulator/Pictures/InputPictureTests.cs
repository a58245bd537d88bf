using System.Buffers.Binary;
using NanoBananaContracts.Emulator.Pictures;
using NanoBananaContracts.Serialization;
using SkiaSharp;

namespace NanoBananaContracts.Conformance.Tests.Emulator.Pictures;

public sealed class InputPictureTests
{
    // The corners of a picture whose file is 48 wide and 32 high, from the top left around, for each EXIF orientation.
    [Theory]
    [InlineData(1, 48, 32, "RGBY")]
    [InlineData(2, 48, 32, "GRYB")]
    [InlineData(3, 48, 32, "BYRG")]
    [InlineData(4, 48, 32, "YBGR")]
    [InlineData(5, 32, 48, "RYBG")]
    [InlineData(6, 32, 48, "YRGB")]
    [InlineData(7, 32, 48, "BGRY")]
    [InlineData(8, 32, 48, "GBYR")]
    public void A_picture_is_seen_as_the_camera_was_held(byte orientation, int width, int height, string corners)
    {
        var picture = InputPicture.Read(Base64Data.FromBytes(Corners(orientation)), 0, 0);

        (picture.Width, picture.Height).ShouldBe((width, height));
        using var upright = picture.Decode(new SKSize(width, height));
        (upright.Width, upright.Height).ShouldBe((width, height));
        using var pixels = SKBitmap.FromImage(upright);
        string.Concat(
                Name(pixels.GetPixel(4, 4)),
                Name(pixels.GetPixel(width - 5, 4)),
                Name(pixels.GetPixel(width - 5, height - 5)),
                Name(pixels.GetPixel(4, height - 5))
            )
            .ShouldBe(corners);
    }

    [Fact]
    public void A_large_jpeg_is_decoded_no_larger_than_is_needed()
    {
        var picture = InputPicture.Read(Base64Data.FromBytes(SamplePicture.Jpeg(1024, 512, 1)), 0, 0);

        using var small = picture.Decode(new SKSize(100, 50));

        (small.Width, small.Height).ShouldBe((128, 64));
    }

    [Fact]
    public void What_is_transparent_lies_on_white()
    {
        using var clear = new SKBitmap(new SKImageInfo(8, 8, SKColorType.Rgba8888, SKAlphaType.Premul));
        clear.Erase(SKColors.Transparent);
        using var file = clear.Encode(SKEncodedImageFormat.Png, 100);
        var picture = InputPicture.Read(Base64Data.FromBytes(file.ToArray()), 0, 0);

        using var seen = picture.Decode(new SKSize(8, 8));

        using var pixels = SKBitmap.FromImage(seen);
        pixels.GetPixel(3, 3).ShouldBe(SKColors.White);
    }

    [Fact]
    public void What_Skia_cannot_decode_is_known_before_it_is_tried() =>
        InputPicture
            .Read(Base64Data.FromBytes("\0\0\0\u0018ftypavif\0\0\0\0mif1miaf\0\0\0\u0008mdat"u8.ToArray()), 0, 0)
            .IsDecodable.ShouldBeFalse();

    private static char Name(SKColor colour) =>
        (colour.Red > 128, colour.Green > 128, colour.Blue > 128) switch
        {
            (true, false, false) => 'R',
            (false, true, false) => 'G',
            (false, false, true) => 'B',
            (true, true, false) => 'Y',
            _ => '?',
        };

    /// <summary>A JPEG with red, green, blue and yellow corners in its file, from the top left around.</summary>
    private static byte[] Corners(byte orientation)
    {
        using var surface = SKSurface.Create(new SKImageInfo(48, 32));
        using var paint = new SKPaint();
        foreach (
            var (x, y, colour) in (ReadOnlySpan<(int, int, SKColor)>)
                [(0, 0, SKColors.Red), (24, 0, SKColors.Lime), (24, 16, SKColors.Blue), (0, 16, SKColors.Yellow)]
        )
        {
            paint.Color = colour;
            surface.Canvas.DrawRect(x, y, 24, 16, paint);
        }

        using var image = surface.Snapshot();
        using var file = image.Encode(SKEncodedImageFormat.Jpeg, 95);
        // One directory with one entry: tag 0x0112, a short.
        byte[] exif =
        [
            .. "Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0"u8,
            orientation,
            0,
            0,
            0,
            0,
            0,
            0,
        ];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(exif.Length + 2));
        var jpeg = file.ToArray();
        return [0xFF, 0xD8, 0xFF, 0xE1, .. length, .. exif, .. jpeg.AsSpan(2)];
    }
}
