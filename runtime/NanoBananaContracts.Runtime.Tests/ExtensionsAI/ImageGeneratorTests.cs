using System.Drawing;
using Microsoft.Extensions.AI;
using NanoBananaContracts.Extensions.AI;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.ExtensionsAI;

public sealed class ImageGeneratorTests
{
    private readonly StubHandler handler = new(StubHandler.Reply(200, TestClient.ImageReply()));

    [Fact]
    public async Task A_prompt_becomes_an_image()
    {
        using var client = TestClient.Create(handler);
        using var generator = client.AsIImageGenerator();

        var response = await generator.GenerateImagesAsync(
            "A red fox",
            new ImageGenerationOptions { ImageSize = new Size(1920, 1080), ModelId = "gemini-3-pro-image-preview" },
            TestContext.Current.CancellationToken
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
            cancellationToken: TestContext.Current.CancellationToken
        );

        handler.Sent.Single().Body.ShouldContain("\"mimeType\":\"image/jpeg\"");
        handler.Sent.Single().Body.ShouldContain("\"text\":\"Redder\"");
    }

    [Fact]
    public async Task What_has_no_place_is_an_error_before_sending()
    {
        using var client = TestClient.Create(handler);
        using var generator = client.AsIImageGenerator();
        foreach (
            var options in new ImageGenerationOptions[]
            {
                new() { Count = 2 },
                new() { MediaType = "image/webp" },
                new() { StreamingCount = 1 },
                new() { ResponseFormat = ImageGenerationResponseFormat.Uri },
                new() { AdditionalProperties = new() { ["style"] = "vivid" } },
                new() { RawRepresentationFactory = _ => "text" },
                new() { ImageSize = new Size(500, 700) },
                new() { ImageSize = new Size(0, 700) },
            }
        )
        {
            var failure = await generator
                .GenerateImagesAsync("fox", options, TestContext.Current.CancellationToken)
                .FailureOf();

            failure.Kind.ShouldBeOneOf(
                FailureKind.InvalidRequest,
                FailureKind.InvalidAspectRatio,
                FailureKind.InvalidImageSize
            );
        }

        handler.Sent.ShouldBeEmpty();
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
            TestContext.Current.CancellationToken
        );

        handler.Sent.Single().Body.ShouldContain("\"seed\":7");
        handler.Sent.Single().Body.ShouldContain("\"8:1\"");
    }

    [Theory]
    [InlineData(1024, 1024, "1:1", "1K")]
    [InlineData(512, 512, "1:1", "0.5K")]
    [InlineData(1376, 768, "16:9", "1K")]
    [InlineData(3840, 2160, "16:9", "2K")]
    [InlineData(5504, 3072, "16:9", "4K")]
    [InlineData(1584, 672, "21:9", "1K")]
    [InlineData(768, 6144, "1:8", "2K")]
    public void Pixels_become_the_nearest_shape_and_size(int width, int height, string ratio, string size)
    {
        var found = PixelSize.Nearest(width, height, ProviderInfo.WisGate, ProviderInfo.WisGate.Models[0]);

        found.Ratio.Value.ShouldBe(ratio);
        found.Size!.Value.Value.ShouldBe(size);
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
