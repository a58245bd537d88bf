namespace NanoBananaContracts.Serialization;

/// <summary>Decodes Base64 text while it is read; forward only.</summary>
internal sealed class Base64DecodingStream(ReadOnlyMemory<byte> text, int start) : Stream
{
    private readonly byte[] small = new byte[3];
    private int smallStart;
    private int smallEnd;
    private Base64Decoder decoder = new(start);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length =>
        throw new NotSupportedException("The stream decodes while it is read; it has no length.");

    public override long Position
    {
        get => throw new NotSupportedException("The stream decodes while it is read; it has no position.");
        set => throw new NotSupportedException("The stream decodes while it is read; it has no position.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Decode(buffer.AsSpan(offset, count));

#if NET
    public override int Read(Span<byte> buffer) => Decode(buffer);
#endif

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException("The stream is forward only.");

    public override void SetLength(long value) => throw new NotSupportedException("The stream is read only.");

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("The stream is read only.");

    private int Decode(Span<byte> buffer)
    {
        if (smallStart == smallEnd && buffer.Length >= 3)
        {
            return decoder.Decode(text.Span, buffer);
        }

        if (smallStart == smallEnd && buffer.Length > 0)
        {
            smallStart = 0;
            smallEnd = decoder.Decode(text.Span, small);
        }

        var count = Math.Min(smallEnd - smallStart, buffer.Length);
        small.AsSpan(smallStart, count).CopyTo(buffer);
        smallStart += count;
        return count;
    }
}
