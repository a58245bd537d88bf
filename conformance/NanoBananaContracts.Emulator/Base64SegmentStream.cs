using System;
using System.IO;
using System.Text.Json;

namespace NanoBananaContracts.Emulator;

/// <summary>A write-only stream that becomes one Base64 string of a JSON text, without ever holding it.</summary>
internal sealed class Base64SegmentStream(Utf8JsonWriter json) : Stream
{
    /// <summary>Bytes written since <see cref="Written"/> was last set to 0: what a flush would let go of.</summary>
    public long Written { get; set; }

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

    /// <summary>Ends the string.</summary>
    public void Complete() => json.WriteBase64StringSegment(default, isFinalSegment: true);

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        json.WriteBase64StringSegment(buffer, isFinalSegment: false);
        Written += buffer.Length;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
