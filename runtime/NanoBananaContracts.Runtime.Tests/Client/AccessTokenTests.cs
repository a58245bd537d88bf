using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Client;

/// <summary>An access token in the place of a key: asked for once a call, sent to its provider, and shown nowhere.</summary>
public sealed class AccessTokenTests
{
    private const string Token = "ya29.a-token-nobody-may-ever-see-0123456789";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_asks_for_its_own_token_and_its_retries_use_the_same()
    {
        var asked = 0;
        var handler = new StubHandler(
            StubHandler.Reply(200, TestClient.ImageReply()),
            StubHandler.Reply(503, TestClient.Error(503, "UNAVAILABLE", "The model is overloaded.")),
            StubHandler.Reply(200, TestClient.ImageReply())
        );
        using var client = Client(
            handler,
            _ => new($"{Token}-{++asked}"),
            options => options with { RetryDelay = TimeSpan.FromMilliseconds(1) }
        );

        await client.GenerateContentAsync(TestClient.Request, Cancelled);
        await client.GenerateContentAsync(TestClient.Request, Cancelled);

        handler
            .Sent.Select(sent => sent.Headers["Authorization"])
            .ShouldBe([$"Bearer {Token}-1", $"Bearer {Token}-2", $"Bearer {Token}-2"]);
        handler.Sent.ShouldAllBe(sent => !sent.Headers.ContainsKey("x-goog-api-key"));
        asked.ShouldBe(2);
    }

    [Fact]
    public async Task It_is_called_at_the_project_and_the_host_of_its_region()
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        using var client = Client(handler, _ => new(Token), options => options with { Region = "europe-west4" });

        await foreach (var _ in client.StreamGenerateContentAsync(TestClient.Request, Cancelled)) { }

