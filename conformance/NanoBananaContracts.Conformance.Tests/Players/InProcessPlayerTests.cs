using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Recording;
using Shouldly;
using Xunit;

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
              "request": { "method": "POST", "urlPathTemplate": "/v1beta/models/{model}:generateContent",
                           "headers": { "x-goog-api-key": { "equalTo": "k" } },
                           "bodyPatterns": [ { "matchesJsonPath": "$.contents[0].parts[0].text" } ] },
              "response": { "status": 429, "statusMessage": "Slow down", "headers": { "Retry-After": "7", "X": ["1", "2"] },
                            "jsonBody": { "error": { "code": 429 } } } }
            """
        );
        var reply = await RawHttp.SendAsync(
            player.BaseAddress,
            RawHttp.Request(
                "POST",
                "/v1beta/models/m:generateContent?alt=json",
                """{"contents":[{"parts":[{"text":"x"}]}]}""",
                "x-goog-api-key: k"
            ),
            Token
        );

        reply.StatusLine.ShouldBe("HTTP/1.1 429 Slow down");
        reply.Header("Retry-After").ShouldBe(["7"]);
        reply.Header("X").ShouldBe(["1", "2"]);
        reply.Header("Matched-Stub-Name").ShouldBe(["ok"]);
        Encoding.UTF8.GetString(reply.Body).ShouldBe("""{"error":{"code":429}}""");
        var entry = (await player.ReadJournalAsync(Token)).ShouldHaveSingleItem();
        entry.WasMatched.ShouldBeTrue();
        entry.Status.ShouldBe(429);
        entry.ClientHungUp.ShouldBe(false);
        entry.Request.Url.ShouldBe("/v1beta/models/m:generateContent?alt=json");
        Encoding.UTF8.GetString(entry.Request.Body.Span).ShouldContain("\"text\":\"x\"");
    }

    [Fact]
    public async Task An_unmatched_request_gets_404_and_names_the_nearest_stub_without_the_key()
    {
        await using var player = await PlayAsync(
            """
            { "mappings": [
              { "name": "far", "request": { "method": "GET", "url": "/other" } },
              { "name": "near", "request": { "method": "POST", "urlPath": "/p", "headers": { "x-goog-api-key": { "equalTo": "right" } } } } ] }
            """
        );
        var reply = await RawHttp.SendAsync(
            player.BaseAddress,
            RawHttp.Request("POST", "/p?key=topsecret", "{}", "x-goog-api-key: topsecret"),
            Token
        );

        reply.Status.ShouldBe(404);
        var report = Encoding.UTF8.GetString(reply.Body);
        report.ShouldContain("Near: near");
        report.ShouldContain("header x-goog-api-key: expected");
        report.ShouldNotContain("topsecret");
        var entry = (await player.ReadJournalAsync(Token)).ShouldHaveSingleItem();
        entry.WasMatched.ShouldBeFalse();
        entry.NearMisses[0].Stub.Name.ShouldBe("near");
        string.Join('\n', entry.NearMisses.SelectMany(miss => miss.Differences)).ShouldNotContain("topsecret");
    }

    [Fact]
    public async Task The_admin_api_shows_what_came_without_the_key_in_any_form()
    {
        const string Key = "wg-admin/test+key=0123456789";
        await using var player = await InProcessPlayer.StartAsync(
            new InProcessPlayerOptions { AdminApi = true },
            Token
        );
        string inUrl = Uri.EscapeDataString(Key);
        string inBase64 = Convert.ToBase64String(Encoding.UTF8.GetBytes("me:" + Key));
        using var http = new HttpClient { BaseAddress = player.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"p/{inUrl}?key={inUrl}&prompt=fox")
        {
            Content = new StringContent($$"""{"a":"{{Key}}","b":"{{inUrl}}","c":"{{inBase64}}","d":"fox"}"""),
        };
        request.Headers.Add("x-goog-api-key", Key);
        request.Headers.Add("Authorization", "Bearer " + Key);
        request.Headers.Add("Cookie", "session=" + Key);
        request.Headers.Add("X-Trace", "call by " + Key);
        (await http.SendAsync(request, Token)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);

        string shown = "";
        foreach (
            string path in (string[])
                ["requests", "requests/unmatched", "requests/unmatched/near-misses", "mappings", "scenarios"]
        )
        {
            shown += await http.GetStringAsync("__admin/" + path, Token);
        }

        using var pattern = new StringContent("""{"url":"/none"}""");
        shown += await (
            await http.PostAsync("__admin/near-misses/request-pattern", pattern, Token)
        ).Content.ReadAsStringAsync(Token);
        shown.ShouldContain("fox");
        shown.ShouldContain("(hidden)");
        new SecretScanner([Key]).Scan("admin", shown).ShouldBeEmpty();
        // What a client of WireMock asks for is matched against what really came.
        using var wanted = new StringContent(
            $$$"""{"headers":{"x-goog-api-key":{"equalTo":"{{{Key}}}"}},"bodyPatterns":[{"contains":"{{{Key}}}"}]}"""
        );
        (
            await (await http.PostAsync("__admin/requests/count", wanted, Token)).Content.ReadAsStringAsync(Token)
        ).ShouldContain("\"count\":1");
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
    public async Task A_scenario_moves_on_with_each_reply()
    {
        await using var player = await PlayAsync(
            """
            { "mappings": [
              { "scenarioName": "s", "requiredScenarioState": "Started", "newScenarioState": "two", "request": { "url": "/s" }, "response": { "status": 503 } },
              { "scenarioName": "s", "requiredScenarioState": "two", "request": { "url": "/s" }, "response": { "status": 200 } } ] }
            """
        );
        using var http = new HttpClient { BaseAddress = player.BaseAddress };
        ((int)(await http.GetAsync("s", Token)).StatusCode).ShouldBe(503);
        ((int)(await http.GetAsync("s", Token)).StatusCode).ShouldBe(200);
        ((int)(await http.GetAsync("s", Token)).StatusCode).ShouldBe(200);
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
    public async Task A_body_shorter_than_its_length_is_cut_off_with_fin()
    {
        await using var player = await PlayAsync(
            """{ "request": { "url": "/t" }, "response": { "headers": { "Content-Length": "100" }, "body": "short" } }"""
        );
        var reply = await RawHttp.SendAsync(
            player.BaseAddress,
            RawHttp.Request("GET", "/t", null, "Connection: keep-alive"),
            Token
        );

        reply.Header("Content-Length").ShouldBe(["100"]);
        Encoding.UTF8.GetString(reply.Body).ShouldBe("short");
        reply.End.ShouldBe(StreamEnd.Fin);
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
            await Task.Yield();
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);

        JournalEntry entry;
        while ((entry = (await player.ReadJournalAsync(Token))[0]).FinishedAt is null)
            await Task.Yield();
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
            await Task.Yield();
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
