using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Emulator;

/// <summary>What whoever builds on a running emulator needs of it: a log, browsers, the list of models, a hint.</summary>
public sealed class EmulatorAsDependencyTests
{
    private const string Origin = "http://localhost:5000";

    [Fact]
    public async Task Each_request_is_told_with_its_verdict()
    {
        var told = new ConcurrentQueue<EmulatedExchange>();
        await using var server = await StartAsync(
            new EmulatorOptions { Answered = told.Enqueue, Time = new SteppingClock() }
        );
        var model = server.Options.Provider.DefaultModel;
        var path = $"/v1beta/models/{model}:generateContent";

        await EmulatorCall.SendAsync(server, Body("fox", "IMAGE"));
        await EmulatorCall.SendAsync(server, Body("fox", "TEXT"));
        await EmulatorCall.SendAsync(server, Body("[finish: IMAGE_SAFETY]", "IMAGE"));
        await EmulatorCall.SendAsync(server, "{}");
        using var reply = await SendAsync(server, HttpMethod.Get, "elsewhere?key=secret-value-123");

        told.Take(3)
            .ShouldBe([
                new("POST", path, model, 200, "picture") { Elapsed = SteppingClock.Step },
                new("POST", path, model, 200, "text") { Elapsed = SteppingClock.Step },
                new("POST", path, model, 200, "refused: IMAGE_SAFETY") { Elapsed = SteppingClock.Step },
            ]);
        told.First().ToString().ShouldBe($"POST {path} ({model}) 200 picture, 41 ms");
        told.ElementAt(3).ToString().ShouldStartWith($"POST {path} ({model}) 400 INVALID_ARGUMENT: ");
        told.ElementAt(4).ToString().ShouldStartWith("GET /elsewhere 404 NOT_FOUND: ");
        told.ElementAt(4).ToString().ShouldNotContain("secret");
        told.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(Origin, Origin)]
    [InlineData(Origin + "/", Origin)]
    [InlineData("*", "*")]
    [InlineData("http://localhost:5001", null)]
    public async Task A_page_is_let_in_where_its_origin_is_allowed(string? allowed, string? answered)
    {
        await using var server = await StartAsync(new EmulatorOptions { AllowedOrigin = allowed });
        var path = $"v1beta/models/{server.Options.Provider.DefaultModel}:generateContent";
        (string, string)[] preflight =
        [
            ("Origin", Origin),
            ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "content-type,x-goog-api-key"),
        ];

        using var asked = await SendAsync(server, HttpMethod.Options, path, preflight);
        using var sent = await SendAsync(server, HttpMethod.Post, path, ("Origin", Origin));

