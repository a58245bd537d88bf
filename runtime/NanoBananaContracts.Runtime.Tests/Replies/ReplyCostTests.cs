using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>What a whole reply cost, by Google's prices of its default: 1.50 in, 7.50 for text, 30 for images a million.</summary>
public sealed class ReplyCostTests
{
    private const string Counts = """
        "promptTokenCount":1000,"candidatesTokenCount":1220,"thoughtsTokenCount":300,
        "promptTokensDetails":[{"modality":"TEXT","tokenCount":1000}],
        "candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1120}]
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_prompt_image_text_and_thoughts()
    {
        var reply = await Ask(Counts);

        reply.CostUsd.ShouldBe((1000 * 1.5m + 1120 * 30 + (100 + 300) * 7.5m) / 1_000_000);
        reply.PriceUsd.ShouldBe(0.0336m);
    }

    [Fact]
    public async Task The_tier_counts_that_the_usage_names_or_the_header_or_the_request()
    {
        var full = (await Ask(Counts)).CostUsd;

        var flex = await Ask(Counts + ",\"serviceTier\":\"flex\"");
        (flex.CostUsd, flex.PriceUsd).ShouldBe((full / 2, 0.0336m / 2));
        (await Ask(Counts, "flex")).CostUsd.ShouldBe(full / 2);
        (await Ask(Counts, "standard", ServiceTier.Flex)).CostUsd.ShouldBe(full);
        (await Ask(Counts, asked: ServiceTier.Flex)).CostUsd.ShouldBe(full / 2);
        (await Ask(Counts + ",\"serviceTier\":\"standard\"", "flex")).CostUsd.ShouldBe(full);
    }

    [Theory]
    [InlineData("priority")]
    [InlineData("on-demand")]
    public async Task A_tier_without_a_price_has_none(string tier)
    {
        var reply = await Ask(Counts, tier);

        (reply.CostUsd, reply.PriceUsd).ShouldBe((null, null));
    }

    [Theory]
    [InlineData("\"promptTokenCount\":1000,\"candidatesTokenCount\":1220")]
    [InlineData(
        "\"promptTokenCount\":9,\"candidatesTokenCount\":1,\"candidatesTokensDetails\":[{\"modality\":\"IMAGE\",\"tokenCount\":1120}]"
    )]
    [InlineData(
        "\"promptTokenCount\":9,\"candidatesTokenCount\":1120,\"candidatesTokensDetails\":[{\"modality\":\"AUDIO\",\"tokenCount\":1120}]"
    )]
    [InlineData(
        "\"promptTokenCount\":600,\"promptTokensDetails\":[{\"modality\":\"IMAGE\",\"tokenCount\":560}],\"candidatesTokenCount\":1120,"
            + "\"candidatesTokensDetails\":[{\"modality\":\"IMAGE\",\"tokenCount\":1120}]"
    )]
    [InlineData(Counts + ",\"cachedContentTokenCount\":5")]
    [InlineData(Counts + ",\"toolUsePromptTokenCount\":5")]
    public async Task What_has_no_known_price_or_count_leaves_no_sum(string usage)
    {
        var reply = await Ask(usage);

        (reply.CostUsd, reply.PriceUsd).ShouldBe((null, 0.0336m));
    }

    [Theory]
    [InlineData("1K", "4K", 1, null)] // nobody knows which one counted
    [InlineData("4K", "4K", 1, 0.24)]
    [InlineData(null, "4K", 1, 0.24)]
    [InlineData("1K", null, 2, 0.268)] // a picture in each candidate
    public void A_price_counts_what_was_asked_for_and_what_came(
        string? common,
        string? format,
        int candidates,
        double? price
    )
    {
        var request = TestClient.Request with
        {
            GenerationConfig = new()
            {
                ImageConfig = common is null ? null : new() { ImageSize = ImageSize.Parse(common) },
                ResponseFormat = format is null
                    ? null
                    : new() { Image = new() { ImageSize = ImageSize.Parse(format) } },
            },
        };
        var candidate = NanoBananaModelFactory.Response().Candidates[0];
        var response = new GenerateContentResponse { Candidates = [.. Enumerable.Repeat(candidate, candidates)] };

        var context = new CallContext
        {
            Provider = ProviderInfo.Google,
            ModelId = "gemini-3-pro-image",
            Request = request,
        };
        ImagePrice.Of(response, context, served: null).ShouldBe((decimal?)price);
    }

    [Fact]
    public async Task Where_a_provider_has_no_prices_by_token_there_is_none_and_a_saved_reply_says_the_same()
    {
        using var wisgate = TestClient.Create(Handler(Counts, null));
        (await wisgate.GenerateContentAsync(TestClient.Request, Token)).CostUsd.ShouldBeNull();

        using var google = TestClient.Create(
            Handler(Counts, null),
            options => options with { Provider = ProviderInfo.Google }
        );
        using var picture = new MemoryStream();
        var saved = await google.SaveImageAsync(TestClient.Request, picture, cancellationToken: Token);
        saved.Reply.CostUsd.ShouldBe((await Ask(Counts)).CostUsd.ShouldNotBeNull());
    }

    private static async Task<NanoBananaReply> Ask(string usage, string? header = null, ServiceTier? asked = null)
    {
        using var client = TestClient.Create(
            Handler(usage, header),
            options => options with { Provider = ProviderInfo.Google }
        );
        return await client.GenerateContentAsync(TestClient.Request with { ServiceTier = asked }, Token);
    }

    private static StubHandler Handler(string usage, string? header)
    {
        var picture = Convert.ToBase64String(SamplePictures.Png(4, 3));
        return new(
            StubHandler.Reply(
                200,
                "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\""
                    + picture
                    + "\"}}]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{"
                    + usage
                    + "}}",
                change: message =>
                {
                    if (header is not null)
                    {
                        message.Headers.Add("x-gemini-service-tier", header);
                    }
                }
            )
        );
    }
}
