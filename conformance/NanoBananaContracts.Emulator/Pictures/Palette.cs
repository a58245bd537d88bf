using SkiaSharp;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>The colours of one picture: a smooth run from dark to light through related hues.</summary>
internal sealed class Palette
{
    /// <summary>Chooses the colours.</summary>
    /// <param name="seed">What the prompt does not say.</param>
    /// <param name="named">The hue that it names.</param>
    public Palette(PromptSeed seed, float? named)
    {
        // Cool shadows and, more often than not, a warm light: the way from one to the other then keeps clear of the
        // olive greens, which please in no prompt.
        Hue = seed.Between(0.50f, 0.92f);
        var light = seed.Below(3) == 0 ? seed.Between(0.46f, 0.56f) : seed.Between(0.98f, 1.22f);
        Turn = light - Hue;
        if (named is { } hue)
        {
            // Light and shadow on either side of it.
            Turn = Math.Sign(Turn) * 0.09f;
            Hue = hue - (0.5f * Turn);
        }
    }

    /// <summary>The hue of the dark end, in turns.</summary>
    public float Hue { get; }

    /// <summary>How far the light end's hue is from the dark end's, in turns.</summary>
    public float Turn { get; }

    /// <summary>The colour of a lamp of the light end's hue.</summary>
    public SKColor Lamp => new Oklch(0.94f, 0.08f, Hue + Turn).ToColor();

    /// <summary>The colour at a place of the run.</summary>
    /// <param name="t">0 the dark end, 1 the light end; beyond them, the ends.</param>
    public SKColor At(float t)
    {
        t = Math.Clamp(t, 0f, 1f);
        var chroma = 0.04f + (0.115f * MathF.Sin(MathF.PI * (0.12f + (t * 0.80f))));
        return new Oklch(0.16f + (0.78f * t), chroma, Hue + (Turn * t)).ToColor();
    }

    /// <summary>Colours evenly spaced along a piece of the run: the stops of a gradient.</summary>
    public SKColor[] Run(float from, float to, int count) =>
        [.. Enumerable.Range(0, count).Select(step => At(from + ((to - from) * step / (count - 1))))];
}
