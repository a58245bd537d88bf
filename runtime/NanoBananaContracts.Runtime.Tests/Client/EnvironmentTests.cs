using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Client;

/// <summary>One rule for every way to make a client; the variables are the process's, so nothing runs beside these tests.</summary>
[CollectionDefinition(nameof(EnvironmentTests), DisableParallelization = true)]
[Collection(nameof(EnvironmentTests))]
public sealed class EnvironmentTests : IDisposable
{
    private const string Address = "NANOBANANA_BASE_ADDRESS";
    private const string WisGateKey = "WISDOM_GATE_KEY";
    private const string GoogleKey = "GEMINI_API_KEY";
    private const string GooglesKey = "AIzaSyA-1234567890abcdefghijklmnopqrstu";
    private const string AccessToken = "ya29.a-token-nobody-may-ever-see-0123456789";
    private const string Googles = "https://generativelanguage.googleapis.com";
    private const string HeldKey = "a-key-that-a-variable-holds";

    private readonly Dictionary<string, string?> before = new[] { Address, WisGateKey, GoogleKey }.ToDictionary(
        name => name,
        Environment.GetEnvironmentVariable
    );

    public EnvironmentTests() => Set(null, null, null);

    public static TheoryData<string, Func<NanoBananaClient>> Ways { get; } =
        new()
        {
            { "FromEnvironment", NanoBananaClient.FromEnvironment },
            { "new", () => new NanoBananaClient() },
            { "new with options", () => new NanoBananaClient(new NanoBananaOptions { MaxAttempts = 1 }) },
            { "AddNanoBanana", () => Services(null).GetRequiredService<NanoBananaClient>() },
            {
                "AddNanoBanana with options",
                () => Services(options => options.MaxAttempts = 1).GetRequiredService<NanoBananaClient>()
            },
        };

    [Theory]
    [MemberData(nameof(Ways), DisableDiscoveryEnumeration = true)]
    public void Every_way_calls_the_provider_whose_key_is_there_at_the_address_of_the_variable(
        string way,
        Func<NanoBananaClient> make
    )
    {
        Set(address: "http://127.0.0.1:8787", wisGate: null, google: TestClient.Key);

        using var client = make();

        client.Provider.ShouldBe(ProviderInfo.Google, way);
        client.BaseAddress.ShouldBe(new Uri("http://127.0.0.1:8787"), way);
        client.ToString().ShouldEndWith("at http://127.0.0.1:8787", customMessage: way);
    }

    [Theory]
    [MemberData(nameof(Ways), DisableDiscoveryEnumeration = true)]
    public void Every_way_prefers_WisGate_where_both_have_keys(string way, Func<NanoBananaClient> make)
    {
        Set(address: null, wisGate: TestClient.Key, google: TestClient.Key);

        using var client = make();

        client.BaseAddress.ShouldBe(ProviderInfo.WisGate.BaseAddress, way);
    }

    [Theory]
    [MemberData(nameof(Ways), DisableDiscoveryEnumeration = true)]
    public void Every_way_refuses_an_address_that_the_key_is_not_for(string way, Func<NanoBananaClient> make)
    {
        Set(address: "https://example.org", wisGate: TestClient.Key, google: null);

        var thrown = Should.Throw<Exception>(() => make().Dispose(), way);

        thrown.Message.ShouldContain("names https://example.org, which is neither this machine");
        thrown.ToString().ShouldNotContain(TestClient.Key);
    }

    [Theory]
    [MemberData(nameof(Ways), DisableDiscoveryEnumeration = true)]
    public void Every_way_names_every_variable_where_no_key_is_there(string way, Func<NanoBananaClient> make)
    {
        var thrown = Should.Throw<Exception>(() => make().Dispose(), way);

        thrown.Message.ShouldContain("WISDOM_GATE_KEY or GEMINI_API_KEY is not set");
        thrown.Message.ShouldContain("https://aistudio.google.com/apikey");
    }

