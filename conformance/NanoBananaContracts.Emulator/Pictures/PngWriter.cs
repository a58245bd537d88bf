using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>Writes one PNG (ISO/IEC 15948), 8 bits a channel, RGB, row by row, in constant memory.</summary>
/// <remarks>
/// A 4K picture is 50 MB of pixels: it is never held. Each row is filtered, deflated and handed on in IDAT chunks of
/// at most 32 KiB, so the caller decides where the bytes go and when to let go of them.
/// </remarks>
internal sealed class PngWriter : IPictureWriter
{
    private const int BytesPerPixel = 3;

    private readonly PngChunkStream _chunks;
    private readonly ZLibStream _deflate;
    private readonly int _height;
    private readonly PngRowFilter _filter;
    private int _rows;

    /// <summary>Starts a picture: the signature and the header are written at once.</summary>
    /// <param name="output">Receives the bytes of the file; stays open.</param>
    /// <param name="width">In pixels, at least 1.</param>
    /// <param name="height">In pixels, at least 1.</param>
    public PngWriter(Stream output, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        _height = height;
        _filter = new PngRowFilter(width * BytesPerPixel, BytesPerPixel);
        output.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8; // bits a channel
        header[9] = 2; // RGB
        header[10..].Clear(); // deflate, adaptive filters, not interlaced
        PngChunkStream.WriteChunk(output, "IHDR"u8, header);

        _chunks = new PngChunkStream(output);
        _deflate = new ZLibStream(_chunks, CompressionLevel.Fastest, leaveOpen: true);
    }

    /// <inheritdoc/>
    public void WriteRow(ReadOnlySpan<byte> rgb)
    {
        if (_rows == _height)
        {
            throw new InvalidOperationException($"The picture has {_height} rows and all of them are written.");
        }

        _deflate.Write(_filter.Apply(rgb));
        _rows++;
    }

    /// <inheritdoc/>
    public void Complete()
    {
        if (_rows != _height)
        {
            throw new InvalidOperationException($"The picture has {_height} rows, and {_rows} were written.");
        }

        _deflate.Dispose();
        _chunks.Complete();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _deflate.Dispose();
        _chunks.Dispose();
    }
}
