using System.IO.Compression;
using System.Text;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Http;

/// <summary>How much a reply may be, on the wire and unpacked, and how it may be packed.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("GZIP")]
    [InlineData("identity")]
    [InlineData("Identity")]
    [InlineData("br", "gzip")]
    [InlineData("gzip", "identity", "GZIP", "identity")]
    public async Task A_packed_reply_is_unpacked(params string[] encodings)
    {
        var handler = new StubHandler(StubHandler.Reply(200, () => Packed(TestClient.ImageReply(), encodings)));
        using var client = TestClient.Create(handler);

        var reply = await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        reply.FinalImage.Width.ShouldBe(4);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12_500)]
    public async Task What_is_packed_more_than_twice_is_not_unpacked(int layers)
    {
        var handler = new StubHandler(StubHandler.Reply(200, () => Declared([1], Enumerable.Repeat("gzip", layers))));
        using var client = TestClient.Create(handler);

        var failure = await Fails(client);

        failure.Kind.ShouldBe(FailureKind.NotJson);
        failure.WhatHappened.ShouldBe(
            FormattableString.Invariant(
                $"The reply is encoded {layers:N0} times over, and more than 2 times is not undone."
            )
        );
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip", "gzip", "gzip")]
    public async Task The_status_of_an_error_counts_whatever_its_packing(params string[] encodings)
    {
        var handler = new StubHandler(StubHandler.Reply(401, () => Declared([1], encodings)));
        using var client = TestClient.Create(handler);

        (await Fails(client)).Kind.ShouldBe(FailureKind.Unauthorized);
    }

    [Theory]
    [InlineData(1_000_001, null)]
    [InlineData(101, "gzip")]
    public async Task A_length_beyond_the_limit_is_refused_before_anything_is_read(long length, string? encoding)
    {
        var handler = new StubHandler(
            StubHandler.Reply(
                200,
                () =>
                {
                    var content = new StreamContent(new ThrowingStream(new InvalidOperationException("It was read.")));
                    content.Headers.ContentLength = length;
                    if (encoding is not null)
                    {
                        content.Headers.ContentEncoding.Add(encoding);
                    }

                    return content;
                }
            )
        );
        using var client = TestClient.Create(
            handler,
            options => options with { MaxResponseBytes = 1_000_000, MaxCompressedResponseBytes = 100 }
        );

        (await Fails(client)).Kind.ShouldBe(FailureKind.ResponseTooLarge);
    }

    [Fact]
    public async Task Memory_that_runs_out_while_a_reply_is_read_is_a_failure_of_that_reply()
    {
        var handler = new StubHandler(
            StubHandler.Reply(200, () => new StreamContent(new ThrowingStream(new OutOfMemoryException("none left"))))
        );
        using var client = TestClient.Create(handler);

        var whole = await Fails(client);
        var pieces = await Drain(client).FailureOf();
        var saved = await client
            .SaveImageAsync(
                TestClient.Request,
                new MemoryStream(),
                cancellationToken: TestContext.Current.CancellationToken
            )
            .FailureOf();

        foreach (var failure in new[] { whole, pieces, saved })
        {
            failure.Kind.ShouldBe(FailureKind.ResponseTooLarge);
            failure.InnerException.ShouldBeOfType<OutOfMemoryException>();
        }
    }

    [Fact]
    public async Task Memory_that_runs_out_elsewhere_is_nobodys_reply()
    {
        using var client = TestClient.Create(new StubHandler(StubHandler.Fail(() => new OutOfMemoryException())));

        await Should.ThrowAsync<OutOfMemoryException>(() =>
            client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task Too_many_values_are_refused_and_as_many_as_allowed_are_read()
    {
        using var enough = TestClient.Create(new StubHandler(StubHandler.Reply(200, Values(4000))));
        using var tooMany = TestClient.Create(
            new StubHandler(StubHandler.Reply(200, Values(5000))),
            options => options with { MaxResponseBytes = 1024 * 1024 }
        );

        (await Fails(enough)).Kind.ShouldBe(FailureKind.NoImage);
        var failure = await Fails(tooMany);
        failure.Kind.ShouldBe(FailureKind.ResponseTooLarge);
        failure.StatusCode.ShouldBe(200);
        failure.Message.ShouldContain("1,048,576 bytes may have (MaxResponseBytes)");
    }

    [Fact]
    public void A_pasted_reply_of_too_many_values_is_diagnosed_as_such()
    {
        var diagnosis = ReplyDiagnosis.Diagnose(Encoding.UTF8.GetBytes(Values(600_000)));

        diagnosis.Outcome.Failure!.Kind.ShouldBe(FailureKind.ResponseTooLarge);
        diagnosis.RoundTrip.ShouldBeNull();
    }

    [Fact]
    public async Task A_packed_error_is_unpacked()
    {
        var handler = new StubHandler(
            StubHandler.Reply(404, () => Packed(TestClient.Error(404, "NOT_FOUND", "gone"), "gzip"))
        );
        using var client = TestClient.Create(handler);

        var failure = await Fails(client);

        failure.Kind.ShouldBe(FailureKind.ModelNotFound);
        failure.ProviderMessage.ShouldBe("gone");
    }

    [Fact]
    public async Task A_compression_bomb_is_stopped_where_the_limit_is()
    {
        var bomb = new string(' ', 20_000_000);
        var handler = new StubHandler(StubHandler.Reply(200, () => Packed(bomb, "gzip")));
        using var client = TestClient.Create(handler, options => options with { MaxResponseBytes = 1_000_000 });

        var failure = await Fails(client);

        failure.Kind.ShouldBe(FailureKind.ResponseTooLarge);
        failure.Message.ShouldContain("1,000,000 bytes (MaxResponseBytes)");
    }

    [Fact]
    public async Task The_bytes_on_the_wire_have_their_own_limit()
    {
        var handler = new StubHandler(StubHandler.Reply(200, () => Packed(TestClient.ImageReply(), "gzip")));
        using var client = TestClient.Create(handler, options => options with { MaxCompressedResponseBytes = 100 });

        (await Fails(client)).Message.ShouldContain("MaxCompressedResponseBytes");
    }

    [Fact]
    public async Task A_plain_reply_has_the_plain_limit()
    {
        var length = Encoding.UTF8.GetByteCount(TestClient.ImageReply());
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        using var exact = TestClient.Create(handler, options => options with { MaxResponseBytes = length });
        using var less = TestClient.Create(handler, options => options with { MaxResponseBytes = length - 1 });

        (
            await exact.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
        ).HasImage.ShouldBeTrue();
        (await Fails(less)).Kind.ShouldBe(FailureKind.ResponseTooLarge);
    }

    [Fact]
    public async Task Damaged_packing_is_a_failure_of_the_reply()
    {
        var handler = new StubHandler(
            StubHandler.Reply(
                200,
                () =>
                {
                    var content = new ByteArrayContent([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
                    content.Headers.ContentEncoding.Add("gzip");
                    return content;
                }
            )
        );
        using var client = TestClient.Create(handler);

        (await Fails(client)).Kind.ShouldBe(FailureKind.NotJson);
    }

    [Fact]
    public async Task Packing_nobody_asked_for_is_named()
    {
        var handler = new StubHandler(
            StubHandler.Reply(
                200,
                () =>
                {
                    var content = new ByteArrayContent([1]);
                    content.Headers.ContentEncoding.Add("zstd");
                    return content;
                }
            )
        );
        using var client = TestClient.Create(handler);

        (await Fails(client)).Message.ShouldContain("'zstd'");
    }

    [Fact]
    public async Task JSON_nested_too_deep_is_not_followed()
    {
        var deep = new StringBuilder().Insert(0, "{\"a\":[", 5000).ToString();
        var handler = new StubHandler(StubHandler.Reply(200, deep));
        using var client = TestClient.Create(handler);

        (await Fails(client)).Kind.ShouldBe(FailureKind.NotJson);
    }

    private static string Values(int count) =>
        "{\"candidates\":[" + string.Join(',', Enumerable.Repeat("{}", count)) + "]}";

    private static async Task Drain(NanoBananaClient client)
    {
        await foreach (
            var _ in client.StreamGenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
        ) { }
    }

    private static ByteArrayContent Declared(byte[] body, IEnumerable<string> encodings)
    {
        var content = new ByteArrayContent(body);
        foreach (var encoding in encodings)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return content;
    }

    private static ByteArrayContent Packed(string text, params string[] encodings) =>
        Declared(encodings.Aggregate(Encoding.UTF8.GetBytes(text), Packed), encodings);

    private static byte[] Packed(byte[] text, string encoding)
    {
        var packed = new MemoryStream();
        using (
            Stream packing = encoding.ToUpperInvariant() switch
            {
                "GZIP" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                "BR" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                "DEFLATE" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                _ => new BufferedStream(new Unclosed(packed)),
            }
        )
        {
            packing.Write(text);
        }

        return packed.ToArray();
    }

    private static Task<NanoBananaException> Fails(NanoBananaClient client) =>
        client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken).FailureOf();

    private sealed class Unclosed(MemoryStream inner) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => inner.Write(buffer);
    }

    private sealed class ThrowingStream(Exception exception) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException<int>(exception);

        public override Task<int> ReadAsync(
            byte[] buffer,
            int offset,
            int count,
            CancellationToken cancellationToken
        ) => Task.FromException<int>(exception);
    }
}
