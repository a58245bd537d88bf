using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NanoBananaContracts.Conformance.Tests.Players;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Emulator;

public sealed class EmulatedErrorTests
{
    [Theory]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1", 204)]
    [InlineData("GET http://localhost/x HTTP/1.1\r\nHost: localhost", 404)]
    [InlineData("GET /x HTTP/1.0", 404)]
    [InlineData("POST /v1beta/models/m:generateContent HTTP/1.1\r\nHost: rebound.example", 421)]
    [InlineData("GET /x HTTP/1.1\r\nHost: 127.0.0.1.rebound.example", 421)]
    public async Task Every_form_of_target_is_answered_and_another_host_is_refused(string head, int status)
    {
        var answered = new List<EmulatedExchange>();
        await using var server = await EmulatorServer.StartAsync(
            new EmulatorOptions { Answered = answered.Add },
            TestContext.Current.CancellationToken
        );

        var reply = await RawHttp.SendAsync(
            server.BaseAddress,
            Encoding.ASCII.GetBytes(head + "\r\nConnection: close\r\n\r\n"),
            TestContext.Current.CancellationToken
        );

        reply.Status.ShouldBe(status);
        server.RequestCount.ShouldBe(status == 421 ? 0 : 1);
        answered.ShouldHaveSingleItem().StatusCode.ShouldBe(status);
        if (status == 421)
        {
            answered[0].ToString().ShouldContain(" 421 This server answers to 127.0.0.1 and localhost alone");
        }
    }

    [Fact]
    public async Task WisGate_answers_401_to_every_wrong_way_of_sending_the_key()
    {
        await using var server = await EmulatorCall.StartAsync();
        Action<HttpRequestMessage>[] ways =
        [
            request => request.Headers.Remove("x-goog-api-key"),
            request => Replace(request, "wrong"),
            request =>
            {
                request.Headers.Remove("x-goog-api-key");
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", EmulatorCall.Key);
            },
            request =>
            {
                request.Headers.Remove("x-goog-api-key");
                request.RequestUri = new Uri(request.RequestUri + "?key=" + EmulatorCall.Key);
            },
        ];
        foreach (var way in ways)
        {
            var call = await EmulatorCall.SendAsync(server, EmulatorCall.Request(), change: way);

            call.Status.ShouldBe(401);
            call.Error.GetProperty("code").GetInt32().ShouldBe(401);
            call.Error.GetProperty("message").GetString()!.ShouldContain("x-goog-api-key");
            call.Body.ShouldNotContain(EmulatorCall.Key);
        }

        server.BilledImageCount.ShouldBe(0);
    }

