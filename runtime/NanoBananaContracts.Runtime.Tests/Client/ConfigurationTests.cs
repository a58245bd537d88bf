using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NanoBananaContracts.DependencyInjection;
using NanoBananaContracts.Runtime.Tests.Harness;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Client;

/// <summary>What stands in appsettings, user secrets and variables of the host.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public void A_section_names_provider_key_and_everything_else()
    {
        using var services = Services(
            ("NanoBanana:Provider", "Google"),
            ("nanobanana:apikey", TestClient.Key),
            ("NanoBanana:BaseAddress", "https://example.org/proxy"),
            ("NanoBanana:Model", "gemini-3-pro-image"),
            ("NanoBanana:Deadline", "00:07:30"),
            ("NanoBanana:IdleLimit", "0:03:00"),
            ("NanoBanana:RetryDelay", "00:00:00.5"),
            ("NanoBanana:MaxRetryDelay", "00:00:20"),
            ("NanoBanana:MaxAttempts", "2"),
            ("NanoBanana:MaxBilledAttempts", "2"),
            ("NanoBanana:MaxRequestBytes", "1000"),
            ("NanoBanana:MaxResponseBytes", "5000000000"),
            ("NanoBanana:MaxCompressedResponseBytes", "3000"),
            ("NanoBanana:AllowInsecureHttp", "true"),
            ("NanoBanana:AllowUndocumentedValues", "True"),
            ("Other:Key", "is not ours")
        );

        var options = services.GetRequiredService<IOptionsMonitor<NanoBananaOptions>>().CurrentValue;

        options.ApiKey!.Reveal().ShouldBe(TestClient.Key);
        (options with { ApiKey = null }).ShouldBe(
            new NanoBananaOptions
            {
                Provider = ProviderInfo.Google,
                BaseAddress = new Uri("https://example.org/proxy"),
                Model = "gemini-3-pro-image",
                Deadline = TimeSpan.FromSeconds(450),
                IdleLimit = TimeSpan.FromMinutes(3),
                RetryDelay = TimeSpan.FromSeconds(0.5),
                MaxRetryDelay = TimeSpan.FromSeconds(20),
                MaxAttempts = 2,
                MaxBilledAttempts = 2,
                MaxRequestBytes = 1000,
                MaxResponseBytes = 5_000_000_000,
                MaxCompressedResponseBytes = 3000,
                AllowInsecureHttp = true,
                AllowUndocumentedValues = true,
            }
        );
        var client = services.GetRequiredService<NanoBananaClient>();
        (client.Provider, client.BaseAddress.Host, client.Model).ShouldBe(
            (ProviderInfo.Google, "example.org", "gemini-3-pro-image")
        );
    }

    [Fact]
    public void Every_option_that_is_text_can_stand_in_a_section()
    {
        string[] objects =
        [
            nameof(NanoBananaOptions.TimeProvider),
            nameof(NanoBananaOptions.LoggerFactory),
            nameof(NanoBananaOptions.AccessTokenProvider),
        ];

        ConfiguredOptions.Keys.Keys.ShouldBe(
            typeof(NanoBananaOptions)
                .GetProperties()
                .Where(property => property.SetMethod is { IsPublic: true })
                .Select(property => property.Name)
                .Except(objects),
            ignoreOrder: true
        );
    }

    [Fact]
    public void Options_print_what_is_set_and_never_a_key()
    {
        new CallOptions().ToString().ShouldBe("CallOptions { }");
        new NanoBananaOptions().ToString().ShouldBe("NanoBananaOptions { }");
        new NanoBananaOptions
        {
            Provider = ProviderInfo.Google,
            BaseAddress = new Uri("https://user:secret@example.org:8443/proxy?key=" + TestClient.Key),
            ApiKey = TestClient.Key,
            Model = "sk-0123456789abcdefghij",
            MaxAttempts = 2,
            Deadline = TimeSpan.FromSeconds(90),
            AllowInsecureHttp = true,
        }
            .ToString()
            .ShouldBe(
                "NanoBananaOptions { Deadline = 00:01:30, MaxAttempts = 2, Provider = Google, "
                    + "BaseAddress = https://example.org:8443/proxy, ApiKey = [API key], Model = [API key], "
                    + "AllowInsecureHttp = True }"
            );
        foreach (var property in typeof(NanoBananaOptions).GetProperties().Where(one => one.CanWrite))
        {
            var options = new NanoBananaOptions();
            property.SetValue(options, Unusual(property.PropertyType));
            options.ToString().ShouldStartWith($"NanoBananaOptions {{ {property.Name} = ");
        }

        static object Unusual(Type type) =>
            type == typeof(bool) ? true
            : type == typeof(int) ? 7
            : type == typeof(long) || type == typeof(long?) ? 7L
            : type == typeof(TimeSpan) ? TimeSpan.FromSeconds(7)
            : type == typeof(string) ? "seven"
            : type == typeof(Uri) ? new Uri("https://seven.example")
            : type == typeof(ApiKey) ? new ApiKey("seven-7")
            : type == typeof(ProviderInfo) ? ProviderInfo.Google
            : type == typeof(TimeProvider) ? new FakeClock()
            : type == typeof(Func<CancellationToken, ValueTask<string>>)
                ? (Func<CancellationToken, ValueTask<string>>)(_ => default)
            : new RecordingLoggerFactory();
    }

    [Fact]
    public void A_section_may_be_given_itself_and_code_has_the_last_word()
    {
        var configuration = Configuration(("Gateway:Provider", "google"), ("Gateway:Model", "gemini-3-pro-image"));
        var services = new ServiceCollection();
        services.AddNanoBanana(
            "gateway",
            configuration.GetSection("Gateway"),
            options => (options.ApiKey, options.Model) = (TestClient.Key, "gemini-2.5-flash-image")
        );
        using var provider = services.BuildServiceProvider();

        var client = provider.GetRequiredKeyedService<NanoBananaClient>("gateway");

        (client.Provider, client.Model).ShouldBe((ProviderInfo.Google, "gemini-2.5-flash-image"));
    }

    [Fact]
    public void What_is_unknown_or_cannot_be_read_is_named_all_at_once_when_the_host_starts()
    {
        const string Shaped = "AIzaSyA-1234567890abcdefghijklmnopqrstu";
        using var services = Services(
            ("NanoBanana:Provider", "gogle"),
            ("NanoBanana:Modle", "gemini-3-pro-image"),
            ("NanoBanana:ApiKey:Value", "in-a-place-of-its-own"),
            ("NanoBanana:BaseAddress", "//not-an-address:secret"),
            ("NanoBanana:Deadline", "10"),
            ("NanoBanana:MaxAttempts", "many"),
            ("NanoBanana:MaxResponseBytes", "128MiB"),
            ("NanoBanana:AllowInsecureHttp", "yes"),
            ("NanoBanana:IdleLimit", " ")
        );

        using var swapped = Services(("NanoBanana:Provider", Shaped), ("NanoBanana:" + Shaped, "google"));
        Should
            .Throw<OptionsValidationException>(() => swapped.GetRequiredService<IStartupValidator>().Validate())
            .Message.ShouldNotContain(Shaped[..12]);

        var thrown = Should.Throw<OptionsValidationException>(() =>
            services.GetRequiredService<IStartupValidator>().Validate()
        );

        thrown
            .Failures.Select(failure => failure.Split([' ', ';'])[0].TrimEnd(':'))
            .ShouldBe(
                [
                    "NanoBanana:AllowInsecureHttp",
                    "NanoBanana:ApiKey",
                    "NanoBanana:BaseAddress",
                    "NanoBanana:Deadline",
                    "NanoBanana:MaxAttempts",
                    "NanoBanana:MaxResponseBytes",
                    "NanoBanana:Modle",
                    "NanoBanana:Provider",
                ],
                ignoreOrder: true
            );
        thrown.Message.ShouldContain("There is no provider 'gogle'. Use wisgate or google");
        thrown.Message.ShouldContain(
            "NanoBanana:Modle is no option. The options are Provider, BaseAddress, ApiKey, Model,"
        );
        thrown.Message.ShouldNotContain("secret");
        thrown.Message.ShouldNotContain("in-a-place-of-its-own");
    }

    [Theory]
    [InlineData("hunter2-and-more")]
    [InlineData("correcthorsebatterystaple")]
    [InlineData("0a1b2c3d4e5f")]
    public void A_provider_that_may_be_a_secret_is_not_repeated(string secret)
    {
        using var services = Services(("NanoBanana:Provider", secret));

        var thrown = Should.Throw<OptionsValidationException>(() =>
            services.GetRequiredService<IStartupValidator>().Validate()
        );

        thrown.Message.ShouldContain("NanoBanana:Provider: There is no such provider. Use wisgate or google");
        thrown.ToString().ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("AIzaSyA-1234567890abcdefghijklmnopqrstu")]
    [InlineData("AIza-cut")]
    [InlineData("sk-0123456789abcdefghij")]
    [InlineData("wg.an-own-key.of.no-shape")]
    public async Task A_model_that_is_a_key_is_refused_and_not_sent(string secret)
    {
        const string Own = "wg.an-own-key.of.no-shape";
        using var services = Services(("NanoBanana:Model", secret), ("NanoBanana:ApiKey", Own));
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        using var client = TestClient.Create(handler, options => options with { ApiKey = Own });

        var atStart = Should.Throw<OptionsValidationException>(() =>
            services.GetRequiredService<IStartupValidator>().Validate()
        );
        var failure = await client
            .GenerateContentAsync(TestClient.Request with { Model = secret }, TestContext.Current.CancellationToken)
            .FailureOf();

        atStart.Message.ShouldContain("Model has the shape of an API key; a key belongs in ApiKey.");
        failure.Message.ShouldContain("has the shape of an API key");
        (atStart.ToString() + failure).ShouldNotContain(secret);
        handler.Sent.ShouldBeEmpty();
    }

    [Fact]
    public void A_section_that_is_given_itself_must_exist()
    {
        var configuration = Configuration(("Gatewya:Model", "gemini-3-pro-image"));
        var services = new ServiceCollection();
        services.AddNanoBanana(configuration.GetSection("Gateway"), options => options.ApiKey = TestClient.Key);
        services.AddNanoBanana("named", configuration.GetSection("Named"));
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<NanoBananaOptions>>();

        Should
            .Throw<OptionsValidationException>(() => options.CurrentValue)
            .Message.ShouldContain("The configuration has no section Gateway, or nothing in it.");
        Should.Throw<OptionsValidationException>(() => options.Get("named")).Message.ShouldContain("no section Named");
        var whole = new ServiceCollection();
        whole.AddNanoBanana(configuration, set => set.ApiKey = TestClient.Key);
        using var without = whole.BuildServiceProvider();
        without.GetRequiredService<NanoBananaClient>().Provider.ShouldBe(ProviderInfo.WisGate);
    }

    [Fact]
    public void A_value_in_the_place_of_the_section_is_refused_with_the_key_it_belongs_to()
    {
        using var alone = Services(("NanoBanana", "google"));
        using var beside = Services(("NanoBanana", TestClient.Key), ("NanoBanana:Provider", "google"));
        using var blank = Services(("NanoBanana", " "), ("NanoBanana:ApiKey", TestClient.Key));

        foreach (var services in new[] { alone, beside })
        {
            var thrown = Should.Throw<OptionsValidationException>(() =>
                services.GetRequiredService<IStartupValidator>().Validate()
            );
            thrown.Failures.ShouldHaveSingleItem().ShouldContain("a provider is NanoBanana:Provider.");
            thrown.ToString().ShouldNotContain(TestClient.Key);
        }

        blank.GetRequiredService<NanoBananaClient>().Provider.ShouldBe(ProviderInfo.WisGate);
    }

    [Theory]
    [InlineData("AIza bad key 0123456789", "cannot stand in a header")]
    [InlineData("AIza-bad\u00A0key-0123456789", "Character 9 of the API key (U+00A0)")]
    [InlineData("\"AIza-quoted-key-0123456789\"", "quotation marks")]
    [InlineData("'AIza-quoted-key-0123456789'", "quotation marks")]
    [InlineData("\u201CAIza-quoted-key-0123456789\u201D", "quotation marks")]
    public void A_malformed_key_is_refused_and_printed_nowhere(string key, string said)
    {
        using var ours = Services(("NanoBanana:ApiKey", key));
        var bound = new ServiceCollection();
        bound.AddNanoBanana();
        bound.Configure<NanoBananaOptions>(Configuration(("NanoBanana:ApiKey", key)).GetSection("NanoBanana"));
        using var theirs = bound.BuildServiceProvider();

        foreach (var services in new[] { ours, theirs })
        {
            var atStart = Should.Throw<OptionsValidationException>(() =>
                services.GetRequiredService<IStartupValidator>().Validate()
            );
            var later = Should.Throw<Exception>(() => services.GetRequiredService<NanoBananaClient>());
            atStart.Message.ShouldContain(said);
            atStart.Message.ShouldContain("Copy the key again");
            (atStart.ToString() + later).ShouldNotContain(key.Trim('"', '\'')[4..]);
        }

        var options = Bound(("ApiKey", key));
        options.ToString().ShouldNotContain(key);
        options.Check().ShouldHaveSingleItem().ShouldContain(said);
        Should.Throw<NanoBananaException>(() => new NanoBananaClient(options)).Kind.ShouldBe(FailureKind.MissingApiKey);
        Should.Throw<NanoBananaException>(() => new ApiKey(key)).Message.ShouldContain(said);
    }

    [Fact]
    public void The_binder_of_others_understands_providers_too()
    {
        Bound(("Provider", "google")).Provider.ShouldBe(ProviderInfo.Google);
        Bound(("Provider", "")).Provider.ShouldBeNull();
        Should
            .Throw<InvalidOperationException>(() => Bound(("Provider", "gogle")))
            .ToString()
            .ShouldContain("There is no provider 'gogle'");
    }

    [Fact]
    public void A_provider_may_be_a_file_of_ones_own()
    {
        var file = Path.Combine(Path.GetTempPath(), $"nbc-{Guid.NewGuid():N}.json");
        try
        {
            File.WriteAllText(
                file,
                """
                \uFEFF{ "id": "mine", "name": "Mine", "dialect": "google", "baseAddress": "https://mine.example",
                  "apiKeyHeader": "x-mine", "apiKeyVariable": "MINE_KEY", "apiKeyPage": "https://mine.example/keys",
                  "defaultModel": "m", "models": [{ "id": "m", "sizes": ["1K"], "aspectRatios": ["1:1"], "defaultSize": "1K" }] }
                """.Replace("\\uFEFF", "\uFEFF", StringComparison.Ordinal)
            );
            using var services = Services(("NanoBanana:Provider", file), ("NanoBanana:ApiKey", TestClient.Key));

            var client = services.GetRequiredService<NanoBananaClient>();

            (client.Provider.Name, client.BaseAddress.Host, client.Model).ShouldBe(("Mine", "mine.example", "m"));
            File.WriteAllText(
                file,
                File.ReadAllText(file).Replace("https://mine", "http://mine", StringComparison.Ordinal)
            );
            new NanoBananaOptions { Provider = ProviderInfo.FromFile(file) }
                .Check()
                .ShouldHaveSingleItem()
                .ShouldContain("set NanoBananaOptions.AllowInsecureHttp");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("mine")]
    [InlineData("WisGate")]
    [InlineData("wisgat")]
    public void A_provider_file_in_a_dialect_that_the_contract_does_not_know_is_refused(string dialect)
    {
        var file = Path.Combine(Path.GetTempPath(), $"nbc-{Guid.NewGuid():N}.json");
        try
        {
            File.WriteAllText(
                file,
                Repository
                    .Text("schema/providers/google.json")
                    .Replace("\"dialect\": \"google\"", $"\"dialect\": \"{dialect}\"", StringComparison.Ordinal)
            );

            var refusal = Should.Throw<FormatException>(() => ProviderInfo.FromFile(file)).Message;
            refusal.ShouldContain($"no dialect '{dialect}'. Use one of google, ");
            refusal.ShouldContain(", wisgate. Write it like ");
            Should.Throw<ArgumentException>(() => TestClient.Request.ToJson(dialect));
            new ContractDialects().ToJson(TestClient.Request, dialect).ShouldBe(TestClient.Request.ToJson());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_provider_file_that_is_not_there_is_named_with_the_folder_it_was_looked_for_in() =>
        Should
            .Throw<FileNotFoundException>(() => ProviderInfo.Parse("no-such.json"))
            .Message.ShouldBe(
                $"There is no provider's file no-such.json in {Directory.GetCurrentDirectory()}. Give its path, or name a provider: wisgate or google or vertex-express or vertex or laozhang or cometapi."
            );

    [Theory]
    [InlineData(" Google ", "google", null)]
    [InlineData("gogle", null, "There is no provider 'gogle'. Use wisgate or ")]
    [InlineData("", null, "There is no provider ''. Use wisgate or ")]
    [InlineData(null, null, "There is no provider ''. Use wisgate or ")]
    public void A_text_is_a_provider_or_has_a_problem(string? text, string? id, string? said)
    {
        ProviderInfo.TryParse(text, out var provider, out var problem).ShouldBe(id is not null);
        provider?.Id.ShouldBe(id);
        (problem ?? "").ShouldStartWith(said ?? "");
        (problem is null).ShouldBe(provider is not null);
    }

    [Fact]
    public void A_folder_is_no_providers_file()
    {
        var folder = Path.GetTempPath();
        Should.Throw<FormatException>(() => ProviderInfo.FromFile(folder)).Message.ShouldContain($"{folder} cannot be");
    }

    [Theory]
    [InlineData("""{ "id": "mine" }""", "has no name")]
    [InlineData("""{ "id": 5 }""", "cannot be used")]
    [InlineData("""{ "id": "m" """, "cannot be used")]
    [InlineData("""[]""", "is one JSON object")]
    [InlineData("""{ "baseAddress": "no address", "id": "m" }""", "cannot be used")]
    [InlineData("", "cannot be used")]
    [InlineData(null, "There is no provider's file")]
    public void A_providers_file_that_is_none_is_named(string? text, string said)
    {
        var file = Path.Combine(Path.GetTempPath(), $"nbc-{Guid.NewGuid():N}.json");
        try
        {
            if (text is not null)
            {
                File.WriteAllText(file, text);
            }

            var failure = Should.Throw<Exception>(() => ProviderInfo.Parse(file));
            using var services = Services(("NanoBanana:Provider", file));
            var atStart = Should.Throw<OptionsValidationException>(() =>
                services.GetRequiredService<IStartupValidator>().Validate()
            );

            (failure is FormatException or IOException).ShouldBeTrue();
            failure.Message.ShouldContain(file);
            atStart.Message.ShouldContain("NanoBanana:Provider: " + failure.Message);
            failure.Message.ShouldContain(said);
            ProviderInfo.TryParse(file, out var provider, out var problem).ShouldBeFalse();
            provider.ShouldBeNull();
            problem.ShouldBe(failure.Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static NanoBananaOptions Bound(params (string Key, string? Value)[] values)
    {
        var options = new NanoBananaOptions();
        Configuration(values).Bind(options);
        return options;
    }

    private static IConfigurationRoot Configuration(params (string Key, string? Value)[] values) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.ToDictionary(value => value.Key, value => value.Value))
            .Build();

    private static ServiceProvider Services(params (string Key, string? Value)[] values)
    {
        var services = new ServiceCollection();
        services.AddNanoBanana(Configuration(values));
        return services.BuildServiceProvider();
    }
}
