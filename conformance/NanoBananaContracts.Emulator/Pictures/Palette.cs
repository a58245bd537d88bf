using System;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>The colours of one picture: a smooth run from dark to light through related hues.</summary>
internal sealed class Palette
{
    private const int Steps = 1024;

    private readonly Rgb[] _run = new Rgb[Steps + 1];

    public Palette(PromptSeed seed)
    {
        // Cool shadows and, more often than not, a warm light: the way from one to the other then keeps clear of the
        // olive greens, which please in no prompt.
        Hue = seed.Between(0.58f, 0.90f);
        var light = seed.Below(3) == 0 ? seed.Between(0.46f, 0.56f) : seed.Between(0.98f, 1.22f);
        Turn = light - Hue;
        for (var step = 0; step <= Steps; step++)
        {
            var t = (float)step / Steps;
            var chroma = 0.04f + (0.115f * MathF.Sin(MathF.PI * Math.Clamp(0.12f + (t * 0.80f), 0f, 1f)));
            _run[step] = new Oklch(0.16f + (0.78f * t), chroma, Hue + (Turn * t)).ToRgb();
        }
    }

    /// <summary>The hue of the dark end, in turns.</summary>
    public float Hue { get; }

    /// <summary>How far the light end's hue is from the dark end's, in turns.</summary>
    public float Turn { get; }

    /// <summary>The colour at a place of the run.</summary>
    /// <param name="t">0 the dark end, 1 the light end; beyond them, the ends.</param>
    public Rgb At(float t) => _run[(int)(Math.Clamp(t, 0f, 1f) * Steps)];
}
