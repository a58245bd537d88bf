using System;
using System.Collections.Generic;
using System.IO;

namespace NanoBananaContracts.Conformance.Tests.Pictures;

/// <summary>Decodes baseline JPEG files without subsampling, from the definitions of the standard.</summary>
internal sealed class JpegFile
{
    private static readonly int[] Order = MakeOrder();

    private readonly byte[] _file;
    private readonly int[] _steps = new int[64];
    private readonly Dictionary<(int Length, int Code), byte>[] _codes =
    [
        [],
        [],
    ];
    private int _at;
    private int _bits;
    private int _bitCount;

    private JpegFile(byte[] file) => _file = file;

    public static DecodedPicture Read(byte[] file) => new JpegFile(file).Read();

    private DecodedPicture Read()
    {
        Expect(0xFF, 0xD8);
        int width = 0,
            height = 0;
        while (true)
        {
            Expect(0xFF);
            var marker = _file[_at++];
            var end = _at + ((_file[_at] << 8) | _file[_at + 1]);
            _at += 2;
            switch (marker)
            {
                case 0xE0:
                    break;
                case 0xDB:
                    Expect(0);
                    for (var k = 0; k < 64; k++)
                    {
                        _steps[Order[k]] = _file[_at++];
                    }

                    break;
                case 0xC0:
                    Expect(8);
                    height = (_file[_at] << 8) | _file[_at + 1];
                    width = (_file[_at + 2] << 8) | _file[_at + 3];
                    break;
                case 0xC4:
                    ReadCodes();
                    break;
                case 0xDA:
                    _at = end;
                    return new DecodedPicture(width, height, ReadScan(width, height));
                default:
                    throw new InvalidDataException($"unexpected marker {marker:X2}");
            }

            _at = end;
        }
    }

    private void ReadCodes()
    {
        var table = _codes[_file[_at++] >> 4];
        var counts = _file.AsSpan(_at, 16);
        _at += 16;
        var code = 0;
        for (var length = 1; length <= 16; length++, code <<= 1)
        {
            for (var count = 0; count < counts[length - 1]; count++)
            {
                table.Add((length, code++), _file[_at++]);
            }
        }
    }

    private byte[] ReadScan(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        var dc = new int[3];
        var planes = new double[3][];
        for (var top = 0; top < height; top += 8)
        {
            for (var left = 0; left < width; left += 8)
            {
                for (var plane = 0; plane < 3; plane++)
                {
                    planes[plane] = ReadBlock(ref dc[plane]);
                }

                for (var place = 0; place < 64; place++)
                {
                    var (x, y) = (left + (place % 8), top + (place / 8));
                    if (x < width && y < height)
                    {
                        var (luma, cb, cr) = (planes[0][place] + 128, planes[1][place], planes[2][place]);
                        var pixel = rgb.AsSpan(((y * width) + x) * 3);
                        pixel[0] = ToByte(luma + (1.402 * cr));
                        pixel[1] = ToByte(luma - (0.344136 * cb) - (0.714136 * cr));
                        pixel[2] = ToByte(luma + (1.772 * cb));
                    }
                }
            }
        }

        _bitCount = 0;
        Expect(0xFF, 0xD9);
        return _at == _file.Length ? rgb : throw new InvalidDataException("bytes after the end marker");
    }

    private double[] ReadBlock(ref int dc)
    {
        var coefficients = new double[64];
        dc += ReadNumber(ReadCode(0));
        coefficients[0] = dc * _steps[0];
        for (var k = 1; k < 64; k++)
        {
            var code = ReadCode(1);
            if (code == 0)
            {
                break;
            }

            k += code >> 4;
            if (code != 0xF0)
            {
                coefficients[Order[k]] = ReadNumber(code & 15) * _steps[Order[k]];
            }
        }

        return Inverse(Inverse(coefficients));
    }

    /// <summary>One pass of the inverse transform over the columns, turned: two passes give the block upright.</summary>
    private static double[] Inverse(double[] block)
    {
        var result = new double[64];
        for (var column = 0; column < 8; column++)
        {
            for (var place = 0; place < 8; place++)
            {
                var sum = block[column] / Math.Sqrt(2);
                for (var frequency = 1; frequency < 8; frequency++)
                {
                    sum += block[(frequency * 8) + column] * Math.Cos(((2 * place) + 1) * frequency * Math.PI / 16);
                }

                result[(column * 8) + place] = sum / 2;
            }
        }

        return result;
    }

    private int ReadCode(int table)
    {
        var code = 0;
        for (var length = 1; length <= 16; length++)
        {
            code = (code << 1) | ReadBit();
            if (_codes[table].TryGetValue((length, code), out var value))
            {
                return value;
            }
        }

        throw new InvalidDataException($"no such code before byte {_at}");
    }

    private int ReadNumber(int length)
    {
        var value = 0;
        for (var bit = 0; bit < length; bit++)
        {
            value = (value << 1) | ReadBit();
        }

        return length > 0 && value < 1 << (length - 1) ? value - (1 << length) + 1 : value;
    }

    private int ReadBit()
    {
        if (_bitCount == 0)
        {
            _bits = _file[_at++];
            _bitCount = 8;
            if (_bits == 0xFF)
            {
                Expect(0);
            }
        }

        return (_bits >> --_bitCount) & 1;
    }

    private void Expect(params ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (_file[_at++] != value)
            {
                throw new InvalidDataException($"{value:X2} expected at byte {_at - 1}");
            }
        }
    }

    private static byte ToByte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);

    /// <summary>The zigzag walked, not copied: up the odd diagonals, down the even ones.</summary>
    private static int[] MakeOrder()
    {
        var order = new List<int>();
        for (var diagonal = 0; diagonal < 15; diagonal++)
        {
            for (var step = 0; step <= diagonal; step++)
            {
                var (row, column) = diagonal % 2 == 0 ? (diagonal - step, step) : (step, diagonal - step);
                if (row < 8 && column < 8)
                {
                    order.Add((row * 8) + column);
                }
            }
        }

        return [.. order];
    }
}