        handler
            .Sent.ShouldHaveSingleItem()
            .Address.ShouldBe(
                new Uri(
                    "https://europe-west4-aiplatform.googleapis.com/v1/projects/my-project/locations/europe-west4"
                        + "/publishers/google/models/gemini-3-pro-image:streamGenerateContent?alt=sse"
                )
            );
        client.BaseAddress.Host.ShouldBe("europe-west4-aiplatform.googleapis.com");
    }

    [Theory]
    [InlineData(null, "aiplatform.googleapis.com", "global")]
    [InlineData("us", "aiplatform.us.rep.googleapis.com", "us")]
    [InlineData("eu", "aiplatform.eu.rep.googleapis.com", "eu")]
    [InlineData("us-central1", "us-central1-aiplatform.googleapis.com", "us-central1")]
    public void A_region_has_its_host(string? region, string host, string location)
    {
        var variables = new Dictionary<string, string?>
        {
            ["GOOGLE_CLOUD_PROJECT"] = "of-the-variable",
            ["GOOGLE_CLOUD_LOCATION"] = region,
        };

        var known = new NanoBananaOptions { AccessTokenProvider = _ => new(Token) }.WithEnvironment(name =>
            variables.GetValueOrDefault(name)
        );
        var again = known.WithEnvironment(_ => null);

        known.Provider!.Id.ShouldBe("vertex");
        known.Provider.BaseAddress.Host.ShouldBe(host);
        known.Provider.PathTemplate.ShouldBe(
            $"/v1/projects/of-the-variable/locations/{location}/publishers/google/models/{{model}}"
        );
        known.ApiKey.ShouldBeNull();
        again.Provider!.PathTemplate.ShouldBe(known.Provider.PathTemplate);
        ProviderInfo.Vertex.PathTemplate.ShouldContain("{project}");
    }

    [Theory]
    [InlineData("https://us-east5-aiplatform.googleapis.com", "us-east5")]
    [InlineData("https://aiplatform.googleapis.com", "global")]
    [InlineData("https://aiplatform.eu.rep.googleapis.com", "eu")]
    public void A_host_of_its_own_says_the_region_and_goes_before_the_variable(string host, string region)
    {
        var known = new NanoBananaOptions
        {
            BaseAddress = new Uri(host),
            AccessTokenProvider = _ => new(Token),
            Project = "p",
        }.WithEnvironment(name => name == "GOOGLE_CLOUD_LOCATION" ? "europe-west4" : null);

        known.Provider!.PathTemplate.ShouldStartWith($"/v1/projects/p/locations/{region}/");
    }

    [Theory]
    [InlineData("https://us-east5-aiplatform.googleapis.com", true)]
    [InlineData("https://aiplatform.eu.rep.googleapis.com", true)]
    [InlineData("http://127.0.0.1:8787", true)]
    [InlineData("https://us-east5-aiplatform.googleapis.com:8443", false)]
    [InlineData("https://a.b-aiplatform.googleapis.com", false)]
    [InlineData("https://us-east5-aiplatform.googleapis.com.evil.example", false)]
    [InlineData("https://-aiplatform.googleapis.com.evil.example", false)]
    public void A_variable_sends_the_token_to_hosts_of_the_provider_and_this_machine_only(string address, bool isTaken)
    {
        var options = new NanoBananaOptions { AccessTokenProvider = _ => new(Token), Project = "p" };
        string? Variable(string name) => name == "NANOBANANA_BASE_ADDRESS" ? address : null;

        if (isTaken)
        {
            options.WithEnvironment(Variable).BaseAddress.ShouldBe(new Uri(address));
        }
        else
        {
            Should
                .Throw<NanoBananaException>(() => options.WithEnvironment(Variable))
                .Kind.ShouldBe(FailureKind.InsecureEndpoint);
        }
    }

    [Fact]
    public void The_token_goes_to_no_other_provider()
    {
        foreach (var host in new[] { "https://wisgate.ai", "https://generativelanguage.googleapis.com" })
        {
            var options = new NanoBananaOptions
            {
                Provider = ProviderInfo.Vertex,
                Project = "p",
                BaseAddress = new Uri(host),
                AccessTokenProvider = _ => new(Token),
            };

            Should
                .Throw<NanoBananaException>(() => options.WithEnvironment(_ => null))
                .Kind.ShouldBe(FailureKind.InsecureEndpoint);
            (options with { Provider = null, Project = null }).ShouldRefuse(
                "AccessTokenProvider is set, and",
                FailureKind.InvalidRequest
            );
        }
    }

    [Theory]
    [InlineData(null, "https://aiplatform.googleapis.com/")]
    [InlineData("europe-west4", "https://europe-west4-aiplatform.googleapis.com/")]
    public void A_token_in_the_place_of_a_key_is_for_Vertex_where_no_provider_is_named(string? region, string address)
    {
        var known = new NanoBananaOptions
        {
            Project = "p",
            Region = region,
            ApiKey = Token,
        }.WithEnvironment(name => name == "WISDOM_GATE_KEY" ? "a-key-of-another" : null);

        (known.Provider!.Id, known.Provider.BaseAddress.AbsoluteUri).ShouldBe(("vertex", address));
    }

    [Fact]
    public void A_key_of_Googles_is_no_token_and_two_credentials_are_one_too_many()
    {
        var vertex = new NanoBananaOptions { Provider = ProviderInfo.Vertex, Project = "p" };

        (vertex with { ApiKey = "AIzaSyA-1234567890abcdefghijklmnopqrstu" }).ShouldRefuse(
            "The API key has the shape of Google's, and Vertex AI takes an OAuth access token.",
            FailureKind.MissingApiKey
        );
        (vertex with { ApiKey = Token, AccessTokenProvider = _ => new(Token) }).Check().ShouldHaveSingleItem();
        vertex.WithEnvironment(name => name == "GOOGLE_OAUTH_ACCESS_TOKEN" ? Token : null).ApiKey.ShouldNotBeNull();
        Should
            .Throw<NanoBananaException>(() => new NanoBananaClient(vertex))
            .Cure.ShouldEndWith("or set AccessTokenProvider, which gives each call its own.");
    }

    [Theory]
    [InlineData(null, "There is no project, which stands in the address of Vertex AI.")]
    [InlineData("", "The project in the address of Vertex AI is empty.")]
    [InlineData(
        "my project",
        "The project in the address of Vertex AI has a character that cannot stand there (U+0020 at 3)"
    )]
    [InlineData(
        "p/../../x",
        "The project in the address of Vertex AI has a character that cannot stand there (U+002F at 2)"
    )]
    [InlineData("..", "The project in the address of Vertex AI begins or ends")]
    [InlineData("p?x=1", "has a character that cannot stand there (U+003F at 2)")]
    [InlineData("p%2Fx", "has a character that cannot stand there (U+0025 at 2)")]
    [InlineData("{region}", "has a character that cannot stand there (U+007B at 1)")]
    [InlineData("AIzaSyA-1234567890abcdefghijklmnopqrstu", "has the shape of an API key")]
    public void A_project_is_a_word_of_a_path_and_nothing_else(string? project, string said)
    {
        var options = new NanoBananaOptions
        {
            Provider = ProviderInfo.Vertex,
            Project = project,
            ApiKey = Token,
        };

        var failure = options.ShouldRefuse(said, FailureKind.InvalidRequest);

        failure.Cure.ShouldBe("Set NanoBananaOptions.Project, or the environment variable GOOGLE_CLOUD_PROJECT.");
        failure.ToString().ShouldNotContain("AIzaSy");
    }

    [Theory]
    [InlineData("evil.example/")]
    [InlineData("evil.example#")]
    [InlineData("a.evil")]
    [InlineData("a@evil")]
    [InlineData("-a")]
    [InlineData("US-Central1")]
    public void A_region_cannot_lead_the_token_to_another_host(string region) =>
        new NanoBananaOptions
        {
            Provider = ProviderInfo.Vertex,
            Project = "p",
            Region = region,
            ApiKey = Token,
        }.ShouldRefuse("The region in the address of Vertex AI ", FailureKind.InvalidRequest);

    [Theory]
    [InlineData("https://us-central1-aiplatform.googleapis.com", "europe-west4", "us-central1 by the host")]
    [InlineData("https://aiplatform.googleapis.com", "europe-west4", "global by the host")]
    [InlineData(
        "https://aiplatform.googleapis.com/v1/projects/p/locations/us-central1/publishers/google/models/m:generateContent",
        null,
        "The region is named twice: global by the host of the base address, us-central1 by the path of the base address."
    )]
    [InlineData(
        "https://host.example/v1/projects/other/locations/global/publishers/google/models/m:generateContent",
        "global",
        "The project is named twice: p by NanoBananaOptions.Project, other by the path of the base address."
    )]
    public void A_place_that_is_named_twice_is_one(string address, string? region, string said)
    {
        var options = new NanoBananaOptions
        {
            Provider = ProviderInfo.Vertex,
            Project = "p",
            Region = region,
            BaseAddress = new Uri(address),
            ApiKey = Token,
        };

        var failure = options.ShouldRefuse(said, FailureKind.InvalidRequest);

        failure.Cure.ShouldContain("eave ");
        (options with { BaseAddress = new Uri("https://proxy.example"), Region = "europe-west4" })
            .WithEnvironment(_ => null)
            .Provider!.PathTemplate.ShouldContain("/projects/p/locations/europe-west4/");
    }

    [Theory]
    [InlineData(
        "https://us-central1-aiplatform.googleapis.com/v1/projects/q/locations/us-central1/publishers/google/models/m:generateContent"
    )]
    [InlineData(
        "https://us-central1-aiplatform.googleapis.com/v1/projects/q/locations/us-central1/publishers/google/models"
    )]
    [InlineData("https://us-central1-aiplatform.googleapis.com/v1/projects/q/")]
    public async Task An_address_that_was_pasted_with_project_and_region_has_them(string pasted)
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        using var client = TestClient.Create(
            handler,
            options => options with { Provider = null, ApiKey = Token, BaseAddress = new Uri(pasted), Model = "m" }
        );

        await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        client.Provider.Id.ShouldBe("vertex");
        handler
            .Sent.Single()
            .Address.AbsoluteUri.ShouldBe(
                "https://us-central1-aiplatform.googleapis.com/v1/projects/q/locations/us-central1/publishers/google/models/m:generateContent"
            );
    }

    [Theory]
    [InlineData(
        "vertex-express",
        "https://aiplatform.googleapis.com/v1/publishers/google/models/m:generateContent",
        null
    )]
    [InlineData("vertex-express", "https://aiplatform.googleapis.com/v1", null)]
    [InlineData(
        "vertex-express",
        "https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/google/models/m:generateContent",
        "Use https://aiplatform.googleapis.com, or set Provider to the one whose path it is."
    )]
    [InlineData(
        "google",
        "https://host.example/v1/publishers/google/models/m:streamGenerateContent",
        "The base address ends in an operation"
    )]
    public void The_path_of_another_provider_is_refused(string provider, string pasted, string? said)
    {
        var options = new NanoBananaOptions
        {
            Provider = ProviderInfo.Parse(provider),
            ApiKey = "a-key",
            BaseAddress = new Uri(pasted),
        };

        if (said is null)
        {
            using var client = new NanoBananaClient(options);
            client.BaseAddress.ShouldBe(new Uri("https://aiplatform.googleapis.com"));
        }
        else
        {
            Should.Throw<NanoBananaException>(() => new NanoBananaClient(options)).Message.ShouldContain(said);
            options.Check().ShouldHaveSingleItem().ShouldContain(said);
        }
    }

    [Fact]
    public void A_project_where_none_has_a_place_is_said() =>
        new NanoBananaOptions
        {
            Provider = ProviderInfo.Google,
            Project = "p",
            ApiKey = "k",
        }.ShouldRefuse(
            "NanoBananaOptions.Project is set, and Google has no project in its address.",
            FailureKind.InvalidRequest
        );

    [Fact]
    public async Task A_provider_that_fails_is_a_failure_before_anything_is_sent()
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        var cause = new InvalidOperationException("the metadata server said " + Token);
        using var client = Client(handler, _ => throw cause);
        using var later = Client(handler, _ => new(Task.FromException<string>(cause)));

        foreach (var one in new[] { client, later })
        {
            var failure = await one.GenerateContentAsync(TestClient.Request, Cancelled).FailureOf();

            (failure.Kind, failure.Attempts, failure.RetryAdvice).ShouldBe(
                (FailureKind.MissingApiKey, 0, RetryAdvice.Never)
            );
            failure.Message.ShouldContain("AccessTokenProvider failed (InvalidOperationException). Nothing was sent.");
            failure.Message.ShouldNotContain(Token);
            failure.InnerException.ShouldBe(cause);
        }

        handler.Sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, "AccessTokenProvider gave none.")]
    [InlineData("  ", "AccessTokenProvider gave none.")]
    [InlineData("Bearer " + Token, "cannot stand in a header")]
    [InlineData(Token + "\r\nX-Other: 1", "cannot stand in a header")]
    [InlineData("\"" + Token + "\"", "quotation marks")]
    public async Task What_is_no_token_is_not_sent_and_not_shown(string? given, string said)
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        using var client = Client(handler, _ => new(given!));

        var failure = await client.GenerateContentAsync(TestClient.Request, Cancelled).FailureOf();

        failure.Kind.ShouldBe(FailureKind.MissingApiKey);
        failure.Message.ShouldContain(said);
        failure.ToString().ShouldNotContain(Token);
        handler.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_never_answers_is_held_to_the_deadline_and_to_the_caller()
    {
        var clock = new FakeClock();
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        var never = new TaskCompletionSource<string>();
        using var client = Client(handler, _ => new(never.Task), options => options with { TimeProvider = clock });

        var late = client.GenerateContentAsync(TestClient.Request, Cancelled);
        clock.Advance(TimeSpan.FromHours(1));
        var failure = await late.FailureOf();
        using var caller = new CancellationTokenSource();
        var left = client.GenerateContentAsync(TestClient.Request, caller.Token);
        await caller.CancelAsync();

        (failure.Kind, failure.RetryAdvice).ShouldBe((FailureKind.Timeout, RetryAdvice.Safe));
        failure.Message.ShouldContain("nothing was sent");
        (await Should.ThrowAsync<OperationCanceledException>(() => left)).CancellationToken.ShouldBe(caller.Token);
        handler.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_that_is_refused_asks_for_no_token()
    {
        var asked = 0;
        using var client = Client(new StubHandler(StubHandler.Reply(200, "{}")), _ => new($"{Token}-{++asked}"));

        var failure = await client
            .GenerateContentAsync(TestClient.Request with { Model = "a b" }, Cancelled)
            .FailureOf();

        (failure.Kind, asked).ShouldBe((FailureKind.InvalidRequest, 0));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(200)]
    public async Task A_token_that_the_service_repeats_is_shown_nowhere(int status)
    {
        var body = status == 200 ? $"no json: {Token}" : TestClient.Error(status, "UNAUTHENTICATED", $"bad {Token}");
        var log = new RecordingLoggerFactory();
        using var client = Client(
            new StubHandler(StubHandler.Reply(status, body)),
            _ => new(Token),
            options => options with { LoggerFactory = log }
        );

        var whole = await client.GenerateContentAsync(TestClient.Request, Cancelled).FailureOf();
        var streamed = await ReadAsync().FailureOf();

        foreach (var failure in new[] { whole, streamed })
        {
            (failure.ToString() + failure.Error + failure.ProviderMessage).ShouldNotContain("nobody-may-ever-see");
        }

        string.Join("\n", log.Lines).ShouldNotContain("nobody-may-ever-see");

        async Task ReadAsync()
        {
            await foreach (var _ in client.StreamGenerateContentAsync(TestClient.Request, Cancelled)) { }
        }
    }

    [Fact]
    public async Task A_redirect_to_another_origin_does_not_get_it()
    {
        var handler = new StubHandler(
            StubHandler.Reply(307, "", change: reply => reply.Headers.Location = new Uri("https://other.example/"))
        );
        using var client = Client(handler, _ => new(Token));

        var failure = await client.GenerateContentAsync(TestClient.Request, Cancelled).FailureOf();

        failure.Kind.ShouldBe(FailureKind.RedirectRefused);
        handler.Sent.ShouldHaveSingleItem().Address.Host.ShouldBe("aiplatform.googleapis.com");
    }

    private static NanoBananaClient Client(
        StubHandler handler,
        Func<CancellationToken, ValueTask<string>> tokens,
        Func<NanoBananaOptions, NanoBananaOptions>? change = null
    ) =>
        TestClient.Create(
            handler,
            options =>
            {
                options = options with { ApiKey = null, AccessTokenProvider = tokens, Project = "my-project" };
                return change?.Invoke(options) ?? options;
            }
        );
}

/// <summary>Options that no client takes.</summary>
file static class RefusedOptions
{
    public static NanoBananaException ShouldRefuse(this NanoBananaOptions options, string said, FailureKind kind)
    {
        var failure = Should.Throw<NanoBananaException>(() => options.WithEnvironment(_ => null));
        failure.Kind.ShouldBe(kind);
        failure.WhatHappened.ShouldContain(said);
        return failure;
    }
}
