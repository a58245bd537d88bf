namespace NanoBananaContracts.Runtime.Tests.Providers;

/// <summary>What is known of the providers, and read from their files.</summary>
public sealed class ProviderInfoTests
{
    [Fact]
    public void Google_has_a_batch_mode_at_half_the_price()
    {
        var batch = ProviderInfo.Google.Batch.ShouldNotBeNull();

        batch.PriceFactor.ShouldBe(0.5m);
        batch.MaxInlineBytes.ShouldBe(20L * 1024 * 1024);
        batch.MaxFileBytes.ShouldBe(2L * 1024 * 1024 * 1024);
        batch.MostOpen.ShouldBe(100);
        batch.ExpiresAfter.ShouldBe(TimeSpan.FromHours(48));
        ProviderInfo.WisGate.Batch.ShouldBeNull();
    }

    [Fact]
    public void Every_provider_reads_its_facts()
    {
        foreach (var provider in ProviderInfo.All)
        {
            provider.FindModel(provider.DefaultModel).ShouldNotBeNull().Retired.ShouldBeNull();
            provider.Models.ShouldAllBe(model => model.AspectRatios.Count >= 10 && model.DefaultSize != null);
            ProviderInfo.Find(provider.Id.ToUpperInvariant()).ShouldBe(provider);
        }

        ProviderInfo
            .WisGate.FindModel("models/gemini-3.1-flash-image-preview")!
            .PricePerImageUsd(ImageSize.Size4K)
            .ShouldBe(0.058m);
        ProviderInfo.Google.FindModel("gemini-3.1-flash-image")!.PricePerImageUsd(ImageSize.Size512).ShouldBe(0.045m);
        ProviderInfo.Google.FindModel("gemini-3.1-flash-image")!.TokensPerImage(ImageSize.Size2K).ShouldBe(1680);
        var latest = ProviderInfo.Google.FindModel("gemini-nano-banana-2.1")!;
        latest.RefusedParameters.ShouldBe(["seed", "temperature", "topP", "topK"]);
        latest.PricePerImageUsd(ImageSize.Size1K).ShouldBe(0.0336m);
        latest.PricePerImageUsd(ImageSize.Size2K).ShouldBeNull();
        latest.TokensPerImage(ImageSize.Size4K).ShouldBeNull();
        latest.ThinkingLevels.ShouldBe([ThinkingLevel.Minimal, ThinkingLevel.Medium, ThinkingLevel.High]);
        latest.DefaultThinkingLevel.ShouldBe(ThinkingLevel.Medium);
        latest.TokenPrices.ShouldBe(
            new()
            {
                TextInput = 1.5m,
                TextOutput = 7.5m,
                ImageOutput = 30,
            }
        );
        ProviderInfo.Google.TierPriceFactor(ServiceTier.Flex).ShouldBe(0.5m);
        ProviderInfo.Google.TierPriceFactor(ServiceTier.Priority).ShouldBeNull();
        ProviderInfo.WisGate.TierPriceFactor(ServiceTier.Standard).ShouldBe(1);
        ProviderInfo.WisGate.Models[0].TokenPrices.ShouldBe(new());
        ProviderInfo.Google.FindModel("nobody").ShouldBeNull();
        ProviderInfo.Find("nobody").ShouldBeNull();
    }
}
