using System.Runtime.InteropServices;
using SkiaSharp;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>Folded cloth: waves displaced by waves, lit from the side.</summary>
internal sealed class SilkPainting : Painting
{
    // The cloth is smooth: it is computed in so many pixels along the shorter side and enlarged. As a shader of Skia's the
    // same waves cost a microsecond a pixel, ten times as much as here.
    private const int Grid = 512;

    private const int Shades = 1024;

    private readonly SKColor[] run;
    private readonly SKColor lamp;
    private readonly Wave[] waves = new Wave[5];
    private readonly float zoom;
    private readonly float x;
    private readonly float y;

    public SilkPainting(PromptSeed seed, Palette palette, SKSize shape)
        : base(shape)
    {
        run = palette.Run(0.02f, 1f, Shades);
        lamp = palette.Lamp;
        zoom = seed.Between(3.2f, 5.2f);
        (x, y) = (seed.Between(-20f, 20f), seed.Between(-20f, 20f));
        for (var wave = 0; wave < waves.Length; wave++)
        {
            waves[wave] = new Wave(
                seed.Between(0f, MathF.Tau),
                seed.Between(0f, MathF.Tau),
                seed.Between(0.6f, 1.1f) / (wave + 1),
                seed.Between(0.7f, 1.1f) * (wave + 1)
            );
        }
    }

    /// <inheritdoc/>
    public override void Draw(SKCanvas canvas)
    {
        var info = new SKImageInfo(
            (int)MathF.Ceiling(Grid * Shape.Width),
            (int)MathF.Ceiling(Grid * Shape.Height),
            SKColorType.Bgra8888,
            SKAlphaType.Opaque
        );
        using var cloth = new SKBitmap(info);
        var pixels = MemoryMarshal.Cast<byte, uint>(cloth.GetPixelSpan());
        for (var y = 0; y < info.Height; y++)
        {
            for (var x = 0; x < info.Width; x++)
            {
                pixels[(y * info.Width) + x] = (uint)At(x / (float)Grid, y / (float)Grid);
            }
        }

        using var image = SKImage.FromBitmap(cloth);
        canvas.DrawImage(
            image,
            SKRect.Create(info.Width / (float)Grid, info.Height / (float)Grid),
            new SKSamplingOptions(SKFilterMode.Linear)
        );
    }

    private SKColor At(float x, float y)
    {
        (x, y) = ((x * zoom) + this.x, (y * zoom) + this.y);
        foreach (ref readonly var wave in waves.AsSpan())
        {
            // Each wave bends the plane for the next.
            (x, y) = (
                x + (wave.Height * MathF.Sin((y * wave.Turns) + wave.StartX)),
                y + (wave.Height * MathF.Sin((x * wave.Turns) + wave.StartY))
            );
        }

        var phase = 2.1f * (x + (0.6f * y));
        // The slope that the light falls on is the wave a quarter turn on.
        var (height, slope) = MathF.SinCos(phase);
        var shade = 0.40f + (0.30f * height) + (0.16f * slope);
        var colour = run[(int)(Math.Clamp(shade, 0f, 1f) * (Shades - 1))];
        // The crest catches the light a little before its top.
        var gloss = MathF.Pow(Math.Max(0f, (0.55f * slope) + (0.83f * height)), 7f) * 0.6f;
        return new SKColor(
            Screen(colour.Red, lamp.Red, gloss),
            Screen(colour.Green, lamp.Green, gloss),
            Screen(colour.Blue, lamp.Blue, gloss)
        );
    }

    private static byte Screen(byte colour, byte lamp, float share) =>
        (byte)(255.5f - ((255 - colour) * (1f - (share * lamp / 255f))));

    private readonly record struct Wave(float StartX, float StartY, float Height, float Turns);
}
