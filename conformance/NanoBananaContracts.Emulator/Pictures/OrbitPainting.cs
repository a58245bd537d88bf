using System;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>Translucent discs and rings over a slow gradient, as on a poster.</summary>
internal sealed class OrbitPainting : Painting
{
    private readonly Palette _palette;
    private readonly Disc[] _discs;
    private readonly float _tilt;
    private readonly Rgb[] _row;

    public OrbitPainting(PromptSeed seed, Palette palette, int width, int height)
        : base(width, height)
    {
        _palette = palette;
        _tilt = seed.Between(-0.5f, 0.5f);
        _row = new Rgb[width];
        var longer = Math.Max(width, height) / Unit;
        _discs = new Disc[(int)(22 + (9 * longer))];
        for (var at = 0; at < _discs.Length; at++)
        {
            // Large and faint first, small and clear last.
            var rank = (float)at / _discs.Length;
            var radius = Unit * float.Lerp(0.42f, 0.025f, MathF.Sqrt(rank)) * seed.Between(0.7f, 1.3f);
            var colour = new Oklch(
                seed.Between(0.45f, 0.92f),
                seed.Between(0.08f, 0.18f),
                palette.Hue + (palette.Turn * seed.Between(0f, 1.2f))
            ).ToRgb();
            _discs[at] = new Disc(
                width * seed.Between(-0.05f, 1.05f),
                height * seed.Between(-0.05f, 1.05f),
                radius,
                seed.Below(3) == 0 ? radius * seed.Between(0.72f, 0.94f) : 0f,
                colour,
                float.Lerp(0.20f, 0.85f, rank)
            );
        }
    }

    /// <inheritdoc/>
    public override void PaintRow(int y, Span<byte> rgb)
    {
        for (var x = 0; x < Width; x++)
        {
            var t = ((float)y / Height) + (_tilt * (((float)x / Width) - 0.5f));
            _row[x] = _palette.At(0.08f + (0.5f * t));
        }

        foreach (var disc in _discs)
        {
            var dy = y - disc.Y;
            var reach = disc.Radius + 1f;
            if (MathF.Abs(dy) >= reach)
            {
                continue;
            }

            var half = MathF.Sqrt((reach * reach) - (dy * dy));
            var from = Math.Max(0, (int)(disc.X - half));
            var to = Math.Min(Width - 1, (int)(disc.X + half) + 1);
            for (var x = from; x <= to; x++)
            {
                var dx = x - disc.X;
                var distance = MathF.Sqrt((dx * dx) + (dy * dy));
                var inside =
                    Math.Clamp(disc.Radius - distance + 0.5f, 0f, 1f)
                    * (disc.Hole > 0f ? Math.Clamp(distance - disc.Hole + 0.5f, 0f, 1f) : 1f);
                var shade = 0.55f + (0.45f * (dx - dy + disc.Radius) / (2f * disc.Radius));
                _row[x] = _row[x].Blend(disc.Colour, inside * disc.Opacity * Math.Clamp(shade, 0f, 1f));
            }
        }

        for (var x = 0; x < Width; x++)
        {
            _row[x].WriteTo(rgb[(3 * x)..]);
        }
    }

    private readonly record struct Disc(float X, float Y, float Radius, float Hole, Rgb Colour, float Opacity);
}
