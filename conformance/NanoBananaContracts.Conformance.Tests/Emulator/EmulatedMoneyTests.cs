using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Emulator;

/// <summary>What is said of money, and what is counted, is what the provider's file says.</summary>
public sealed class EmulatedMoneyTests
{
    public static TheoryData<string> Providers => [.. ProviderInfo.All.Select(provider => provider.Id)];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_picture_withheld_is_charged_where_the_file_says_so(string id)
    {
        var provider = ProviderInfo.Find(id)!;
        await using var server = await EmulatorCall.StartAsync(provider);
        using var client = Client(server, provider);

        var failure = await Should.ThrowAsync<NanoBananaException>(() =>
            client.GenerateContentAsync(
                GenerateContentRequest.ForImage("A fox [finish: IMAGE_SAFETY]"),
                TestContext.Current.CancellationToken
            )
        );

        failure.Kind.ShouldBe(FailureKind.ImageRefused);
        var isCharged = provider.BillsRepliesWithoutImage;
        Has(failure.ProviderMessage!, "Nothing is charged.").ShouldBe(!isCharged);
        Has(failure.ProviderMessage!, "charged like a picture").ShouldBe(isCharged);
        Has(failure.Cure, "charges a reply without a picture like one with a picture").ShouldBe(isCharged);
        server.BilledImageCount.ShouldBe(isCharged ? 1 : 0);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_streamed_reply_has_the_price_of_a_whole_one(string id)
    {
        var provider = ProviderInfo.Find(id)!;
        await using var server = await EmulatorCall.StartAsync(provider);
        using var client = Client(server, provider);
        var request = GenerateContentRequest.ForImage("A red fox in snow");

        var whole = await client.GenerateContentAsync(request, TestContext.Current.CancellationToken);
        var pieces = new List<GenerateContentResponse>();
        await foreach (var piece in client.StreamGenerateContentAsync(request, TestContext.Current.CancellationToken))
        {
            pieces.Add(piece);
        }

        var streamed = NanoBananaReply.FromPieces(pieces);
        pieces.Count.ShouldBeGreaterThan(1);
        (streamed.PriceUsd, streamed.CostUsd).ShouldBe((whole.PriceUsd, whole.CostUsd));
        (streamed.PriceUsd is null).ShouldBe(
            provider.FindModel(client.Model)!.PricePerImageUsd(ImageSize.Size1K) is null
        );
        (streamed.CostUsd is null).ShouldBe(id != "google");
    }

    [Theory]
    [InlineData("google", "flex", "flex", 0.5)]
    [InlineData("google", "priority", "priority", null)]
    [InlineData("google", "standard", "standard", 1.0)]
    [InlineData("wisgate", "flex", "standard", 1.0)]
    public async Task The_tier_asked_for_serves_where_the_provider_has_it_and_has_its_price(
        string id,
        string asked,
        string served,
        double? factor
    )
    {
        var provider = ProviderInfo.Find(id)!;
        await using var server = await EmulatorCall.StartAsync(provider);
        using var client = Client(server, provider);
        var request = GenerateContentRequest.ForImage("A red fox in snow");

        var standard = await client.GenerateContentAsync(request, TestContext.Current.CancellationToken);
        var reply = await client.GenerateContentAsync(
            request with
            {
                ServiceTier = ServiceTier.Parse(asked),
            },
            TestContext.Current.CancellationToken
        );

        reply.Response.UsageMetadata!.ServiceTier.ShouldBe(ServiceTier.Parse(served));
        standard.PriceUsd.ShouldNotBeNull();
        reply.PriceUsd.ShouldBe(standard.PriceUsd * (decimal?)factor);
    }

    private static bool Has(string text, string words) => text.Contains(words, StringComparison.Ordinal);

    private static NanoBananaClient Client(EmulatorServer server, ProviderInfo provider)
    {
        var options = new NanoBananaOptions { Provider = provider, BaseAddress = server.BaseAddress };
        return new(
            provider == ProviderInfo.Vertex
                ? options with
                {
                    Project = "my-project",
                    Region = "europe-west4",
                    AccessTokenProvider = _ => new(EmulatorCall.Key),
                }
                : options with
                {
                    ApiKey = EmulatorCall.Key,
                }
        );
    }
}
