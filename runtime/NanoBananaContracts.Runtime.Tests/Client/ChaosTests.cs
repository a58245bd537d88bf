using System.Globalization;
using System.IO.Compression;
using System.Text;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Client;

/// <summary>What the network may do to a call: it ends, it names what happened, and it leaves nothing behind.</summary>
[Collection(nameof(ChaosCollection))]
public sealed class ChaosTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-chaos-").FullName;
    private readonly UnobservedExceptions unobserved = new();

    public static IEnumerable<TheoryDataRow<int>> Cuts =>
        Enumerable.Range(0, (ChaosReply.Body.Length / 1000) + 1).Select(cut => new TheoryDataRow<int>(cut * 1000));

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        unobserved.ShouldBeNone();
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_reply_cut_behind_an_announced_length_is_a_lost_connection(int length) =>
        await FailsAsync(
            async call =>
            {
                await call.SendAsync(Head($"Content-Length: {ChaosReply.Body.Length}"));
                await call.SendAsync(ChaosReply.Body.AsMemory(0, length));
            },
            FailureKind.ConnectionLost
        );

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_reply_cut_without_an_announced_length_is_truncated(int length) =>
        await FailsAsync(
            async call =>
            {
                await call.SendAsync(Head("X-Length: none"));
                await call.SendAsync(ChaosReply.Body.AsMemory(0, length));
            },
            length == 0 ? FailureKind.EmptyReply : FailureKind.TruncatedReply
        );

    [Fact]
    public async Task A_reply_that_dribbles_byte_by_byte_is_read() =>
        await SucceedsAsync(
            async call =>
            {
                var body = ChaosReply.Small;
                await call.SendAsync(Head($"Content-Length: {body.Length}"));
                foreach (var value in body)
                {
                    await call.SendAsync(new[] { value });
                }
            },
            ".jpg"
        );

    [Fact]
    public async Task A_chunked_reply_in_chunks_of_odd_lengths_is_read() =>
        await SucceedsAsync(async call =>
        {
            await call.SendAsync(Head("Transfer-Encoding: chunked"));
            for (var at = 0; at < ChaosReply.Body.Length; )
            {
                var length = Math.Min(1 + (at * 7 % 1999), ChaosReply.Body.Length - at);
                await call.SendAsync(string.Create(CultureInfo.InvariantCulture, $"{length:x}\r\n"));
                await call.SendAsync(ChaosReply.Body.AsMemory(at, length));
                await call.SendAsync("\r\n");
                at += length;
            }

            await call.SendAsync("0\r\n\r\n");
        });

    [Theory]
    [InlineData("ffff\r\n", "")] // the chunk is shorter than it says
    [InlineData("100\r\n", "\r\nzz\r\n")] // the next length is no number
    [InlineData("80\r\n", "\r\n0\r\n\r\n")] // the chunk is longer than it says
    [InlineData("100\r\n", "\r\n")] // the last chunk is missing
    [InlineData("-1\r\n", "")]
    [InlineData("ffffffffffffffffff\r\n", "")]
    public async Task A_chunk_that_lies_about_its_length_is_a_lost_connection(string length, string after) =>
        await FailsAsync(
            async call =>
            {
                await call.SendAsync(Head("Transfer-Encoding: chunked"));
                await call.SendAsync(length);
                await call.SendAsync(ChaosReply.Body.AsMemory(0, 256));
                await call.SendAsync(after);
            },
            FailureKind.ConnectionLost
        );

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Ty")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"candidates\":[")]
    public async Task A_reset_is_a_lost_connection(string before) =>
        await FailsAsync(
            async call =>
            {
                await call.SendAsync(before);
                call.Reset();
            },
            FailureKind.ConnectionLost
        );

    [Theory]
    [InlineData("no HTTP at all\r\n\r\n")]
    [InlineData("HTTP/1.1 OK 200\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}")]
    public async Task What_is_not_HTTP_is_a_lost_connection(string text) =>
        await FailsAsync(
            call => call.SendAsync(text),
            text.Contains("many", StringComparison.Ordinal) ? FailureKind.NoCandidates : FailureKind.ConnectionLost
        );

    [Theory]
    [InlineData("garbage")]
    [InlineData("{}")]
    [InlineData("\u0000")]
    [InlineData("<!-- a proxy was here -->")]
    public async Task Garbage_behind_the_JSON_is_not_passed_over(string garbage) =>
        await FailsAsync(
            call => call.ReplyAsync([.. ChaosReply.Body, .. Encoding.UTF8.GetBytes(garbage)]),
            garbage == "{}" ? FailureKind.OtherDialect : FailureKind.NotJson // One object behind the other is JSON Lines.
        );

    [Fact]
    public async Task White_space_and_a_mark_around_the_JSON_are_passed_over() =>
        await SucceedsAsync(call =>
            call.ReplyAsync([.. Encoding.UTF8.Preamble, .. " \r\n"u8, .. ChaosReply.Body, .. "\r\n \t\n"u8])
        );

    [Fact]
    public async Task An_announced_length_that_is_too_short_truncates_the_reply() =>
        await FailsAsync(
            async call =>
            {
                await call.SendAsync(Head($"Content-Length: {ChaosReply.Body.Length - 500}"));
                await call.SendAsync(ChaosReply.Body);
            },
            FailureKind.TruncatedReply
        );

    [Fact]
    public async Task An_announced_length_that_is_too_long_is_a_lost_connection() =>
        await FailsAsync(
            async call =>
            {
                await call.SendAsync(Head($"Content-Length: {ChaosReply.Body.Length + 500}"));
                await call.SendAsync(ChaosReply.Body);
            },
            FailureKind.ConnectionLost
        );

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_reply_is_read(string encoding) =>
        await SucceedsAsync(call =>
            call.ReplyAsync(Compress(ChaosReply.Body, encoding), $"Content-Encoding: {encoding}\r\n")
        );

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_reply_that_is_damaged_is_told_from_one_that_is_cut(string encoding)
    {
        var packed = Compress(ChaosReply.Body, encoding);
        var damaged = packed.ToArray();
        damaged.AsSpan(packed.Length / 3, 200).Fill(0xFF);
        await FailsAsync(call => call.ReplyAsync(damaged, $"Content-Encoding: {encoding}\r\n"), FailureKind.NotJson);
        foreach (var length in new[] { packed.Length / 4, packed.Length / 2, packed.Length * 3 / 4 })
        {
            await FailsAsync(
                call => call.ReplyAsync(packed[..length], $"Content-Encoding: {encoding}\r\n"),
                FailureKind.TruncatedReply
            );
        }

        // An announced length that does not come is the connection's fault, packed or not.
        await FailsAsync(
            async call =>
            {
                await call.SendAsync(Head($"Content-Encoding: {encoding}\r\nContent-Length: {packed.Length}"));
                await call.SendAsync(packed.AsMemory(0, packed.Length / 2));
            },
            FailureKind.ConnectionLost
        );
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_compression_bomb_is_too_large_long_before_it_is_unpacked(string encoding)
    {
        // 64 MiB of white space before the first brace: some kilobytes on the wire.
        var bomb = Compress(Enumerable.Repeat((byte)' ', 64 * 1024 * 1024).ToArray(), encoding);
        bomb.Length.ShouldBeLessThan(200_000);
        await FailsAsync(
            call => call.ReplyAsync(bomb, $"Content-Encoding: {encoding}\r\n"),
            [FailureKind.ResponseTooLarge],
            options => options with { MaxResponseBytes = 1024 * 1024 }
        );
    }

    [Fact]
    public async Task A_service_that_is_busy_then_gone_then_there_is_told_apart()
    {
        await using var server = new ChaosServer(async call =>
        {
            call.KeepAlive = true;
            await (
                call.Number switch
                {
                    1 => call.ReplyAsync(
                        "{\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\"}}"u8.ToArray(),
                        status: 503
                    ),
                    2 => call.ReplyAsync("{}"u8.ToArray()),
                    _ => call.ReplyAsync(ChaosReply.Body),
                }
            );
        });
        using var client = server.CreateClient();
        (await FailAsync(client)).Kind.ShouldBe(FailureKind.Overloaded);
        (await FailAsync(client)).Kind.ShouldBe(FailureKind.NoCandidates);
        var saved = await client.SaveImageAsync(ChaosReply.Request, Path.Combine(folder, "fox"), Token);
        saved.Path.ShouldBe(Path.Combine(folder, "fox.png"));
    }

    private static System.Threading.CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Head(string header) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=UTF-8\r\nConnection: close\r\n{header}\r\n\r\n";

    private static byte[] Compress(byte[] bytes, string encoding)
    {
        using var packed = new MemoryStream();
        using (
            Stream stream = encoding switch
            {
                "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
                "br" => new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true),
                _ => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            }
        )
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    private async Task<NanoBananaException> FailAsync(NanoBananaClient client) =>
        await Should.ThrowAsync<NanoBananaException>(() =>
            client.SaveImageAsync(ChaosReply.Request, Path.Combine(folder, "fox"), Token).WaitAsync(Patience, Token)
        );

    private Task FailsAsync(Func<ChaosCall, Task> script, params FailureKind[] kinds) =>
        FailsAsync(script, kinds, null);

    // By every way of reading a reply, with the same name, and nothing left behind.
    private async Task FailsAsync(
        Func<ChaosCall, Task> script,
        FailureKind[] kinds,
        Func<NanoBananaOptions, NanoBananaOptions>? options
    )
    {
        await using var server = new ChaosServer(script);
        using var client = server.CreateClient(options);
        using var kept = new MemoryStream();
        kept.Write("before"u8);
        using var forward = new ForwardOnlyStream();
        var ways = new Dictionary<string, Func<Task>>
        {
            ["file"] = () => client.SaveImageAsync(ChaosReply.Request, Path.Combine(folder, "fox"), Token),
            ["files"] = () => client.SaveImagesAsync(ChaosReply.Request, Path.Combine(folder, "fox"), null, Token),
            ["stream"] = () => client.SaveImageAsync(ChaosReply.Request, kept, null, Token),
            ["forward-only stream"] = () => client.SaveImageAsync(ChaosReply.Request, forward, null, Token),
            ["typed"] = () => client.GenerateContentAsync(ChaosReply.Request, Token),
        };
        foreach (var (way, call) in ways)
        {
            var failure = await Should.ThrowAsync<NanoBananaException>(() => call().WaitAsync(Patience, Token), way);
            kinds.ShouldContain(failure.Kind, $"{way}: {failure.Message}");
            failure.ToString().ShouldNotContain("a-key-for-chaos");
        }

        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
        Encoding.UTF8.GetString(kept.ToArray()).ShouldBe("before");
        kept.Position.ShouldBe(6);
        forward.Written.ShouldBe(0);
        server.Requests.ShouldBe(ways.Count);
    }

    private async Task SucceedsAsync(Func<ChaosCall, Task> script, string extension = ".png")
    {
        await using var server = new ChaosServer(script);
        using var client = server.CreateClient();
        var saved = await client
            .SaveImageAsync(ChaosReply.Request, Path.Combine(folder, "fox"), Token)
            .WaitAsync(Patience, Token);
        saved.Path.ShouldBe(Path.Combine(folder, "fox" + extension));
        saved.Reply.Text.ShouldBe("A fox.");
        var reply = await client.GenerateContentAsync(ChaosReply.Request, Token).WaitAsync(Patience, Token);
        (await File.ReadAllBytesAsync(saved.Path!, Token)).ShouldBe(reply.FinalImage.ToArray());
        Directory.GetFileSystemEntries(folder).ShouldBe([saved.Path!]);
    }
}
