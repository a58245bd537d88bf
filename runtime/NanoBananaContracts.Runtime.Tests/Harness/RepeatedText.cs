using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace NanoBananaContracts.Runtime.Tests.Harness;

/// <summary>
/// A reply that says one thing over and over, made while it is read: none of it is in memory but what its reader keeps.
/// Reads complete at once, so that everything a call does is done on the thread that makes it.
/// </summary>
/// <param name="before">What stands before it.</param>
/// <param name="unit">What is said over and over; <c>#</c> stands for a number of seven digits that rises.</param>
/// <param name="after">What stands behind it.</param>
/// <param name="length">About how many bytes there are in all; <see cref="long.MaxValue"/> for no end.</param>
internal sealed class RepeatedText(string before, string unit, string after, long length) : HttpMessageHandler
{
    public string ContentType { get; init; } = "application/json";

    public int Status { get; init; } = 200;

    /// <summary>The length that is announced; <see langword="null"/> for none.</summary>
    public long? Announced { get; init; }

    /// <summary>Called whenever more is read.</summary>
    public Action? Reading { get; init; }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var content = new StreamContent(new TextStream(before, unit, after, length, Reading));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        content.Headers.ContentLength = Announced;
        return Task.FromResult(
            new HttpResponseMessage((HttpStatusCode)Status) { Content = content, RequestMessage = request }
        );
    }

    private sealed class TextStream(string before, string unit, string after, long length, Action? reading) : Stream
    {
        // Many at once, which is faster; numbers rise one by one.
        private readonly byte[] unit = Encoding.UTF8.GetBytes(
            unit.Contains('#', StringComparison.Ordinal)
                ? unit.Replace("#", "0000000", StringComparison.Ordinal)
                : string.Concat(Enumerable.Repeat(unit, 4096 / unit.Length))
        );
        private readonly int number = unit.IndexOf('#', StringComparison.Ordinal);
        private byte[] part = Encoding.UTF8.GetBytes(before);
        private int position;
        private int units;
        private long left = length - before.Length - after.Length;
        private bool isLast;

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
            var at = 0;
            while (at < buffer.Length && (position < part.Length || Next()))
            {
                var count = Math.Min(part.Length - position, buffer.Length - at);
                part.AsSpan(position, count).CopyTo(buffer[at..]);
                position += count;
                at += count;
            }

            return at;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span));

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private bool Next()
        {
            if (isLast)
            {
                return false;
            }

            position = 0;
            left -= unit.Length;
            if (left < 0)
            {
                isLast = true;
                part = Encoding.UTF8.GetBytes(after);
                return true;
            }

            part = unit;
            if (number >= 0)
            {
                (++units).TryFormat(part.AsSpan(number), out _, "D7", CultureInfo.InvariantCulture);
            }

            return true;
        }
    }
}
