using System;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>Chooses and applies the filter of a PNG row: the one with the smallest sum of absolute differences.</summary>
/// <remarks>The rule is the one the standard recommends for true colour; it halves the size of smooth pictures.</remarks>
internal sealed class PngRowFilter
{
    private readonly int _bytesPerPixel;
    private readonly byte[] _above;
    private readonly byte[][] _candidates;

    public PngRowFilter(int rowBytes, int bytesPerPixel)
    {
        _bytesPerPixel = bytesPerPixel;
        _above = new byte[rowBytes];
        _candidates = new byte[5][];
        for (byte filter = 0; filter < _candidates.Length; filter++)
        {
            _candidates[filter] = new byte[rowBytes + 1];
            _candidates[filter][0] = filter;
        }
    }

    /// <summary>Filters one row. The result is good until the next call.</summary>
    public ReadOnlySpan<byte> Apply(ReadOnlySpan<byte> row)
    {
        if (row.Length != _above.Length)
        {
            throw new ArgumentException($"A row has {_above.Length} bytes, and {row.Length} were given.", nameof(row));
        }

        row.CopyTo(_candidates[0].AsSpan(1));
        Span<byte> sub = _candidates[1].AsSpan(1);
        Span<byte> up = _candidates[2].AsSpan(1);
        Span<byte> average = _candidates[3].AsSpan(1);
        Span<byte> paeth = _candidates[4].AsSpan(1);
        ReadOnlySpan<byte> above = _above;
        int costNone = 0,
            costSub = 0,
            costUp = 0,
            costAverage = 0,
            costPaeth = 0;
        for (var at = 0; at < row.Length; at++)
        {
            int raw = row[at];
            int b = above[at];
            var (a, c) = at >= _bytesPerPixel ? (row[at - _bytesPerPixel], above[at - _bytesPerPixel]) : (0, 0);
            costNone += Cost((byte)raw);
            costSub += Cost(sub[at] = (byte)(raw - a));
            costUp += Cost(up[at] = (byte)(raw - b));
            costAverage += Cost(average[at] = (byte)(raw - ((a + b) >> 1)));
            costPaeth += Cost(paeth[at] = (byte)(raw - Paeth(a, b, c)));
        }

        row.CopyTo(_above);
        var best = 0;
        ReadOnlySpan<int> costs = [costNone, costSub, costUp, costAverage, costPaeth];
        for (var filter = 1; filter < costs.Length; filter++)
        {
            if (costs[filter] < costs[best])
            {
                best = filter;
            }
        }

        return _candidates[best];
    }

    /// <summary>The predictor of filter 4: whichever of left, above and above left is nearest to their plane.</summary>
    private static int Paeth(int a, int b, int c)
    {
        var pa = Math.Abs(b - c);
        var pb = Math.Abs(a - c);
        var pc = Math.Abs(a + b - c - c);
        return pa <= pb && pa <= pc ? a
            : pb <= pc ? b
            : c;
    }

    private static int Cost(byte value) => Math.Abs((sbyte)value == sbyte.MinValue ? sbyte.MaxValue : (sbyte)value);
}