        asked.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        asked.Content.Headers.Allow.ShouldBe(["GET", "POST", "OPTIONS"]);
        Header(asked, "Access-Control-Allow-Origin").ShouldBe(answered);
        Header(asked, "Access-Control-Allow-Headers").ShouldBe(answered is null ? null : "content-type,x-goog-api-key");
        // An error is read too: without the header a page sees a failed connection.
        sent.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        Header(sent, "Access-Control-Allow-Origin").ShouldBe(answered);
        Header(sent, "Vary").ShouldBe(allowed is null ? null : "Origin");
        server.BilledImageCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("localhost:5000")]
    [InlineData("http://localhost:5000/page")]
    [InlineData("")]
    public async Task What_is_no_origin_is_refused(string origin) =>
        (
            await Should.ThrowAsync<ArgumentException>(() => StartAsync(new EmulatorOptions { AllowedOrigin = origin }))
        ).Message.ShouldContain("http://localhost:5000, or *");

    [Theory]
    [InlineData("wisgate")]
    [InlineData("google")]
    public async Task Models_are_listed_to_whoever_has_a_key(string id)
    {
        var provider = ProviderInfo.Find(id)!;
        await using var server = await StartAsync(new EmulatorOptions { Provider = provider });
        (string, string) key = ("x-goog-api-key", EmulatorCall.Key);

        using var refused = await SendAsync(server, HttpMethod.Get, "v1beta/models");
        using var all = await SendAsync(server, HttpMethod.Get, "v1beta/models", key);
        using var one = await SendAsync(server, HttpMethod.Get, $"v1beta/models/{provider.DefaultModel}", key);
        using var none = await SendAsync(server, HttpMethod.Get, "v1beta/models/no-such-model", key);

        ((int)refused.StatusCode).ShouldBeOneOf(401, 403);
        var names = (await JsonOf(all)).GetProperty("models").EnumerateArray().Select(Name);
        names.ShouldBe(provider.Models.Where(model => model.Retired is null).Select(model => "models/" + model.Id));
        Name(await JsonOf(one)).ShouldBe("models/" + provider.DefaultModel);
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        static string? Name(JsonElement model) => model.GetProperty("name").GetString();
    }

    [Theory]
    [InlineData("google", "generateContent", null, "standard")]
    [InlineData("google", "streamGenerateContent", null, "standard")]
    [InlineData("google", "generateContent", "flex", "flex")]
    [InlineData("google", "streamGenerateContent", "priority", "priority")]
    [InlineData("google", "generateContent", "unspecified", "standard")]
    [InlineData("wisgate", "generateContent", "flex", null)]
    public async Task The_tier_is_told_in_a_header_where_Google_answers(
        string id,
        string method,
        string? asked,
        string? tier
    )
    {
        var provider = ProviderInfo.Find(id)!;
        await using var server = await StartAsync(new EmulatorOptions { Provider = provider });
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(server.BaseAddress, $"v1beta/models/{provider.DefaultModel}:{method}")
        );
        var body = Body("fox", "IMAGE");
        request.Content = new StringContent(
            asked is null ? body : $"{{\"serviceTier\":\"{asked}\"," + body[1..],
            Encoding.UTF8,
            "application/json"
        );
        request.Headers.Add("x-goog-api-key", EmulatorCall.Key);

        using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);

        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(reply, "x-gemini-service-tier").ShouldBe(tier);
    }

    [Fact]
    public async Task The_list_is_paged_as_Googles_is()
    {
        var provider = ProviderInfo.Google;
        await using var server = await StartAsync(new EmulatorOptions { Provider = provider });
        (string, string) key = ("x-goog-api-key", EmulatorCall.Key);
        var names = new List<string>();
        string? token = null;
        do
        {
            var from = token is null ? "" : "&pageToken=" + Uri.EscapeDataString(token);
            using var reply = await SendAsync(server, HttpMethod.Get, "v1beta/models?pageSize=1" + from, key);
            var page = await JsonOf(reply);
            names.Add(
                page.GetProperty("models").EnumerateArray().ShouldHaveSingleItem().GetProperty("name").GetString()!
            );
            token = page.TryGetProperty("nextPageToken", out var next) ? next.GetString() : null;
        } while (token is not null);

        names.ShouldBe(provider.Models.Where(model => model.Retired is null).Select(model => "models/" + model.Id));
    }

    [Theory]
    [InlineData("pageSize=many")]
    [InlineData("pageSize=-1")]
    [InlineData("pageToken=none")]
    [InlineData("pageToken=bm9uZQ%3D%3D")]
    public async Task A_page_that_cannot_be_is_refused(string query)
    {
        await using var server = await StartAsync(new EmulatorOptions { Provider = ProviderInfo.Google });

        using var reply = await SendAsync(
            server,
            HttpMethod.Get,
            "v1beta/models?" + query,
            ("x-goog-api-key", EmulatorCall.Key)
        );

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await JsonOf(reply)).GetProperty("error").GetProperty("status").GetString().ShouldBe("INVALID_ARGUMENT");
    }

    [Fact]
    public async Task A_model_of_another_provider_leads_to_that_provider()
    {
        await using var server = await StartAsync(new EmulatorOptions());

        var call = await EmulatorCall.SendAsync(server, EmulatorCall.Request(), ProviderInfo.Google.DefaultModel);
        var unknown = await EmulatorCall.SendAsync(server, EmulatorCall.Request(), "no-such-model");

        call.Status.ShouldBe(404);
        call.Error.GetProperty("message")
            .GetString()!
            .ShouldContain("this emulator plays WisGate: try --provider google");
        unknown.Error.GetProperty("message").GetString()!.ShouldNotContain("--provider");
    }

    private static Task<EmulatorServer> StartAsync(EmulatorOptions options) =>
        EmulatorServer.StartAsync(options, TestContext.Current.CancellationToken);

    private static string Body(string prompt, string modality) =>
        $$$"""{"contents":[{"parts":[{"text":"{{{prompt}}}"}]}],"generationConfig":{"responseModalities":["{{{modality}}}"]}}""";

    private static string? Header(HttpResponseMessage reply, string name) =>
        reply.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;

    private static async Task<JsonElement> JsonOf(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        EmulatorServer server,
        HttpMethod method,
        string path,
        params (string Name, string Value)[] headers
    )
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(server.BaseAddress, path));
        if (method == HttpMethod.Post)
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>A clock on which every look at it takes a while.</summary>
    private sealed class SteppingClock : TimeProvider
    {
        public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(41);

        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref now, Step.Ticks);
    }
}
