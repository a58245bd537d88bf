using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Client;

public sealed class AddNanoBananaTests
{
    [Fact]
    public async Task A_client_is_a_singleton_over_the_factory_and_logs_to_the_host()
    {
        var log = new RecordingLoggerFactory();
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        var services = new ServiceCollection();
        services.AddSingleton<Microsoft.Extensions.Logging.ILoggerFactory>(log);
        services
            .AddNanoBanana(options => options.ApiKey = TestClient.Key)
            .ConfigurePrimaryHttpMessageHandler(() => handler);
        await using var provider = services.BuildServiceProvider();

        var client = provider.GetRequiredService<NanoBananaClient>();
        await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        provider.GetRequiredService<NanoBananaClient>().ShouldBeSameAs(client);
        handler.Sent.Single().Headers["x-goog-api-key"].ShouldBe(TestClient.Key);
        log.Lines.ShouldContain(line => line.Contains("answered 200", StringComparison.Ordinal));
        string.Join('\n', log.Lines).ShouldNotContain(TestClient.Key);
    }

    [Fact]
    public async Task Named_clients_stand_beside_each_other()
    {
        var services = new ServiceCollection();
        services.AddNanoBanana("gateway", options => options.ApiKey = "key-of-the-gateway");
        services.AddNanoBanana(
            "google",
            options =>
            {
                options.Provider = ProviderInfo.Google;
                options.ApiKey = "key-of-google";
            }
        );
        await using var provider = services.BuildServiceProvider();

        provider.GetRequiredKeyedService<NanoBananaClient>("gateway").Provider.ShouldBe(ProviderInfo.WisGate);
        provider.GetRequiredKeyedService<NanoBananaClient>("google").Model.ShouldBe("gemini-nano-banana-2.1");
        provider.GetService<NanoBananaClient>().ShouldBeNull();
    }

    [Fact]
    public async Task Options_are_checked_at_the_start()
    {
        var services = new ServiceCollection();
        services.AddNanoBanana(options =>
        {
            options.ApiKey = TestClient.Key;
            options.Deadline = TimeSpan.Zero;
            options.MaxAttempts = 0;
            options.Model = "a/b";
            options.BaseAddress = new Uri("http://10.0.0.1");
        });
        await using var provider = services.BuildServiceProvider();

        var thrown = Should.Throw<OptionsValidationException>(() =>
            provider.GetRequiredService<IStartupValidator>().Validate()
        );

        thrown.Failures.Count().ShouldBe(4);
        thrown.Message.ShouldContain("Deadline");
        thrown.Message.ShouldContain("MaxAttempts");
        thrown.Message.ShouldContain("Model");
        thrown.Message.ShouldContain("plain http");
    }

    [Fact]
    public async Task The_handler_of_the_factory_follows_no_redirects()
    {
        var services = new ServiceCollection();
        services.AddNanoBanana(options => options.ApiKey = TestClient.Key);
        await using var provider = services.BuildServiceProvider();
        var handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("NanoBanana");
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        handler.ShouldBeOfType<SocketsHttpHandler>().AllowAutoRedirect.ShouldBeFalse();
        provider.GetRequiredService<NanoBananaClient>().ShouldNotBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_host_hides_of_headers_never_shows_the_key(bool byDefault)
    {
        var log = new RecordingLoggerFactory();
        var services = new ServiceCollection();
        services.AddSingleton<Microsoft.Extensions.Logging.ILoggerFactory>(log);
        if (byDefault)
        {
            services.ConfigureHttpClientDefaults(http => http.RedactLoggedHeaders(["Authorization"]));
        }

        var builder = services
            .AddNanoBanana(options => options.ApiKey = TestClient.Key)
            .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(StubHandler.Reply(200, TestClient.ImageReply())));
        if (!byDefault)
        {
            builder.RedactLoggedHeaders(["Authorization"]);
        }

        await using var provider = services.BuildServiceProvider();
        await provider
            .GetRequiredService<NanoBananaClient>()
            .GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        var lines = string.Join('\n', log.Lines);
        lines.ShouldNotContain(TestClient.Key);
        lines.ShouldContain("generateContent"); // the client's own
    }
}
