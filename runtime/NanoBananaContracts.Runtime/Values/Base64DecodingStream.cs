namespace NanoBananaContracts.Serialization;

/// <summary>Decodes Base64 text while it is read; forward only.</summary>
internal sealed class Base64DecodingStream(ReadOnlyMemory<byte> text, int start) : ReadOnlyStream
{
    private readonly byte[] small = new byte[3];
    private int smallStart;
    private int smallEnd;
    private Base64Decoder decoder = new(start);

    public override int Read(byte[] buffer, int offset, int count) => Decode(buffer.AsSpan(offset, count));

#if NET
    public override int Read(Span<byte> buffer) => Decode(buffer);
#endif

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