    [Fact]
    public void The_host_says_at_its_start_what_is_wrong_with_the_environment()
    {
        Set(address: "8787", wisGate: TestClient.Key, google: null);

        var thrown = Should.Throw<OptionsValidationException>(() =>
            Services(null).GetRequiredService<IStartupValidator>().Validate()
        );

        thrown.Message.ShouldContain("NANOBANANA_BASE_ADDRESS is not an absolute http or https address");
    }

    [Fact]
    public void What_options_say_goes_before_the_environment()
    {
        Set(address: "http://127.0.0.1:8787", wisGate: "key-of-the-environment", google: null);

        using var client = new NanoBananaClient(
            new()
            {
                Provider = ProviderInfo.Google,
                BaseAddress = new Uri("http://127.0.0.1:1"),
                ApiKey = TestClient.Key,
            }
        );

        (client.Provider, client.BaseAddress.Port).ShouldBe((ProviderInfo.Google, 1));
    }

    [Fact]
    public void The_variable_goes_before_an_address_of_configuration_and_code_before_both()
    {
        Set(address: "http://127.0.0.1:8787", wisGate: TestClient.Key, google: null);
        var log = new RecordingLoggerFactory();
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(log);
        var section = new Dictionary<string, string?> { ["NanoBanana:BaseAddress"] = "https://wisgate.ai/v1beta" };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(section).Build();
        services.AddNanoBanana(configuration);
        services.AddNanoBanana(
            "code",
            configuration.GetSection("NanoBanana"),
            options => options.BaseAddress = new Uri("http://127.0.0.1:1")
        );
        using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<NanoBananaClient>().BaseAddress.Port.ShouldBe(8787);
        provider.GetRequiredKeyedService<NanoBananaClient>("code").BaseAddress.Port.ShouldBe(1);
        log.Lines.ShouldHaveSingleItem()
            .ShouldContain(
                "variable NANOBANANA_BASE_ADDRESS goes before the BaseAddress of configuration: 127.0.0.1:8787 is called, and wisgate.ai is not."
            );

        Set(address: null, wisGate: TestClient.Key, google: null);
        using var without = Configured(section);
        without.GetRequiredService<NanoBananaClient>().BaseAddress.Host.ShouldBe("wisgate.ai");
    }

