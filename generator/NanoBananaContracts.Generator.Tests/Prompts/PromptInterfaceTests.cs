using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace NanoBananaContracts.Generator.Tests.Prompts;

/// <summary>An interface of prompts: its implementation sends them, its registration finds the client, a test fakes it.</summary>
public sealed class PromptInterfaceTests
{
    [Fact]
    public async Task Its_implementation_sends_the_prompt_and_returns_the_picture()
    {
        using var service = new Service();
        using var client = Client(service);
        IPosterStudio studio = new NanoBananaPosterStudio(client);

        var poster = await studio.PosterAsync("tea {token}", TestContext.Current.CancellationToken);

        poster.Format.ShouldBe(ImageFileFormat.Png);
        service.Address!.AbsolutePath.ShouldEndWith("/models/gemini-3-pro-image:generateContent");
        service.Body.ShouldBe(
            """{"contents":[{"role":"user","parts":[{"text":"Poster for tea {token}"}]}],"generationConfig":{"responseModalities":["TEXT","IMAGE"],"imageConfig":{"aspectRatio":"16:9"}}}"""
        );
        var night = await studio.AtNightAsync(poster);
        night.HasImage.ShouldBeTrue();
        service.Address.AbsolutePath.ShouldEndWith($"/models/{client.Model}:generateContent");
    }

    [Fact]
    public async Task It_is_cancelled_by_its_token()
    {
        using var service = new Service();
        using var client = Client(service);
        IPosterStudio studio = new NanoBananaPosterStudio(client);

        await Should.ThrowAsync<OperationCanceledException>(() =>
            studio.PosterAsync("tea", new CancellationToken(true))
        );
        service.Address.ShouldBeNull();
    }

    [Fact]
    public void A_missing_value_is_an_error_of_the_task() =>
        Should.Throw<ArgumentNullException>(async () =>
            await ((IPosterStudio)new NanoBananaPosterStudio(Client(new Service()))).AtNightAsync(null!)
        );

    [Fact]
    public void It_is_registered_over_the_client()
    {
        using var services = new ServiceCollection()
            .AddSingleton(Client(new Service()))
            .AddPosterStudio()
            .BuildServiceProvider(validateScopes: true);

        services.GetRequiredService<IPosterStudio>().ShouldBeOfType<NanoBananaPosterStudio>();
        services.GetRequiredService<IPosterStudio>().ShouldBeSameAs(services.GetRequiredService<IPosterStudio>());
    }

    [Fact]
    public async Task It_may_be_registered_over_a_named_client()
    {
        using var service = new Service();
        using var services = new ServiceCollection()
            .AddKeyedSingleton("second", Client(service))
            .AddPosterStudio("second")
            .BuildServiceProvider(validateScopes: true);

        await services.GetRequiredService<IPosterStudio>().AtNightAsync(NanoBananaModelFactory.Image());
        service.Address.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_test_fakes_it_and_sends_nothing()
    {
        using var services = new ServiceCollection()
            .AddSingleton<IPosterStudio>(new FakeStudio())
            .AddPosterStudio()
            .BuildServiceProvider(validateScopes: true);

        var studio = services.GetRequiredService<IPosterStudio>();
        var poster = await studio.PosterAsync("tea", TestContext.Current.CancellationToken);
        studio.ShouldBeOfType<FakeStudio>();
        poster.Width.ShouldBe(1);
    }

    private static NanoBananaClient Client(Service service) =>
        new(
            new NanoBananaOptions { Provider = ProviderInfo.Google, ApiKey = "not-a-key" },
            new HttpClient(service) { Timeout = Timeout.InfiniteTimeSpan }
        );

    private sealed class FakeStudio : IPosterStudio
    {
        public Task<GeneratedImage> PosterAsync(string topic, CancellationToken token) =>
            Task.FromResult(NanoBananaModelFactory.Image());

        public Task<NanoBananaReply> AtNightAsync(InputImage image) => Task.FromResult(NanoBananaModelFactory.Reply());
    }

    /// <summary>The service: one picture, whatever is asked for.</summary>
    private sealed class Service : HttpMessageHandler
    {
        public Uri? Address { get; private set; }

        public string? Body { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Address = request.RequestUri;
            Body = await request.Content!.ReadAsStringAsync(cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(
                    NanoBananaModelFactory.Response().ToJson(),
                    System.Text.Encoding.UTF8,
                    "application/json"
                ),
            };
        }
    }
}
