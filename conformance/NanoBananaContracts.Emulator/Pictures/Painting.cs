using SkiaSharp;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>A picture that can be drawn at any size. One unit of its plane is the shorter side.</summary>
internal abstract class Painting
{
    // What is drawn softly has no detail finer than a hundredth of a unit.
    private const int SoftPixels = 256;

    /// <summary>Creates a painting of a shape.</summary>
    /// <param name="shape">Width and height in units; the smaller is 1.</param>
    protected Painting(SKSize shape) => Shape = shape;

    /// <summary>Width and height in units, so that every size shows the same picture; the smaller is 1.</summary>
    protected SKSize Shape { get; }

    /// <summary>Draws the whole picture.</summary>
    /// <param name="canvas">Its plane is measured in units.</param>
    public abstract void Draw(SKCanvas canvas);

    /// <summary>A painting.</summary>
    /// <param name="prompt">Any text, also none: shapes and colours follow from it.</param>
    /// <param name="sources">What is edited; none for a picture painted anew.</param>
    /// <param name="shape">Width and height in units.</param>
    public static Painting Of(string prompt, IReadOnlyList<InputPicture> sources, SKSize shape)
    {
        var seed = new PromptSeed(prompt);
        var palette = new Palette(seed, NamedHue.In(prompt));
        return sources.Count > 0
            ? new EditPainting(seed, palette, sources, shape)
            : seed.Below(3) switch
            {
                0 => new LandscapePainting(seed, palette, shape),
                1 => new SilkPainting(seed, palette, shape),
                _ => new OrbitPainting(seed, palette, shape),
            };
    }

    /// <summary>Draws what has no edges in few pixels and lays it, enlarged, over the plane.</summary>
    /// <remarks>
    /// Gradients cost some 20 ns a pixel and layer, an enlarged picture 4: at 4K that is a second against a tenth.
    /// </remarks>
    /// <param name="canvas">Its plane is measured in units.</param>
    /// <param name="isGround">Whether all is covered, so that nothing below shows.</param>
    /// <param name="draw">Draws on a small canvas, measured in units as well.</param>
    protected void DrawSoft(SKCanvas canvas, bool isGround, Action<SKCanvas> draw)
    {
        var info = new SKImageInfo(
            (int)MathF.Ceiling(SoftPixels * Shape.Width),
            (int)MathF.Ceiling(SoftPixels * Shape.Height),
            SKImageInfo.PlatformColorType,
            isGround ? SKAlphaType.Opaque : SKAlphaType.Premul
        );
        using var surface = SKSurface.Create(info);
        surface.Canvas.Scale(SoftPixels);
        draw(surface.Canvas);
        using var soft = surface.Snapshot();
        canvas.DrawImage(
            soft,
            SKRect.Create(info.Width / (float)SoftPixels, info.Height / (float)SoftPixels),
            new SKSamplingOptions(SKFilterMode.Linear)
        );
    }

    /// <summary>Fills the plane with a gradient of evenly spaced colours from the top down.</summary>
    /// <param name="canvas">A soft one.</param>
    /// <param name="colours">From the top.</param>
    /// <param name="tilt">How far the gradient leans to the right, as a share of the width.</param>
    protected void FillGround(SKCanvas canvas, SKColor[] colours, float tilt = 0f)
    {
        using var shader = SKShader.CreateLinearGradient(
            new SKPoint((0.5f - tilt) * Shape.Width, 0),
            new SKPoint((0.5f + tilt) * Shape.Width, Shape.Height),
            colours,
            SKShaderTileMode.Clamp
        );
        using var paint = new SKPaint { Shader = shader };
        canvas.DrawPaint(paint);
    }

    /// <summary>A gradient straight down, for what has edges.</summary>
    /// <remarks>An enlarged column of pixels: Skia fills with it four times as fast as with a gradient.</remarks>
    /// <param name="top">Where it begins.</param>
    /// <param name="height">How far it reaches; beyond it, the ends.</param>
    /// <param name="colours">From the top, so many that two neighbours look alike.</param>
    protected static SKShader Downward(float top, float height, SKColor[] colours)
    {
        using var column = new SKBitmap(
            new SKImageInfo(1, colours.Length, SKImageInfo.PlatformColorType, SKAlphaType.Premul)
        );
        for (var at = 0; at < colours.Length; at++)
        {
            column.SetPixel(0, at, colours[at]);
        }

        using var image = SKImage.FromBitmap(column);
        return image.ToShader(
            SKShaderTileMode.Clamp,
            SKShaderTileMode.Clamp,
            new SKSamplingOptions(SKFilterMode.Linear),
            SKMatrix.CreateScaleTranslation(1f, height / colours.Length, 0, top)
        );
    }

    /// <summary>Draws light that falls off around a place and is added to what is there.</summary>
    /// <param name="canvas">A soft one.</param>
    /// <param name="at">The middle.</param>
    /// <param name="radius">Where it has fallen to nothing.</param>
    /// <param name="colour">The light.</param>
    /// <param name="strength">In the middle, from 0 to 1.</param>
    /// <param name="mode">Over a ground light is screened; alone it is laid on.</param>
    protected static void DrawGlow(
        SKCanvas canvas,
        SKPoint at,
        float radius,
        SKColor colour,
        float strength,
        SKBlendMode mode = SKBlendMode.Screen
    )
    {
        SKColor Faded(float share) => colour.WithAlpha((byte)(255 * strength * share));
        using var shader = SKShader.CreateRadialGradient(
            at,
            radius,
            [Faded(1f), Faded(0.42f), Faded(0.14f), Faded(0f)],
            [0f, 0.22f, 0.55f, 1f],
            SKShaderTileMode.Clamp
        );
        using var paint = new SKPaint { Shader = shader, BlendMode = mode };
        canvas.DrawCircle(at, radius, paint);
    }

    /// <summary>Scatters faint stars over a rectangle of the plane.</summary>
    protected static void DrawStars(SKCanvas canvas, PromptSeed seed, SKRect sky, SKColor colour, int count)
    {
        using var paint = new SKPaint { IsAntialias = true };
        for (var star = 0; star < count; star++)
        {
            var bright = seed.Between(0f, 1f);
            paint.Color = colour.WithAlpha((byte)(60 + (180 * bright * bright)));
            canvas.DrawCircle(
                seed.Between(sky.Left, sky.Right),
                seed.Between(sky.Top, sky.Bottom),
                0.0007f + (0.0016f * bright * bright * bright),
                paint
            );
        }
    }
}