    [Theory]
    [InlineData("localhost:8787", "http://localhost:8787")]
    [InlineData("127.0.0.1:8787/v1beta", "http://127.0.0.1:8787")]
    [InlineData("[::1]:8787", "http://[::1]:8787")]
    [InlineData("user:secret@localhost:8787", "https://host")]
    [InlineData("wisgate.ai", "https://host")]
    public void An_address_without_its_scheme_is_said_with_it(string text, string cure)
    {
        Set(text, TestClient.Key, null);
        using var configured = Configured(
            new() { ["NanoBanana:BaseAddress"] = text, ["NanoBanana:ApiKey"] = TestClient.Key }
        );

        var variable = Should.Throw<NanoBananaException>(NanoBananaClient.FromEnvironment);
        Set(null, null, null);
        var atStart = Should.Throw<OptionsValidationException>(() =>
            configured.GetRequiredService<IStartupValidator>().Validate()
        );

        variable.Cure.ShouldStartWith($"Write it as {(cure == "https://host" ? "http://127.0.0.1:8787" : cure)}, or");
        atStart.Message.ShouldContain($"rite it as {cure}.");
        (variable.ToString() + atStart).ShouldNotContain("secret");
    }

    [Fact]
    public void An_address_of_a_provider_names_it()
    {
        var options = new NanoBananaOptions
        {
            ApiKey = "a-key",
            BaseAddress = new Uri("https://generativelanguage.googleapis.com/v1beta"),
        };

        options.WithEnvironment(_ => null).Provider.ShouldBe(ProviderInfo.Google);
    }

    [Fact]
    public void A_key_in_options_goes_to_the_address_of_the_variable_too()
    {
        Set(address: "http://127.0.0.1:8787", wisGate: null, google: "key-of-the-environment");

        using var client = new NanoBananaClient(new() { ApiKey = TestClient.Key });

        (client.Provider, client.BaseAddress.Port).ShouldBe((ProviderInfo.WisGate, 8787));
    }

    /// <summary>The table of docs/client.md, from above: stated, by the host, by the key, by the environment.</summary>
    [Theory]
    [InlineData("wisgate", null, GooglesKey, null, "wisgate", "http://127.0.0.1:8787")]
    [InlineData("google", null, "sk-a-key-of-a-gateway-0123", WisGateKey, "google")]
    [InlineData("google", "https://gateway.example", GooglesKey, WisGateKey, "google")]
    [InlineData(null, "https://generativelanguage.googleapis.com/v1beta", "a-key", WisGateKey, "google")]
    [InlineData(null, "https://api.wisgate.ai", "a-key", GoogleKey, "wisgate")]
    [InlineData(null, null, GooglesKey, null, "google")]
    [InlineData(null, null, GooglesKey, WisGateKey, "google")]
    [InlineData(null, "https://gateway.example", GooglesKey, null, "google")]
    [InlineData(null, null, "AQ.Ab8RN6Lkj3h4g5f6d7s8a9p0o1i2u3y4t5", null, "google")]
    [InlineData(null, null, GooglesKey + "v", null, "google", "http://127.0.0.1:8787")]
    [InlineData(null, null, "x" + GooglesKey, null, "wisgate")]
    [InlineData(null, "https://gateway.example", "AIza-short", null, "google")]
    [InlineData("google", "https://generativelanguage.googleapis.com.", GooglesKey, null, "google")]
    [InlineData(null, "https://www.wisgate.ai", "a-key", GoogleKey, "wisgate")]
    [InlineData("wisgate", "https://wisgate.ai.example.org", GooglesKey, null, "wisgate")]
    [InlineData(null, null, TestClient.Key, GoogleKey, "wisgate")]
    [InlineData(null, null, HeldKey, GoogleKey, "google")]
    [InlineData(null, null, null, GoogleKey, "google")]
    [InlineData(null, null, null, WisGateKey, "wisgate")]
    [InlineData(null, null, TestClient.Key, null, "wisgate")]
    public void Who_is_called_is_stated_or_told_by_the_host_the_key_or_the_environment(
        string? stated,
        string? host,
        string? key,
        string? heldBy,
        string expected,
        string? address = null
    )
    {
        Environment.SetEnvironmentVariable(Address, address);
        if (heldBy is not null)
        {
            Environment.SetEnvironmentVariable(heldBy, HeldKey);
        }

        void State(NanoBananaOptions options) =>
            (options.Provider, options.BaseAddress, options.ApiKey) = (
                stated is null ? null : ProviderInfo.Parse(stated),
                host is null ? null : new Uri(host),
                key
            );
        var options = new NanoBananaOptions();
        State(options);
        using var made = new NanoBananaClient(options);
        using var registered = Services(State);
        using var configured = Configured(
            new()
            {
                ["NanoBanana:Provider"] = stated ?? "",
                ["NanoBanana:BaseAddress"] = host,
                ["NanoBanana:ApiKey"] = key,
            }
        );

        made.Provider.Id.ShouldBe(expected);
        registered.GetRequiredService<NanoBananaClient>().Provider.Id.ShouldBe(expected);
        configured.GetRequiredService<NanoBananaClient>().Provider.Id.ShouldBe(expected);
    }

    [Theory]
    [InlineData("wisgate", null, GooglesKey, "set Provider to google.")]
    [InlineData("wisgate", null, GooglesKey + "v", "set Provider to google.")]
    [InlineData("wisgate", null, "AIza-short", "set Provider to google.")]
    [InlineData("wisgate", null, "AQ.short", "set Provider to google.")]
    [InlineData("wisgate", null, AccessToken, "set Provider to vertex.")]
    [InlineData("google", null, AccessToken, "set Provider to vertex.")]
    [InlineData("laozhang", null, AccessToken, "set Provider to vertex.")]
    [InlineData(null, "https://wisgate.ai", AccessToken, "To call Vertex AI, remove BaseAddress.")]
    [InlineData("wisgate", "https://api.wisgate.ai", GooglesKey, "set Provider to google and remove BaseAddress.")]
    [InlineData("google", "https://wisgate.ai", GooglesKey, "To call Google, remove BaseAddress.")]
    [InlineData("google", "https://wisgate.ai", "any-key", "To call Google, remove BaseAddress.")]
    [InlineData(null, "https://wisgate.ai/v1beta", GooglesKey, "To call Google, remove BaseAddress.")]
    [InlineData(null, "https://wisgate.ai./v1beta", GooglesKey, "To call Google, remove BaseAddress.")]
    [InlineData(null, "https://www.WisGate.ai", GooglesKey, "To call Google, remove BaseAddress.")]
    [InlineData("wisgate", Googles, "any-key", "To call WisGate, remove BaseAddress.")]
    [InlineData("google", null, HeldKey, "To call WisGate, set Provider to wisgate.")]
    [InlineData(null, Googles, HeldKey, "To call WisGate, remove BaseAddress.")]
    public void A_key_of_one_provider_is_not_sent_to_another(string? stated, string? host, string key, string cure)
    {
        Set(address: null, wisGate: HeldKey, google: null);
        var options = new NanoBananaOptions
        {
            Provider = stated is null ? null : ProviderInfo.Parse(stated),
            BaseAddress = host is null ? null : new Uri(host),
            ApiKey = key,
        };
        using var configured = Configured(
            new()
            {
                ["NanoBanana:Provider"] = stated,
                ["NanoBanana:BaseAddress"] = host,
                ["NanoBanana:ApiKey"] = key,
            }
        );

        var failure = Should.Throw<NanoBananaException>(() => new NanoBananaClient(options));
        var atStart = Should.Throw<OptionsValidationException>(() =>
            configured.GetRequiredService<IStartupValidator>().Validate()
        );

        failure.Kind.ShouldBe(FailureKind.InsecureEndpoint);
        failure.Message.ShouldContain("; it was not sent there");
        failure.Cure.ShouldContain(cure);
        atStart.Message.ShouldContain(failure.Message);
        (failure.ToString() + atStart).ShouldNotContain(key);
    }

    [Theory]
    [InlineData(null, "unset NANOBANANA_BASE_ADDRESS.")]
    [InlineData("https://gateway.example", "unset NANOBANANA_BASE_ADDRESS.")]
    [InlineData("https://api.wisgate.ai", "remove BaseAddress.")]
    public void The_variable_is_named_where_it_leads_the_key_elsewhere(string? configured, string cure)
    {
        Set(address: "https://api.wisgate.ai", wisGate: null, google: null);
        using var services = Configured(
            new()
            {
                ["NanoBanana:Provider"] = "wisgate",
                ["NanoBanana:BaseAddress"] = configured,
                ["NanoBanana:ApiKey"] = GooglesKey,
            }
        );

        Should
            .Throw<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate())
            .Message.ShouldContain("set Provider to google and " + cure);
    }

