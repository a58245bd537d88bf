using System;
using System.Buffers.Binary;
using System.IO;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>Writes one baseline JPEG (ITU-T T.81, JFIF), 4:4:4, row by row, in constant memory.</summary>
/// <remarks>
/// Gemini 3 image models send JPEG, so an emulator that sends PNG alone would hide the commonest mistake of clients:
/// JPEG bytes in a file called .png. All three components share one set of tables, which costs a few per cent of size
/// and saves three tables.
/// </remarks>
internal sealed class JpegWriter : IPictureWriter
{
    private const int Quality = 92;
    private const int Block = 8;

    private readonly Stream _output;
    private readonly int _width;
    private readonly int _height;
    private readonly int _paddedWidth;
    private readonly float[][] _planes = new float[3][];
    private readonly int[] _previousDc = new int[3];
    private readonly JpegBlockEncoder _encoder;
    private int _rows;

    /// <summary>Starts a picture: everything before the entropy-coded data is written at once.</summary>
    /// <param name="output">Receives the bytes of the file; stays open.</param>
    /// <param name="width">In pixels, 1 to 65535.</param>
    /// <param name="height">In pixels, 1 to 65535.</param>
    public JpegWriter(Stream output, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, ushort.MaxValue);
        (_output, _width, _height) = (output, width, height);
        _paddedWidth = (width + Block - 1) / Block * Block;
        for (var plane = 0; plane < _planes.Length; plane++)
        {
            _planes[plane] = new float[_paddedWidth * Block];
        }

        var quantisation = JpegTables.Quantisation(Quality);
        _encoder = new JpegBlockEncoder(output, quantisation);
        WriteHeaders(quantisation);
    }

    /// <inheritdoc/>
    public void WriteRow(ReadOnlySpan<byte> rgb)
    {
        if (_rows == _height)
        {
            throw new InvalidOperationException($"The picture has {_height} rows and all of them are written.");
        }

        if (rgb.Length != _width * 3)
        {
            throw new ArgumentException($"A row has {_width * 3} bytes, and {rgb.Length} were given.", nameof(rgb));
        }

        var start = _rows % Block * _paddedWidth;
        for (var x = 0; x < _paddedWidth; x++)
        {
            // Beyond the edge the last pixel is repeated, so that no false edge is coded.
            var at = 3 * Math.Min(x, _width - 1);
            float r = rgb[at],
                g = rgb[at + 1],
                b = rgb[at + 2];
            _planes[0][start + x] = (0.299f * r) + (0.587f * g) + (0.114f * b) - 128f;
            _planes[1][start + x] = (-0.168736f * r) - (0.331264f * g) + (0.5f * b);
            _planes[2][start + x] = (0.5f * r) - (0.418688f * g) - (0.081312f * b);
        }

        _rows++;
        if (_rows % Block == 0)
        {
            WriteBlocks();
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        if (_rows != _height)
        {
            throw new InvalidOperationException($"The picture has {_height} rows, and {_rows} were written.");
        }

        var left = _rows % Block;
        if (left > 0)
        {
            foreach (var plane in _planes)
            {
                var last = plane.AsSpan((left - 1) * _paddedWidth, _paddedWidth);
                for (var row = left; row < Block; row++)
                {
                    last.CopyTo(plane.AsSpan(row * _paddedWidth));
                }
            }

            WriteBlocks();
        }

        _encoder.Flush();
        _output.Write([0xFF, 0xD9]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held that the collector would not free: the interface asks because a PNG holds a compressor.
    }

    private void WriteBlocks()
    {
        for (var x = 0; x < _paddedWidth; x += Block)
        {
            for (var plane = 0; plane < _planes.Length; plane++)
            {
                _previousDc[plane] = _encoder.Encode(_planes[plane].AsSpan(x), _paddedWidth, _previousDc[plane]);
            }
        }
    }

    private void WriteHeaders(byte[] quantisation)
    {
        _output.Write([0xFF, 0xD8]);
        // JFIF 1.1, square pixels, no thumbnail.
        WriteSegment(0xE0, [(byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);

        Span<byte> table = stackalloc byte[65];
        table[0] = 0;
        for (var at = 0; at < 64; at++)
        {
            table[at + 1] = quantisation[JpegTables.ZigZag[at]];
        }

        WriteSegment(0xDB, table);
        WriteSegment(
            0xC0,
            [
                8,
                (byte)(_height >> 8),
                (byte)_height,
                (byte)(_width >> 8),
                (byte)_width,
                3,
                .. (ReadOnlySpan<byte>)[1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0],
            ]
        );
        WriteSegment(0xC4, [0x00, .. JpegTables.DcCounts, .. JpegTables.DcValues]);
        WriteSegment(0xC4, [0x10, .. JpegTables.AcCounts, .. JpegTables.AcValues]);
        WriteSegment(0xDA, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]);
    }

    private void WriteSegment(byte marker, ReadOnlySpan<byte> data)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(data.Length + 2));
        _output.Write(head);
        _output.Write(data);
    }
}
