namespace NanoBananaContracts.Runtime.Tests.Harness;

/// <summary>A stream that can only be written to, as a network stream.</summary>
internal sealed class ForwardOnlyStream : Stream
{
    private readonly MemoryStream bytes = new();

    public long Written => bytes.Length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public byte[] ToArray() => bytes.ToArray();

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => bytes.Write(buffer, offset, count);

    protected override void Dispose(bool disposing)
    {
        bytes.Dispose();
        base.Dispose(disposing);
    }
}
