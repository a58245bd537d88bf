using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Http;

/// <summary>The proxy of the machine is one for the whole process: these tests run while no other does.</summary>
[CollectionDefinition(nameof(ProxyOfMachineTests), DisableParallelization = true)]
public sealed class ProxyOfMachineCollection;

/// <summary>With a proxy set for everything, every client that the library makes reaches this machine directly.</summary>
[Collection(nameof(ProxyOfMachineTests))]
public sealed class ProxyOfMachineTests : IAsyncLifetime
{
    private readonly IWebProxy before = HttpClient.DefaultProxy;
    private readonly ListeningProxy proxy = new();

    private readonly ChaosServer server = new(call =>
        call.ReplyAsync(System.Text.Encoding.UTF8.GetBytes(TestClient.ImageReply()))
    );

    public ValueTask InitializeAsync()
    {
        // Unlike the variables it would take loopback too, as http_proxy does.
        HttpClient.DefaultProxy = new WebProxy($"http://{proxy.Authority}") { BypassProxyOnLocal = false };
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        HttpClient.DefaultProxy = before;
        await server.DisposeAsync();
        await proxy.DisposeAsync();
    }

    [Fact]
    public async Task The_trap_works()
    {
        using var careless = new HttpClient();

        using var reply = await careless.GetAsync(server.Address, TestContext.Current.CancellationToken);

        reply.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        proxy.Received.ShouldHaveSingleItem().ShouldStartWith("GET http://127.0.0.1:");
        server.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task A_client_of_its_own_does()
    {
        using var client = server.CreateClient();

        (
            await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
        ).HasImage.ShouldBeTrue();
        proxy.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_client_of_any_contract_does()
    {
        using var client = new ContractClient(new ContractEndpoint(server.Address) { ApiKey = TestClient.Key });

        await client.SendAsync(
            ContractOperations.GenerateContent,
            TestClient.Request,
            new Dictionary<string, string> { ["model"] = "mine" },
            TestContext.Current.CancellationToken
        );

        proxy.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_client_of_an_application_does()
    {
        var services = new ServiceCollection();
        services.AddNanoBanana(options => (options.ApiKey, options.BaseAddress) = (TestClient.Key, server.Address));
        await using var provider = services.BuildServiceProvider();

        var reply = await provider
            .GetRequiredService<NanoBananaClient>()
            .GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        reply.HasImage.ShouldBeTrue();
        proxy.Received.ShouldBeEmpty();
    }

    [Fact]
    public void A_supplied_client_that_would_show_the_key_to_it_is_not_accepted()
    {
        var options = new NanoBananaOptions { ApiKey = TestClient.Key, BaseAddress = server.Address };
        using var careless = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var direct = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        using var ours = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, Proxy = new HttpsOnlyProxy() }
        );
        using var chosen = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, Proxy = new WebProxy("http://debugger.invalid") }
        );

        var mistake = Should.Throw<ArgumentException>(() => new NanoBananaClient(options, careless));

        mistake.Message.ShouldContain(proxy.Authority);
        mistake.Message.ShouldContain("new HttpsOnlyProxy()");
        new NanoBananaClient(options, direct).Dispose();
        new NanoBananaClient(options, ours).Dispose();
        new NanoBananaClient(options, chosen).Dispose(); // Written into the code: the caller's own decision.
        new NanoBananaClient(options with { BaseAddress = new Uri("https://service.invalid") }, careless).Dispose();
    }

    [Fact]
    public async Task A_replaced_handler_of_an_application_is_checked_too()
    {
        var services = new ServiceCollection();
        services
            .AddNanoBanana(options => (options.ApiKey, options.BaseAddress) = (TestClient.Key, server.Address))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        await using var provider = services.BuildServiceProvider();

        Should
            .Throw<ArgumentException>(() => provider.GetRequiredService<NanoBananaClient>())
            .Message.ShouldContain(proxy.Authority);
    }
}
