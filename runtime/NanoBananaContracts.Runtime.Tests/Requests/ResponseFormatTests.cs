using System.Text.Json;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Requests;

/// <summary>responseFormat, which is an object, and at Vertex AI a list; and pictures that go to a file of the service's.</summary>
public sealed class ResponseFormatTests
{
    private const string One =
        """{"text":{"mimeType":"TEXT_PLAIN"},"image":{"aspectRatio":"ASPECT_RATIO_ONE_BY_ONE"},"video":{"resolution":"720p"}}""";

    private const string Several =
        """[{"text":{"mimeType":"TEXT_PLAIN"}},{"image":{"aspectRatio":"ASPECT_RATIO_ONE_BY_ONE"}},{"video":{"resolution":"720p"}}]""";

    private readonly StubHandler handler = new(StubHandler.Reply(200, TestClient.ImageReply()));

    [Fact]
    public void Both_shapes_are_read_and_each_becomes_the_other_with_what_nobody_knows()
    {
        var (one, list) = (ResponseFormatConfig.Parse(One), ResponseFormatConfig.Parse(Several));

        list.AsObject().ShouldBe(one);
        list.AsObject().Image!.AspectRatio.ShouldBe(AspectRatio.Ratio1x1);
        one.AsList().ToJson().ShouldBe(Several);
        one.AsList().AsList().ToJson().ShouldBe(Several);
        one.AsObject().ShouldBeSameAs(one);
        list.ToJson().ShouldBe(Several);
        new ResponseFormatConfig().AsList().ToJson().ShouldBe("[]");
        ResponseFormatConfig.Parse("[]").AsObject().ShouldBe(new ResponseFormatConfig());
    }

    [Theory]
    [InlineData("""[{"image":{}},{"image":{}}]""")]
    [InlineData("""[{"video":{}},{"video":{}}]""")]
    [InlineData("""[{"image":{}},7]""")]
    [InlineData("[[]]")]
    [InlineData("7")]
    public void What_cannot_stand_in_one_object_stays_as_it_is_and_is_told(string list)
    {
        var format = ResponseFormatConfig.Parse(list);

        format.AsObject().ShouldBeSameAs(format);
        format.ToJson().ShouldBe(list);
        format.Validate().ShouldNotBeEmpty();
        var request = With(list);
        request.GenerationConfig!.ReadResponseFormat().ShouldBeNull();
        request.ToJson().ShouldContain(list);
        request.Validate().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("google", One, JsonValueKind.Object)]
    [InlineData("google", Several, JsonValueKind.Object)]
    [InlineData("vertex-express", One, JsonValueKind.Array)]
    [InlineData("vertex-express", Several, JsonValueKind.Array)]
    public async Task The_providers_own_shape_is_sent_whichever_was_given(
        string provider,
        string format,
        JsonValueKind kind
    )
    {
        using var client = Client(provider);

        await client.GenerateContentAsync(With(format), Token);

        var sent = JsonDocument.Parse(handler.Sent.Single().Body!).RootElement;
        var written = sent.GetProperty("generationConfig").GetProperty("responseFormat");
        written.ValueKind.ShouldBe(kind);
        JsonElement
            .DeepEquals(written, JsonDocument.Parse(kind == JsonValueKind.Array ? Several : One).RootElement)
            .ShouldBeTrue(written.GetRawText());
    }

    [Fact]
    public async Task A_list_is_held_to_the_model_too()
    {
        using var client = Client("vertex-express");

        var failure = await client
            .GenerateContentAsync(With("""[{"image":{"imageSize":"IMAGE_SIZE_FIVE_TWELVE"}}]"""), Token)
            .FailureOf();

        failure.Kind.ShouldBe(FailureKind.InvalidImageSize);
        handler.Sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_goes_to_a_file_of_the_services_cannot_be_saved_and_that_is_said_before_sending(bool byPrefix)
    {
        using var client = Client("vertex-express");
        var request = byPrefix
            ? TestClient.Request with
            {
                OutputConfig = new() { OutputUriPrefix = "gs://bucket/" },
            }
            : With("""[{"image":{"delivery":"URI"}}]""");
        using var stream = new MemoryStream();

        var failure = await client.SaveImageAsync(request, stream, cancellationToken: Token).FailureOf();

        failure.Kind.ShouldBe(FailureKind.InvalidRequest);
        failure.Message.ShouldContain(byPrefix ? "outputConfig.outputUriPrefix" : "responseFormat.image.delivery");
        failure.Message.ShouldContain("nothing was sent");
        handler.Sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://bucket/", "vertex-express", FailureKind.InvalidRequest)]
    [InlineData("gs://bucket/", "google", FailureKind.UnknownField)]
    public async Task A_place_that_is_none_or_that_the_provider_does_not_know_is_refused_before_sending(
        string prefix,
        string provider,
        FailureKind kind
    )
    {
        using var client = Client(provider);
        var request = TestClient.Request with { OutputConfig = new() { OutputUriPrefix = prefix } };

        (await client.GenerateContentAsync(request, Token).FailureOf()).Kind.ShouldBe(kind);
        handler.Sent.ShouldBeEmpty();
    }

    [Fact]
    public void A_picture_in_a_file_is_paid_for()
    {
        var response = GenerateContentResponse.Parse(
            """{"candidates":[{"content":{"parts":[{"fileData":{"fileUri":"gs://bucket/a.png"}}]},"finishReason":"STOP"}]}"""
        );
        var context = new CallContext { Provider = ProviderInfo.Google, ModelId = "gemini-3-pro-image" };

        ImagePrice.Of(response, context, served: null).ShouldBe(0.134m);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private NanoBananaClient Client(string provider) =>
        TestClient.Create(handler, options => options with { Provider = ProviderInfo.Find(provider)! });

    private static GenerateContentRequest With(string format) =>
        GenerateContentRequest.Parse(
            """{"contents":[{"role":"user","parts":[{"text":"A fox"}]}],"generationConfig":{"responseModalities":["IMAGE"],"responseFormat":"""
                + format
                + "}}"
        );
}
