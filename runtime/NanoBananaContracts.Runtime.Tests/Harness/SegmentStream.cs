namespace NanoBananaContracts.Runtime.Tests.Harness;

/// <summary>
/// Bytes that are made while they are read. Reads fill the buffer and complete at once, so that everything a call does is
/// done on the thread that makes it. A segment may be changed once the next one is asked for.
/// </summary>
/// <param name="segments">The bytes.</param>
/// <param name="reading">Called whenever more is read.</param>
internal sealed class SegmentStream(IEnumerable<byte[]> segments, Action? reading = null) : Stream
{
    private readonly IEnumerator<byte[]> segments = segments.GetEnumerator();
    private ReadOnlyMemory<byte> rest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        reading?.Invoke();
        var written = 0;
        while (written < buffer.Length && Next())
        {
            var count = Math.Min(rest.Length, buffer.Length - written);
            rest.Span[..count].CopyTo(buffer[written..]);
            rest = rest[count..];
            written += count;
        }

        return written;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Read(buffer.Span));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        segments.Dispose();
        base.Dispose(disposing);
    }

    private bool Next()
    {
        while (rest.IsEmpty)
        {
            if (!segments.MoveNext())
            {
                return false;
            }

            rest = segments.Current;
        }

        return true;
    }
}