    [Fact]
    public async Task Google_tells_no_key_wrong_key_and_bearer_apart_and_takes_the_key_in_the_query()
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.Google);
        var body = EmulatorCall.Request(size: "1K");

        var none = await EmulatorCall.SendAsync(
            server,
            body,
            change: request => request.Headers.Remove("x-goog-api-key")
        );
        (none.Status, Text(none.Error, "status")).ShouldBe((403, "PERMISSION_DENIED"));

        var wrong = await EmulatorCall.SendAsync(server, body, change: request => Replace(request, "wrong"));
        (wrong.Status, Text(wrong.Error, "status")).ShouldBe((400, "INVALID_ARGUMENT"));
        Text(wrong.Error.GetProperty("details")[0], "reason").ShouldBe("API_KEY_INVALID");

        var bearer = await EmulatorCall.SendAsync(
            server,
            body,
            change: request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "token")
        );
        (bearer.Status, Text(bearer.Error.GetProperty("details")[0], "reason")).ShouldBe(
            (401, "ACCESS_TOKEN_TYPE_UNSUPPORTED")
        );

        var query = await EmulatorCall.SendAsync(
            server,
            body,
            change: request =>
            {
                request.Headers.Remove("x-goog-api-key");
                request.RequestUri = new Uri(request.RequestUri + "?key=" + EmulatorCall.Key);
            }
        );
        query.Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("wisgate", """{"imageSize":"3K"}""", "imageSize", "\"3K\"")]
    [InlineData("wisgate", """{"imageSize":"3K"}""", "imageSize", "'0.5K', '1K', '2K', '4K'")]
    [InlineData("wisgate", """{"imageSize":"512"}""", "imageSize", "'0.5K', '1K', '2K', '4K'")]
    [InlineData("wisgate", """{"aspectRatio":"5:7"}""", "aspectRatio", "5:7")]
    [InlineData("google", """{"imageSize":"3K"}""", "image_config.image_size", "3K")]
    [InlineData("google", """{"imageSize":"512"}""", "image_config.image_size", "'1K', '2K', '4K'")]
    [InlineData("google", """{"imageSize":"1k"}""", "image_config.image_size", "1k")]
    [InlineData("google", """{"aspectRatio":"5:7"}""", "image_config.aspect_ratio", "5:7")]
    public async Task A_value_that_is_not_allowed_is_a_400_that_names_field_and_value(
        string provider,
        string imageConfig,
        string field,
        string value
    )
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.Find(provider));

        var call = await EmulatorCall.SendAsync(
            server,
            $$$"""{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"responseModalities":["IMAGE"],"imageConfig": {{{imageConfig}}} }}"""
        );

        (call.Status, Text(call.Error, "status")).ShouldBe((400, "INVALID_ARGUMENT"), call.Body);
        Text(call.Error, "message").ShouldContain(field);
        Text(call.Error, "message").ShouldContain(value);
        Text(call.Error.GetProperty("details")[0].GetProperty("fieldViolations")[0], "field")
            .ShouldContain(field[(field.LastIndexOf('.') + 1)..]);
        server.BilledImageCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"contents":[{"parts":[{"text":"x"}]}],"noSuchField":1}""", "noSuchField")]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"aspectRatio":"1:1"}}""",
        "\"aspectRatio\" at 'generation_config'"
    )]
    [InlineData("""{"contents":[]}""", "contents")]
    [InlineData("""{}""", "contents")]
    [InlineData("""{"contents":"x"}""", "contents")]
    [InlineData("""{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"temperature":3}}""", "temperature")]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"responseModalities":["PAINTING"]}}""",
        "response_modalities"
    )]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"responseFormat":{"image":{"imageSize":"4K"}}}}""",
        "image_size"
    )]
    [InlineData("""{"contents":[{"parts":[{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]}]}""", "input image")]
    [InlineData("{\"contents\":", "JSON")]
    [InlineData("", "JSON")]
    public async Task A_body_that_breaks_the_contract_is_a_400_that_names_the_place(string body, string named)
    {
        const string Format = """{"image":{"imageSize":"4K"}}"""; // a list at Vertex AI
        foreach (var provider in ProviderInfo.All)
        {
            await using var server = await EmulatorCall.StartAsync(provider);

            var call = await EmulatorCall.SendAsync(
                server,
                provider.Id.StartsWith("vertex", StringComparison.Ordinal)
                    ? body.Replace(Format, $"[{Format}]", StringComparison.Ordinal)
                    : body,
                change: request =>
                {
                    if (provider.ApiKeyScheme is { } scheme)
                    {
                        request.Headers.TryAddWithoutValidation(provider.ApiKeyHeader, $"{scheme} {EmulatorCall.Key}");
                    }
                }
            );

            call.Status.ShouldBe(400, call.Body);
            Text(call.Error, "message").ShouldContain(named);
        }
    }

    [Theory]
    [InlineData("""{"contents":[{"parts":[{"text":"x"}]}],"noSuchField":1}""", null)]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"aspectRatio":"1:1"}}""",
        "generation_config"
    )]
    public async Task A_field_nobody_knows_is_reported_at_what_holds_it_and_the_root_has_no_name(
        string body,
        string? field
    )
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.Google);

        var call = await EmulatorCall.SendAsync(server, body);

        var violation = call.Error.GetProperty("details")[0].GetProperty("fieldViolations")[0];
        (violation.TryGetProperty("field", out var named) ? named.GetString() : null).ShouldBe(field);
        Text(violation, "description").ShouldBe(Text(call.Error, "message"));
        Text(call.Error, "message").ShouldNotContain("''");
    }

    [Theory]
    [InlineData("\"seed\":0", "generation_config.seed")]
    [InlineData("\"temperature\":1", "generation_config.temperature")]
    [InlineData("\"topP\":0.5", "generation_config.top_p")]
    [InlineData("\"top_k\":40", "generation_config.top_k")]
    [InlineData("\"thinkingConfig\":{\"thinkingLevel\":\"LOW\"}", "generation_config.thinking_config.thinking_level")]
    [InlineData(
        """ "responseFormat":{"image":{"imageSize":"IMAGE_SIZE_FIVE_TWELVE"}} """,
        "generation_config.response_format.image.image_size"
    )]
    public async Task What_Googles_default_refuses_is_a_400_and_another_model_takes_it(string config, string field)
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.Google);
        var body = $$$"""{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{ {{{config}}} }}""";

        var call = await EmulatorCall.SendAsync(server, body);

        (call.Status, Text(call.Error, "status")).ShouldBe((400, "INVALID_ARGUMENT"), call.Body);
        Text(call.Error.GetProperty("details")[0].GetProperty("fieldViolations")[0], "field").ShouldBe(field);
        Text(call.Error, "message").ShouldContain("gemini-nano-banana-2.1");
        server.BilledImageCount.ShouldBe(0);
        if (!config.Contains("FIVE_TWELVE", StringComparison.Ordinal))
        {
            (await EmulatorCall.SendAsync(server, body, "gemini-3-pro-image")).Status.ShouldBe(200);
        }
    }

    [Fact]
    public async Task Paths_methods_and_models_that_do_not_exist_are_404()
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.Google);

        (await EmulatorCall.SendAsync(server, "{}", method: "countTokens")).Status.ShouldBe(404);
        (
            await EmulatorCall.SendAsync(server, "{}", change: request => request.Method = HttpMethod.Put)
        ).Status.ShouldBe(404);
        (await EmulatorCall.SendAsync(server, "{}", "gemini-9")).Status.ShouldBe(404);
        var retired = await EmulatorCall.SendAsync(server, "{}", "gemini-3.1-flash-image-preview");
        retired.Status.ShouldBe(404);
        Text(retired.Error, "message").ShouldContain("2026-06-25");
        Text(retired.Error, "message").ShouldEndWith("Use gemini-nano-banana-2.1.");
    }

    [Fact]
    public async Task An_error_in_a_stream_without_events_comes_in_an_array()
    {
        await using var server = await EmulatorCall.StartAsync();

        var call = await EmulatorCall.SendAsync(server, "{}", method: "streamGenerateContent");

        call.Status.ShouldBe(400);
        call.Json[0].GetProperty("error").GetProperty("code").GetInt32().ShouldBe(400);
    }

    private static void Replace(HttpRequestMessage request, string key)
    {
        request.Headers.Remove("x-goog-api-key");
        request.Headers.Add("x-goog-api-key", key);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
