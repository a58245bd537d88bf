using System;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>A picture that is computed row by row, at any size, from a prompt.</summary>
internal abstract class Painting
{
    /// <summary>Creates a painting of a size.</summary>
    protected Painting(int width, int height)
    {
        Width = width;
        Height = height;
        Unit = Math.Min(width, height);
    }

    /// <summary>In pixels.</summary>
    public int Width { get; }

    /// <summary>In pixels.</summary>
    public int Height { get; }

    /// <summary>The shorter side in pixels: shapes are measured in it, so that every size shows the same picture.</summary>
    protected float Unit { get; }

    /// <summary>Paints one row.</summary>
    /// <param name="y">Rows from the top; called once each, in order.</param>
    /// <param name="rgb">Receives three bytes a pixel.</param>
    public abstract void PaintRow(int y, Span<byte> rgb);

    /// <summary>A painting.</summary>
    /// <param name="composition">Any text, also none: the shapes follow from it.</param>
    /// <param name="colours">Any text, also none: the colours follow from it.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    public static Painting Of(string composition, string colours, int width, int height)
    {
        var seed = new PromptSeed(composition);
        // Both texts may be one prompt: its numbers are drawn in one order, whether or not another gives the colours.
        var own = new Palette(seed);
        var palette = colours == composition ? own : new Palette(new PromptSeed(colours));
        return seed.Below(3) switch
        {
            0 => new RidgePainting(seed, palette, width, height),
            1 => new SilkPainting(seed, palette, width, height),
            _ => new OrbitPainting(seed, palette, width, height),
        };
    }
}
