using System;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>Folded cloth: noise displaced by noise, lit from the side.</summary>
internal sealed class SilkPainting : Painting
{
    // The field is smooth, so it is computed on a grid this fine along the shorter side and interpolated between.
    private const int Grid = 512;

    private readonly Palette _palette;
    private readonly ValueNoise _noise;
    private readonly Rgb _light;
    private readonly float _scale;
    private readonly float _fold;
    private readonly float _cell;
    private readonly int _columns;
    private float[] _upper;
    private float[] _lower;
    private float[] _below;
    private int _gridRow = -1;

    public SilkPainting(PromptSeed seed, Palette palette, int width, int height)
        : base(width, height)
    {
        _palette = palette;
        _noise = new ValueNoise(seed);
        _light = new Oklch(0.97f, 0.05f, palette.Hue + palette.Turn).ToRgb();
        _scale = seed.Between(1.2f, 2.0f);
        _fold = seed.Between(1.8f, 3.0f);
        _cell = Math.Max(1f, Unit / Grid);
        _columns = (int)(width / _cell) + 3;
        (_upper, _lower, _below) = (new float[_columns], new float[_columns], new float[_columns]);
    }

    /// <inheritdoc/>
    public override void PaintRow(int y, Span<byte> rgb)
    {
        var gridY = y / _cell;
        var row = (int)gridY;
        Advance(row);
        var v = gridY - row;
        for (var x = 0; x < Width; x++)
        {
            var gridX = x / _cell;
            var column = (int)gridX;
            var u = gridX - column;
            var upper = float.Lerp(_upper[column], _upper[column + 1], u);
            var lower = float.Lerp(_lower[column], _lower[column + 1], u);
            var below = float.Lerp(_below[column], _below[column + 1], u);
            var height = float.Lerp(upper, lower, v);
            // Slopes are interpolated too: the light would show the grid otherwise.
            var across = float.Lerp(Slope(_upper, column, u), Slope(_lower, column, u), v);
            var along = float.Lerp(lower - upper, below - lower, v);
            var shine = Math.Clamp((-across - (1.4f * along)) * Grid * 0.055f, -1f, 1f);
            var colour = _palette.At(0.12f + (0.80f * height) + (0.16f * shine));
            var gloss = Math.Max(0f, shine);
            colour.Screen(_light, 0.35f * gloss * gloss).WriteTo(rgb[(3 * x)..]);
        }
    }

    private static float Slope(float[] row, int column, float u)
    {
        var here = row[column + 1] - row[column];
        var next = row[column + 2] - row[column + 1];
        return float.Lerp(here, next, u);
    }

    private void Advance(int row)
    {
        if (_gridRow < 0)
        {
            Compute(_upper, row);
            Compute(_lower, row + 1);
            Compute(_below, row + 2);
            _gridRow = row;
        }

        for (; _gridRow < row; _gridRow++)
        {
            (_upper, _lower, _below) = (_lower, _below, _upper);
            Compute(_below, _gridRow + 3);
        }
    }

    private void Compute(float[] values, int row)
    {
        var y = row * _cell / Unit * _scale;
        for (var column = 0; column < _columns; column++)
        {
            var x = column * _cell / Unit * _scale;
            var shiftX = _noise.Fractal(x + 3.7f, y + 9.2f, 3);
            var shiftY = _noise.Fractal(x + 41.3f, y + 2.8f, 3);
            var height = _noise.Fractal(x + (_fold * shiftX), y + (_fold * shiftY), 4);
            values[column] = 0.5f + (0.5f * MathF.Tanh((height - 0.5f) * 3.2f));
        }
    }
}
