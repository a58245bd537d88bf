using SkiaSharp;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>Ranges of hills in the haze under a low sun or a moon, often above a lake.</summary>
internal sealed class LandscapePainting : Painting
{
    private const int Ridges = 6;

    private readonly PromptSeed seed;
    private readonly Palette palette;
    private readonly ValueNoise noise;
    private readonly bool isNight;
    private readonly SKPoint sun;
    private readonly float sunRadius;
    private readonly float shore;

    public LandscapePainting(PromptSeed seed, Palette palette, SKSize shape)
        : base(shape)
    {
        (this.seed, this.palette) = (seed, palette);
        noise = new ValueNoise(seed);
        isNight = seed.Below(4) == 0;
        sun = new SKPoint(shape.Width * seed.Between(0.2f, 0.8f), shape.Height * seed.Between(0.2f, 0.42f));
        sunRadius = seed.Between(0.05f, 0.11f);
        shore = seed.Below(5) < 3 ? shape.Height * seed.Between(0.70f, 0.78f) : shape.Height;
    }

    /// <inheritdoc/>
    public override void Draw(SKCanvas canvas)
    {
        var ridges = new SKPath[Ridges];
        for (var ridge = 0; ridge < Ridges; ridge++)
        {
            ridges[ridge] = Range(ridge);
        }

        try
        {
            DrawScene(canvas, ridges);
            if (shore < Shape.Height)
            {
                DrawLake(canvas, ridges);
            }
        }
        finally
        {
            Array.ForEach(ridges, ridge => ridge.Dispose());
        }
    }

    private void DrawScene(SKCanvas canvas, SKPath[] ridges)
    {
        var own = new PromptSeed(seed);
        DrawSoft(
            canvas,
            isGround: true,
            soft =>
            {
                FillGround(soft, isNight ? palette.Run(0.02f, 0.62f, 8) : palette.Run(0.30f, 1f, 8));
                DrawGlow(soft, sun, 9f * sunRadius, palette.Lamp, isNight ? 0.55f : 0.85f);
                DrawClouds(soft, own);
            }
        );
        if (isNight)
        {
            DrawStars(canvas, own, new SKRect(0, 0, Shape.Width, 0.6f * Shape.Height), palette.Lamp, 260);
        }

        using (var disc = new SKPaint { IsAntialias = true, Color = palette.Lamp })
        {
            canvas.DrawCircle(sun, sunRadius, disc);
        }

        using var paint = new SKPaint { IsAntialias = true };
        for (var ridge = Ridges - 1; ridge >= 0; ridge--)
        {
            var distance = (float)ridge / (Ridges - 1);
            var dim = isNight ? 0.62f : 1f;
            // Haze gathers at the foot of a range.
            using var shader = Downward(
                ridges[ridge].Bounds.Top,
                0.5f,
                palette.Run(dim * (0.02f + (0.60f * distance)), dim * (0.16f + (0.66f * distance)), 48)
            );
            paint.Shader = shader;
            canvas.DrawPath(ridges[ridge], paint);
            if (ridge == 3)
            {
                // The light lies on the far ranges, too.
                DrawSoft(
                    canvas,
                    isGround: false,
                    soft => DrawGlow(soft, sun, 7f * sunRadius, palette.Lamp, 0.30f, SKBlendMode.SrcOver)
                );
            }
        }
    }

    private void DrawClouds(SKCanvas canvas, PromptSeed seed)
    {
        var clouds = 5 + (int)(2 * Shape.Width);
        for (var cloud = 0; cloud < clouds; cloud++)
        {
            var length = seed.Between(0.18f, 0.5f);
            canvas.Save();
            canvas.Translate(Shape.Width * seed.Between(0f, 1f), Shape.Height * seed.Between(0.06f, 0.5f));
            canvas.Scale(1f, seed.Between(0.04f, 0.1f));
            DrawGlow(canvas, SKPoint.Empty, length, palette.At(0.95f), seed.Between(0.15f, isNight ? 0.25f : 0.5f));
            canvas.Restore();
        }
    }

