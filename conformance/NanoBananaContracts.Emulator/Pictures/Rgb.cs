using System;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>A colour in sRGB, each channel from 0 to 1.</summary>
internal readonly record struct Rgb(float Red, float Green, float Blue)
{
    /// <summary>This colour with <paramref name="share"/> (0 to 1) of another over it.</summary>
    public Rgb Blend(Rgb over, float share) =>
        new(
            Red + ((over.Red - Red) * share),
            Green + ((over.Green - Green) * share),
            Blue + ((over.Blue - Blue) * share)
        );

    /// <summary>This colour lightened towards white as by a lamp of another colour.</summary>
    public Rgb Screen(Rgb lamp, float strength) =>
        new(
            1 - ((1 - Red) * (1 - (lamp.Red * strength))),
            1 - ((1 - Green) * (1 - (lamp.Green * strength))),
            1 - ((1 - Blue) * (1 - (lamp.Blue * strength)))
        );

    /// <summary>Writes the colour as three bytes.</summary>
    public void WriteTo(Span<byte> rgb)
    {
        rgb[2] = ToByte(Blue);
        rgb[1] = ToByte(Green);
        rgb[0] = ToByte(Red);
    }

    private static byte ToByte(float value) => (byte)Math.Clamp((value * 255f) + 0.5f, 0f, 255f);
}
