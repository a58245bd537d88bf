using System.Globalization;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Client;

/// <summary>Ten thousand calls, sixty-four at a time, of which every third fails in one of six ways.</summary>
[Collection(nameof(ChaosCollection))]
public sealed class SoakTests : IDisposable
{
    private const int Calls = 10_000;
    private const int AtOnce = 64;

    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-soak-").FullName;
    private readonly UnobservedExceptions unobserved = new();

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        unobserved.ShouldBeNone();
    }

    [Fact]
    public async Task Ten_thousand_calls_leave_nothing_behind()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = new ChaosServer(AnswerAsync);
        using var client = server.CreateClient();
        var (next, saved, failed) = (0, 0, 0);
        var settled = 0L;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => WorkAsync()))
            .WaitAsync(TimeSpan.FromMinutes(5), token);
        (saved + failed).ShouldBe(Calls);
        server.Requests.ShouldBe(Calls);
        failed.ShouldBe(Calls / 3);
        Directory.GetFileSystemEntries(folder).Length.ShouldBe(saved);

        // What the second half left in memory beyond the first: less than one reply.
        var grown = GC.GetTotalMemory(forceFullCollection: true) - settled;
        grown.ShouldBeLessThan(4 * 1024 * 1024);

        async Task WorkAsync()
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) <= Calls)
            {
                if (number == Calls / 2)
                {
                    Interlocked.Exchange(ref settled, GC.GetTotalMemory(forceFullCollection: true));
                }

                try
                {
                    var name = number.ToString(CultureInfo.InvariantCulture);
                    var image = await client.SaveImageAsync(ChaosReply.Request, Path.Combine(folder, name), token);
                    image.Length.ShouldBe(new FileInfo(image.Path!).Length);
                    Interlocked.Increment(ref saved);
                }
                catch (NanoBananaException)
                {
                    Interlocked.Increment(ref failed);
                }
            }
        }
    }

    private static async Task AnswerAsync(ChaosCall call)
    {
        var body = ChaosReply.Small;
        call.KeepAlive = call.Number % 3 != 0;
        if (call.KeepAlive)
        {
            await call.ReplyAsync(body);
            return;
        }

        switch (call.Number / 3 % 6)
        {
            case 0:
                call.Reset();
                break;
            case 1:
                await call.ReplyAsync("{\"error\":{\"code\":500}}"u8.ToArray(), status: 500);
                break;
            case 2:
                await call.ReplyAsync(body[..(body.Length / 2)]);
                break;
            case 3:
                await call.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                await call.SendAsync(body);
                break;
            case 4:
                await call.ReplyAsync([.. body, (byte)'x']);
                break;
            default:
                await call.ReplyAsync("<html>busy</html>"u8.ToArray(), status: 502);
                break;
        }
    }
}
