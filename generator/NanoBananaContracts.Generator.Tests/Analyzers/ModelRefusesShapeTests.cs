using NanoBananaContracts.CodeFixes;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0011")]
public sealed class ModelRefusesShapeTests
{
    private const string Google =
        "using var google = new NanoBananaClient(new NanoBananaOptions { Provider = ProviderInfo.Google }); ";
    private const string Lite =
        """var lite = new NanoBananaClient(new NanoBananaOptions { Provider = ProviderInfo.Google, Model = "gemini-3.1-flash-lite-image" }); """;

    [Theory]
    [InlineData(
        Google
            + """await google.GenerateContentAsync(GenerateContentRequest.ForImage("x", null, [|ImageSize.Size512|]));"""
    )]
    [InlineData(
        Lite
            + """await lite.SaveImageAsync(GenerateContentRequest.ForImage("x", imageSize: [|ImageSize.Size2K|]), "x");"""
    )]
    [InlineData(
        """var options = new NanoBananaOptions(); options.Provider = ProviderInfo.Google; var client = new NanoBananaClient(options); await client.SaveImageAsync(GenerateContentRequest.ForImage("x", imageSize: [|ImageSize.Size512|]), "x");"""
    )]
    [InlineData(
        """var client = new NanoBananaClient(new NanoBananaOptions { BaseAddress = new Uri("https://wisgate.ai"), Model = "gemini-2.5-flash-image" }); await client.GenerateContentAsync(GenerateContentRequest.ForImage("x", [|AspectRatio.Ratio8x1|]));"""
    )]
    [InlineData(
        """var request = new GenerateContentRequest { Model = "gemini-nano-banana-2.1", Contents = [Content.User("x")], GenerationConfig = new GenerationConfig { ResponseModalities = [ResponseModality.Image], ImageConfig = new ImageConfig { ImageSize = [|ImageSize.Size512|] } } };"""
    )]
    [InlineData(
        """var small = GenerateContentRequest.ForImage("x", imageSize: ImageSize.Size512); var request = small with { Model = [|"gemini-nano-banana-2.1"|] };"""
    )]
    [InlineData(
        """var image = new ImageConfig { ImageSize = ImageSize.Size1K }; var config = new GenerationConfig { ResponseModalities = [ResponseModality.Image], ImageConfig = image with { ImageSize = [|ImageSize.Size512|] } }; var request = new GenerateContentRequest { Contents = [Content.User("x")], GenerationConfig = config }; """
            + Google
            + "await google.GenerateContentAsync(request); await google.GenerateContentAsync(request);"
    )]
    [InlineData(
        """var size = ImageSize.Parse("0.5K"); """
            + Google
            + """var talk = new Conversation(google, GenerateContentRequest.ForImage("x", imageSize: [|size|]));"""
    )]
    [InlineData(
        """var request = GenerateContentRequest.ForImage("x") with { GenerationConfig = new GenerationConfig { ResponseFormat = new ResponseFormatConfig { Image = new ImageResponseFormat { ImageSize = [|ImageSize.Size512|] } } } }; """
            + Google
            + "await foreach (var piece in google.StreamGenerateContentAsync(request)) { }"
    )]
    [InlineData(Google + "await google.GenerateContentAsync([|Sizes.Poster|]);")]
    [InlineData(
        Google
            + """await google.GenerateContentAsync(GenerateContentRequest.ForImage("x", imageSize: [|Sizes.Small|]));"""
    )]
    [InlineData(
        """const string Model = "gemini-3-pro-image"; await given.GenerateContentAsync(GenerateContentRequest.ForImage("x", AspectRatio.Ratio16x9) with { Model = Model, GenerationConfig = GenerationConfig.ForImage([|AspectRatio.Ratio1x8|]) });"""
    )]
    [InlineData(
        """using var express = new NanoBananaClient(new NanoBananaOptions { Provider = ProviderInfo.VertexExpress, Model = "gemini-3.1-flash-image-preview" }); await express.SaveImageAsync(GenerateContentRequest.ForImage("x", imageSize: [|ImageSize.Size512|]), "x");"""
    )]
    public Task A_shape_that_the_named_model_does_not_make_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0011", Code(body));

