using SkiaSharp;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>Planets on their orbits before glowing clouds, as on a poster.</summary>
internal sealed class OrbitPainting : Painting
{
    private readonly PromptSeed seed;
    private readonly Palette palette;

    public OrbitPainting(PromptSeed seed, Palette palette, SKSize shape)
        : base(shape) => (this.seed, this.palette) = (seed, palette);

    /// <inheritdoc/>
    public override void Draw(SKCanvas canvas)
    {
        var seed = new PromptSeed(this.seed);
        var radius = seed.Between(0.12f, 0.2f);
        var sun = new SKPoint(Shape.Width * seed.Between(0.1f, 0.9f), Shape.Height * seed.Between(0.62f, 1.02f));
        DrawSoft(
            canvas,
            isGround: true,
            soft =>
            {
                FillGround(soft, palette.Run(0.02f, 0.34f, 6), seed.Between(-0.6f, 0.6f));
                for (var cloud = 0; cloud < 5; cloud++)
                {
                    var at = new SKPoint(Shape.Width * seed.Between(0f, 1f), Shape.Height * seed.Between(0f, 1f));
                    DrawGlow(soft, at, seed.Between(0.4f, 0.9f), palette.At(seed.Between(0.35f, 0.75f)), 0.42f);
                }

                DrawGlow(soft, sun, 5.5f * radius, palette.Lamp, 0.7f);
            }
        );
        DrawStars(canvas, seed, SKRect.Create(Shape), palette.Lamp, (int)(220 * Shape.Width * Shape.Height));
        DrawGlobe(canvas, sun, radius, sun, palette.Lamp, palette.At(0.82f));

        var orbits = 6 + (int)Math.Max(Shape.Width, Shape.Height);
        var orbit = radius;
        for (var number = 0; number < orbits; number++)
        {
            orbit += seed.Between(0.09f, 0.2f);
            using var line = new SKPaint
            {
                IsAntialias = true,
                Style = SKPaintStyle.Stroke,
                StrokeWidth = 0.0022f,
                Color = palette.Lamp.WithAlpha(80),
            };
            canvas.DrawCircle(sun, orbit, line);
            var planets = 1 + seed.Below(2);
            for (var planet = 0; planet < planets; planet++)
            {
                DrawPlanet(
                    canvas,
                    seed,
                    sun,
                    orbit,
                    0.018f + (0.05f * seed.Between(0f, 1f) * Math.Min(1.6f, orbit + 0.2f))
                );
            }
        }
    }

    private void DrawPlanet(SKCanvas canvas, PromptSeed seed, SKPoint sun, float orbit, float radius)
    {
        // Mostly above the sun, where the picture is.
        var (sin, cos) = MathF.SinCos(MathF.Tau * seed.Between(0.45f, 1.05f));
        var at = new SKPoint(sun.X + (orbit * cos), sun.Y + (orbit * sin));
        var hue = palette.Hue + (palette.Turn * seed.Between(0f, 1.2f));
        var light = new Oklch(seed.Between(0.72f, 0.9f), seed.Between(0.08f, 0.16f), hue).ToColor();
        var dark = new Oklch(0.2f, 0.06f, palette.Hue).ToColor();
        var isRinged = seed.Below(4) == 0;
        using var ring = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 0.22f * radius,
            Color = light.WithAlpha(170),
        };
        var box = new SKRect(-1.9f * radius, -0.55f * radius, 1.9f * radius, 0.55f * radius);
        canvas.Save();
        canvas.Translate(at.X, at.Y);
        canvas.RotateDegrees(seed.Between(-35f, 35f));
        if (isRinged)
        {
            canvas.DrawArc(box, 180, 180, useCenter: false, ring);
        }

        var turned = canvas.TotalMatrix;
        canvas.Restore();
        DrawGlobe(canvas, at, radius, sun, light, dark);
        if (isRinged)
        {
            canvas.Save();
            canvas.SetMatrix(turned);
            canvas.DrawArc(box, 0, 180, useCenter: false, ring);
            canvas.Restore();
        }
    }

    /// <summary>A globe, light on the side of a lamp.</summary>
    private static void DrawGlobe(SKCanvas canvas, SKPoint at, float radius, SKPoint lamp, SKColor light, SKColor dark)
    {
        var away = lamp - at;
        var reach = away.Length == 0 ? 0 : 0.7f * radius / away.Length;
        using var shader = SKShader.CreateRadialGradient(
            new SKPoint(at.X + (reach * away.X), at.Y + (reach * away.Y)),
            (reach == 0 ? 1f : 1.75f) * radius,
            [light, light, dark],
            [0f, 0.25f, 1f],
            SKShaderTileMode.Clamp
        );
        using var paint = new SKPaint { IsAntialias = true, Shader = shader };
        canvas.DrawCircle(at, radius, paint);
    }
}
