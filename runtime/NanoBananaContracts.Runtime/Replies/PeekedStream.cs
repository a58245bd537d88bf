using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace NanoBananaContracts;

/// <summary>A stream whose first bytes were looked at already.</summary>
internal sealed class PeekedStream : Stream
{
    private readonly Stream inner;
    private ReadOnlyMemory<byte> start;

    private PeekedStream(Stream inner, ReadOnlyMemory<byte> start)
    {
        this.inner = inner;
        this.start = start;
        Start = start;
    }

    /// <summary>The first bytes; white space only when there is nothing else.</summary>
    internal ReadOnlyMemory<byte> Start { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads until there is enough to tell the form, or the end.</summary>
    internal static async Task<PeekedStream> OpenAsync(Stream inner, CancellationToken cancellationToken)
    {
        var buffer = new byte[1024];
        var length = 0;
        int read;
        while (
            length < buffer.Length
            && (
                read = await inner
                    .ReadAsync(buffer, length, buffer.Length - length, cancellationToken)
                    .ConfigureAwait(false)
            ) > 0
        )
        {
            length += read;
            if (BodyShape.ShowsForm(buffer.AsSpan(0, length)))
            {
                break;
            }
        }

        return new(inner, buffer.AsMemory(0, length));
    }

#if NET
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        start.IsEmpty ? inner.ReadAsync(buffer, cancellationToken) : new(TakeStart(buffer));
#endif

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        start.IsEmpty
            ? inner.ReadAsync(buffer, offset, count, cancellationToken)
            : Task.FromResult(TakeStart(buffer.AsMemory(offset, count)));

    public override int Read(byte[] buffer, int offset, int count) =>
        start.IsEmpty ? inner.Read(buffer, offset, count) : TakeStart(buffer.AsMemory(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int TakeStart(Memory<byte> buffer)
    {
        var taken = start.Slice(0, Math.Min(start.Length, buffer.Length));
        taken.CopyTo(buffer);
        start = start.Slice(taken.Length);
        return taken.Length;
    }
}
