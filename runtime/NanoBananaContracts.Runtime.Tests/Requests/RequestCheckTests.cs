using NanoBananaContracts.Runtime.Tests.Harness;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Requests;

/// <summary>What is found before anything is sent: it costs nothing, and says what to write instead.</summary>
public sealed class RequestCheckTests
{
    private readonly StubHandler handler = new(StubHandler.Reply(200, TestClient.ImageReply()));

    [Fact]
    public async Task A_size_nobody_makes_names_field_value_and_the_providers_own_sizes()
    {
        var request = GenerateContentRequest.ForImage("fox", imageSize: ImageSize.Undocumented("3K"));

        var atWisGate = await Fails(request, ProviderInfo.WisGate);
        atWisGate.Kind.ShouldBe(FailureKind.InvalidImageSize);
        atWisGate.Message.ShouldBe(
            "generationConfig.imageConfig.imageSize is \"3K\", which gemini-3.1-flash-image-preview of WisGate does not make. "
                + "Use \"0.5K\", \"1K\", \"2K\" or \"4K\"."
        );
        (await Fails(request, ProviderInfo.Google)).Cure.ShouldBe("Use \"1K\", \"2K\" or \"4K\".");
    }

    [Fact]
    public async Task A_ratio_nobody_makes_names_field_value_and_the_ratios()
    {
        var failure = await Fails(
            GenerateContentRequest.ForImage("fox", AspectRatio.Undocumented("5:7")),
            ProviderInfo.WisGate
        );

        failure.Kind.ShouldBe(FailureKind.InvalidAspectRatio);
        failure.Message.ShouldContain("generationConfig.imageConfig.aspectRatio is \"5:7\"");
        failure.Cure.ShouldContain("\"16:9\"");
        failure.Attempts.ShouldBe(0);
    }

    [Fact]
    public async Task Of_a_model_nobody_knows_it_is_not_said_what_it_makes()
    {
        var small = GenerateContentRequest.ForImage("fox", imageSize: ImageSize.Size512);
        var tall = GenerateContentRequest.ForImage("fox", AspectRatio.Ratio1x8);

        (await Fails(small, ProviderInfo.VertexExpress, "gemini-4-image")).Message.ShouldBe(
            "generationConfig.imageConfig.imageSize is \"512\", which no model of Vertex AI in express mode makes that there are "
                + "facts about, and gemini-4-image is none of them. Use \"1K\", \"2K\" or \"4K\". If gemini-4-image makes it, set "
                + "AllowUndocumentedValues."
        );
        (await Fails(tall, ProviderInfo.VertexExpress, "gemini-4-image")).Cure.ShouldEndWith(
            " If gemini-4-image makes it, set AllowUndocumentedValues."
        );
        await Passes(small, ProviderInfo.Google, "gemini-4-image");
    }

    [Fact]
    public async Task What_one_model_makes_another_may_not()
    {
        var small = GenerateContentRequest.ForImage("fox", imageSize: ImageSize.Size512);
        var tall = GenerateContentRequest.ForImage("fox", AspectRatio.Ratio1x8);

        var refused = await Fails(small, ProviderInfo.Google);
        refused.Kind.ShouldBe(FailureKind.InvalidImageSize);
        refused.Message.ShouldBe(
            "generationConfig.imageConfig.imageSize is \"512\", which gemini-nano-banana-2.1 of Google does not make. "
                + "Use \"1K\", \"2K\" or \"4K\". No current model of Google takes \"512\"."
        );
        var large = GenerateContentRequest.ForImage("fox", imageSize: ImageSize.Size4K);
        (await Fails(large, ProviderInfo.Google, "gemini-3.1-flash-lite-image")).Cure.ShouldBe(
            "Use \"1K\". Models of Google that take \"4K\": gemini-nano-banana-2.1, gemini-3-pro-image."
        );
        var failure = await Fails(tall, ProviderInfo.Google, "gemini-3-pro-image");
        failure.Kind.ShouldBe(FailureKind.InvalidAspectRatio);
        failure.Cure.ShouldEndWith(
            "Models of Google that take \"1:8\": gemini-nano-banana-2.1, gemini-3.1-flash-lite-image."
        );
        (await Fails(small, ProviderInfo.Google, "gemini-2.5-flash-image")).Cure.ShouldContain("Leave imageSize out");
        await Passes(small, ProviderInfo.Google, "gemini-3.1-flash-image");
        await Passes(small, ProviderInfo.Google, "a-model-of-next-year");
        await Passes(small, ProviderInfo.WisGate);
    }

