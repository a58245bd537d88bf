using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace NanoBananaContracts;

/// <summary>
/// The bytes of an event stream on their way to the parser: stray lines are collected beside it, and two line breaks
/// are added at the end, so that a last event without them is not dropped in silence.
/// </summary>
internal sealed class EventStreamBody(Stream inner) : Stream
{
    private int breaks = 2;

    /// <summary>The lines that were no events.</summary>
    internal StrayLines Stray { get; } = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        See(buffer.AsMemory(offset, count), inner.Read(buffer, offset, count));

#if NET
    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    ) => See(buffer, await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
#else
    public override async Task<int> ReadAsync(
        byte[] buffer,
        int offset,
        int count,
        CancellationToken cancellationToken
    ) =>
        See(
            buffer.AsMemory(offset, count),
            await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false)
        );
#endif

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int See(Memory<byte> buffer, int read)
    {
        if (read > 0)
        {
            Stray.Append(buffer.Span.Slice(0, read));
            return read;
        }

        if (buffer.IsEmpty || breaks == 0)
        {
            return 0;
        }

        breaks--;
        buffer.Span[0] = (byte)'\n';
        return 1;
    }
}