    [Theory]
    [InlineData(null, GooglesKey + "v")]
    [InlineData("google", "AIza-short")]
    [InlineData("google", "AIza.yA-1234567890abcdefghijklmnopqrstu")]
    [InlineData(null, "AQ.short")]
    public void A_key_that_only_begins_as_Googles_is_refused_before_it_is_sent(string? stated, string key)
    {
        var failure = Should.Throw<NanoBananaException>(() =>
            new NanoBananaClient(new() { Provider = stated is null ? null : ProviderInfo.Parse(stated), ApiKey = key })
        );

        failure.Kind.ShouldBe(FailureKind.MissingApiKey);
        failure.Message.ShouldContain($"It has {key.Length} characters");
        failure.Cure.ShouldContain("https://aistudio.google.com/apikey");
        failure.ToString().ShouldNotContain(key);
    }

    [Fact]
    public void A_key_that_is_missing_where_the_host_wants_one_is_named_and_so_is_whose_the_other_is()
    {
        Set(address: null, wisGate: null, google: GooglesKey);
        var options = new NanoBananaOptions { BaseAddress = new Uri("https://wisgate.ai") };

        var failure = Should.Throw<NanoBananaException>(() => new NanoBananaClient(options));

        failure.Kind.ShouldBe(FailureKind.MissingApiKey);
        failure.Message.ShouldContain(
            "the environment variable WISDOM_GATE_KEY is not set. GEMINI_API_KEY is set, and is Google's."
        );
    }

