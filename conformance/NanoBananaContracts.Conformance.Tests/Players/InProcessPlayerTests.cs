using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Players.InProcess;
using NanoBananaContracts.Conformance.Secrets;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Tests.Players;

public sealed class InProcessPlayerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StubSet Stubs(string json)
    {
        var reading = StubReader.Read(Encoding.UTF8.GetBytes(json));
        reading.Problems.ShouldBeEmpty();
        return reading.Stubs!;
    }

    private static async Task<InProcessPlayer> PlayAsync(string json, double timeScale = 1)
    {
        var player = await InProcessPlayer.StartAsync(new InProcessPlayerOptions { TimeScale = timeScale }, Token);
        await player.LoadAsync(Stubs(json), Token);
        return player;
    }

    [Fact]
    public async Task Answers_the_stub_that_matches_and_journals_the_request()
    {
        await using var player = await PlayAsync(
            """
            { "name": "ok",
              "request": { "method": "POST", "urlPath": "/v1beta/models/m:generateContent" },
              "response": { "status": 429, "headers": { "Retry-After": "7", "X": ["1", "2"] },
                            "jsonBody": { "a b": [1.50, 1e3, "+ \" \\ ", "\u002B"], "c": null } } }
            """
        );
        var reply = await RawHttp.SendAsync(
            player.BaseAddress,
            RawHttp.Request("POST", "/v1beta/models/m:generateContent?alt=json", """{"contents":[]}"""),
            Token
        );

        reply.StatusLine.ShouldBe("HTTP/1.1 429 Too Many Requests");
        reply.Header("Retry-After").ShouldBe(["7"]);
        reply.Header("X").ShouldBe(["1", "2"]);
        reply.Header("Server").ShouldBeEmpty();
        reply.Header("Matched-Stub-Name").ShouldBe(["ok"]);
        // Every digit and escape as the file has it.
        Encoding.UTF8.GetString(reply.Body).ShouldBe("""{"a b":[1.50,1e3,"+ \" \\ ","\u002B"],"c":null}""");
        var entry = (await player.ReadJournalAsync(Token)).ShouldHaveSingleItem();
        entry.WasMatched.ShouldBeTrue();
        entry.Status.ShouldBe(429);
        entry.ClientHungUp.ShouldBe(false);
        entry.FinishedAt.ShouldNotBeNull();
        entry.Request.Url.ShouldBe("/v1beta/models/m:generateContent?alt=json");
        Encoding.UTF8.GetString(entry.Request.Body.Span).ShouldBe("""{"contents":[]}""");
    }

    [Fact]
    public async Task An_unmatched_request_gets_404_and_its_entry_names_the_nearest_stub_without_the_key()
    {
        await using var player = await PlayAsync(
            """
            { "mappings": [
              { "name": "far", "request": { "method": "GET", "url": "/other" } },
              { "name": "near", "request": { "method": "POST", "urlPath": "/path" } } ] }
            """
        );
        var reply = await RawHttp.SendAsync(
            player.BaseAddress,
            RawHttp.Request("POST", "/paths?key=topsecret", "{}", "x-goog-api-key: topsecret"),
            Token
        );

        reply.Status.ShouldBe(404);
        var entry = (await player.ReadJournalAsync(Token)).ShouldHaveSingleItem();
        entry.WasMatched.ShouldBeFalse();
        entry.NearMisses[0].Stub.Name.ShouldBe("near");
        entry.NearMisses[0].Differences.ShouldBe(["urlPath: expected /path, but it was /paths?key=(hidden)"]);
    }

    [Theory]
    [InlineData("""{ "urlPath": "/a/b" }""", "/a/b?x=1", "/a/bc")]
    [InlineData("""{ "urlPath": "/a*" }""", "/a*", "/ab")]
    [InlineData("""{ "urlPath": "/m:g" }""", "/m:g", "/m%3Ag")]
    [InlineData("""{ "urlPath": "/a%20b%2Fc" }""", "/a%20b%2Fc", "/a%20b/c")]
    [InlineData("""{ "urlPathPattern": "/a/.*" }""", "/a/b?x", "/x/a/b")]
    [InlineData("""{ "url": "/a?x=1" }""", "/a?x=1", "/a?x=12")]
    [InlineData("""{ "method": "ANY", "urlPath": "/a" }""", "/a", "/A")]
    public async Task A_stub_answers_its_own_URL_and_no_other(string request, string own, string other)
    {
        await using var player = await PlayAsync($$"""{ "request": {{request}}, "response": { "status": 203 } }""");

        (await RawHttp.SendAsync(player.BaseAddress, RawHttp.Request("GET", own), Token)).Status.ShouldBe(203);
        (await RawHttp.SendAsync(player.BaseAddress, RawHttp.Request("GET", other), Token)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_client_under_test_reaches_no_admin_interface()
    {
        await using var player = await PlayAsync("""{ "request": { "urlPath": "/p" } }""");
        using var http = new HttpClient { BaseAddress = player.BaseAddress };

        ((int)(await http.GetAsync("__admin/mappings", Token)).StatusCode).ShouldBe(404);
        (await player.ReadJournalAsync(Token)).ShouldHaveSingleItem().Request.Url.ShouldBe("/__admin/mappings");
    }

    [Fact]
    public async Task The_admin_interface_shows_stubs_and_never_a_key()
    {
        const string Key = "wg-admin/test+key=0123456789";
        await using var player = await InProcessPlayer.StartAsync(
            new InProcessPlayerOptions { AdminApi = true },
            Token
        );
        await player.LoadAsync(Stubs("""{ "request": { "urlPath": "/fox" } }"""), Token);
        using var http = new HttpClient { BaseAddress = player.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "p?key=" + Uri.EscapeDataString(Key))
        {
            Content = new StringContent($$"""{"a":"{{Key}}"}"""),
        };
        request.Headers.Add("x-goog-api-key", Key);
        (await http.SendAsync(request, Token)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);

        var shown = await http.GetStringAsync("__admin/mappings", Token);
        shown.ShouldContain("/fox");
        shown += await http.GetStringAsync("__admin/requests", Token);
        new SecretScanner([Key]).Scan("admin", shown).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_admin_interface_takes_what_a_page_of_another_site_cannot_send()
    {
        await using var player = await InProcessPlayer.StartAsync(
            new InProcessPlayerOptions { AdminApi = true },
            Token
        );
        using var http = new HttpClient { BaseAddress = player.BaseAddress };
        const string Mapping = """{ "Request": { "Path": "/x" }, "Response": { "StatusCode": 203 } }""";

        using var plain = new StringContent(Mapping, Encoding.UTF8, "text/plain");
        using var refused = await http.PostAsync("__ADMIN/mappings", plain, Token);
        ((int)refused.StatusCode).ShouldBe(415);
        (await refused.Content.ReadAsStringAsync(Token)).ShouldContain("application/json");
        ((int)(await http.GetAsync("x", Token)).StatusCode).ShouldBe(404);

        using var json = new StringContent(Mapping, Encoding.UTF8, "application/json");
        using var taken = await http.PostAsync("__admin/mappings", json, Token);
        ((int)taken.StatusCode).ShouldBe(201);
    }

    [Theory]
    [InlineData("GET /__admin/mappings HTTP/1.0\r\n\r\n", "200")]
    [InlineData("GET /nothing HTTP/1.0\r\n\r\n", "404")]
    [InlineData("GET /nothing HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n", "404")]
    public async Task A_request_that_names_no_host_is_answered(string request, string status)
    {
        await using var player = await InProcessPlayer.StartAsync(
            new InProcessPlayerOptions { AdminApi = true },
            Token
        );
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, player.BaseAddress.Port, Token);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Token);
        using var reader = new StreamReader(client.GetStream());

        (await reader.ReadToEndAsync(Token)).ShouldStartWith($"HTTP/1.1 {status} ");
    }

    [Fact]
    public async Task A_request_for_another_host_is_refused_and_not_journalled()
    {
        await using var player = await PlayAsync("""{ "request": { "urlPathPattern": "/.*" } }""");
        using var http = new HttpClient { BaseAddress = player.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "p");
        request.Headers.Host = "rebound.example";

        using var reply = await http.SendAsync(request, Token);

        ((int)reply.StatusCode).ShouldBe(421);
        (await player.ReadJournalAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_for_the_server_itself_is_answered()
    {
        await using var player = await PlayAsync("""{ "request": { "urlPath": "/p" } }""");

        (await RawHttp.SendAsync(player.BaseAddress, RawHttp.Request("OPTIONS", "*"), Token)).Status.ShouldBe(404);
        (await player.ReadJournalAsync(Token)).ShouldHaveSingleItem().Request.Url.ShouldBe("*");
    }

    [Fact]
    public void The_journal_keeps_the_last_requests_and_no_more()
    {
        var journal = new RequestJournal();
        var large = new byte[RequestJournal.MostBytes / 2];

        for (var number = 0; number < RequestJournal.MostEntries + 5; number++)
        {
            journal.Add(Entry($"/{number}", ReadOnlyMemory<byte>.Empty));
        }

        journal.Entries.Count.ShouldBe(RequestJournal.MostEntries);
        journal.Entries[0].Request.Url.ShouldBe("/5");

        journal.Add(Entry("/a", large));
        journal.Add(Entry("/b", large));
        journal.Add(Entry("/c", large));

        journal.Entries.Select(entry => entry.Request.Url).ShouldBe(["/b", "/c"]);

        static JournalEntry Entry(string url, ReadOnlyMemory<byte> body) =>
            new()
            {
                Id = Guid.NewGuid(),
                Request = new RecordedRequest
                {
                    Method = "POST",
                    Url = url,
                    Headers = [],
                    Body = body,
                },
                ReceivedAt = DateTimeOffset.UnixEpoch,
            };
    }

    [Fact]
    public async Task Nobody_but_this_machine_is_listened_to()
    {
        await using var player = await PlayAsync("""{ "request": { "urlPath": "/p" } }""");

        IPGlobalProperties
            .GetIPGlobalProperties()
            .GetActiveTcpListeners()
            .Where(listener => listener.Port == player.BaseAddress.Port)
            .ShouldHaveSingleItem()
            .Address.ShouldBe(IPAddress.Loopback);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        await using var first = await InProcessPlayer.StartAsync(cancellationToken: Token);

        var taken = await Should.ThrowAsync<IOException>(() =>
            InProcessPlayer.StartAsync(new InProcessPlayerOptions { Port = first.BaseAddress.Port }, Token)
        );
        taken.Message.ShouldContain($"127.0.0.1:{first.BaseAddress.Port}");
        taken.InnerException.ShouldBeOfType<SocketException>(
            "it is not left to WireMock.Net, which tries for ten seconds"
        );
    }

    [Theory]
    [InlineData("Content-Length: 104857601")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task A_body_of_any_length_is_not_read(string header)
    {
        await using var player = await InProcessPlayer.StartAsync(
            header.StartsWith("Content-Length", StringComparison.Ordinal)
                ? new InProcessPlayerOptions()
                : new InProcessPlayerOptions { MostBodyBytes = 1000 },
            Token
        );
        await player.LoadAsync(Stubs("""{ "request": { "urlPath": "/p" } }"""), Token);
        var chunk = header.StartsWith("Transfer", StringComparison.Ordinal)
            ? $"400\r\n{new string('b', 1024)}\r\n"
            : "";

        var reply = await RawHttp.SendAsync(
            player.BaseAddress,
            [.. RawHttp.Request("POST", "/p", body: null, header), .. Encoding.ASCII.GetBytes(chunk)],
            Token
        );

        reply.Status.ShouldBe(413);
        using var json = JsonDocument.Parse(reply.Body);
        var error = json.RootElement.GetProperty("error");
        error.GetProperty("code").GetInt32().ShouldBe(413);
        error.GetProperty("message").GetString()!.ShouldContain("Send a smaller request.");
        var entry = (await player.ReadJournalAsync(Token)).ShouldHaveSingleItem();
        (entry.Status, entry.Request.Body.Length, entry.ClientHungUp).ShouldBe((413, 0, false));
        (await RawHttp.SendAsync(player.BaseAddress, RawHttp.Request("POST", "/p", "{}"), Token)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("EMPTY_RESPONSE", StreamEnd.Fin, "")]
    [InlineData("CONNECTION_RESET_BY_PEER", StreamEnd.Rst, "")]
    [InlineData("RANDOM_DATA_THEN_CLOSE", StreamEnd.Fin, "lskdu018973t09sylgasjkfg1][]'./.sdlv")]
    [InlineData(
        "MALFORMED_RESPONSE_CHUNK",
        StreamEnd.Fin,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nlskdu018973t09sylgasjkfg1][]'./.sdlv"
    )]
    public async Task A_fault_leaves_exactly_these_bytes_on_the_wire(string fault, StreamEnd end, string bytes)
    {
        await using var player = await PlayAsync(
            $$"""{ "request": { "url": "/f" }, "response": { "fault": "{{fault}}" } }"""
        );
        var reply = await RawHttp.SendAsync(
            player.BaseAddress,
            RawHttp.Request("POST", "/f", new string('b', 100_000), "Connection: keep-alive"),
            Token
        );

        Encoding.Latin1.GetString(reply.Bytes).ShouldBe(bytes);
        reply.End.ShouldBe(end);
        (await player.ReadJournalAsync(Token)).ShouldHaveSingleItem().Status.ShouldBe(0);
    }

    [Fact]
    public async Task A_scenario_moves_on_by_one_with_each_reply_however_many_come_at_once()
    {
        var stubs = Stubs(
            """
            { "mappings": [
              { "scenarioName": "s", "requiredScenarioState": "Started", "newScenarioState": "two", "request": { "url": "/s" }, "response": { "status": 501 } },
              { "scenarioName": "s", "requiredScenarioState": "two", "newScenarioState": "three", "request": { "url": "/s" }, "response": { "status": 502 } },
              { "scenarioName": "s", "requiredScenarioState": "three", "newScenarioState": "last", "request": { "url": "/s" }, "response": { "fault": "EMPTY_RESPONSE" } },
              { "scenarioName": "s", "requiredScenarioState": "last", "request": { "url": "/s" }, "response": { "status": 200 } } ] }
            """
        );
        await using var player = await InProcessPlayer.StartAsync(cancellationToken: Token);
        for (var round = 0; round < 20; round++)
        {
            await player.LoadAsync(stubs, Token);
            var replies = await Task.WhenAll(
                Enumerable
                    .Range(0, 5)
                    .Select(_ => RawHttp.SendAsync(player.BaseAddress, RawHttp.Request("GET", "/s"), Token))
            );
            replies.Select(reply => reply.Status).Order().ShouldBe([0, 200, 200, 501, 502]);
        }
    }

    [Fact]
    public async Task Delays_are_scaled()
    {
        await using var player = await PlayAsync(
            """{ "request": { "url": "/d" }, "response": { "fixedDelayMilliseconds": 20000, "chunkedDribbleDelay": { "numberOfChunks": 4, "totalDuration": 20000 }, "body": "abcdefghij" } }""",
            timeScale: 0.005
        );
        var reply = await RawHttp.SendAsync(player.BaseAddress, RawHttp.Request("GET", "/d"), Token);

        Encoding.UTF8.GetString(reply.Body).ShouldBe("abcdefghij");
        // 100 ms before the head, 100 ms over the body; the upper bound only says that nothing slept 20 s.
        reply.Elapsed.ShouldBeInRange(TimeSpan.FromMilliseconds(195), TimeSpan.FromSeconds(10));
        reply.FirstByte.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(120));
    }

    [Fact]
    public async Task The_journal_tells_when_the_client_hung_up()
    {
        await using var player = await PlayAsync(
            """{ "request": { "url": "/slow" }, "response": { "fixedDelayMilliseconds": 600000 } }"""
        );
        using var http = new HttpClient { BaseAddress = player.BaseAddress };
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var call = http.GetAsync("slow", impatient.Token);
        while ((await player.ReadJournalAsync(Token)).Count == 0)
        {
            await Task.Yield();
        }
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);

        JournalEntry entry;
        while ((entry = (await player.ReadJournalAsync(Token))[0]).FinishedAt is null)
        {
            await Task.Yield();
        }
        entry.ClientHungUp.ShouldBe(true);
    }

    [Fact]
    public async Task Disposing_does_not_wait_for_a_stub_that_sleeps()
    {
        var player = await PlayAsync(
            """{ "request": { "url": "/slow" }, "response": { "fixedDelayMilliseconds": 600000 } }"""
        );
        using var http = new HttpClient { BaseAddress = player.BaseAddress };
        var call = http.GetAsync("slow", Token);
        while ((await player.ReadJournalAsync(Token)).Count == 0)
        {
            await Task.Yield();
        }
        await player.DisposeAsync();
        await Should.ThrowAsync<HttpRequestException>(call);
    }

    [Fact]
    public async Task Four_hundred_faults_at_once_each_come_out_right()
    {
        await using var player = await PlayAsync(
            """
            { "mappings": [
              { "request": { "url": "/e" }, "response": { "fault": "EMPTY_RESPONSE" } },
              { "request": { "url": "/r" }, "response": { "fault": "CONNECTION_RESET_BY_PEER" } },
              { "request": { "url": "/x" }, "response": { "fault": "RANDOM_DATA_THEN_CLOSE" } },
              { "request": { "url": "/m" }, "response": { "fault": "MALFORMED_RESPONSE_CHUNK" } } ] }
            """
        );
        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 400)
                .Select(i =>
                    RawHttp.SendAsync(
                        player.BaseAddress,
                        RawHttp.Request("GET", "/" + "erxm"[i % 4], null, "Connection: keep-alive"),
                        Token
                    )
                )
        );

        replies.Where((_, i) => i % 4 == 0).ShouldAllBe(reply => reply.End == StreamEnd.Fin && reply.Bytes.Length == 0);
        replies.Where((_, i) => i % 4 == 1).ShouldAllBe(reply => reply.End == StreamEnd.Rst && reply.Bytes.Length == 0);
        replies
            .Where((_, i) => i % 4 == 2)
            .ShouldAllBe(reply => reply.End == StreamEnd.Fin && reply.Bytes.Length == 36);
        replies
            .Where((_, i) => i % 4 == 3)
            .ShouldAllBe(reply => reply.End == StreamEnd.Fin && reply.Status == 200 && !reply.ChunksComplete);
    }
}
