using System;
using System.IO;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>Transforms, quantises and entropy-codes blocks of 8 x 8 samples.</summary>
internal sealed class JpegBlockEncoder
{
    private const int Size = 8;

    private static readonly Vector256<float>[] Cosines = MakeCosines();

    private readonly (ushort Code, byte Length)[] _dc = JpegTables.Codes(JpegTables.DcCounts, JpegTables.DcValues);
    private readonly (ushort Code, byte Length)[] _ac = JpegTables.Codes(JpegTables.AcCounts, JpegTables.AcValues);
    private readonly float[] _scale = new float[64];
    private readonly Stream _output;
    private readonly byte[] _pending = new byte[16 * 1024];
    private int _pendingLength;
    private uint _bits;
    private int _bitCount;

    public JpegBlockEncoder(Stream output, ReadOnlySpan<byte> quantisation)
    {
        _output = output;
        for (var at = 0; at < 64; at++)
        {
            _scale[at] = 1f / quantisation[at];
        }
    }

    /// <summary>Encodes one block of one component.</summary>
    /// <param name="samples">The block's top left sample and all that follow.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="previousDc">What this method returned for the component's block before.</param>
    /// <returns>The block's DC coefficient.</returns>
    public int Encode(ReadOnlySpan<float> samples, int stride, int previousDc)
    {
        Span<float> block = stackalloc float[64];
        for (var row = 0; row < Size; row++)
        {
            samples.Slice(row * stride, Size).CopyTo(block[(row * Size)..]);
        }

        Span<float> turned = stackalloc float[64];
        TransformColumns(block, turned);
        Transpose(turned, block);
        TransformColumns(block, turned);
        Transpose(turned, block);

        Span<int> coefficients = stackalloc int[64];
        for (var at = 0; at < 64; at++)
        {
            var place = JpegTables.ZigZag[at];
            coefficients[at] = (int)MathF.Round(block[place] * _scale[place]);
        }

        WriteNumber(_dc, 0, coefficients[0] - previousDc);
        var zeros = 0;
        for (var at = 1; at < 64; at++)
        {
            if (coefficients[at] == 0)
            {
                zeros++;
                continue;
            }

            for (; zeros >= 16; zeros -= 16)
            {
                WriteCode(_ac[0xF0]);
            }

            WriteNumber(_ac, zeros << 4, coefficients[at]);
            zeros = 0;
        }

        if (zeros > 0)
        {
            WriteCode(_ac[0x00]);
        }

        return coefficients[0];
    }

    /// <summary>Fills the last byte with ones and writes what is pending.</summary>
    public void Flush()
    {
        WriteBits(0x7F, 7);
        _output.Write(_pending, 0, _pendingLength);
        (_pendingLength, _bits, _bitCount) = (0, 0, 0);
    }

    private static void TransformColumns(ReadOnlySpan<float> block, Span<float> result)
    {
        for (var row = 0; row < Size; row++)
        {
            var sum = Vector256<float>.Zero;
            for (var k = 0; k < Size; k++)
            {
                sum += Cosines[(row * Size) + k] * Vector256.Create(block.Slice(k * Size, Size));
            }

            sum.CopyTo(result[(row * Size)..]);
        }
    }

    private static void Transpose(ReadOnlySpan<float> from, Span<float> to)
    {
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
            {
                to[(column * Size) + row] = from[(row * Size) + column];
            }
        }
    }

    private static Vector256<float>[] MakeCosines()
    {
        var cosines = new Vector256<float>[64];
        for (var frequency = 0; frequency < Size; frequency++)
        {
            var norm = frequency == 0 ? Math.Sqrt(1.0 / Size) : Math.Sqrt(2.0 / Size);
            for (var place = 0; place < Size; place++)
            {
                var value = norm * Math.Cos(((2 * place) + 1) * frequency * Math.PI / (2 * Size));
                cosines[(frequency * Size) + place] = Vector256.Create((float)value);
            }
        }

        return cosines;
    }

    private void WriteNumber((ushort Code, byte Length)[] table, int run, int value)
    {
        var length = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(value));
        WriteCode(table[run | length]);
        if (length > 0)
        {
            // A negative number is written as its value less one, in two's complement of that length.
            var bits = value < 0 ? value - 1 : value;
            WriteBits((uint)bits & ((1u << length) - 1), length);
        }
    }

    private void WriteCode((ushort Code, byte Length) code) => WriteBits(code.Code, code.Length);

    private void WriteBits(uint bits, int count)
    {
        _bits = (_bits << count) | bits;
        for (_bitCount += count; _bitCount >= 8; _bitCount -= 8)
        {
            var value = (byte)(_bits >> (_bitCount - 8));
            WriteByte(value);
            if (value == 0xFF)
            {
                WriteByte(0); // So that data is never taken for a marker.
            }
        }
    }

    private void WriteByte(byte value)
    {
        if (_pendingLength == _pending.Length)
        {
            _output.Write(_pending);
            _pendingLength = 0;
        }

        _pending[_pendingLength++] = value;
    }
}