    /// <summary>The lake shows the scene upside down, darker, with a path of light below the sun.</summary>
    private void DrawLake(SKCanvas canvas, SKPath[] ridges)
    {
        var water = new SKRect(0, shore, Shape.Width, Shape.Height);
        canvas.Save();
        canvas.ClipRect(water);
        canvas.Save();
        canvas.Translate(0, 2f * shore);
        canvas.Scale(1f, -1f);
        DrawScene(canvas, ridges);
        canvas.Restore();

        var dark = palette.At(0.04f);
        using (
            var depth = Downward(
                water.Top,
                water.Height,
                [.. Enumerable.Range(0, 24).Select(step => dark.WithAlpha((byte)(70 + (5 * step))))]
            )
        )
        using (var paint = new SKPaint { Shader = depth })
        {
            canvas.DrawRect(water, paint);
        }

        using var glitter = new SKPaint { IsAntialias = true, BlendMode = SKBlendMode.Screen };
        var seed = new PromptSeed(this.seed);
        for (var ripple = 0; ripple < 150; ripple++)
        {
            var near = seed.Between(0f, 1f);
            var spread = (0.6f + (1.6f * near)) * sunRadius;
            var x = sun.X + (spread * (seed.Between(-1f, 1f) + seed.Between(-1f, 1f)));
            var y = water.Top + (water.Height * near * near);
            var half = (0.010f + (0.055f * near)) * seed.Between(0.3f, 1f);
            glitter.Color = palette.Lamp.WithAlpha((byte)(seed.Between(40f, 150f) * (1f - (0.6f * near))));
            canvas.DrawOval(x, y, half, 0.0008f + (0.0016f * near), glitter);
        }

        canvas.Restore();
    }

    /// <summary>One range down to the foot of the picture. Range 0 is the nearest: lowest, roughest, darkest, wooded.</summary>
    private SKPath Range(int ridge)
    {
        const float Step = 1f / 320f;
        var distance = (float)ridge / (Ridges - 1);
        var foot = shore < Shape.Height ? shore + 0.02f : Shape.Height + 0.02f;
        var level = (shore < Shape.Height ? shore : 0.94f * Shape.Height) - (Shape.Height * 0.36f * distance) - 0.02f;
        var swing = 0.30f - (0.16f * distance);
        var scale = 1.2f + (1.7f * distance);
        using var path = new SKPathBuilder();
        path.MoveTo(-Step, foot);
        for (var x = -Step; x <= Shape.Width + Step; x += Step)
        {
            path.LineTo(x, level - (swing * (noise.Fractal(x * scale, ridge * 61.7f, 6) - 0.36f)));
        }

        path.LineTo(Shape.Width + Step, foot);
        path.Close();
        if (ridge < 2)
        {
            AddTrees(path, x => level - (swing * (noise.Fractal(x * scale, ridge * 61.7f, 6) - 0.36f)), ridge);
        }

        return path.Detach();
    }

    private void AddTrees(SKPathBuilder path, Func<float, float> crest, int ridge)
    {
        var seed = new PromptSeed(this.seed);
        var size = ridge == 0 ? 0.055f : 0.022f;
        for (var x = 0f; x < Shape.Width; x += size * seed.Between(0.22f, 0.9f))
        {
            // Woods and clearings.
            if (noise.At((x * 3f) + 7.3f, 40f + ridge) < 0.42f)
            {
                continue;
            }

            var height = size * seed.Between(0.6f, 1.25f);
            var foot = crest(x) + (0.12f * size);
            for (var tier = 0; tier < 3; tier++)
            {
                var bottom = foot - (height * 0.26f * tier);
                var half = height * (0.24f - (0.055f * tier));
                path.MoveTo(x - half, bottom);
                path.LineTo(x, bottom - (height * 0.48f));
                path.LineTo(x + half, bottom);
                path.Close();
            }
        }
    }
}
