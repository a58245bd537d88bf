using SkiaSharp;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>A colour by lightness, chroma and hue as the eye sees them, so that any hue goes with any other.</summary>
/// <param name="Lightness">0 black to 1 white.</param>
/// <param name="Chroma">0 grey to about 0.3.</param>
/// <param name="Hue">In turns: 0.08 is red, 0.4 green, 0.73 blue.</param>
internal readonly record struct Oklch(float Lightness, float Chroma, float Hue)
{
    /// <summary>The colour in sRGB, opaque.</summary>
    /// <remarks>Matrices: Björn Ottosson, "A perceptual color space for image processing", 2020.</remarks>
    public SKColor ToColor()
    {
        var (sin, cos) = MathF.SinCos(Hue * MathF.Tau);
        float a = Chroma * cos,
            b = Chroma * sin;
        var l = Cube(Lightness + (0.3963377774f * a) + (0.2158037573f * b));
        var m = Cube(Lightness - (0.1055613458f * a) - (0.0638541728f * b));
        var s = Cube(Lightness - (0.0894841775f * a) - (1.2914855480f * b));
        return new SKColor(
            Gamma((4.0767416621f * l) - (3.3077115913f * m) + (0.2309699292f * s)),
            Gamma((-1.2684380046f * l) + (2.6097574011f * m) - (0.3413193965f * s)),
            Gamma((-0.0041960863f * l) - (0.7034186147f * m) + (1.7076147010f * s))
        );
    }

    private static float Cube(float value) => value * value * value;

    private static byte Gamma(float linear)
    {
        var light = linear <= 0.0031308f ? 12.92f * linear : (1.055f * MathF.Pow(linear, 1f / 2.4f)) - 0.055f;
        return (byte)Math.Clamp((light * 255f) + 0.5f, 0f, 255f);
    }
}
