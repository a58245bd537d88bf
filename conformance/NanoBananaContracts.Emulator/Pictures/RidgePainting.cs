using System;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>Ranges of hills in the haze under a low sun.</summary>
internal sealed class RidgePainting : Painting
{
    private const int Ridges = 7;

    private readonly Palette _palette;
    private readonly Rgb _lamp;
    private readonly float _sunX;
    private readonly float _sunY;
    private readonly float _sunRadius;
    private readonly float[][] _crests = new float[Ridges][];
    private readonly Rgb[] _ridgeColours = new Rgb[Ridges];

    public RidgePainting(PromptSeed seed, Palette palette, int width, int height)
        : base(width, height)
    {
        _palette = palette;
        _lamp = new Oklch(0.93f, 0.09f, palette.Hue + palette.Turn).ToRgb();
        _sunX = width * seed.Between(0.2f, 0.8f);
        _sunY = height * seed.Between(0.22f, 0.42f);
        _sunRadius = Unit * seed.Between(0.06f, 0.13f);
        var noise = new ValueNoise(seed);
        for (var ridge = 0; ridge < Ridges; ridge++)
        {
            // Ridge 0 is the nearest: lowest, roughest, darkest.
            var distance = (float)ridge / (Ridges - 1);
            var level = height * (0.90f - (0.46f * distance));
            var swing = Unit * (0.34f - (0.20f * distance));
            var scale = (1.3f + (1.9f * distance)) / Unit;
            var crest = new float[width];
            for (var x = 0; x < width; x++)
            {
                crest[x] = level - (swing * (noise.Fractal(x * scale, ridge * 61.7f, 6) - 0.42f));
            }

            _crests[ridge] = crest;
            _ridgeColours[ridge] = palette.At(0.03f + (0.60f * distance));
        }
    }

    /// <inheritdoc/>
    public override void PaintRow(int y, Span<byte> rgb)
    {
        var sky = _palette.At(0.28f + (0.72f * MathF.Pow((float)y / Height, 0.8f)));
        var dy = y - _sunY;
        for (var x = 0; x < Width; x++)
        {
            var dx = x - _sunX;
            var distance = MathF.Sqrt((dx * dx) + (dy * dy));
            var halo = _sunRadius / (_sunRadius + Math.Max(0f, distance - _sunRadius));
            var colour = sky.Screen(_lamp, 0.75f * halo * halo);
            colour = colour.Blend(_lamp, Math.Clamp(_sunRadius - distance + 0.5f, 0f, 1f));
            for (var ridge = Ridges - 1; ridge >= 0; ridge--)
            {
                var depth = y - _crests[ridge][x];
                if (depth <= -0.5f)
                {
                    continue;
                }

                // Haze gathers at the foot of a range, and the sun warms its crest.
                var haze = Math.Clamp(depth / (0.42f * Unit), 0f, 1f) * 0.55f;
                var lit = _ridgeColours[ridge]
                    .Blend(_palette.At(0.25f + (0.10f * ridge)), haze)
                    .Screen(_lamp, 0.18f * halo / (1f + (depth / (0.02f * Unit))));
                colour = colour.Blend(lit, Math.Clamp(depth + 0.5f, 0f, 1f));
            }

            colour.WriteTo(rgb[(3 * x)..]);
        }
    }
}
