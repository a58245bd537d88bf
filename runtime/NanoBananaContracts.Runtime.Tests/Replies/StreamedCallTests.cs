using System.IO.Pipelines;
using System.Text;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>StreamGenerateContentAsync, over every form a streamed reply is seen in, split anywhere.</summary>
public sealed class StreamedCallTests
{
    private const string Text =
        """{"candidates":[{"content":{"role":"model","parts":[{"text":"Once "}]},"index":0}]}""";

    private static readonly string Image =
        $$$"""{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":"{{{Convert.ToBase64String(SamplePictures.Png(4, 3))}}}"},"thoughtSignature":"c2ln"}]},"index":0}]}""";

    private const string End =
        """{"candidates":[{"content":{"parts":[{"text":"upon a time."}]},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":3},"responseId":"r"}""";

    public static TheoryData<string, string, string> Forms =>
        new()
        {
            {
                "CRLF",
                "text/event-stream",
                string.Concat(new[] { Text, Image, End }.Select(json => $"data: {json}\r\n\r\n"))
            },
            {
                "LF",
                "text/event-stream",
                string.Concat(new[] { Text, Image, End }.Select(json => $"data: {json}\n\n"))
            },
            {
                "CR",
                "text/event-stream",
                string.Concat(new[] { Text, Image, End }.Select(json => $"data: {json}\r\r"))
            },
            {
                "comments, names and [DONE]",
                "text/event-stream",
                $": ping\n\nevent: message\nid: 1\nretry: 5\ndata:{Text}\n\n: ping\ndata: {Image}\n\ndata: {End}\n\ndata: [DONE]\n\n"
            },
            { "no last line break", "text/event-stream", $"data: {Text}\n\ndata: {Image}\n\ndata: {End}" },
            { "no declared type", "application/json", $"data: {Text}\n\ndata: {Image}\n\ndata: {End}\n\n" },
            { "array", "application/json", $"[{Text}\n,\r\n{Image}\n,\r\n{End}\n]\n" },
            { "array, called a stream", "text/event-stream", $" [{Text},{Image},{End}]" },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_form_gives_the_same_pieces(string name, string mediaType, string body)
    {
        foreach (var split in new[] { 1, 2, 7, 64 * 1024 })
        {
            var handler = new StubHandler(StubHandler.Reply(200, () => Dribble(body, split), mediaType));
            using var client = TestClient.Create(handler);

            var pieces = await Collect(client);

            pieces.Count.ShouldBe(3, $"{name}, {split} bytes at a time");
            var whole = GenerateContentResponse.Assemble(pieces);
            whole.Candidates.Single().Content!.Parts.Count.ShouldBe(3);
            whole.Candidates[0].Content!.Role.ShouldBe(Role.Model);
            whole.Candidates[0].Content!.Parts[1].ThoughtSignature!.Value.ToArray().ShouldBe("sig"u8.ToArray());
            whole.Candidates[0].FinishReason.ShouldBe(FinishReason.Stop);
            whole.UsageMetadata!.PromptTokenCount.ShouldBe(3);
            whole.ResponseId.ShouldBe("r");
            handler.Sent.Single().Address.AbsoluteUri.ShouldEndWith(":streamGenerateContent?alt=sse");
        }
    }

    [Fact]
    public async Task A_gateway_that_does_not_stream_gives_one_piece()
    {
        using var client = TestClient.Create(new StubHandler(StubHandler.Reply(200, TestClient.ImageReply())));

        (await Collect(client)).Single().ResponseId.ShouldBe("r-1");
    }

    [Fact]
    public async Task An_event_of_several_megabytes_is_ordinary()
    {
        var signature = Convert.ToBase64String(new byte[4_500_000]);
        var large = Image.Replace("c2ln", signature, StringComparison.Ordinal);
        using var client = TestClient.Create(
            new StubHandler(StubHandler.Reply(200, $"data: {large}\r\n\r\ndata: {End}\r\n\r\n", "text/event-stream"))
        );

        var pieces = await Collect(client);

        pieces[0].Candidates[0].Content!.Parts[0].ThoughtSignature!.Value.DecodedLength.ShouldBe(4_500_000);
    }

    [Fact]
    public async Task A_piece_is_there_before_the_next_one_is_sent()
    {
        var pipe = new Pipe();
        var handler = new StubHandler(
            StubHandler.Reply(200, () => new StreamContent(pipe.Reader.AsStream()), "text/event-stream")
        );
        using var client = TestClient.Create(handler);
        await using var pieces = client
            .StreamGenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        await Write(pipe, $"data: {Text}\r\n\r\n");
        (await pieces.MoveNextAsync()).ShouldBeTrue();
        pieces.Current.Candidates[0].Content!.Parts[0].Text.ShouldBe("Once ");
        await Write(pipe, $"data: {Image}\r\n\r\n");
        (await pieces.MoveNextAsync()).ShouldBeTrue();
        await pipe.Writer.CompleteAsync();
        (await pieces.MoveNextAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("\n{\"error\":{\"code\":499,\"status\":\"CANCELLED\",\"message\":\"Gone.\"}}", FailureKind.Cancelled)]
    [InlineData("\n{\n  \"error\": {\n    \"code\": 503,\n    \"message\": \"busy\"\n  }\n}\n", FailureKind.Overloaded)]
    [InlineData("data: {\"error\":{\"code\":500,\"message\":\"x\"}}\n\n", FailureKind.ServerError)]
    [InlineData(
        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"data\":\"iVBO",
        FailureKind.TruncatedReply
    )]
    [InlineData("", FailureKind.TruncatedReply)]
    [InlineData("data: {]}\n\n", FailureKind.NotJson)]
    [InlineData("<html>504</html>", FailureKind.NotJson)]
    public async Task Trouble_in_mid_stream_comes_after_the_pieces_before_it(string trouble, FailureKind kind)
    {
        using var client = TestClient.Create(
            new StubHandler(StubHandler.Reply(200, $"data: {Text}\n\n{trouble}", "text/event-stream"))
        );
        var pieces = new List<GenerateContentResponse>();

        var failure = await CollectInto(pieces, client).FailureOf();

        failure.Kind.ShouldBe(kind);
        pieces.Count.ShouldBe(1);
        failure.RetryAdvice.ShouldNotBe(RetryAdvice.Safe);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_mid_stream_is_not_retried()
    {
        var handler = new StubHandler(
            StubHandler.Reply(200, () => new StreamContent(new Breaking($"data: {Text}\n\n")), "text/event-stream")
        );
        using var client = TestClient.Create(handler);
        var pieces = new List<GenerateContentResponse>();

        var failure = await CollectInto(pieces, client).FailureOf();

        failure.Kind.ShouldBe(FailureKind.ConnectionLost);
        pieces.Count.ShouldBe(1);
        handler.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_stream_is_retried_until_it_begins()
    {
        var clock = new NanoBananaContracts.TestSupport.FakeClock();
        var handler = new StubHandler(
            StubHandler.Reply(503, TestClient.Error(503, "UNAVAILABLE", "busy")),
            StubHandler.Reply(200, $"data: {Image}\n\ndata: {End}\n\n", "text/event-stream")
        );
        using var client = TestClient.Create(handler, options => options with { TimeProvider = clock });
        var pieces = Collect(client);

        clock.Advance(await clock.WhenTimerIsSet(due => due < TimeSpan.FromMinutes(1)));

        (await pieces).Count.ShouldBe(2);
        handler.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Leaving_the_loop_ends_the_call()
    {
        var body = new Breaking($"data: {Text}\n\n");
        using var client = TestClient.Create(
            new StubHandler(StubHandler.Reply(200, () => new StreamContent(body), "text/event-stream"))
        );

        await foreach (
            var _ in client.StreamGenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
        )
        {
            break;
        }

        body.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_page_instead_of_a_stream_is_no_stream()
    {
        using var client = TestClient.Create(new StubHandler(StubHandler.Reply(200, "<html/>", "text/html")));

        (await CollectInto([], client).FailureOf()).Kind.ShouldBe(FailureKind.NotJson);
    }

    [Fact]
    public async Task A_refusal_is_a_failure_at_the_end()
    {
        const string Refused = """data: {"candidates":[{"finishReason":"IMAGE_SAFETY","index":0}]}""";
        using var client = TestClient.Create(new StubHandler(StubHandler.Reply(200, Refused, "text/event-stream")));

        (await CollectInto([], client).FailureOf()).Kind.ShouldBe(FailureKind.ImageRefused);
    }

    private static async Task<List<GenerateContentResponse>> Collect(NanoBananaClient client)
    {
        var pieces = new List<GenerateContentResponse>();
        await CollectInto(pieces, client);
        return pieces;
    }

    private static async Task CollectInto(List<GenerateContentResponse> pieces, NanoBananaClient client)
    {
        await foreach (
            var piece in client.StreamGenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
        )
        {
            pieces.Add(piece);
        }
    }

    private static async Task Write(Pipe pipe, string text) =>
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    private static StreamContent Dribble(string text, int split) =>
        new(new Dribbling(Encoding.UTF8.GetBytes(text), split));

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Dribbling(byte[] bytes, int split) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(split, buffer.Length)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span));
    }

    /// <summary>Gives its text and then breaks.</summary>
    private sealed class Breaking(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public bool IsDisposed { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? new(Read(buffer.Span)) : throw new IOException("reset by peer");

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
