using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Emulator;

/// <summary>The fields that Vertex AI has and others do not, at both ends.</summary>
public sealed class EmulatedVertexTests
{
    [Fact]
    public async Task A_picture_is_encoded_as_it_is_asked_for_and_the_reply_says_when_and_at_what_traffic()
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.VertexExpress);
        using var client = new NanoBananaClient(
            new NanoBananaOptions
            {
                Provider = ProviderInfo.VertexExpress,
                BaseAddress = server.BaseAddress,
                ApiKey = EmulatorCall.Key,
            }
        );

        var small = await client.GenerateContentAsync(Jpeg(10), TestContext.Current.CancellationToken);
        var large = await client.GenerateContentAsync(Jpeg(95), TestContext.Current.CancellationToken);

        small.FinalImage.Format.ShouldBe(ImageFileFormat.Jpeg);
        small.FinalImage.Length.ShouldBeLessThan(large.FinalImage.Length);
        small.Response.CreateTime.ShouldNotBeNull();
        small.Response.UsageMetadata!.TrafficType.ShouldBe(TrafficType.OnDemand);
        small.Response.UsageMetadata.ServiceTier.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"mimeType":"image/webp"}""", "generation_config.image_config.image_output_options.mime_type")]
    [InlineData(
        """{"mimeType":"image/jpeg","compressionQuality":101}""",
        "generation_config.image_config.image_output_options.compression_quality"
    )]
    [InlineData("""{"quality":1}""", "generation_config.image_config.image_output_options")]
    public async Task What_it_does_not_write_is_named_by_its_field(string options, string field)
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.VertexExpress);

        var call = await EmulatorCall.SendAsync(server, With($"\"imageOutputOptions\":{options}"));

        call.Status.ShouldBe(400);
        Field(call).ShouldBe(field);
        server.BilledImageCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("google", "generation_config.image_config")]
    [InlineData("wisgate", "generation_config.image_config")]
    public async Task Elsewhere_its_fields_are_none(string provider, string field)
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.All.Single(one => one.Id == provider));

        var call = await EmulatorCall.SendAsync(server, With("\"personGeneration\":\"ALLOW_NONE\""));

        call.Status.ShouldBe(400);
        Field(call).ShouldBe(field);
        call.Error.GetProperty("message").GetString()!.ShouldContain("Unknown name \"personGeneration\"");
    }

    [Theory]
    [InlineData("vertex-express", """[{"image":{"aspectRatio":"ASPECT_RATIO_ONE_BY_ONE"}}]""", 200)]
    [InlineData("vertex-express", """{"image":{"aspectRatio":"ASPECT_RATIO_ONE_BY_ONE"}}""", 400)]
    [InlineData("vertex-express", """[{"image":{}},{"image":{}}]""", 400)]
    [InlineData("vertex-express", """[{"image":{"imageSize":"IMAGE_SIZE_FIVE_TWELVE"}}]""", 400)] // it is read, too
    [InlineData("google", """{"image":{"aspectRatio":"ASPECT_RATIO_ONE_BY_ONE"}}""", 200)]
    [InlineData("google", """[{"image":{"aspectRatio":"ASPECT_RATIO_ONE_BY_ONE"}}]""", 400)]
    public async Task The_format_of_the_reply_has_one_shape_at_each_provider(string provider, string format, int status)
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.All.Single(one => one.Id == provider));

        var call = await EmulatorCall.SendAsync(
            server,
            """{"contents":[{"parts":[{"text":"A red fox"}]}],"generationConfig":{"responseModalities":["IMAGE"],"responseFormat":"""
                + format
                + "}}"
        );

        call.Status.ShouldBe(status, call.Body);
        if (status == 400)
        {
            Field(call).ShouldStartWith("generation_config.response_format");
        }
    }

    [Theory]
    [InlineData("vertex-express")]
    [InlineData("google")]
    public async Task The_client_writes_the_format_in_the_shape_that_its_provider_takes(string id)
    {
        var provider = ProviderInfo.Find(id)!;
        await using var server = await EmulatorCall.StartAsync(provider);
        using var client = new NanoBananaClient(
            new NanoBananaOptions
            {
                Provider = provider,
                BaseAddress = server.BaseAddress,
                ApiKey = EmulatorCall.Key,
            }
        );
        var request = GenerateContentRequest.ForImage("A red fox in snow") with
        {
            GenerationConfig = new()
            {
                ResponseModalities = [ResponseModality.Image],
                ResponseFormat = new() { Image = new() { AspectRatio = AspectRatio.Ratio16x9 } },
            },
        };

        var image = (await client.GenerateContentAsync(request, TestContext.Current.CancellationToken)).FinalImage;

        image.Width.ShouldBeGreaterThan(image.Height);
    }

    [Fact]
    public async Task A_picture_that_is_to_be_written_elsewhere_is_named_and_not_sent()
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.VertexExpress);
        using var client = new NanoBananaClient(
            new NanoBananaOptions
            {
                Provider = ProviderInfo.VertexExpress,
                BaseAddress = server.BaseAddress,
                ApiKey = EmulatorCall.Key,
            }
        );
        var request = GenerateContentRequest.ForImage("A red fox in snow") with
        {
            OutputConfig = new() { OutputUriPrefix = "gs://bucket/foxes/" },
        };

        var reply = await client.GenerateContentAsync(request, TestContext.Current.CancellationToken);

        reply.HasImage.ShouldBeFalse();
        var file = reply.Response.Candidates[0].Content!.Parts.Single(part => part.FileData is not null).FileData!;
        file.FileUri.ShouldStartWith("gs://bucket/foxes/");
        var failure = Should.Throw<NanoBananaException>(() => reply.FinalImage);
        failure.Kind.ShouldBe(FailureKind.ImageInText);
        failure.Message.ShouldContain(file.FileUri!);
        failure.Cure.ShouldContain("outputConfig.outputUriPrefix");
        server.BilledImageCount.ShouldBe(1);
    }

    [Fact]
    public async Task Elsewhere_its_values_are_none()
    {
        const string Request = """
            {"contents":[{"parts":[{"text":"A red fox"}]}],
             "safetySettings":[{"category":"HARM_CATEGORY_IMAGE_HATE","threshold":"BLOCK_NONE"}]}
            """;
        await using var google = await EmulatorCall.StartAsync(ProviderInfo.Google);
        await using var vertex = await EmulatorCall.StartAsync(ProviderInfo.VertexExpress);

        var refused = await EmulatorCall.SendAsync(google, Request);

        refused.Status.ShouldBe(400);
        Field(refused).ShouldBe("safety_settings[0].category");
        refused
            .Error.GetProperty("message")
            .GetString()!
            .ShouldStartWith("Invalid value at 'safety_settings[0].category'");
        (await EmulatorCall.SendAsync(vertex, Request)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_breaks_the_request_as_a_whole_has_no_field()
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.VertexExpress);

        var call = await EmulatorCall.SendAsync(
            server,
            """
            {"contents":[{"parts":[{"text":"A red fox"}]}],"modelArmorConfig":{"promptTemplateName":"t"},
             "safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"OFF"}]}
            """
        );

        call.Status.ShouldBe(400);
        call.Error.GetProperty("message")
            .GetString()
            .ShouldBe("Invalid request: 2 of safetySettings, modelArmorConfig are set; only one may be.");
        call.Error.GetProperty("details")[0]
            .GetProperty("fieldViolations")[0]
            .TryGetProperty("field", out _)
            .ShouldBeFalse();
    }

    private static string? Field(EmulatorCall call) =>
        call.Error.GetProperty("details")[0].GetProperty("fieldViolations")[0].GetProperty("field").GetString();

    private static string With(string member) =>
        """{"contents":[{"parts":[{"text":"A red fox"}]}],"generationConfig":{"responseModalities":["IMAGE"],"imageConfig":{"""
        + member
        + "}}}";

    private static GenerateContentRequest Jpeg(int quality)
    {
        var request = GenerateContentRequest.ForImage("A red fox in snow");
        return request with
        {
            GenerationConfig = request.GenerationConfig! with
            {
                ImageConfig = new()
                {
                    PersonGeneration = PersonGeneration.AllowNone,
                    ImageOutputOptions = new() { MimeType = "image/jpeg", CompressionQuality = quality },
                },
            },
        };
    }
}
