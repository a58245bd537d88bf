using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Client;

/// <summary>Providers beyond the two that an environment chooses: called where they are named, and given no key but their own.</summary>
public sealed class ShippedProviderTests
{
    private const string GooglesKey = "AIzaSyA-1234567890abcdefghijklmnopqrstu";

    public static TheoryData<string> Further => ["vertex-express", "vertex", "laozhang", "cometapi"];

    [Theory]
    [MemberData(nameof(Further))]
    public void Its_variable_chooses_no_provider(string id)
    {
        var variable = ProviderInfo.Find(id)!.ApiKeyVariable;

        var alone = new NanoBananaOptions().WithEnvironment(name => name == variable ? TestClient.Key : null);
        var beside = new NanoBananaOptions().WithEnvironment(name =>
            name == variable ? TestClient.Key
            : name == "GEMINI_API_KEY" ? GooglesKey
            : null
        );

        (alone.Provider, alone.ApiKey).ShouldBe((ProviderInfo.WisGate, null));
        beside.Provider.ShouldBe(ProviderInfo.Google);
        ApiKeys
            .Missing(null, name => name == variable ? TestClient.Key : null)
            .WhatHappened.ShouldBe(
                "There is no API key: the environment variable WISDOM_GATE_KEY or GEMINI_API_KEY is not set. "
                    + $"{variable} is set, and is {ProviderInfo.Find(id)!.Name}'s."
            );
    }

    [Theory]
    [MemberData(nameof(Further))]
    public void It_is_chosen_by_name_and_by_host_with_the_key_of_its_variable(string id)
    {
        var provider = ProviderInfo.Find(id)!;
        string? Variable(string name) => name == provider.ApiKeyVariable ? TestClient.Key : "another-key-altogether";
        string? WithoutAddress(string name) => name == "NANOBANANA_BASE_ADDRESS" ? null : Variable(name);

        var byName = new NanoBananaOptions { Provider = provider }.WithEnvironment(WithoutAddress);
        // The global host of Vertex AI is that of its express mode too.
        var address = id == "vertex" ? new Uri("https://us-east5-aiplatform.googleapis.com") : provider.BaseAddress;
        var byHost = new NanoBananaOptions { BaseAddress = address }.WithEnvironment(WithoutAddress);

        byName.ApiKey!.Reveal().ShouldBe(TestClient.Key);
        (byHost.Provider!.Id, byHost.ApiKey!.Reveal()).ShouldBe((id, TestClient.Key));
    }

    [Theory]
    [InlineData("laozhang")]
    [InlineData("cometapi")]
    public void Its_key_goes_to_nobody_else_and_nobody_elses_to_it(string id)
    {
        var provider = ProviderInfo.Find(id)!;
        string? Variable(string name) =>
            name == provider.ApiKeyVariable ? TestClient.Key
            : name == "WISDOM_GATE_KEY" ? "another-key-altogether"
            : null;

        Refused(new NanoBananaOptions { ApiKey = TestClient.Key });
        Refused(new NanoBananaOptions { ApiKey = TestClient.Key, Provider = ProviderInfo.Google });
        Refused(new NanoBananaOptions { ApiKey = "another-key-altogether", Provider = provider });
        Refused(new NanoBananaOptions { ApiKey = GooglesKey, Provider = provider });
        Refused(
            new NanoBananaOptions
            {
                ApiKey = "a-key",
                Provider = provider,
                BaseAddress = ProviderInfo.WisGate.BaseAddress,
            }
        );

        void Refused(NanoBananaOptions options) =>
            Should
                .Throw<NanoBananaException>(() => options.WithEnvironment(Variable))
                .Kind.ShouldBe(FailureKind.InsecureEndpoint);
    }

    [Fact]
    public void A_key_in_the_shape_of_Googles_is_taken_by_both_services_of_Google()
    {
        var express = new NanoBananaOptions { Provider = ProviderInfo.VertexExpress, ApiKey = GooglesKey };
        var unstated = new NanoBananaOptions { ApiKey = GooglesKey };

        express.WithEnvironment(_ => null).ApiKey!.Reveal().ShouldBe(GooglesKey);
        unstated.WithEnvironment(_ => null).Provider.ShouldBe(ProviderInfo.Google);
    }

    [Fact]
    public async Task Vertex_in_express_mode_is_called_at_its_own_path()
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        using var client = TestClient.Create(
            handler,
            options => options with { Provider = ProviderInfo.VertexExpress, ApiKey = GooglesKey }
        );

        await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        var sent = handler.Sent.ShouldHaveSingleItem();
        sent.Address.ShouldBe(
            new Uri("https://aiplatform.googleapis.com/v1/publishers/google/models/gemini-3-pro-image:generateContent")
        );
        sent.Headers["x-goog-api-key"].ShouldBe(GooglesKey);
    }

    [Fact]
    public void LaoZhang_charges_replies_without_a_picture_and_has_one_price_a_call()
    {
        ProviderInfo.LaoZhang.BillsRepliesWithoutImage.ShouldBeTrue();
        ProviderInfo.WisGate.BillsRepliesWithoutImage.ShouldBeFalse();
        var model = ProviderInfo.LaoZhang.FindModel("gemini-nano-banana-2.1")!;
        model.Sizes.Select(size => model.PricePerImageUsd(size)).ShouldAllBe(price => price == 0.045m);
        ProviderInfo.CometApi.Models.ShouldAllBe(known => known.PricePerImageUsd(ImageSize.Size1K) == null);
    }
}