    [Theory]
    [InlineData(
        """await given.GenerateContentAsync(GenerateContentRequest.ForImage("x", imageSize: ImageSize.Size512));"""
    )]
    [InlineData(
        Google
            + """await google.GenerateContentAsync(GenerateContentRequest.ForImage("x", AspectRatio.Ratio8x1, ImageSize.Size4K));"""
    )]
    [InlineData(
        """using var wisgate = new NanoBananaClient(new NanoBananaOptions { Provider = ProviderInfo.WisGate }); await wisgate.GenerateContentAsync(GenerateContentRequest.ForImage("x", imageSize: ImageSize.Size512));"""
    )]
    [InlineData(
        """using var client = NanoBananaClient.FromEnvironment(); await client.GenerateContentAsync(GenerateContentRequest.ForImage("x", imageSize: ImageSize.Size512));"""
    )]
    [InlineData(
        """using var client = new NanoBananaClient(new NanoBananaOptions { Provider = ProviderInfo.Google, AllowUndocumentedValues = true }); await client.GenerateContentAsync(GenerateContentRequest.ForImage("x", imageSize: ImageSize.Size512));"""
    )]
    [InlineData(
        """using var client = new NanoBananaClient(new NanoBananaOptions { Provider = ProviderInfo.Google, Model = "some-model" }); await client.GenerateContentAsync(GenerateContentRequest.ForImage("x", imageSize: ImageSize.Size512));"""
    )]
    [InlineData(
        """using var client = new NanoBananaClient(new NanoBananaOptions { Provider = ProviderInfo.Vertex, Model = "gemini-3.1-flash-lite-image" }); await client.GenerateContentAsync(GenerateContentRequest.ForImage("x", imageSize: ImageSize.Size512));"""
    )]
    [InlineData(
        """var options = new NanoBananaOptions { Provider = ProviderInfo.Google }; Change(options); void Change(NanoBananaOptions o) => o.Model = "gemini-3.1-flash-image"; await new NanoBananaClient(options).GenerateContentAsync(GenerateContentRequest.ForImage("x", imageSize: ImageSize.Size512));"""
    )]
    [InlineData(
        Google + """await google.GenerateContentAsync(GenerateContentRequest.ForImage("x", imageSize: Sizes.Chosen));"""
    )]
    [InlineData(
        Google
            + """await google.GenerateContentAsync(GenerateContentRequest.ForImage("x", imageSize: ImageSize.Unspecified));"""
    )]
    [InlineData(
        Google + """await google.GenerateContentAsync(GenerateContentRequest.ForImage("x", imageSize: null));"""
    )]
    [InlineData(
        """var request = GenerateContentRequest.ForImage("x", imageSize: ImageSize.Size4K) with { Model = "gemini-2.5-flash-image", GenerationConfig = GenerationConfig.ForImage() };"""
    )]
    [InlineData(
        """var request = GenerateContentRequest.ForImage("x", imageSize: ImageSize.Size2K) with { Model = "gemini-2.5-flash-image" };"""
    )]
    [InlineData(
        """using var comet = new NanoBananaClient(new NanoBananaOptions { Provider = ProviderInfo.CometApi }); await comet.GenerateContentAsync(GenerateContentRequest.ForImage("x", imageSize: ImageSize.Size512));"""
    )]
    public Task A_shape_that_the_model_makes_or_that_no_model_is_named_for_is_not_reported(string body) =>
        AnalyzerRun.Silent(Code(body));

    [Theory]
    [InlineData("https://generativelanguage.googleapis.com", "gemini-nano-banana-2.1", true)]
    [InlineData("https://wisgate.ai", "gemini-3.1-flash-image-preview", false)]
    [InlineData("https://gateway.example", "gemini-nano-banana-2.1", false)]
    public Task The_model_in_the_path_of_a_contract_s_call_is_known(string address, string model, bool isReported)
    {
        var size = isReported ? "[|ImageSize.Size512|]" : "ImageSize.Size512";
        return AnalyzerRun.Expect(
            isReported ? "NBC0011" : "none",
            Code(
                $$"""
                var endpoint = new ContractEndpoint(new Uri("{{address}}"));
                using var client = new ContractClient(endpoint);
                var request = GenerateContentRequest.ForImage("x", null, {{size}});
                await client.SendAsync(ContractOperations.GenerateContent, request, ContractOperations.GenerateContentPath("{{model}}"));
                """
            )
        );
    }

    [Fact]
    public Task A_client_in_a_field_is_known() =>
        AnalyzerRun.Expect(
            "NBC0011",
            """
            using NanoBananaContracts;

            internal sealed class Studio
            {
                private readonly NanoBananaClient client = new(new NanoBananaOptions { Provider = ProviderInfo.Google });

                internal async void Draw() =>
                    await client.SaveImageAsync(GenerateContentRequest.ForImage("x", null, [|ImageSize.Size512|]), "x");
            }
            """
        );

