using System.Text;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Players.Original;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Tests.Players.Differential;

/// <summary>What the runner counts on, held for both players through the interface it uses.</summary>
[Collection(nameof(PlayerPair))]
public sealed class PlayerInterfaceTests(PlayerPair pair, PlayerInterfaceTests.Factories factories)
    : IClassFixture<PlayerInterfaceTests.Factories>
{
    private const double Scale = 0.01;

    private const string Stubs = """
        { "mappings": [
          { "name": "file", "request": { "urlPath": "/file" }, "response": { "headers": { "Content-Type": "image/png" }, "bodyFileName": "a/picture-1.bin" } },
          { "name": "slow", "request": { "urlPath": "/slow" }, "response": { "fixedDelayMilliseconds": 30000, "body": "late" } },
          { "name": "fault", "request": { "urlPath": "/fault" }, "response": { "fault": "EMPTY_RESPONSE" } },
          { "name": "earlier", "request": { "urlPathPattern": "/tie.*" }, "response": { "body": "earlier" } },
          { "name": "later", "request": { "urlPath": "/tie" }, "response": { "body": "later" } } ] }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IStubPlayerFactory Factory(string player)
    {
        if (player == "wiremock.net")
        {
            return factories.InProcess;
        }

        if (pair.Missing is { } reason)
        {
            Assert.Skip(reason);
        }

        return factories.Original.Value;
    }

    private static StubSet Read() =>
        StubReader
            .Read(
                Encoding.UTF8.GetBytes(Stubs),
                new Dictionary<string, ReadOnlyMemory<byte>>
                {
                    ["a/picture-1.bin"] = new byte[] { 0x89, 0x50, 0, 0xFF },
                },
                "seed"
            )
            .Stubs!;

    private static Task<RawReply> GetAsync(IStubPlayer player, string target, params string[] headers) =>
        RawHttp.SendAsync(player.BaseAddress, RawHttp.Request("GET", target, null, headers), Token);

    [Theory]
    [InlineData("wiremock.net")]
    [InlineData("wiremock")]
    public async Task Files_delays_faults_and_ties_come_out_alike(string name)
    {
        var factory = Factory(name);
        await using var player = await factory.StartAsync(Token);
        player.TimeScale.ShouldBe(Scale);
        await player.LoadAsync(Read(), Token);

        (await GetAsync(player, "/file")).Body.ShouldBe([0x89, 0x50, 0, 0xFF]);
        var slow = await GetAsync(player, "/slow");
        Encoding.UTF8.GetString(slow.Body).ShouldBe("late");
        slow.Elapsed.ShouldBeInRange(TimeSpan.FromMilliseconds(295), TimeSpan.FromSeconds(15));
        (await GetAsync(player, "/fault")).Bytes.ShouldBeEmpty();
        Encoding.UTF8.GetString((await GetAsync(player, "/tie")).Body).ShouldBe("later");
    }

    [Theory]
    [InlineData("wiremock.net")]
    [InlineData("wiremock")]
    public async Task The_journal_tells_the_same_in_order(string name)
    {
        var factory = Factory(name);
        await using var player = await factory.StartAsync(Token);
        await player.LoadAsync(Read(), Token);
        await GetAsync(player, "/fault");
        await GetAsync(player, "/tie?x=%20y", "X-Twice: 1", "X-Twice: 2");
        await RawHttp.SendAsync(player.BaseAddress, RawHttp.Request("POST", "/nowhere", "é"), Token);

        var journal = await player.ReadJournalAsync(Token);
        journal
            .Select(entry =>
                $"{entry.Request.Method} {entry.Request.Url} {entry.StubName} {entry.Status} {entry.WasMatched}"
            )
            .ShouldBe(["GET /fault fault 0 True", "GET /tie?x=%20y later 200 True", "POST /nowhere  404 False"]);
        journal[1].StubId.ShouldBe(Read().Mappings[4].Id);
        journal[1]
            .Request.Headers.Where(header => header.Key == "X-Twice")
            .Select(header => header.Value)
            .ShouldBe(["1", "2"]);
        journal[2].Request.Body.ToArray().ShouldBe(Encoding.UTF8.GetBytes("é"));
        journal[2].NearMisses.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("wiremock.net")]
    [InlineData("wiremock")]
    public async Task A_player_that_is_handed_out_again_remembers_nothing(string name)
    {
        var factory = Factory(name);
        await using (var first = await factory.StartAsync(Token))
        {
            await first.LoadAsync(Read(), Token);
            await GetAsync(first, "/file");
        }

        await using var second = await factory.StartAsync(Token);
        await second.LoadAsync(StubSet.Empty, Token);
        (await second.ReadJournalAsync(Token)).ShouldBeEmpty();
        (await GetAsync(second, "/file")).Status.ShouldBe(404);
        (await second.ReadJournalAsync(Token)).ShouldHaveSingleItem().WasMatched.ShouldBeFalse();
    }

    /// <summary>One of each for all tests: the original takes seconds to start.</summary>
    public sealed class Factories : IAsyncDisposable
    {
        public InProcessPlayerFactory InProcess { get; } = new(Scale);

        public Lazy<WireMockPlayerFactory> Original { get; } =
            new(() => new WireMockPlayerFactory(WireMockJar.Find()!, Scale, servers: 1));

        public async ValueTask DisposeAsync()
        {
            await InProcess.DisposeAsync();
            if (Original.IsValueCreated)
            {
                await Original.Value.DisposeAsync();
            }
        }
    }
}
