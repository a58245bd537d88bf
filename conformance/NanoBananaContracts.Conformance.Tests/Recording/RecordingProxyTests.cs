using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using NanoBananaContracts.Conformance.Recording;
using NanoBananaContracts.Conformance.Tests.Players;
using NanoBananaContracts.Emulator.Hosting;

namespace NanoBananaContracts.Conformance.Tests.Recording;

public sealed class RecordingProxyTests
{
    private const string Secret = "wg-test-key-0123456789";

    [Fact]
    public async Task A_call_passes_through_unchanged_and_is_kept()
    {
        string? seen = null;
        await using var upstream = await Upstream(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            seen =
                $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} "
                + $"{context.Request.Headers["x-goog-api-key"]} {await reader.ReadToEndAsync(context.RequestAborted)}";
            context.Response.StatusCode = 429;
            context.Response.ContentType = "application/json";
            context.Response.Headers["Retry-After"] = "7";
            await context.Response.WriteAsync("""{"error":{"code":429}}""", context.RequestAborted);
        });
        await using var proxy = await Proxy(upstream.Address);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(proxy.BaseAddress, "v1beta/models/m:generateContent?alt=sse")
        )
        {
            Content = new StringContent("""{"contents":[]}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("x-goog-api-key", Secret);

        using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);

        reply.StatusCode.ShouldBe((HttpStatusCode)429);
        reply.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        (await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(
            """{"error":{"code":429}}"""
        );
        seen.ShouldBe($$"""POST /v1beta/models/m:generateContent?alt=sse {{Secret}} {"contents":[]}""");
        var exchange = proxy.Exchanges.ShouldHaveSingleItem();
        (exchange.Method, exchange.Path, exchange.Status).ShouldBe(("POST", "/v1beta/models/m:generateContent", 429));
        exchange.RequestBody.ShouldBe("""{"contents":[]}""");
        exchange.ResponseBody.ShouldBe("""{"error":{"code":429}}""");
        proxy.Secrets.ShouldBe([Secret]);
    }

    [Fact]
    public async Task A_secret_is_learned_from_any_header_and_parameter_that_can_carry_one()
    {
        await using var upstream = await Upstream(context =>
        {
            context.Response.Headers.SetCookie = "sid=cookie%2Fvalue; Path=/; HttpOnly";
            context.Response.Headers["X-Auth-Token"] = "reply-token";
            context.Response.Headers["X-Ray"] = "Root=1-67891233-abcdef012345678912345678";
            context.Response.Headers["X-Model"] = "gemini-3.1-flash-image-preview";
            context.Response.Headers["X-Frame-Options"] = "SAMEORIGIN";
            return Task.CompletedTask;
        });
        await using var proxy = await Proxy(upstream.Address);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(proxy.BaseAddress, "?alt=sse-and-more&sig=not-so-random&session_key=parameter")
        );
        request.Headers.Add("X-Session", "Opaque pass-word");
        request.Headers.Add("X-Plain", "application/json");
        request.Headers.Add("Cookie", "a=cookie-sent; b=1");

        using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);

        proxy
            .Secrets.Order(StringComparer.Ordinal)
            .ShouldBe([
                "1-67891233-abcdef012345678912345678",
                "Opaque pass-word",
                "cookie%2Fvalue",
                "cookie-sent",
                "cookie/value",
                "parameter",
                "pass-word",
                "reply-token",
            ]);
    }

    [Theory]
    [InlineData("GET http://127.0.0.1:1/path?x=1 HTTP/1.1\r\nHost: 127.0.0.1:1", 200)]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1", 400)]
    [InlineData("GET /path HTTP/1.1\r\nHost: rebound.example", 421)]
    [InlineData("GET http://rebound.example/path HTTP/1.1\r\nHost: rebound.example", 421)]
    public async Task A_target_of_any_form_is_answered_and_none_of_them_leads_to_another_host(string head, int status)
    {
        var seen = "";
        await using var upstream = await Upstream(context =>
        {
            seen = $"{context.Request.Path}{context.Request.QueryString}";
            return Task.CompletedTask;
        });
        await using var proxy = await Proxy(upstream.Address);

        var reply = await RawHttp.SendAsync(
            proxy.BaseAddress,
            Encoding.ASCII.GetBytes(head + "\r\nConnection: close\r\n\r\n"),
            TestContext.Current.CancellationToken
        );

        reply.Status.ShouldBe(status);
        seen.ShouldBe(status == 200 ? "/path?x=1" : "");
    }

    [Fact]
    public async Task A_reply_that_breaks_off_breaks_off_for_the_client_too_and_is_kept_cut()
    {
        await using var upstream = await RecordingRun.CutReplyAsync("{\"candidates\":[");
        await using var proxy = await Proxy(upstream.BaseAddress);
        using var client = new HttpClient();

        await Should.ThrowAsync<HttpRequestException>(() =>
            client.GetStringAsync(proxy.BaseAddress, TestContext.Current.CancellationToken)
        );

        var exchange = proxy.Exchanges.ShouldHaveSingleItem();
        (exchange.ResponseBody, exchange.BrokeOff).ShouldBe(("{\"candidates\":[", true));
    }

    [Fact]
    public async Task A_target_that_is_not_there_is_a_502_and_a_problem_not_a_case()
    {
        await using var proxy = await Proxy(new Uri("http://127.0.0.1:1/"));
        using var client = new HttpClient();

        using var reply = await client.GetAsync(proxy.BaseAddress, TestContext.Current.CancellationToken);

        reply.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        proxy.Exchanges.ShouldBeEmpty();
        proxy.Problems.ShouldHaveSingleItem().ShouldContain("did not answer");
    }

    [Fact]
    public async Task Secrets_are_learned_wherever_they_are_known_to_stand()
    {
        await using var upstream = await Upstream(_ => Task.CompletedTask);
        await using var proxy = await Proxy(upstream.Address);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(proxy.BaseAddress, "?key=query-key-1&alt=sse-is-no-secret")
        );
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String("me:password-2"u8)
        );
        request.Headers.Add("Cookie", "session=cookie-value-3");

        using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);

        proxy.Secrets.ShouldContain("query-key-1");
        proxy.Secrets.ShouldContain("password-2");
        proxy.Secrets.ShouldContain("cookie-value-3");
        proxy.Secrets.ShouldNotContain("sse-is-no-secret");
    }

    [Theory]
    [InlineData(
        "https://wisgate.ai",
        "x-goog-api-key: AIzaSyA-1234567890abcdefghijklmnopqrstu",
        "Google's, and wisgate.ai"
    )]
    [InlineData("https://www.wisgate.ai.", "Authorization: Bearer AIza-cut-short", "Google's, and www.wisgate.ai.")]
    [InlineData(
        "https://generativelanguage.googleapis.com",
        "x-goog-api-key: " + Secret,
        "WisGate's, and generativelanguage.googleapis.com"
    )]
    public async Task A_key_of_one_provider_is_not_passed_on_to_another(string target, string header, string said)
    {
        await using var proxy = await RecordingProxy.StartAsync(
            new RecordingProxyOptions
            {
                Target = new Uri(target),
                Variable = name => name == ProviderInfo.WisGate.ApiKeyVariable ? Secret : null,
            },
            TestContext.Current.CancellationToken
        );

        var reply = await RawHttp.SendAsync(
            proxy.BaseAddress,
            Encoding.ASCII.GetBytes(
                $"GET /v1beta/models HTTP/1.1\r\nHost: {proxy.BaseAddress.Authority}\r\n{header}\r\nConnection: close\r\n\r\n"
            ),
            TestContext.Current.CancellationToken
        );

        reply.Status.ShouldBe(403);
        var problem = proxy.Problems.ShouldHaveSingleItem();
        problem.ShouldContain(said);
        problem.ShouldNotContain(header.Split(' ')[^1]);
        proxy.Exchanges.ShouldBeEmpty();
    }

    private static Task<LoopbackServer> Upstream(Func<HttpContext, Task> handler) =>
        LoopbackServer.StartAsync(0, handler, TestContext.Current.CancellationToken);

    private static Task<RecordingProxy> Proxy(Uri target) =>
        RecordingProxy.StartAsync(new RecordingProxyOptions { Target = target }, TestContext.Current.CancellationToken);
}
