using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Providers;

/// <summary>A provider that a file, or its text, describes: where calls go, how the key is written, what is charged.</summary>
public sealed class OwnProviderTests
{
    [Fact]
    public async Task A_call_goes_to_the_path_with_the_scheme_and_the_headers_that_the_file_says()
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        using var client = Client(
            Provider(
                """
                "pathTemplate": "/v1/publishers/google/models/{model}", "apiKeyScheme": "Bearer",
                "headers": { "X-Title": "fox" },
                """,
                header: "Authorization"
            ),
            handler
        );

        await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        var sent = handler.Sent.ShouldHaveSingleItem();
        sent.Address.ShouldBe(new Uri("https://mine.example/v1/publishers/google/models/m:generateContent"));
        sent.Headers["Authorization"].ShouldBe("Bearer " + TestClient.Key);
        sent.Headers["X-Title"].ShouldBe("fox");
        sent.Headers.ShouldNotContainKey("x-goog-api-key");
    }

    [Fact]
    public async Task A_key_that_is_not_taken_is_said_to_belong_behind_the_scheme()
    {
        using var client = Client(
            Provider(""" "apiKeyScheme": "Bearer", """, header: "Authorization"),
            new StubHandler(StubHandler.Reply(401, TestClient.Error(401, "UNAUTHENTICATED", "no")))
        );

        var failure = await Should.ThrowAsync<NanoBananaException>(() =>
            client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
        );

        failure.Kind.ShouldBe(FailureKind.Unauthorized);
        failure.Cure.ShouldContain("in the header Authorization, after Bearer. By default");
        failure.Cure.ShouldNotContain("not as");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reply_without_a_picture_is_said_to_be_charged_where_it_is(bool isCharged)
    {
        const string Text = """{"candidates":[{"content":{"parts":[{"text":"No."}]},"finishReason":"STOP"}]}""";
        using var client = Client(
            Provider(isCharged ? """ "billsRepliesWithoutImage": true, """ : ""),
            new StubHandler(StubHandler.Reply(200, Text))
        );

        var failure = await Should.ThrowAsync<NanoBananaException>(() =>
            client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
        );
        var asked = TestClient.Request with
        {
            GenerationConfig = new GenerationConfig { ResponseModalities = [ResponseModality.Text] },
        };
        var reply = await client.GenerateContentAsync(asked, TestContext.Current.CancellationToken);

        failure.Kind.ShouldBe(FailureKind.TextInsteadOfImage);
        failure.Cure.Contains("Mine charges a reply without a picture", StringComparison.Ordinal).ShouldBe(isCharged);
        failure.Cure.ShouldStartWith("Read the text");
        reply.PriceUsd.ShouldBe(isCharged ? 0.05m : 0m);
    }

    [Theory]
    [InlineData(""" "pathTemplate": "https://other.example/{model}", """, "pathTemplate is no path of a model")]
    [InlineData(""" "pathTemplate": "//other.example/{model}", """, "pathTemplate is no path of a model")]
    [InlineData(""" "pathTemplate": "/a/../{model}", """, "pathTemplate is no path of a model")]
    [InlineData(""" "pathTemplate": "/v1/{model}:generateContent", """, "pathTemplate is no path of a model")]
    [InlineData(""" "pathTemplate": "/v1?key=x&m=/{model}", """, "pathTemplate is no path of a model")]
    [InlineData(""" "pathTemplate": "", """, "pathTemplate is no path of a model")]
    [InlineData(""" "apiKeyScheme": "Bearer x", """, "apiKeyScheme has a character")]
    [InlineData(""" "headers": { "X-Api-Key": "v" }, """, "The header X-Api-Key would carry a secret")]
    [InlineData(""" "headers": { "Authorization": "v" }, """, "The header Authorization would carry a secret")]
    [InlineData(""" "headers": { "X-Passwd": "v" }, """, "The header X-Passwd would carry a secret")]
    [InlineData(""" "headers": { "Host": "v" }, """, "The header Host is written by the client itself")]
    [InlineData(""" "headers": { "Content-Length": "v" }, """, "The header Content-Length is written by the client")]
    [InlineData(""" "headers": { "X-A": "a\r\nB: c" }, """, "The header X-A has no value, or one that cannot")]
    [InlineData(""" "headers": { "X-A": null }, """, "The header X-A has no value")]
    [InlineData(""" "headers": { "X A": "v" }, """, "A header has a character in its name")]
    public void What_would_change_where_a_call_or_a_key_goes_is_refused(string facts, string said) =>
        Should.Throw<FormatException>(() => Provider(facts)).Message.ShouldContain(said);

    [Fact]
    public void Placeholders_are_filled_from_the_variable_and_the_default_of_the_file()
    {
        var provider = Provider(
            """
            "baseAddress": "https://{site}.mine.example", "pathTemplate": "/v1/{account}/{site}/{model}",
            "placeholders": { "account": { "variable": "MINE_ACCOUNT" }, "site": { "variable": "MINE_SITE", "default": "main" } },
            """
        );
        var options = new NanoBananaOptions { Provider = provider, ApiKey = TestClient.Key };

        var placed = options.WithEnvironment(name => name == "MINE_ACCOUNT" ? " a-1 " : null).Provider!;
        var missing = Should.Throw<NanoBananaException>(() => options.WithEnvironment(_ => null));

        (placed.BaseAddress, placed.PathTemplate).ShouldBe(
            (new Uri("https://main.mine.example"), "/v1/a-1/main/{model}")
        );
        provider
            .Placeholders.Select(place => (place.Name, place.Variable, place.Default))
            .ShouldBe([("account", "MINE_ACCOUNT", null), ("site", "MINE_SITE", "main")]);
        missing.Message.ShouldContain("There is no account, which stands in the address of Mine. ");
        missing.Cure.ShouldBe("Set the environment variable MINE_ACCOUNT.");
    }

    [Theory]
    [InlineData(
        """
            "baseAddress": "https://{a}.example", "placeholders": { "a": { "variable": "A_SITE", "default": "x" } },
            """,
        "baseAddress has a name in braces where none can be"
    )]
    [InlineData(
        """
            "baseAddress": "https://x.{a}.example.com", "placeholders": { "a": { "variable": "A_SITE", "default": "x" } },
            """,
        "baseAddress has a name in braces where none can be"
    )]
    [InlineData(
        """
            "baseAddress": "https://{a}-x.example.com", "placeholders": { "a": { "variable": "A_SITE" } },
            """,
        "baseAddress has a name in braces where none can be"
    )]
    [InlineData(
        """
            "baseAddress": "https://{a}-x.example.com",
            """,
        "baseAddress has a name in braces where none can be"
    )]
    [InlineData(
        """
            "pathTemplate": "/v1/{a}/{model}",
            """,
        "pathTemplate is no path of a model"
    )]
    [InlineData(
        """
            "placeholders": { "a": { "variable": "A_SITE" } },
            """,
        "The placeholder a stands in no address"
    )]
    [InlineData(
        """
            "pathTemplate": "/v1/{a}/{model}", "placeholders": { "a": { "variable": "AWS_SECRET_ACCESS_KEY" } },
            """,
        "The variable of the placeholder a may hold a secret"
    )]
    [InlineData(
        """
            "pathTemplate": "/v1/{a}/{model}", "placeholders": { "a": { "variable": "A_SITE", "default": "x/y" } },
            """,
        "The default of the placeholder a has a character"
    )]
    [InlineData(
        """
            "pathTemplate": "/v1/{a}/{model}", "placeholders": { "a": { } },
            """,
        "has no variable of a"
    )]
    [InlineData(
        """
            "placeholders": { "model": { "variable": "A_SITE" } },
            """,
        "A placeholder's name is letters only, and not model"
    )]
    [InlineData(
        """
            "baseAddress": "https://{a}-x.example.com", "placeholders": { "a": { "variable": "A_SITE", "default": "x",
            "baseAddresses": { "x": "http://x.example" } } },
            """,
        "Of baseAddresses one is not written as https://host"
    )]
    public void A_placeholder_that_could_lead_elsewhere_or_means_nothing_is_refused(string facts, string said) =>
        Should.Throw<FormatException>(() => Provider(facts)).Message.ShouldContain(said);

    [Theory]
    [InlineData("GOOGLE_CLOUD_PROJECT", true)]
    [InlineData("MINE_ACCOUNT_ID", true)]
    [InlineData("region", true)]
    [InlineData("DB_PASSWD", false)]
    [InlineData("PGPASSWORD", false)]
    [InlineData("MINE_PWD", false)]
    [InlineData("GOOGLE_APPLICATION_CREDENTIALS", false)]
    [InlineData("AWS_ACCESS_KEY_ID", false)]
    [InlineData("DATABASE_URL", false)]
    [InlineData("PROJECT_PASSPHRASE", false)]
    [InlineData("ID", false)]
    public void Only_what_a_part_of_an_address_is_called_is_read_into_one(string variable, bool isRead)
    {
        var facts = $$"""
            "pathTemplate": "/v1/{a}/{model}", "placeholders": { "a": { "variable": "{{variable}}" } },
            """;
        if (isRead)
        {
            Provider(facts).Placeholders.ShouldHaveSingleItem().Variable.ShouldBe(variable);
        }
        else
        {
            Should
                .Throw<FormatException>(() => Provider(facts))
                .Message.ShouldContain(
                    "may hold a secret, and an address shows what it is made of. Name one that ends in"
                );
        }
    }

    [Fact]
    public void A_placeholder_does_not_lead_the_token_of_another_to_a_host_of_its_own() =>
        Should
            .Throw<FormatException>(() =>
                Provider(
                    """
                    "baseAddress": "https://{a}-evil.example.com", "placeholders": { "a": { "variable": "A_SITE", "default": "global",
                    "baseAddresses": { "global": "https://aiplatform.googleapis.com" } } },
                    """,
                    variable: "GOOGLE_OAUTH_ACCESS_TOKEN"
                )
            )
            .Message.ShouldContain("holds the key of Vertex AI, and baseAddress is another host");

    [Theory]
    [InlineData("google/gemini-3-pro-image:free", "google/gemini-3-pro-image%3Afree")]
    [InlineData("models/google/m", "google/m")]
    [InlineData("a:b:c", "a%3Ab%3Ac")]
    [InlineData("m", "m")]
    public async Task An_id_with_slash_and_colon_stands_in_the_path_where_the_file_allows_it(string id, string inPath)
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        using var client = Client(Provider(""" "modelIdCharacters": "/:", """), handler);

        await client.GenerateContentAsync(
            TestClient.Request with
            {
                Model = id,
            },
            TestContext.Current.CancellationToken
        );

        handler
            .Sent.ShouldHaveSingleItem()
            .Address.AbsoluteUri.ShouldBe($"https://mine.example/v1beta/models/{inPath}:generateContent");
    }

    [Theory]
    [InlineData("a/b", "", "U+002F at 2")]
    [InlineData("a:b", "/", "U+003A at 2")]
    [InlineData("a//b", "/", "is not a model id")]
    [InlineData("a/../b", "/", "is not a model id")]
    [InlineData("/a", "/", "is not a model id")]
    [InlineData("a/", "/", "is not a model id")]
    [InlineData("a?b", "/:", "U+003F at 2")]
    [InlineData("a%2Fb", "/:", "U+0025 at 2")]
    public async Task Any_other_id_is_refused_before_it_is_sent(string id, string allowed, string said)
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        var provider = Provider(allowed.Length == 0 ? "" : $""" "modelIdCharacters": "{allowed}", """);
        using var client = Client(provider, handler);

        var failure = await client
            .GenerateContentAsync(TestClient.Request with { Model = id }, TestContext.Current.CancellationToken)
            .FailureOf();

        (failure.Kind, handler.Sent.Count).ShouldBe((FailureKind.InvalidRequest, 0));
        failure.WhatHappened.ShouldContain(said);
    }

    [Fact]
    public void A_file_whose_ids_have_what_it_does_not_allow_is_refused()
    {
        Should
            .Throw<FormatException>(() => ProviderInfo.Parse(WithModel("google/m", "")))
            .Message.ShouldContain("defaultModel has a character that cannot stand in a model id (U+002F at 7)");
        ProviderInfo.Parse(WithModel("google/m", "/")).FindModel("google/m").ShouldNotBeNull();
        Should
            .Throw<FormatException>(() => Provider(""" "modelIdCharacters": "?", """))
            .Message.ShouldContain("modelIdCharacters has others than");

        static string WithModel(string id, string allowed) =>
            $$"""
                { "id": "mine", "name": "Mine", "dialect": "google", "baseAddress": "https://mine.example",
                  "modelIdCharacters": "{{allowed}}", "apiKeyHeader": "x-goog-api-key", "apiKeyVariable": "MINE_KEY",
                  "apiKeyPage": "https://mine.example/keys", "defaultModel": "{{id}}", "models": [{ "id": "{{id}}",
                  "sizes": ["1K"], "aspectRatios": ["1:1"], "defaultSize": "1K" }] }
                """;
    }

    [Theory]
    [InlineData(
        "new-api",
        "https://new-api.example.com/v1beta/models/mine:generateContent",
        "Authorization",
        "Bearer "
    )]
    [InlineData(
        "litellm",
        "https://litellm.example.com/gemini/v1beta/models/mine:generateContent",
        "x-goog-api-key",
        ""
    )]
    [InlineData("aihubmix", "https://aihubmix.com/gemini/v1beta/models/mine:generateContent", "x-goog-api-key", "")]
    public async Task A_template_is_a_file_that_works_as_it_is(string id, string address, string header, string before)
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        var provider = ProviderInfo.FromFile(Repository.Path($"schema/providers/templates/{id}.json"));
        using var client = Client(provider, handler);

        await client.GenerateContentAsync(
            TestClient.Request with
            {
                Model = "mine",
            },
            TestContext.Current.CancellationToken
        );

        var sent = handler.Sent.ShouldHaveSingleItem();
        (sent.Address.AbsoluteUri, sent.Headers[header]).ShouldBe((address, before + TestClient.Key));
        (provider.Id, provider.Models.Any(model => model.Prices.Count > 0)).ShouldBe((id, false));
    }

    [Fact]
    public void Every_template_is_tested() =>
        Directory
            .GetFiles(Repository.Path("schema/providers/templates"))
            .Select(Path.GetFileName)
            .ShouldBe(["aihubmix.json", "litellm.json", "new-api.json"], ignoreOrder: true);

    [Theory]
    [InlineData("googleSearch", "Did you mean tools.googleSearch?")]
    [InlineData("tools.googelSearch", "Did you mean tools.googleSearch?")]
    [InlineData("tool.googleSearch", "Did you mean tools.googleSearch?")]
    [InlineData("generationConfig.imageConfig.imagesize", "Did you mean generationConfig.imageConfig.imageSize?")]
    [InlineData("imageSize", "Did you mean generationConfig.imageConfig.imageSize?")]
    [InlineData("contents.parts.inlineDta.mimeType", "Did you mean contents.parts.inlineData.mimeType?")]
    [InlineData("safetySettings.threshold.x", "which is no field of a request. Write")]
    [InlineData("contents.parts.text.x", "which is no field of a request. Write")]
    [InlineData("somethingElse", "which is no field of a request. Write")]
    public void A_field_that_the_contract_does_not_have_is_said_with_the_one_that_was_meant(
        string field,
        string said
    ) =>
        Should
            .Throw<FormatException>(() => Provider($""" "refusedFields": ["{field}"], """))
            .Message.ShouldSatisfyAllConditions(
                message => message.ShouldContain($": refusedFields has {field}, which is no field of a request."),
                message => message.ShouldContain(said)
            );

    [Theory]
    [InlineData("tools.functionDeclarations.parameters.properties")]
    [InlineData("generationConfig.responseModalities")]
    [InlineData("generationConfig.imageConfig.personGeneration")]
    [InlineData("safetySettings.threshold")]
    [InlineData("labels")]
    [InlineData("systemInstruction.parts.inlineData")]
    public void Any_field_of_the_contract_may_be_one_that_is_not_taken(string field) =>
        Provider($""" "refusedFields": ["{field}"], """).RefusedFields.ShouldBe([field]);

    [Theory]
    [InlineData("tools", "tools", true)]
    [InlineData("tools.googleSearch", "tools.googleSearch", true)]
    [InlineData("contents.parts.text", "contents.parts.text", true)]
    [InlineData("generationConfig.imageConfig.imageSize", "generationConfig.imageConfig.imageSize", true)]
    [InlineData("tools.codeExecution", "", false)]
    [InlineData("generationConfig.seed", "", false)]
    public async Task A_field_that_the_provider_does_not_take_is_said_before_sending(
        string field,
        string said,
        bool isRefused
    )
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        var provider = Provider($""" "refusedFields": ["{field}"], """);
        using var client = Client(provider, handler);
        using var daring = TestClient.Create(
            handler,
            options => options with { Provider = provider, AllowUndocumentedValues = true }
        );
        var request = GenerateContentRequest.ForImage("A red fox", AspectRatio.Ratio1x1, ImageSize.Size1K) with
        {
            Tools = [new Tool { GoogleSearch = new GoogleSearch() }],
        };

        if (isRefused)
        {
            var failure = await client.GenerateContentAsync(request, TestContext.Current.CancellationToken).FailureOf();

            (failure.Kind, handler.Sent.Count).ShouldBe((FailureKind.InvalidRequest, 0));
            failure.WhatHappened.ShouldBe($"{said} is set, which Mine does not take.");
        }
        else
        {
            await client.GenerateContentAsync(request, TestContext.Current.CancellationToken);
        }

        await daring.GenerateContentAsync(request, TestContext.Current.CancellationToken);
        handler.Sent.Count.ShouldBe(isRefused ? 1 : 2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tools[0]")]
    [InlineData("tools..googleSearch")]
    [InlineData("image_config")]
    public void What_is_no_path_of_a_field_is_refused(string field) =>
        Should
            .Throw<FormatException>(() => Provider($""" "refusedFields": ["{field}"], """))
            .Message.ShouldContain("refusedFields has what is no path of a field");

    [Theory]
    [InlineData("GEMINI_API_KEY", "Google")]
    [InlineData("gemini_api_key", "Google")]
    [InlineData("WISDOM_GATE_KEY", "WisGate")]
    public void A_file_does_not_send_the_key_of_another_to_a_host_of_its_own(string variable, string owner)
    {
        Should
            .Throw<FormatException>(() => Provider("", variable: variable))
            .Message.ShouldContain($"holds the key of {owner}, and baseAddress is another host");
        ProviderInfo
            .Parse(Repository.Text("schema/providers/google.json"))
            .ApiKeyVariable.ShouldBe(ProviderInfo.Google.ApiKeyVariable);
    }

    private static ProviderInfo Provider(
        string facts,
        string header = "x-goog-api-key",
        string variable = "MINE_KEY"
    ) =>
        ProviderInfo.Parse(
            $$"""
            { "id": "mine", "name": "Mine", "dialect": "google", {{(
                facts.Contains("\"baseAddress\"", StringComparison.Ordinal)
                    ? facts
                    : "\"baseAddress\": \"https://mine.example\", " + facts
            )}}
              "apiKeyHeader": "{{header}}", "apiKeyVariable": "{{variable}}", "apiKeyPage": "https://mine.example/keys",
              "defaultModel": "m", "models": [{ "id": "m", "sizes": ["1K"], "aspectRatios": ["1:1"], "defaultSize": "1K",
              "pricePerImageUsd": { "1K": 0.05 } }] }
            """
        );

    private static NanoBananaClient Client(ProviderInfo provider, StubHandler handler) =>
        TestClient.Create(handler, options => options with { Provider = provider });
}
