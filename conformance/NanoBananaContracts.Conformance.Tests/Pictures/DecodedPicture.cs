using System;

namespace NanoBananaContracts.Conformance.Tests.Pictures;

/// <summary>Pixels that a decoder written apart from the encoder got out of a file.</summary>
internal sealed record DecodedPicture(int Width, int Height, byte[] Rgb)
{
    public static DecodedPicture Read(byte[] file) => file[0] == 0x89 ? PngFile.Read(file) : JpegFile.Read(file);

    public ReadOnlySpan<byte> Row(int y) => Rgb.AsSpan(y * Width * 3, Width * 3);
}
