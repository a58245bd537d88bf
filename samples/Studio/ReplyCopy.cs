using System.Net;
using System.Text;
using NanoBananaContracts;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Secrets;

namespace Studio;

/// <summary>What a service answered, as far as it was read.</summary>
/// <param name="Bytes">The bytes as they came, but for the key.</param>
/// <param name="IsText">Whether they are text, which can be copied.</param>
/// <param name="IsWhole">Whether these are all that was read.</param>
internal sealed record KeptReply(byte[] Bytes, bool IsText, bool IsWhole);

/// <summary>
/// Keeps the bytes of the last reply of a call while the client reads them: what a failure makes of them is not what a
/// provider's support wants to see.
/// </summary>
/// <param name="keyHeader">The header with the key, which services quote.</param>
internal sealed class ReplyCopy(string keyHeader) : DelegatingHandler(Primary())
{
    /// <summary>A failing reply with more in it has a picture in it, whose end tells nobody anything.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly MemoryStream bytes = new();
    private SecretScrubber? scrubber;
    private bool isWhole;

    /// <summary>The last reply; null where there was none, or nothing of it can be shown.</summary>
    public KeptReply? Take()
    {
        if (bytes.Length == 0)
        {
            return null;
        }

        var read = bytes.ToArray();
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(read);
            return new KeptReply(Encoding.UTF8.GetBytes(scrubber?.Scrub(text) ?? text), true, isWhole);
        }
        catch (DecoderFallbackException)
        {
            // Each byte as the character of its number, so that a key is found that stands between others.
            return scrubber?.IsIn(Encoding.Latin1.GetString(read)) == true ? null : new KeptReply(read, false, isWhole);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        bytes.SetLength(0);
        isWhole = true;
        scrubber = KeyOf(request) is { } key ? new SecretScrubber(key) : null;
        var response = await base.SendAsync(request, cancellationToken);
        // Packed bytes can hold a key that nobody finds.
        if (response.Content.Headers.ContentEncoding.Count == 0)
        {
            var content = new StreamContent(
                new Copying(await response.Content.ReadAsStreamAsync(cancellationToken), this)
            );
            foreach (var (name, values) in response.Content.Headers)
            {
                content.Headers.TryAddWithoutValidation(name, values);
            }

            response.Content = content;
        }

        return response;
    }

    protected override void Dispose(bool disposing)
    {
        bytes.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>As the client's own: it follows no redirect, keeps no cookies and shows no proxy what it carries.</summary>
    private static SocketsHttpHandler Primary() =>
        new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            Proxy = new HttpsOnlyProxy(),
        };

    /// <summary>The key of a request, without its scheme; null where it is too short to be told from ordinary words.</summary>
    private string? KeyOf(HttpRequestMessage request) =>
        request.Headers.TryGetValues(keyHeader, out var values)
        && values.First().Split(' ')[^1] is { Length: >= SecretScanner.ShortestSecret } key
            ? key
            : null;

    private void Write(ReadOnlySpan<byte> read)
    {
        var room = (int)Math.Min(read.Length, MostBytes - bytes.Length);
        bytes.Write(read[..room]);
        isWhole &= room == read.Length;
    }

    private sealed class Copying(Stream inner, ReplyCopy copy) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            copy.Write(buffer.Span[..count]);
            return count;
        }

        public override Task<int> ReadAsync(
            byte[] buffer,
            int offset,
            int count,
            CancellationToken cancellationToken
        ) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            copy.Write(buffer.AsSpan(offset, read));
            return read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