    public static TheoryData<string, GenerationConfig> RefusedByGooglesDefault =>
        new()
        {
            {
                "seed",
                new() { Seed = 0 }
            },
            {
                "temperature",
                new() { Temperature = 1 }
            },
            {
                "topP",
                new() { TopP = 0.5 }
            },
            {
                "topK",
                new() { TopK = 40 }
            },
        };

    [Theory]
    [MemberData(nameof(RefusedByGooglesDefault))]
    public async Task A_parameter_the_model_refuses_is_named_with_the_models_that_take_it(
        string name,
        GenerationConfig config
    )
    {
        var request = GenerateContentRequest.ForImage("fox") with { GenerationConfig = config };

        var failure = await Fails(request, ProviderInfo.Google);

        failure.Kind.ShouldBe(FailureKind.InvalidRequest);
        failure.Message.ShouldBe(
            $"generationConfig.{name} is set, which gemini-nano-banana-2.1 of Google refuses. "
                + $"Leave {name} out. Models of Google that take {name}: gemini-3-pro-image, "
                + "gemini-3.1-flash-lite-image, gemini-2.5-flash-image."
        );
        await Passes(request, ProviderInfo.Google, "gemini-3-pro-image");
        await Passes(request, ProviderInfo.Google, "a-model-of-next-year");
        await Passes(request, ProviderInfo.WisGate);
        using var client = TestClient.Create(
            handler,
            options => options with { Provider = ProviderInfo.Google, AllowUndocumentedValues = true }
        );
        await client.GenerateContentAsync(request, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_thinking_level_the_model_does_not_take_is_named_with_those_it_takes()
    {
        var low = Thinking(ThinkingLevel.Low);

        var failure = await Fails(low, ProviderInfo.Google);

        failure.Kind.ShouldBe(FailureKind.InvalidRequest);
        failure.Message.ShouldBe(
            "generationConfig.thinkingConfig.thinkingLevel is \"LOW\", which gemini-nano-banana-2.1 of Google does not "
                + "take. Use \"MINIMAL\", \"MEDIUM\" or \"HIGH\", or leave it out."
        );
        (await Fails(Thinking(ThinkingLevel.Medium), ProviderInfo.Google, "gemini-3.1-flash-image")).Cure.ShouldBe(
            "Use \"MINIMAL\" or \"HIGH\", or leave it out. Models of Google that take \"MEDIUM\": gemini-nano-banana-2.1."
        );
        await Passes(Thinking(ThinkingLevel.High), ProviderInfo.Google);
        await Passes(low, ProviderInfo.Google, "gemini-3-pro-image");
        await Passes(low, ProviderInfo.WisGate);

        static GenerateContentRequest Thinking(ThinkingLevel level) =>
            GenerateContentRequest.ForImage("fox") with
            {
                GenerationConfig = new()
                {
                    ResponseModalities = [ResponseModality.Image],
                    ThinkingConfig = new() { ThinkingLevel = level },
                },
            };
    }

    [Fact]
    public async Task A_request_that_names_no_size_and_no_parameter_never_trips()
    {
        foreach (var model in ProviderInfo.Google.Models)
        {
            await Passes(GenerateContentRequest.ForImage("fox"), ProviderInfo.Google, model.Id);
            await Passes(new() { Contents = [Content.User("fox")] }, ProviderInfo.Google, model.Id);
        }
    }

    [Fact]
    public async Task A_price_that_nobody_published_is_not_known_and_not_nothing()
    {
        using var client = TestClient.Create(handler, options => options with { Provider = ProviderInfo.Google });

        (
            await client.GenerateContentAsync(
                GenerateContentRequest.ForImage("fox", imageSize: ImageSize.Size2K),
                TestContext.Current.CancellationToken
            )
        ).PriceUsd.ShouldBeNull();
        (
            await client.GenerateContentAsync(
                GenerateContentRequest.ForImage("fox"),
                TestContext.Current.CancellationToken
            )
        ).PriceUsd.ShouldBe(0.0336m);
    }

    [Fact]
    public async Task The_provider_decides_how_512_pixels_are_written()
    {
        var request = GenerateContentRequest.ForImage("fox", imageSize: ImageSize.Size512);

        await Passes(request, ProviderInfo.WisGate);
        await Passes(request, ProviderInfo.Google, "gemini-3.1-flash-image");

        handler.Sent[0].Body.ShouldContain("\"imageSize\":\"0.5K\"");
        handler.Sent[1].Body.ShouldContain("\"imageSize\":\"512\"");
    }

    [Fact]
    public async Task Undocumented_values_pass_when_they_are_allowed()
    {
        using var client = TestClient.Create(handler, options => options with { AllowUndocumentedValues = true });

        await client.GenerateContentAsync(
            GenerateContentRequest.ForImage("fox", AspectRatio.Undocumented("5:7"), ImageSize.Undocumented("8K")),
            TestContext.Current.CancellationToken
        );

        handler.Sent.Single().Body.ShouldContain("\"imageSize\":\"8K\"");
    }

    [Fact]
    public async Task What_breaks_the_contract_is_named_by_its_path()
    {
        var request = GenerateContentRequest.ForImage("fox");
        var failure = await Fails(
            request with
            {
                GenerationConfig = request.GenerationConfig! with { Temperature = 3 },
            },
            ProviderInfo.WisGate
        );

        failure.Kind.ShouldBe(FailureKind.InvalidRequest);
        failure.Message.ShouldContain("generationConfig.temperature");
        (await Fails(new() { Contents = [] }, ProviderInfo.WisGate)).Message.ShouldContain("contents");
    }

    [Fact]
    public async Task A_field_that_only_others_know_is_named_with_those_that_do()
    {
        var request = GenerateContentRequest.ForImage("fox");
        request = request with
        {
            GenerationConfig = request.GenerationConfig! with
            {
                ImageConfig = new()
                {
                    PersonGeneration = PersonGeneration.AllowNone,
                    ImageOutputOptions = new() { MimeType = "image/jpeg", CompressionQuality = 80 },
                },
            },
        };

        var failure = await Fails(request, ProviderInfo.Google);
        failure.Kind.ShouldBe(FailureKind.UnknownField);
        failure.Message.ShouldStartWith(
            "The request breaks the contract at generationConfig.imageConfig.personGeneration: google does not know "
                + "\"personGeneration\", which is for vertex-express, vertex; leave it out. (1 more: "
                + "generationConfig.imageConfig.imageOutputOptions: google does not know \"imageOutputOptions\""
        );
        failure.Cure.ShouldBe("Leave it out, or call a provider that knows it: vertex-express, vertex.");
        (await Fails(request, ProviderInfo.WisGate)).Message.ShouldContain("wisgate does not know");

        await Passes(request, ProviderInfo.VertexExpress);
        handler
            .Sent[^1]
            .Body.ShouldContain(
                """
                "imageConfig":{"personGeneration":"ALLOW_NONE","imageOutputOptions":{"mimeType":"image/jpeg","compressionQuality":80}}
                """
            );
        using var client = TestClient.Create(
            handler,
            options => options with { Provider = ProviderInfo.Google, AllowUndocumentedValues = true }
        );
        await client.GenerateContentAsync(request, TestContext.Current.CancellationToken);
        handler.Sent[^1].Body.ShouldContain("ALLOW_NONE");
    }

    [Fact]
    public async Task A_value_of_another_provider_is_not_sent()
    {
        var request = GenerateContentRequest.ForImage("fox") with
        {
            SafetySettings =
            [
                new() { Category = HarmCategory.Harassment, Threshold = HarmBlockThreshold.BlockNone },
                new() { Category = HarmCategory.ImageHate, Threshold = HarmBlockThreshold.BlockNone },
            ],
        };

        var failure = await Fails(request, ProviderInfo.Google);
        failure.Kind.ShouldBe(FailureKind.InvalidRequest);
        failure.Message.ShouldBe(
            "The request breaks the contract at safetySettings[1].category: google does not know "
                + "\"HARM_CATEGORY_IMAGE_HATE\", which is for vertex-express, vertex; leave it out. "
                + "Leave it out, or call a provider that knows it: vertex-express, vertex."
        );
        await Passes(request, ProviderInfo.VertexExpress);
        handler.Sent[^1].Body.ShouldContain("HARM_CATEGORY_IMAGE_HATE");
    }

    [Fact]
    public async Task Model_Armor_stands_in_the_place_of_safety_settings()
    {
        var armored = GenerateContentRequest.ForImage("fox") with
        {
            ModelArmorConfig = new() { PromptTemplateName = "projects/p/locations/l/templates/t" },
        };

        await Passes(armored, ProviderInfo.VertexExpress);
        (await Fails(armored, ProviderInfo.Google)).Message.ShouldContain("google does not know \"modelArmorConfig\"");
        var both = armored with
        {
            SafetySettings =
            [
                new()
                {
                    Category = HarmCategory.ImageHate,
                    Threshold = HarmBlockThreshold.BlockNone,
                    Method = HarmBlockMethod.Severity,
                },
            ],
        };
        (await Fails(both, ProviderInfo.VertexExpress)).Message.ShouldContain(
            "2 of safetySettings, modelArmorConfig are set; only one may be."
        );
    }

    [Fact]
    public async Task Input_images_are_counted_and_compared_with_their_declared_type()
    {
        var png = Part.FromImage(SamplePictures.Png(2, 2));
        var many = new GenerateContentRequest { Contents = [Content.User([.. Enumerable.Repeat(png, 15)])] };
        (await Fails(many, ProviderInfo.Google)).Message.ShouldContain("15 input images");

        var lying = png with { InlineData = png.InlineData! with { MimeType = "image/jpeg" } };
        var failure = await Fails(new() { Contents = [Content.User(lying)] }, ProviderInfo.Google);
        failure.Kind.ShouldBe(FailureKind.InvalidInputImage);
        failure.Message.ShouldContain("contents[0].parts[0].inlineData.mimeType");
        failure.Cure.ShouldContain("image/png");

        var tiff = png with { InlineData = png.InlineData! with { MimeType = "image/tiff" } };
        (await Fails(new() { Contents = [Content.User(tiff)] }, ProviderInfo.Google)).Cure.ShouldContain("image/webp");

        var empty = png with { InlineData = png.InlineData! with { Data = Base64Data.FromBytes([]) } };
        (await Fails(new() { Contents = [Content.User(empty)] }, ProviderInfo.Google)).Message.ShouldContain(
            "is empty"
        );
    }

    [Fact]
    public async Task A_request_that_is_too_large_is_not_sent()
    {
        using var client = TestClient.Create(handler, options => options with { MaxRequestBytes = 100 });

        var failure = await client
            .GenerateContentAsync(
                GenerateContentRequest.ForImage(new string('x', 100)),
                TestContext.Current.CancellationToken
            )
            .FailureOf();

        failure.Kind.ShouldBe(FailureKind.RequestTooLarge);
        handler.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Saving_without_asking_for_an_image_is_stopped_before_it_is_billed()
    {
        using var client = TestClient.Create(handler);
        var request = new GenerateContentRequest { Contents = [Content.User("fox")] };

        var failure = await client.SaveImageAsync(request, "unused", TestContext.Current.CancellationToken).FailureOf();

        failure.Kind.ShouldBe(FailureKind.MissingImageModality);
        failure.Cure.ShouldContain("responseModalities");
        handler.Sent.ShouldBeEmpty();
    }

    [Fact]
    public void A_prompt_cannot_be_empty()
    {
        Should
            .Throw<NanoBananaException>(() => GenerateContentRequest.ForImage(" "))
            .Kind.ShouldBe(FailureKind.InvalidRequest);
        Should
            .Throw<NanoBananaException>(() => Content.User(Array.Empty<Part>()))
            .Kind.ShouldBe(FailureKind.InvalidRequest);
        Should.Throw<ArgumentNullException>(() => GenerateContentRequest.ForImage(null!));
    }

    private async Task<NanoBananaException> Fails(
        GenerateContentRequest request,
        ProviderInfo provider,
        string? model = null
    )
    {
        var before = handler.Sent.Count;
        using var client = TestClient.Create(handler, options => options with { Provider = provider, Model = model });
        var failure = await client.GenerateContentAsync(request, TestContext.Current.CancellationToken).FailureOf();
        var found = client.CheckRequest(request).ShouldNotBeNull();
        (found.Kind, found.Message, found.Attempts).ShouldBe((failure.Kind, failure.Message, 0));
        handler.Sent.Count.ShouldBe(before);
        return failure;
    }

    private async Task Passes(GenerateContentRequest request, ProviderInfo provider, string? model = null)
    {
        using var client = TestClient.Create(handler, options => options with { Provider = provider, Model = model });
        await client.GenerateContentAsync(request, TestContext.Current.CancellationToken);
    }
}
