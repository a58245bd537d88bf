using System.IO.Compression;

namespace NanoBananaContracts.Http;

/// <summary>
/// A body that is said to be gzip: unpacked if its first bytes say so too, else read as it is. Some gateways unpack a
/// reply and pass its header on.
/// </summary>
internal sealed class PackedStream(Stream inner) : ReadOnlyStream
{
    private const int SignatureLength = 2;

    private readonly byte[] start = new byte[SignatureLength];
    private Stream? body;

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        body ??= await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await body.ReadBytesAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        body ??= await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
    }
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body?.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        int read;
        while (
            length < SignatureLength
            && (
                read = await inner
                    .ReadBytesAsync(start, length, SignatureLength - length, cancellationToken)
                    .ConfigureAwait(false)
            ) > 0
        )
        {
            length += read;
        }

        var all = new PrefixedStream(start, length, inner);
        // One byte that is the first of the two is a cut one.
        return length > 0 && start[0] == 0x1F && (length == 1 || start[1] == 0x8B)
            ? new GZipStream(all, CompressionMode.Decompress)
            : all;
    }

    /// <summary>Bytes that were read already, and those that follow.</summary>
    private sealed class PrefixedStream(byte[] start, int length, Stream inner) : ReadOnlyStream
    {
        private int position;

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            if (position == length)
            {
                return inner.ReadAsync(buffer, offset, count, cancellationToken);
            }

            var read = Math.Min(count, length - position);
            Array.Copy(start, position, buffer, offset, read);
            position += read;
            return Task.FromResult(read);
        }

#if NET
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (position == length)
            {
                return inner.ReadAsync(buffer, cancellationToken);
            }

            var read = Math.Min(buffer.Length, length - position);
            start.AsSpan(position, read).CopyTo(buffer.Span);
            position += read;
            return new(read);
        }
#endif
    }
}
