using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>A reply of 200 MB is saved in the memory of a reply of 2 MB, in every form a reply has.</summary>
public sealed class ConstantMemoryTests
{
    private const int Chunks = 3200; // of 64 kB of Base64 text: 200 MB

    private const string Head =
        """{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":" """;

    private static readonly string Start = Head.TrimEnd();

    private const string End = """
        "},"thoughtSignature":"c2ln"}],"role":"model"},"finishReason":"STOP","index":0}]}
        """;

    public static TheoryData<string, string, string, string> Forms =>
        new()
        {
            { "object", "application/json", Start, End },
            { "array", "application/json", "[" + Start, End + "]" },
            {
                "events",
                "text/event-stream",
                "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"A fox.\"}]}}]}\r\n\r\ndata: " + Start,
                End + "\r\n\r\n"
            },
            {
                "an event of several lines, and [DONE]",
                "text/event-stream",
                "data: \ndata:" + Start,
                $"{End}\n\ndata: [DONE]\n\n"
            },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Two_hundred_megabytes_are_saved_in_two(
        string form,
        string contentType,
        string before,
        string after
    )
    {
        using var reply = new LargeReply(contentType, before, after, Chunks);
        using var http = new HttpClient(reply);
        using var client = new NanoBananaClient(CannedReplies.Options with { MaxResponseBytes = long.MaxValue }, http);
        using var destination = new CountingStream();
        await Save(client, destination); // compiles, and fills the pools
        destination.SetLength(0);

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var saving = Save(client, destination);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        saving.IsCompleted.ShouldBeTrue("otherwise another thread allocated, uncounted");
        var saved = await saving;
        saved.Format.ShouldBe(ImageFileFormat.Png, form);
        saved.Length.ShouldBe(reply.PictureLength, form);
        destination.Length.ShouldBe(reply.PictureLength, form);
        allocated.ShouldBeLessThan(2 * 1024 * 1024, form);
    }

    private static Task<SavedImage> Save(NanoBananaClient client, Stream destination) =>
        client.SaveImageAsync(ChaosReply.Request, destination, null, CancellationToken.None);

    /// <summary>A stream that keeps no more of what is written to it than its length.</summary>
    private sealed class CountingStream : Stream
    {
        private long length;

        public override bool CanRead => false;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => length;

        public override long Position
        {
            get => length;
            set => length = value;
        }

        public override void Write(byte[] buffer, int offset, int count) => length += count;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            length += buffer.Length;
            return default;
        }

        public override void SetLength(long value) => length = value;

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() { }
    }
}
