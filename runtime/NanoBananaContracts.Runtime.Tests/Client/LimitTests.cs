using System;
using System.IO;
using System.IO.Compression;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Runtime.Tests.Client;

/// <summary>How much a reply may be, on the wire and unpacked, and how it may be packed.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("GZIP")]
    [InlineData("identity")]
    public async Task A_packed_reply_is_unpacked(string encoding)
    {
        var handler = new StubHandler(StubHandler.Reply(200, () => Packed(TestClient.ImageReply(), encoding)));
        using var client = TestClient.Create(handler);

        var reply = await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        reply.FinalImage.Width.ShouldBe(4);
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

    private static HttpContent Packed(string text, string encoding)
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
            packing.Write(Encoding.UTF8.GetBytes(text));
        }

        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentEncoding.Add(encoding);
        return content;
    }

    private static Task<NanoBananaException> Fails(NanoBananaClient client) =>
        client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken).FailureOf();

    private sealed class Unclosed(MemoryStream inner) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => inner.Write(buffer);
    }
}
