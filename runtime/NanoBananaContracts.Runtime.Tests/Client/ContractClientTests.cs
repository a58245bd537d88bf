using Microsoft.Extensions.DependencyInjection;
using NanoBananaContracts.Runtime.Tests.Harness;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Client;

/// <summary>Any contract over the same transport: here the default one, as if it were somebody's own.</summary>
public sealed class ContractClientTests
{
    private static readonly Dictionary<string, string> Path = new() { ["model"] = "mine" };

    private static readonly GenerateContentRequest Request = new() { Contents = [Content.User("Hello")] };

    [Fact]
    public async Task An_operation_is_sent_with_key_header_and_dialect_of_its_endpoint()
    {
        var handler = new StubHandler(StubHandler.Reply(200, """{"responseId":"r"}"""));
        using var client = Create(handler);
        var request = Request with { GenerationConfig = GenerationConfig.ForImage(imageSize: ImageSize.Size512) };

        var response = await client.SendAsync(
            ContractOperations.GenerateContent,
            request,
            Path,
            TestContext.Current.CancellationToken
        );

        response.ResponseId.ShouldBe("r");
        var sent = handler.Sent.Single();
        sent.Address.AbsoluteUri.ShouldBe("https://own.example/api/v1beta/models/mine:generateContent");
        sent.Headers["x-own-key"].ShouldBe(TestClient.Key);
        sent.Body.ShouldContain("\"0.5K\"");
    }

    [Fact]
    public async Task A_key_with_a_scheme_goes_as_Authorization()
    {
        var handler = new StubHandler(
            StubHandler.Reply(401, TestClient.Error(401, "UNAUTHENTICATED", "Bad: " + TestClient.Key))
        );
        using var client = new ContractClient(
            new ContractEndpoint(new Uri("https://own.example")) { ApiKey = TestClient.Key, ApiKeyScheme = "Bearer" },
            httpClient: new HttpClient(handler)
        );

        var failure = await Send(client, Request).FailureOf();

        handler.Sent.Single().Headers["Authorization"].ShouldBe("Bearer " + TestClient.Key);
        handler.Sent.Single().Headers.ShouldNotContainKey("x-goog-api-key");
        failure.ToString().ShouldNotContain(TestClient.Key);
        Should.Throw<ArgumentException>(() =>
            new ContractEndpoint(new Uri("https://own.example")) { ApiKeyScheme = "Bearer x" }
        );
        Should.Throw<NanoBananaException>(() => new ApiKey("Bearer abc")).Cure.ShouldContain("ApiKeyScheme");
    }

    [Fact]
    public async Task A_token_of_each_call_goes_behind_Bearer_and_is_printed_nowhere()
    {
        var calls = 0;
        var handler = new StubHandler(
            StubHandler.Reply(401, TestClient.Error(401, "UNAUTHENTICATED", "Bad: ya29.token-of-call-1"))
        );
        var endpoint = new ContractEndpoint(new Uri("https://own.example"))
        {
            AccessTokenProvider = _ => new($"ya29.token-of-call-{++calls}"),
        };
        using var client = new ContractClient(endpoint, httpClient: new HttpClient(handler));

        var failure = await Send(client, Request).FailureOf();

        handler.Sent.Single().Headers["Authorization"].ShouldBe("Bearer ya29.token-of-call-1");
        handler.Sent.Single().Headers.ShouldNotContainKey("x-goog-api-key");
        failure.Kind.ShouldBe(FailureKind.Unauthorized);
        failure.Cure.ShouldContain(
            "what AccessTokenProvider gives: it was sent in the header Authorization, after Bearer"
        );
        failure.ToString().ShouldNotContain("token-of-call");
        new ContractEndpoint(new Uri("https://own.example"))
        {
            AccessTokenProvider = _ => new("x"),
            ApiKeyHeader = "x-own-token",
        }.ApiKeyScheme.ShouldBeNull();
        new ContractEndpoint(new Uri("https://own.example"))
        {
            ApiKey = TestClient.Key,
            ApiKeyHeader = "Authorization",
        }.ApiKeyScheme.ShouldBeNull();
        Should
            .Throw<ArgumentException>(() =>
                new ContractClient(
                    new ContractEndpoint(new Uri("https://own.example"))
                    {
                        AccessTokenProvider = _ => new("x"),
                        ApiKey = TestClient.Key,
                    }
                )
            )
            .Message.ShouldContain("both set");
    }

    [Theory]
    [InlineData("Authorization", null, "Bearer a-token")]
    [InlineData("authorization", null, "Bearer a-token")]
    [InlineData("Authorization", "Own", "Own a-token")]
    public async Task A_token_does_not_go_as_Authorization_without_its_scheme(
        string header,
        string? scheme,
        string sent
    )
    {
        var handler = new StubHandler(StubHandler.Reply(200, """{"responseId":"r"}"""));
        var endpoint = new ContractEndpoint(new Uri("https://own.example"))
        {
            ApiKeyHeader = header,
            ApiKeyScheme = scheme,
            AccessTokenProvider = _ => new("a-token"),
        };
        using var client = new ContractClient(endpoint, httpClient: new HttpClient(handler));

        await Send(client, Request);

        handler.Sent.Single().Headers["Authorization"].ShouldBe(sent);
    }

