using NanoBananaContracts.Conformance.Live;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Emulator;

/// <summary>A provider of one's own, from the same text, at both ends: the client that calls it and the emulator that plays it.</summary>
public sealed class EmulatedProviderTests
{
    private static readonly ProviderInfo Mine = ProviderInfo.Parse(
        """
        { "id": "mine", "name": "Mine", "dialect": "google", "baseAddress": "https://mine.example",
          "pathTemplate": "/v1/publishers/google/models/{model}", "apiKeyHeader": "Authorization", "apiKeyScheme": "Bearer",
          "apiKeyVariable": "MINE_KEY", "apiKeyPage": "https://mine.example/keys", "billsRepliesWithoutImage": true,
          "defaultModel": "gemini-3-pro-image", "models": [{ "id": "gemini-3-pro-image", "sizes": ["1K"],
          "aspectRatios": ["1:1", "16:9"], "defaultSize": "1K", "pricePerImageUsd": { "1K": 0.05 } }] }
        """
    );

    [Fact]
    public async Task The_client_reaches_the_emulator_by_the_path_and_the_scheme_of_the_file()
    {
        await using var server = await EmulatorCall.StartAsync(Mine);
        using var client = Client(server, EmulatorCall.Key);
        using var stranger = Client(server, EmulatorCall.Key + "0");
        var request = GenerateContentRequest.ForImage("A red fox in snow");

        var reply = await client.GenerateContentAsync(request, TestContext.Current.CancellationToken);
        var failure = await Should.ThrowAsync<NanoBananaException>(() =>
            stranger.GenerateContentAsync(request, TestContext.Current.CancellationToken)
        );

        reply.FinalImage.ShouldNotBeNull();
        failure.Kind.ShouldBe(FailureKind.Unauthorized);
        server.BilledImageCount.ShouldBe(1);
    }

    [Theory]
    [InlineData("2026-01-02", 404)]
    [InlineData("2999-01-02", 200)]
    public async Task A_model_is_served_until_the_day_of_its_end(string since, int status)
    {
        var provider = ProviderInfo.Parse(
            $$"""
            { "id": "mine", "name": "Mine", "dialect": "google", "baseAddress": "https://mine.example",
              "apiKeyHeader": "x-goog-api-key", "apiKeyVariable": "MINE_KEY", "apiKeyPage": "https://mine.example/keys",
              "defaultModel": "new", "models": [
              { "id": "new", "sizes": ["1K"], "aspectRatios": ["1:1"], "defaultSize": "1K" },
              { "id": "old", "sizes": ["1K"], "aspectRatios": ["1:1"], "defaultSize": "1K",
                "retired": { "since": "{{since}}", "use": "new" } }] }
            """
        );
        await using var server = await EmulatorCall.StartAsync(provider);

        var call = await EmulatorCall.SendAsync(server, EmulatorCall.Request(size: "1K"), model: "old");
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("x-goog-api-key", EmulatorCall.Key);
        var list = await client.GetStringAsync(
            new Uri(server.BaseAddress, "v1beta/models"),
            TestContext.Current.CancellationToken
        );

        call.Status.ShouldBe(status);
        list.Contains("models/old", StringComparison.Ordinal).ShouldBe(status == 200);
    }

