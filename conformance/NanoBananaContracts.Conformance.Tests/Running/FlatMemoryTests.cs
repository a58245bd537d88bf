using System.Security.Cryptography;
using System.Text;
using NanoBananaContracts.Conformance.Recording;
using NanoBananaContracts.Conformance.Tests.Emulator;
using NanoBananaContracts.Emulator.Hosting;

namespace NanoBananaContracts.Conformance.Tests.Running;

/// <summary>Tests that look at the memory of the whole process, and so run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}

[Collection(AloneCollection.Name)]
public sealed class FlatMemoryTests
{
    [Fact]
    public async Task A_4K_picture_is_sent_without_being_held()
    {
        await using var server = await EmulatorCall.StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(server.BaseAddress, $"v1beta/models/{ProviderInfo.WisGate.DefaultModel}:generateContent")
        )
        {
            Content = new StringContent(EmulatorCall.Request(size: "4K"), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("x-goog-api-key", EmulatorCall.Key);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var reply = await http.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        await using var body = await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        long total = 0,
            highest = 0;
        var buffer = new byte[64 * 1024];
        for (
            int count;
            (count = await body.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0;
            total += count
        )
        {
            if (total / (512 * 1024) != (total + count) / (512 * 1024))
            {
                highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        total.ShouldBeGreaterThan(1_000_000);
        (highest - before).ShouldBeLessThan(8 * 1024 * 1024, "a 4K picture has 48 MiB of pixels");
    }

    [Fact]
    public async Task Thirty_megabytes_pass_through_whole_while_memory_stays_flat()
    {
        const int Pieces = 500;
        var piece = Encoding.ASCII.GetBytes(new string('Q', 64 * 1024));
        long highest = 0;
        await using var upstream = await LoopbackServer.StartAsync(
            0,
            async context =>
            {
                context.Response.ContentType = "application/json";
                await context.Response.Body.WriteAsync("{\"data\":\""u8.ToArray(), context.RequestAborted);
                for (var count = 0; count < Pieces; count++)
                {
                    await context.Response.Body.WriteAsync(piece, context.RequestAborted);
                    if (count % 100 == 50)
                    {
                        highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: true));
                    }
                }

                await context.Response.Body.WriteAsync("\"}"u8.ToArray(), context.RequestAborted);
            },
            TestContext.Current.CancellationToken
        );
        await using var proxy = await RecordingProxy.StartAsync(
            new RecordingProxyOptions { Target = upstream.Address },
            TestContext.Current.CancellationToken
        );
        using var client = new HttpClient();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var reply = await client.GetAsync(
            proxy.BaseAddress,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        await using var body = await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        long total = 0;
        for (
            int count;
            (count = await body.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0;
            total += count
        )
        {
            hash.AppendData(buffer, 0, count);
        }

        total.ShouldBe(Pieces * 64L * 1024 + 11);
        var elided = proxy.Exchanges.ShouldHaveSingleItem().Elided.ShouldHaveSingleItem().Value;
        elided.DecodedLength.ShouldBe(Pieces * 64L * 1024 / 4 * 3);
        (highest - before).ShouldBeLessThan(12 * 1024 * 1024, "bytes alive while 32 MB pass");
    }
}