    [Fact]
    public async Task It_is_registered_under_its_name()
    {
        var handler = new StubHandler(StubHandler.Reply(200, """{"responseId":"r"}"""));
        var services = new ServiceCollection();
        services
            .AddContractClient(
                "own",
                _ => new ContractEndpoint(new Uri("https://own.example"))
                {
                    ApiKey = TestClient.Key,
                    ApiKeyScheme = "Bearer",
                },
                options => options.MaxAttempts = 1
            )
            .ConfigurePrimaryHttpMessageHandler(() => handler);
        await using var provider = services.BuildServiceProvider();

        var response = await provider
            .GetRequiredKeyedService<ContractClient>("own")
            .SendAsync(ContractOperations.GenerateContent, Request, Path, TestContext.Current.CancellationToken);

        response.ResponseId.ShouldBe("r");
        handler.Sent.Single().Headers["Authorization"].ShouldBe("Bearer " + TestClient.Key);
        provider
            .GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<Microsoft.Extensions.Http.HttpClientFactoryOptions>>()
            .Get("NanoBananaContract:own")
            .ShouldRedactHeaderValue("authorization")
            .ShouldBeTrue();
    }

    [Fact]
    public async Task A_registered_one_is_not_sent_again_by_a_host_s_defaults_and_logs_no_key()
    {
        var log = new RecordingLoggerFactory();
        var handler = new StubHandler(StubHandler.Reply(500, "{}"));
        var services = new ServiceCollection();
        services.AddSingleton<Microsoft.Extensions.Logging.ILoggerFactory>(log);
        services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());
        services
            .AddContractClient(
                "own",
                _ => new ContractEndpoint(new Uri("https://own.example")) { ApiKey = TestClient.Key },
                options => options.MaxAttempts = 1
            )
            .ConfigurePrimaryHttpMessageHandler(() => handler);
        await using var provider = services.BuildServiceProvider();

        await provider
            .GetRequiredKeyedService<ContractClient>("own")
            .SendAsync(ContractOperations.GenerateContent, Request, Path, TestContext.Current.CancellationToken)
            .FailureOf();

