using System;
using System.Buffers.Binary;
using System.IO;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>A write-only stream that cuts what it is given into IDAT chunks.</summary>
internal sealed class PngChunkStream(Stream output) : Stream
{
    private static readonly uint[] CrcTable = MakeCrcTable();

    private readonly byte[] _pending = new byte[32 * 1024];
    private int _length;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Writes one whole chunk: length, type, data, and the CRC-32 of type and data.</summary>
    public static void WriteChunk(Stream output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        output.Write(number);
        output.Write(type);
        output.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        output.Write(number);
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var count = Math.Min(buffer.Length, _pending.Length - _length);
            buffer[..count].CopyTo(_pending.AsSpan(_length));
            _length += count;
            buffer = buffer[count..];
            if (_length == _pending.Length)
            {
                WritePending();
            }
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Writes what is left, and the chunk that ends the file.</summary>
    public void Complete()
    {
        WritePending();
        WriteChunk(output, "IEND"u8, default);
    }

    /// <inheritdoc/>
    /// <remarks>Nothing happens: a chunk is written when it is full, not when the compressor pauses.</remarks>
    public override void Flush() { }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private void WritePending()
    {
        if (_length > 0)
        {
            WriteChunk(output, "IDAT"u8, _pending.AsSpan(0, _length));
            _length = 0;
        }
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
        {
            crc = CrcTable[(byte)crc ^ value] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (uint index = 0; index < table.Length; index++)
        {
            var crc = index;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
            }

            table[index] = crc;
        }

        return table;
    }
}
