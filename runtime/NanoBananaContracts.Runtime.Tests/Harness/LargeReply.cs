using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace NanoBananaContracts.Runtime.Tests.Harness;

/// <summary>
/// A reply with a whole PNG of any size, made while it is read: no more of it than one chunk is ever in memory. Reads
/// complete at once, so that everything a call does is done on the thread that makes it.
/// </summary>
internal sealed class LargeReply : HttpMessageHandler
{
    private const int ChunkData = 49140; // with its frame 49152 bytes: three quarters of 65536 characters

    private readonly string contentType;
    private readonly string before;
    private readonly string after;
    private readonly int chunks;

    /// <param name="contentType">The declared type.</param>
    /// <param name="before">What stands before the Base64 text.</param>
    /// <param name="after">What stands behind it.</param>
    /// <param name="chunks">How many chunks of 49,152 bytes the picture has.</param>
    public LargeReply(string contentType, string before, string after, int chunks)
    {
        this.contentType = contentType;
        this.before = before;
        this.after = after;
        this.chunks = chunks;
    }

    public long PictureLength => 33 + (chunks * (ChunkData + 12L)) + 12;

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var content = new StreamContent(new SegmentStream(Segments()));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request }
        );
    }

    private IEnumerable<byte[]> Segments()
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, 16384);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), 16384);
        (header[8], header[9]) = (8, 2);
        byte[] start = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. Chunk("IHDR"u8, header)];
        var data = new byte[ChunkData];
        new Random(1).NextBytes(data);
        var chunk = Base64(Chunk("IDAT"u8, data));
        return Enumerable
            .Repeat(chunk, chunks)
            .Prepend(Base64(start))
            .Prepend(Encoding.UTF8.GetBytes(before))
            .Append(Base64(Chunk("IEND"u8, [])))
            .Append(Encoding.UTF8.GetBytes(after));
    }

    private static byte[] Base64(byte[] bytes) => Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes));

    private static byte[] Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        byte[] named = [.. name, .. data];
        var frame = new byte[4 + named.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(frame, data.Length);
        named.CopyTo(frame, 4);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4 + named.Length), Crc32.Append(0, named));
        return frame;
    }
}