    [Fact]
    public async Task Vertex_is_played_for_any_project_and_takes_a_token_that_the_client_asks_for()
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.Vertex);
        using var client = new NanoBananaClient(
            new NanoBananaOptions
            {
                Provider = ProviderInfo.Vertex,
                BaseAddress = server.BaseAddress,
                Project = "example.com:my-project",
                Region = "europe-west4",
                AccessTokenProvider = _ => new(EmulatorCall.Key),
            }
        );

        var reply = await client.GenerateContentAsync(
            GenerateContentRequest.ForImage("A red fox in snow"),
            TestContext.Current.CancellationToken
        );
        var elsewhere = await EmulatorCall.SendAsync(
            server,
            EmulatorCall.Request(size: "1K"),
            change: request =>
                request.RequestUri = new Uri(
                    server.BaseAddress,
                    "v1/projects//locations/us/publishers/google/models/gemini-3-pro-image:generateContent"
                )
        );

        reply.FinalImage.ShouldNotBeNull();
        elsewhere.Status.ShouldBe(404);
    }

    [Fact]
    public async Task An_id_with_slash_and_colon_is_played_where_the_file_allows_it()
    {
        var provider = ProviderInfo.Parse(
            """
            { "id": "mine", "name": "Mine", "dialect": "google", "baseAddress": "https://mine.example",
              "modelIdCharacters": "/:", "apiKeyHeader": "x-goog-api-key", "apiKeyVariable": "MINE_KEY",
              "apiKeyPage": "https://mine.example/keys", "defaultModel": "google/gemini-3-pro-image:free",
              "models": [{ "id": "google/gemini-3-pro-image:free", "sizes": ["1K"], "aspectRatios": ["1:1", "16:9"],
              "defaultSize": "1K", "pricePerImageUsd": { "1K": 0.05 } }] }
            """
        );
        await using var server = await EmulatorCall.StartAsync(provider);

        var report = await LiveRun.ExecuteAsync(
            LivePlanner.Make(provider)!,
            server.BaseAddress,
            EmulatorCall.Key,
            cancellationToken: TestContext.Current.CancellationToken
        );

        report.HasErrors.ShouldBeFalse(DriftReportText.ToMarkdown(report));
        server.BilledImageCount.ShouldBe(3);
    }

    [Theory]
    [InlineData("generationConfig.imageConfig.imageSize", 400)]
    [InlineData("contents.parts.inlineData", 200)]
    public async Task A_field_that_the_file_refuses_is_a_400_that_names_it(string field, int status)
    {
        var provider = ProviderInfo.Parse(
            $$"""
            { "id": "mine", "name": "Mine", "dialect": "google", "baseAddress": "https://mine.example",
              "refusedFields": ["{{field}}"], "apiKeyHeader": "x-goog-api-key", "apiKeyVariable": "MINE_KEY",
              "apiKeyPage": "https://mine.example/keys", "defaultModel": "m", "models": [{ "id": "m", "sizes": ["1K"],
              "aspectRatios": ["1:1"], "defaultSize": "1K" }] }
            """
        );
        await using var server = await EmulatorCall.StartAsync(provider);

        var camel = await EmulatorCall.SendAsync(server, EmulatorCall.Request(size: "1K"));
        var snake = await EmulatorCall.SendAsync(
            server,
            EmulatorCall
                .Request(size: "1K")
                .Replace("imageConfig", "image_config", StringComparison.Ordinal)
                .Replace("imageSize", "image_size", StringComparison.Ordinal)
        );

        (camel.Status, snake.Status).ShouldBe((status, status));
        if (status == 400)
        {
            Message(camel).ShouldBe($"{field} is not supported by Mine.");
        }
    }

    [Fact]
    public async Task The_usual_path_is_none_of_its_own_and_the_usual_header_no_place_for_its_key()
    {
        await using var server = await EmulatorCall.StartAsync(Mine);

        var path = await EmulatorCall.SendAsync(
            server,
            EmulatorCall.Request(size: "1K"),
            change: request =>
                request.RequestUri = new Uri(server.BaseAddress, "v1beta/models/gemini-3-pro-image:generateContent")
        );
        var header = await EmulatorCall.SendAsync(server, EmulatorCall.Request(size: "1K"));
        var scheme = await EmulatorCall.SendAsync(
            server,
            EmulatorCall.Request(size: "1K"),
            change: request => request.Headers.TryAddWithoutValidation("Authorization", EmulatorCall.Key)
        );

        (path.Status, header.Status, scheme.Status).ShouldBe((404, 401, 401));
        Message(path).ShouldContain("Send POST /v1/publishers/google/models/{model}:generateContent or ");
        Message(header).ShouldBe("No Authorization header: send the key in it.");
        Message(scheme).ShouldBe("The header Authorization begins with Bearer here, and the key follows.");
        server.BilledImageCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_live_run_knows_the_path_and_the_scheme_and_text_alone_is_counted_as_billed()
    {
        await using var server = await EmulatorCall.StartAsync(Mine);
        var plan = LivePlanner.Make(Mine)!;

        var report = await LiveRun.ExecuteAsync(
            plan,
            server.BaseAddress,
            EmulatorCall.Key,
            null,
            null,
            TestContext.Current.CancellationToken
        );

        report.HasErrors.ShouldBeFalse(DriftReportText.ToMarkdown(report));
        server.BilledImageCount.ShouldBe(4);
    }

    private static string Message(EmulatorCall call) => call.Error.GetProperty("message").GetString()!;

    private static NanoBananaClient Client(EmulatorServer server, string key) =>
        new(
            new NanoBananaOptions
            {
                Provider = Mine,
                BaseAddress = server.BaseAddress,
                ApiKey = key,
            }
        );
}
