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

        small.FinalImage.Format.ShouldBe(ImageFormat.Jpeg);
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