    [Fact]
    public Task A_program_of_statements_alone_is_followed_too() =>
        AnalyzerRun.Expect(
            "NBC0011",
            """
            using NanoBananaContracts;

            var size = ImageSize.Size512;
            using var client = new NanoBananaClient(new NanoBananaOptions { Provider = ProviderInfo.Google });
            var request = GenerateContentRequest.ForImage("x", null, [|size|]);
            await client.SaveImageAsync(request, "x");
            """
        );

    [Fact]
    public async Task The_message_says_what_the_model_makes_and_who_makes_the_other()
    {
        var found = await AnalyzerRun.Expect(
            "NBC0011",
            Code(
                Lite
                    + """await lite.GenerateContentAsync(GenerateContentRequest.ForImage("x", imageSize: [|ImageSize.Size4K|]));"""
            )
        );
        found
            .Single()
            .GetMessage()
            .ShouldBe(
                "imageSize is \"4K\", which gemini-3.1-flash-lite-image of Google does not make, so the request is refused. Use \"1K\". Models of Google that take \"4K\": gemini-nano-banana-2.1, gemini-3-pro-image."
            );
    }

    [Fact]
    public async Task A_model_of_the_project_s_own_provider_is_known()
    {
        const string Mine = """
            { "id": "mine", "name": "Mine", "baseAddress": "https://mine.example", "apiKeyHeader": "x-goog-api-key",
              "defaultModel": "small", "models": [{ "id": "small", "aliases": ["tiny"], "sizes": ["512"], "aspectRatios": ["1:1"] }] }
            """;
        await AnalyzerRun.Expect(
            "NBC0011",
            Code(
                """var mine = new NanoBananaClient(new NanoBananaOptions { Provider = ProviderInfo.FromFile("mine.json") }); await mine.GenerateContentAsync(GenerateContentRequest.ForImage("x", [|AspectRatio.Ratio16x9|], [|ImageSize.Size1K|])); var r = GenerateContentRequest.ForImage("x", null, [|ImageSize.Size2K|]) with { Model = "models/tiny" };"""
            ),
            new ProviderItem(Mine)
        );
    }

    [Theory]
    [InlineData(
        "GenerationConfig.ForImage(null, ImageSize.Size512)",
        "GenerationConfig.ForImage(null, ImageSize.Size1K)"
    )]
    [InlineData(
        "GenerationConfig.ForImage(AspectRatio.Ratio1x1, ImageSize.Parse(\"512\"))",
        "GenerationConfig.ForImage(AspectRatio.Ratio1x1, ImageSize.Size1K)"
    )]
    public Task Fix_takes_the_nearest_size(string before, string after) =>
        AnalyzerRun.Fix(
            new ModelRefusesFix(),
            Request("gemini-nano-banana-2.1", before),
            Request("gemini-nano-banana-2.1", after)
        );

    [Fact]
    public Task Fix_takes_the_nearest_ratio() =>
        AnalyzerRun.Fix(
            new ModelRefusesFix(),
            Request("gemini-3-pro-image", "GenerationConfig.ForImage(AspectRatio.Ratio8x1)"),
            Request("gemini-3-pro-image", "GenerationConfig.ForImage(AspectRatio.Ratio21x9)")
        );

    [Fact]
    public Task FixAll_takes_the_nearest_size() =>
        AnalyzerRun.FixAll(new ModelRefusesFix(), Example.Method(Two("Size512")), Example.Method(Two("Size1K")));

    private static string Two(string size) =>
        string.Concat(
            new[] { "a", "b" }.Select(name =>
                $$"""var {{name}} = new GenerateContentRequest { Model = "gemini-nano-banana-2.1", Contents = [], GenerationConfig = GenerationConfig.ForImage(null, ImageSize.{{size}}) }; """
            )
        );

    private static string Request(string model, string config) =>
        Example.Method(
            $$"""var request = new GenerateContentRequest { Model = "{{model}}", Contents = [], GenerationConfig = {{config}} };"""
        );

    private static string Code(string body) =>
        Example.AsyncMethod("NanoBananaClient given", body)
        + """

            public static class Sizes
            {
                public static readonly ImageSize Small = ImageSize.Size512;
                public static ImageSize Chosen = ImageSize.Size512;
                public static readonly GenerateContentRequest Poster = GenerateContentRequest.ForImage("x", imageSize: ImageSize.Size512);
            }

            """;
}
