using Microsoft.Extensions.DependencyInjection;
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
    public void The_environment_can_send_the_key_to_this_machine_and_the_provider_only(string? value, object expected)
    {
        Set(value, TestClient.Key, null);
        if (expected is FailureKind kind)
        {
            var failure = Should.Throw<NanoBananaException>(NanoBananaClient.FromEnvironment);
            failure.Kind.ShouldBe(kind);
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

    private static ServiceProvider Services(Action<NanoBananaOptions>? configure)
    {
        var services = new ServiceCollection();
        services.AddNanoBanana(configure);
        return services.BuildServiceProvider();
    }
}