    [Fact]
    public void A_key_of_Googles_in_the_variable_of_another_provider_is_not_sent_to_it()
    {
        Set(address: null, wisGate: GooglesKey, google: null);

        Should
            .Throw<NanoBananaException>(NanoBananaClient.FromEnvironment)
            .Cure.ShouldContain("the variable of Google's key is GEMINI_API_KEY");
    }

    [Fact]
    public void A_missing_key_says_which_variable_and_where_to_get_one()
    {
        var failure = Should.Throw<NanoBananaException>(() =>
            new NanoBananaClient(new NanoBananaOptions { Provider = ProviderInfo.Google, ApiKey = " " })
        );

        failure.Kind.ShouldBe(FailureKind.MissingApiKey);
        failure.Message.ShouldContain("GEMINI_API_KEY");
        failure.Message.ShouldNotContain("WISDOM_GATE_KEY");
        failure.Message.ShouldContain("https://aistudio.google.com/apikey");
    }

    [Theory]
    [InlineData(null, "https://wisgate.ai")]
    [InlineData(" ", "https://wisgate.ai")]
    [InlineData("http://127.0.0.1:8787", "http://127.0.0.1:8787")]
    [InlineData("http://localhost:8787/v1beta", "http://localhost:8787")]
    [InlineData("https://api.wisgate.ai", "https://api.wisgate.ai")]
    [InlineData("https://wisgate.ai.example.org", FailureKind.InsecureEndpoint)]
    [InlineData("https://generativelanguage.googleapis.com", FailureKind.InsecureEndpoint)]
    [InlineData("https://wisgate.ai:8443", FailureKind.InsecureEndpoint)]
    [InlineData("http://wisgate.ai", FailureKind.InsecureEndpoint)]
    [InlineData("https://user:secret@wisgate.ai", FailureKind.InvalidRequest)]
    [InlineData("http://127.0.0.1:8787/v1", FailureKind.InvalidRequest)]
    [InlineData("8787", FailureKind.InvalidRequest)]
    [InlineData("localhost:8787", FailureKind.InvalidRequest)]
    public void The_environment_can_send_the_key_to_this_machine_and_the_provider_only(string? value, object expected)
    {
        Set(value, TestClient.Key, null);
        if (expected is FailureKind kind)
        {
            var failure = Should.Throw<NanoBananaException>(NanoBananaClient.FromEnvironment);
            failure.Kind.ShouldBe(kind);
            failure.Message.ShouldContain("The environment variable NANOBANANA_BASE_ADDRESS ");
            failure.ToString().ShouldNotContain(TestClient.Key);
            failure.ToString().ShouldNotContain("secret");
            failure.Cure.ShouldNotContain("AllowInsecureHttp");
            return;
        }

        using var client = NanoBananaClient.FromEnvironment();
        client.ToString().ShouldEndWith("at " + expected);
    }

    public void Dispose()
    {
        foreach (var (name, value) in before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    private static void Set(string? address, string? wisGate, string? google)
    {
        Environment.SetEnvironmentVariable(Address, address);
        Environment.SetEnvironmentVariable(WisGateKey, wisGate);
        Environment.SetEnvironmentVariable(GoogleKey, google);
    }

    private static ServiceProvider Configured(Dictionary<string, string?> section)
    {
        var services = new ServiceCollection();
        services.AddNanoBanana(new ConfigurationBuilder().AddInMemoryCollection(section).Build());
        return services.BuildServiceProvider();
    }

    private static ServiceProvider Services(Action<NanoBananaOptions>? configure)
    {
        var services = new ServiceCollection();
        services.AddNanoBanana(configure);
        return services.BuildServiceProvider();
    }
}