        handler.Sent.Count.ShouldBe(1);
        string.Join('\n', log.Lines).ShouldNotContain(TestClient.Key);
    }

    [Fact]
    public async Task Its_lines_name_no_model_and_no_answer_where_there_is_none_and_one_attempt_is_one()
    {
        var log = new RecordingLoggerFactory();
        var options = new CallOptions
        {
            LoggerFactory = log,
            MaxAttempts = 2,
            RetryDelay = TimeSpan.Zero,
        };
        using var client = Create(
            new StubHandler(
                StubHandler.Reply(200, """{"responseId":"r"}"""),
                StubHandler.Reply(503, ""),
                StubHandler.Reply(400, """{"error":{"message":"no"}}"""),
                StubHandler.Fail(() => new HttpRequestException("gone")),
                StubHandler.Fail(() => new TimeoutException())
            ),
            options
        );

        await Send(client, Request);
        await Send(client, Request).FailureOf();
        await Send(client, Request).FailureOf();
        var failure = await Send(client, Request).FailureOf();

        string[] said = [.. log.Lines.Select(line => line.Split(" [")[0])];
        said.ShouldContain("Debug Calling GenerateContent at own.example (57 bytes).");
        said.ShouldContain(line => line.StartsWith("Information GenerateContent answered 200 in "));
        said.ShouldContain(line =>
            line.StartsWith("Warning Attempt 1 of GenerateContent failed: Overloaded (status 503). Next in ")
        );
        said.ShouldContain(line =>
            line.StartsWith("Error GenerateContent failed after 2 attempts and ") && line.Contains(" (status 400). ")
        );
        said.ShouldContain(line =>
            line.StartsWith("Error GenerateContent failed after 1 attempt and ")
            && line.Contains(" s: ConnectionLost. ")
        );
        log.Lines.ShouldAllBe(line => line.Contains("operation=GenerateContent", StringComparison.OrdinalIgnoreCase));
        string.Join('\n', said).ShouldNotContain("null");
        failure.Kind.ShouldBe(FailureKind.Timeout);
        failure.Message.ShouldContain("the option Deadline");
        failure.Message.ShouldNotContain(nameof(NanoBananaOptions));
    }

    [Fact]
    public async Task A_key_that_was_not_taken_is_cured_by_the_header_that_it_went_in()
    {
        var refusal = StubHandler.Reply(401, "");
        using var own = Create(new StubHandler(refusal));
        using var bearer = new ContractClient(
            new ContractEndpoint(new Uri("https://own.example")) { ApiKey = TestClient.Key, ApiKeyScheme = "Bearer" },
            httpClient: new HttpClient(new StubHandler(refusal))
        );
        using var none = new ContractClient(
            new ContractEndpoint(new Uri("https://own.example")),
            httpClient: new HttpClient(new StubHandler(refusal))
        );

        (await Send(own, Request).FailureOf()).Cure.ShouldBe(
            "Check the API key: it was sent in the header x-own-key, and must be one that this service gives."
        );
        (await Send(bearer, Request).FailureOf()).Cure.ShouldContain("in the header Authorization, after Bearer, and");
        (await Send(none, Request).FailureOf()).Cure.ShouldBe(
            "No key was sent: set ApiKey of the ContractEndpoint, and ApiKeyHeader or ApiKeyScheme as the service wants it."
        );
    }

    [Fact]
    public async Task What_breaks_the_contract_is_not_sent()
    {
        var handler = new StubHandler(StubHandler.Reply(200, "{}"));
        using var client = Create(handler);

        var failure = await Send(client, new() { Contents = [] }).FailureOf();

        failure.Kind.ShouldBe(FailureKind.InvalidRequest);
        failure.Message.ShouldContain("contents: must have at least 1 item, and has 0.");
        handler.Sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(200, "", FailureKind.EmptyReply)]
    [InlineData(200, """{"candidates":[""", FailureKind.TruncatedReply)]
    [InlineData(200, "<html/>", FailureKind.NotJson)]
    [InlineData(200, """{"a":]""", FailureKind.NotJson)]
    [InlineData(404, "", FailureKind.ModelNotFound)]
    [InlineData(401, """{"error":{"message":"no"}}""", FailureKind.Unauthorized)]
    [InlineData(307, "", FailureKind.RedirectRefused)]
    public async Task Failures_are_the_same_as_everywhere(int status, string body, FailureKind kind)
    {
        using var client = Create(new StubHandler(StubHandler.Reply(status, body)));

        var failure = await Send(client, Request).FailureOf();

        failure.Kind.ShouldBe(kind);
        failure.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Retries_are_the_same_as_everywhere()
    {
        var clock = new FakeClock();
        var handler = new StubHandler(StubHandler.Reply(503, ""), StubHandler.Reply(200, "{}"));
        using var client = Create(handler, new CallOptions { TimeProvider = clock });
        var call = Send(client, Request);

        clock.Advance(await clock.WhenTimerIsSet(due => due < TimeSpan.FromMinutes(1)));

        (await call).ShouldNotBeNull();
        handler.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_get_has_no_body_and_loses_none()
    {
        var handler = new StubHandler(StubHandler.Reply(200, "{}"));
        using var client = Create(handler);
        var get = new ContractOperation<GenerationConfig, GenerateContentResponse>(
            "Get",
            "GET",
            "/v1/{model}",
            "",
            isStreaming: false,
            GenerateContentResponse.Read,
            GenerationConfig.Read
        );

        var failure = await Should.ThrowAsync<ArgumentException>(() =>
            client.SendAsync(get, new() { Seed = 1 }, Path, TestContext.Current.CancellationToken)
        );
        failure.Message.ShouldContain("Get is a GET");
        handler.Sent.ShouldBeEmpty();

        await client.SendAsync(get, new(), Path, TestContext.Current.CancellationToken);
        var sent = handler.Sent.Single();
        (sent.Method, sent.Body).ShouldBe((HttpMethod.Get, ""));
    }

    [Fact]
    public async Task Mistakes_of_the_caller_are_named()
    {
        using var client = Create(new StubHandler(StubHandler.Reply(200, "{}")));
        var cancelled = new CancellationToken(canceled: true);

        await Should.ThrowAsync<ArgumentException>(() =>
            client.SendAsync(
                ContractOperations.StreamGenerateContent,
                Request,
                Path,
                TestContext.Current.CancellationToken
            )
        );
        var lacking = await Should.ThrowAsync<ArgumentException>(() =>
            client.SendAsync(ContractOperations.GenerateContent, Request, null, TestContext.Current.CancellationToken)
        );
        lacking.ParamName.ShouldBe("path");
        await Should.ThrowAsync<OperationCanceledException>(() =>
            client.SendAsync(ContractOperations.GenerateContent, Request, Path, cancelled)
        );
        Should.Throw<ArgumentException>(() =>
            new ContractClient(
                new ContractEndpoint(new Uri("https://own.example")),
                new CallOptions { MaxAttempts = 0 }
            )
        );
        client.Dispose();
        await Should.ThrowAsync<ObjectDisposedException>(() => Send(client, Request));
    }

    private static ContractClient Create(StubHandler handler, CallOptions? options = null) =>
        new(
            new ContractEndpoint(new Uri("https://own.example/api"))
            {
                ApiKey = TestClient.Key,
                ApiKeyHeader = "x-own-key",
                Dialect = "wisgate",
            },
            options,
            new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }
        );

    private static Task<GenerateContentResponse> Send(ContractClient client, GenerateContentRequest request) =>
        client.SendAsync(ContractOperations.GenerateContent, request, Path, TestContext.Current.CancellationToken);
}
