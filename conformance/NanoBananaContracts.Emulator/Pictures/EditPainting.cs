using SkiaSharp;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>The pictures that were sent, in the light and the colours of the prompt; several side by side.</summary>
internal sealed class EditPainting : Painting
{
    private const float Gap = 0.012f;

    // How much of the colours is the prompt's; the rest is the picture's own.
    private const float Share = 0.7f;

    private readonly Palette palette;
    private readonly IReadOnlyList<InputPicture> sources;
    private readonly SKPoint light;

    public EditPainting(PromptSeed seed, Palette palette, IReadOnlyList<InputPicture> sources, SKSize shape)
        : base(shape)
    {
        (this.palette, this.sources) = (palette, sources);
        light = new SKPoint(shape.Width * seed.Between(0.1f, 0.9f), shape.Height * seed.Between(0f, 0.3f));
    }

    /// <inheritdoc/>
    public override void Draw(SKCanvas canvas)
    {
        canvas.Clear(palette.At(0.04f));
        for (var at = 0; at < sources.Count; at++)
        {
            DrawSource(canvas, sources[at], Cell(at));
        }

        DrawSoft(canvas, isGround: false, DrawLight);
    }

    /// <summary>Fills a cell with the middle of a picture.</summary>
    private void DrawSource(SKCanvas canvas, InputPicture source, SKRect cell)
    {
        if (!source.IsDecodable)
        {
            // What cannot be seen is imagined: by the picture's hash, so that two pictures differ.
            canvas.Save();
            canvas.ClipRect(cell);
            canvas.Translate(cell.Left, cell.Top);
            var unit = Math.Min(cell.Width, cell.Height);
            canvas.Scale(unit);
            Of(source.Hash, [], new SKSize(cell.Width / unit, cell.Height / unit)).Draw(canvas);
            canvas.Restore();
            return;
        }

        var pixels = canvas.TotalMatrix.MapRect(cell);
        using var picture = source.Decode(pixels.Size);
        var scale = Math.Min(picture.Width / cell.Width, picture.Height / cell.Height);
        var (width, height) = (cell.Width * scale, cell.Height * scale);
        var middle = SKRect.Create((picture.Width - width) / 2f, (picture.Height - height) / 2f, width, height);
        using var grade = Grade();
        using var graded = new SKPaint { ColorFilter = grade };
        if (width >= pixels.Width)
        {
            canvas.DrawImage(
                picture,
                middle,
                cell,
                new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear),
                graded
            );
            return;
        }

        // Colours are changed in the fewer pixels, before they become more.
        using var small = SKSurface.Create(
            new SKImageInfo(
                Math.Max(1, (int)width),
                Math.Max(1, (int)height),
                SKImageInfo.PlatformColorType,
                SKAlphaType.Opaque
            )
        );
        small.Canvas.DrawImage(
            picture,
            middle,
            SKRect.Create(small.Canvas.DeviceClipBounds.Size),
            new SKSamplingOptions(SKFilterMode.Linear),
            graded
        );
        using var changed = small.Snapshot();
        canvas.DrawImage(changed, cell, new SKSamplingOptions(SKFilterMode.Linear));
    }

    /// <summary>Where a picture stands: as many columns as rows, more along the longer side; the last row is filled.</summary>
    private SKRect Cell(int at)
    {
        var rows = Math.Clamp(
            (int)MathF.Round(MathF.Sqrt(sources.Count * Shape.Height / Shape.Width)),
            1,
            sources.Count
        );
        var columns = (sources.Count + rows - 1) / rows;
        rows = (sources.Count + columns - 1) / columns;
        var (row, column) = (at / columns, at % columns);
        var inRow = row < rows - 1 ? columns : sources.Count - (columns * row);
        var gap = sources.Count == 1 ? 0f : Gap;
        var width = (Shape.Width - (gap * (inRow - 1))) / inRow;
        var height = (Shape.Height - (gap * (rows - 1))) / rows;
        return SKRect.Create(column * (width + gap), row * (height + gap), width, height);
    }

    /// <summary>What is dark gets the dark colour of the prompt, what is light the light one.</summary>
    /// <remarks>As one matrix: with tables, which could follow the palette's curve, 4K took two seconds longer.</remarks>
    private SKColorFilter Grade()
    {
        var dark = new Oklch(0.14f, 0.08f, palette.Hue).ToColor();
        var light = new Oklch(0.90f, 0.14f, palette.Hue + palette.Turn).ToColor();
        return SKColorFilter.CreateColorMatrix([
            .. Row(0, dark.Red, light.Red),
            .. Row(1, dark.Green, light.Green),
            .. Row(2, dark.Blue, light.Blue),
            .. (ReadOnlySpan<float>)[0, 0, 0, 1, 0],
        ]);

        static float[] Row(int channel, byte dark, byte light)
        {
            // Rec. 709 luma.
            var range = Share * (light - dark) / 255f;
            float[] row = [0.2126f * range, 0.7152f * range, 0.0722f * range, 0f, Share * dark / 255f];
            row[channel] += 1f - Share;
            return row;
        }
    }

    /// <summary>A lamp of the prompt's colour above, and darker corners.</summary>
    private void DrawLight(SKCanvas soft)
    {
        var dark = palette.At(0f);
        var middle = new SKPoint(Shape.Width / 2f, Shape.Height / 2f);
        using var shader = SKShader.CreateRadialGradient(
            middle,
            middle.Length,
            [dark.WithAlpha(0), dark.WithAlpha(0), dark.WithAlpha(70)],
            [0f, 0.55f, 1f],
            SKShaderTileMode.Clamp
        );
        using var corners = new SKPaint { Shader = shader };
        soft.DrawPaint(corners);
        DrawGlow(soft, light, 0.9f, palette.Lamp, 0.24f, SKBlendMode.SrcOver);
    }
}
