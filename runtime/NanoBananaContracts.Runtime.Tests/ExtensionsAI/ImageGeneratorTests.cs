using System.Drawing;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using NanoBananaContracts.Extensions.AI;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.ExtensionsAI;

public sealed class ImageGeneratorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly StubHandler handler = new(StubHandler.Reply(200, TestClient.ImageReply()));

    [Fact]
    public async Task A_prompt_becomes_an_image()
    {
        using var client = TestClient.Create(handler);
        using var generator = client.AsIImageGenerator();

        var response = await generator.GenerateImagesAsync(
            "A red fox",
            new ImageGenerationOptions { ImageSize = new Size(1920, 1080), ModelId = "gemini-3-pro-image-preview" },
            Token
        );

        var image = response.Contents.OfType<DataContent>().Single();
        image.MediaType.ShouldBe("image/png");
        image.Data.ToArray().ShouldBe(SamplePictures.Png(4, 3));
        response.Contents.OfType<TextContent>().Single().Text.ShouldBe("Here is a fox.");
        response.Usage!.InputTokenCount.ShouldBe(7);
        response.Usage.ReasoningTokenCount.ShouldBe(80);
        response.RawRepresentation.ShouldBeOfType<NanoBananaReply>();
        var sent = handler.Sent.Single();
        sent.Address.AbsolutePath.ShouldContain("gemini-3-pro-image-preview");
        sent.Body.ShouldContain("\"aspectRatio\":\"16:9\"");
        sent.Body.ShouldContain("\"TEXT\",\"IMAGE\"");
    }

    [Fact]
    public async Task Images_are_edited()
    {
        using var client = TestClient.Create(handler);
        using var generator = client.AsIImageGenerator();

        await generator.EditImageAsync(
            new DataContent(SamplePictures.Jpeg(8, 8), "image/png"), // A lie, told by its bytes.
            "Redder",
            cancellationToken: Token
        );

        handler.Sent.Single().Body.ShouldContain("\"mimeType\":\"image/jpeg\"");
        handler.Sent.Single().Body.ShouldContain("\"text\":\"Redder\"");
    }

    [Fact]
    public async Task What_the_service_has_no_choice_of_is_left_out()
    {
        using var client = TestClient.Create(handler);
        using var generator = client.AsIImageGenerator();
        foreach (
            var options in new ImageGenerationOptions[]
            {
                new() { MediaType = "image/webp" },
                new() { StreamingCount = 1 },
                new() { ResponseFormat = ImageGenerationResponseFormat.Uri },
                new() { AdditionalProperties = new() { ["style"] = "vivid" } },
                new() { RawRepresentationFactory = _ => "the options of another generator" },
            }
        )
        {
            var response = await generator.GenerateImagesAsync("fox", options, Token);

            response.Contents.OfType<DataContent>().Single().MediaType.ShouldBe("image/png");
        }

        handler.Sent.Select(sent => sent.Body).Distinct().ShouldHaveSingleItem().ShouldNotContain("vivid");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(18)]
    public async Task A_count_that_makes_no_sense_or_costs_too_much_is_refused_before_sending(int count)
    {
        using var client = TestClient.Create(handler);
        using var generator = client.AsIImageGenerator();

        var failure = await generator.GenerateImagesAsync("fox", new() { Count = count }, Token).FailureOf();

        failure.Kind.ShouldBe(FailureKind.InvalidRequest);
        failure.Message.ShouldContain("nothing was sent");
        handler.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Images_without_a_known_price_are_counted_only_where_no_limit_is_set()
    {
        using var client = TestClient.Create(handler, options => options with { Model = "tomorrow" });
        using var generator = client.AsIImageGenerator();
        using var unlimited = new NanoBananaImageGenerator(client) { MaxCostUsd = null };

        var failure = await generator.GenerateImagesAsync("fox", new() { Count = 2 }, Token).FailureOf();
        failure.Message.ShouldContain("what one of tomorrow costs at this size and tier is not known");
        handler.Sent.ShouldBeEmpty();
        var response = await unlimited.GenerateImagesAsync("fox", new() { Count = 2 }, Token);

        response.Contents.OfType<DataContent>().Count().ShouldBe(2);
        handler.Sent.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("responseFormat", "4K", null, null, false)] // dearer than the usual size
    [InlineData("both", "1K", null, null, false)] // 4K in the other place
    [InlineData("imageConfig", "1K", null, null, true)]
    [InlineData("imageConfig", "1K", "priority", null, false)] // it has no price
    [InlineData("imageConfig", "1K", null, "tomorrow", false)]
    public async Task The_limit_counts_size_tier_and_model_wherever_they_are_named(
        string place,
        string size,
        string? tier,
        string? model,
        bool isSent
    )
    {
        using var client = TestClient.Create(
            handler,
            options => options with { Provider = ProviderInfo.Google, Model = model ?? "gemini-3-pro-image" }
        );
        using var generator = new NanoBananaImageGenerator(client) { MaxCostUsd = 0.3m };
        ImageSize? one = place == "responseFormat" ? null : ImageSize.Parse(size);
        ImageSize? other = place == "imageConfig" ? null : ImageSize.Size4K;
        var begun = GenerateContentRequest.ForImage("fox", imageSize: one) with
        {
            ServiceTier = tier is null ? null : ServiceTier.Parse(tier),
        };
        begun = begun with
        {
            GenerationConfig = begun.GenerationConfig! with
            {
                ResponseFormat = other is null ? null : new() { Image = new() { ImageSize = other } },
            },
        };
        var options = new ImageGenerationOptions { Count = 2, RawRepresentationFactory = _ => begun };

        var call = generator.GenerateImagesAsync("fox", options, Token);

        if (isSent)
        {
            await call;
        }
        else
        {
            (await call.FailureOf()).Message.ShouldContain("nothing was sent");
        }

        handler.Sent.Count.ShouldBe(isSent ? 2 : 0);
    }

    [Fact]
    public async Task Several_images_are_several_calls()
    {
        using var client = TestClient.Create(handler);
        using var generator = client.AsIImageGenerator();

        var response = await generator.GenerateImagesAsync("fox", new() { Count = 3 }, Token);

        handler.Sent.Count.ShouldBe(3);
        response.Contents.OfType<DataContent>().Count().ShouldBe(3);
        response.Usage!.InputTokenCount.ShouldBe(21);
        response.RawRepresentation.ShouldBeAssignableTo<IReadOnlyList<NanoBananaReply>>()!.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Images_that_are_paid_for_are_not_lost_to_the_failure_of_the_next()
    {
        var failing = new StubHandler(
            StubHandler.Reply(200, TestClient.ImageReply()),
            StubHandler.Reply(400, TestClient.Error(400, "INVALID_ARGUMENT", "Bad."))
        );
        using var client = TestClient.Create(failing);
        using var generator = client.AsIImageGenerator();

        var response = await generator.GenerateImagesAsync("fox", new() { Count = 3 }, Token);

        failing.Sent.Count.ShouldBe(2);
        response.Contents.OfType<DataContent>().ShouldHaveSingleItem();
        response.Contents.OfType<ErrorContent>().Single().ErrorCode.ShouldBe("InvalidRequest");
    }

    [Theory]
    [InlineData(0, 700, null, "0x700 is no size")]
    [InlineData(9000, 9000, "gemini-3-pro-image-preview", "1:1, about 4096x4096")]
    [InlineData(7680, 4320, "gemini-3-pro-image-preview", "16:9, about 5461x3072")]
    [InlineData(9000, 9000, "one-of-tomorrow", "about 4096x4096")]
    [InlineData(4096, 4096, "gemini-2.5-flash-image", "about 2048x2048")]
    public async Task A_size_that_is_none_or_that_nobody_makes_is_refused_before_sending(
        int width,
        int height,
        string? model,
        string expected
    )
    {
        using var client = TestClient.Create(handler);
        using var generator = client.AsIImageGenerator();

        var failure = await generator
            .GenerateImagesAsync("fox", new() { ImageSize = new Size(width, height), ModelId = model }, Token)
            .FailureOf();

        failure.Kind.ShouldBe(FailureKind.InvalidImageSize);
        failure.WhatHappened.ShouldContain(expected);
        handler.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_generator_is_registered_over_the_client()
    {
        var services = new ServiceCollection();
        services.AddNanoBanana(options => options.ApiKey = TestClient.Key);
        services.AddNanoBanana(
            "google",
            options => (options.ApiKey, options.Provider) = (TestClient.Key, ProviderInfo.Google)
        );
        services.AddNanoBananaImageGenerator().AddNanoBananaImageGenerator("google", maxCostUsd: 5);
        await using var provider = services.BuildServiceProvider();

        var generator = provider.GetRequiredService<IImageGenerator>();
        var named = provider
            .GetRequiredKeyedService<IImageGenerator>("google")
            .ShouldBeOfType<NanoBananaImageGenerator>();

        generator.GetService<NanoBananaClient>().ShouldBeSameAs(provider.GetRequiredService<NanoBananaClient>());
        named.GetService<ImageGeneratorMetadata>()!.ProviderName.ShouldBe("google");
        named.MaxCostUsd.ShouldBe(5);
    }

    [Fact]
    public async Task A_request_of_the_contract_can_be_the_beginning()
    {
        using var client = TestClient.Create(handler);
        using var generator = client.AsIImageGenerator();

        await generator.GenerateImagesAsync(
            "fox",
            new ImageGenerationOptions
            {
                Count = 1,
                RawRepresentationFactory = _ => new GenerateContentRequest
                {
                    Contents = default,
                    GenerationConfig = GenerationConfig.ForImage(AspectRatio.Ratio8x1) with { Seed = 7 },
                },
            },
            Token
        );

        handler.Sent.Single().Body.ShouldContain("\"seed\":7");
        handler.Sent.Single().Body.ShouldContain("\"8:1\"");
    }

    [Theory]
    [InlineData(1024, 1024, "1:1", "1K")]
    [InlineData(100, 100, "1:1", "0.5K")]
    [InlineData(1920, 1080, "16:9", "2K")]
    [InlineData(3840, 2160, "16:9", "4K")]
    [InlineData(4096, 4096, "1:1", "4K")]
    [InlineData(513, 513, "1:1", "1K")]
    [InlineData(1025, 1025, "1:1", "2K")]
    [InlineData(1080, 1080, "1:1", "2K")]
    [InlineData(2160, 2160, "1:1", "4K")]
    [InlineData(513, 2052, "1:4", "2K")]
    [InlineData(1428, 803, "16:9", "2K")]
    [InlineData(500, 700, "3:4", "1K")]
    [InlineData(600, 1200, "9:16", "1K")]
    public void Pixels_become_the_nearest_shape_and_the_smallest_size_that_is_not_smaller(
        int width,
        int height,
        string ratio,
        string size
    )
    {
        var found = PixelSize.NotSmaller(width, height, ProviderInfo.WisGate, ProviderInfo.WisGate.Models[0]);

        found.Ratio.Value.ShouldBe(ratio);
        found.Size!.Value.Value.ShouldBe(size);
    }

    [Fact]
    public void Documented_pixels_become_the_ratio_and_size_they_are_documented_for()
    {
        using var file = JsonDocument.Parse(Repository.Text("schema/providers/dimensions.json"));
        var table = file.RootElement.GetProperty("tables")[0].GetProperty("pixels");
        foreach (var ratio in table.EnumerateObject())
        {
            // As the file's notes say, 21:9 at 512 is a misprint: 792x168 is another shape.
            foreach (
                var size in ratio.Value.EnumerateObject().Where(size => (ratio.Name, size.Name) != ("21:9", "512"))
            )
            {
                var found = PixelSize.NotSmaller(
                    size.Value[0].GetInt32(),
                    size.Value[1].GetInt32(),
                    ProviderInfo.Google,
                    ProviderInfo.Google.FindModel("gemini-3.1-flash-image")
                );

                (found.Ratio.Value, found.Size).ShouldBe((ratio.Name, ImageSize.Parse(size.Name)));
            }
        }
    }

    [Fact]
    public void Services_are_the_client_and_the_metadata()
    {
        using var client = TestClient.Create(handler);
        using var generator = client.AsIImageGenerator();

        generator.GetService<NanoBananaClient>().ShouldBeSameAs(client);
        generator.GetService<IImageGenerator>().ShouldBeSameAs(generator);
        generator.GetService<ImageGeneratorMetadata>()!.DefaultModelId.ShouldBe(client.Model);
        generator.GetService(typeof(string)).ShouldBeNull();
        generator.GetService(typeof(NanoBananaClient), "key").ShouldBeNull();
    }
}
