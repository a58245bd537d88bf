using System;
using System.IO;
using NanoBananaContracts.Emulator.Pictures;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Pictures;

public sealed class PictureWriterTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 9)]
    [InlineData(64, 64)]
    [InlineData(1001, 603)]
    public void A_png_decodes_to_the_very_pixels(int width, int height)
    {
        var painted = Paint("A red fox in snow", width, height);

        var decoded = PngFile.Read(Write(painted, output => new PngWriter(output, width, height)));

        (decoded.Width, decoded.Height).ShouldBe((width, height));
        decoded.Rgb.AsSpan().SequenceEqual(painted.Rgb).ShouldBeTrue();
    }

    [Fact]
    public void A_png_of_noise_uses_every_chunk_boundary_right()
    {
        var noise = new byte[512 * 300 * 3];
        new Random(42).NextBytes(noise);
        var picture = new DecodedPicture(512, 300, noise);

        var decoded = PngFile.Read(Write(picture, output => new PngWriter(output, 512, 300)));

        decoded.Rgb.AsSpan().SequenceEqual(noise).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 8)]
    [InlineData(9, 7)]
    [InlineData(1001, 603)]
    public void A_jpeg_decodes_to_pixels_that_look_the_same(int width, int height)
    {
        var painted = Paint("A red fox in snow", width, height);

        var decoded = JpegFile.Read(Write(painted, output => new JpegWriter(output, width, height)));

        (decoded.Width, decoded.Height).ShouldBe((width, height));
        SignalToNoise(painted.Rgb, decoded.Rgb).ShouldBeGreaterThan(33, "in dB");
    }

    [Fact]
    public void A_jpeg_of_noise_survives_stuffed_bytes_and_long_codes()
    {
        var noise = new byte[64 * 64 * 3];
        new Random(42).NextBytes(noise);

        var decoded = JpegFile.Read(Write(new DecodedPicture(64, 64, noise), output => new JpegWriter(output, 64, 64)));

        SignalToNoise(noise, decoded.Rgb).ShouldBeGreaterThan(20, "in dB");
    }

    [Fact]
    public void The_same_prompt_gives_the_same_picture_and_another_prompt_another()
    {
        var fox = Paint("A red fox in snow", 160, 90);

        Paint("A red fox in snow", 160, 90).Rgb.ShouldBe(fox.Rgb);
        Paint("A red fox in the snow", 160, 90).Rgb.AsSpan().SequenceEqual(fox.Rgb).ShouldBeFalse();
    }

    [Fact]
    public void A_writer_refuses_a_row_too_many_a_row_too_few_and_a_row_of_the_wrong_length()
    {
        foreach (var jpeg in (bool[])[false, true])
        {
            using var output = new MemoryStream();
            using IPictureWriter writer = jpeg ? new JpegWriter(output, 2, 2) : new PngWriter(output, 2, 2);
            writer.WriteRow(new byte[6]);
            Should.Throw<InvalidOperationException>(writer.Complete).Message.ShouldContain("1 were written");
            Should.Throw<ArgumentException>(() => writer.WriteRow(new byte[5])).Message.ShouldContain("6 bytes");
            writer.WriteRow(new byte[6]);
            Should.Throw<InvalidOperationException>(() => writer.WriteRow(new byte[6]));
        }
    }

    private static DecodedPicture Paint(string prompt, int width, int height)
    {
        var painting = Painting.Of(prompt, prompt, width, height);
        var rgb = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            painting.PaintRow(y, rgb.AsSpan(y * width * 3, width * 3));
        }

        return new DecodedPicture(width, height, rgb);
    }

    private static byte[] Write(DecodedPicture picture, Func<Stream, IPictureWriter> create)
    {
        using var output = new MemoryStream();
        using var writer = create(output);
        for (var y = 0; y < picture.Height; y++)
        {
            writer.WriteRow(picture.Row(y));
        }

        writer.Complete();
        return output.ToArray();
    }

    private static double SignalToNoise(byte[] expected, byte[] actual)
    {
        double sum = 0;
        for (var at = 0; at < expected.Length; at++)
        {
            sum += Math.Pow(expected[at] - actual[at], 2);
        }

        return 10 * Math.Log10(255 * 255 / Math.Max(1e-9, sum / expected.Length));
    }
}
