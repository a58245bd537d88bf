using NanoBananaContracts.CodeFixes;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0013")]
public sealed class PictureNotAskedForTests
{
    private const string Words =
        """var request = new GenerateContentRequest { Contents = [Content.User("x")], GenerationConfig = new GenerationConfig { ResponseModalities = new[] { ResponseModality.Text } } }; """;

    [Theory]
    [InlineData("""await client.[|SaveImageAsync|](request, "fox");""")]
    [InlineData("""await client.[|SaveImagesAsync|](request, "fox");""")]
    [InlineData("""var image = (await client.GenerateContentAsync(request)).[|FinalImage|];""")]
    [InlineData(
        """var reply = await client.GenerateContentAsync(request).ConfigureAwait(false); await reply.[|FinalImage|].SaveAsync("fox");"""
    )]
    [InlineData(
        """var reply = await client.StreamGenerateContentAsync(request).ToReplyAsync(); await reply.[|FinalImage|].SaveAsync("fox");"""
    )]
    [InlineData("""await client.[|SaveImageAsync|](request with { Model = "some-model" }, "fox");""")]
    public Task A_picture_taken_from_a_request_for_words_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0013", Example.AsyncMethod("NanoBananaClient client", Words + body));

    [Theory]
    [InlineData("""Console.WriteLine((await client.GenerateContentAsync(request)).Text);""")]
    [InlineData("""await client.SaveImageAsync(GenerateContentRequest.ForImage("x"), "fox");""")]
    [InlineData(
        """await client.SaveImageAsync(request with { GenerationConfig = GenerationConfig.ForImage() }, "fox");"""
    )]
    [InlineData("""await client.SaveImageAsync(request with { GenerationConfig = null }, "fox");""")]
    [InlineData(
        """await client.SaveImageAsync(request with { GenerationConfig = request.GenerationConfig! with { ResponseFormat = new ResponseFormatConfig { Image = new ImageResponseFormat() } } }, "fox");"""
    )]
    [InlineData("""var image = (await client.GenerateContentAsync(other)).FinalImage;""")]
    [InlineData(
        """var reply = await client.GenerateContentAsync(request); if (reply.HasImage) { await reply.FinalImage.SaveAsync("fox"); }"""
    )]
    public Task A_picture_that_may_have_been_asked_for_is_not_reported(string body) =>
        AnalyzerRun.Silent(Example.AsyncMethod("NanoBananaClient client, GenerateContentRequest other", Words + body));

    [Fact]
    public Task Fix_asks_for_the_picture() =>
        AnalyzerRun.Fix(new ImageModalityFix(), Code(Words, "fox"), Code(Asked, "fox"));

    [Fact]
    public Task FixAll_asks_for_every_picture() =>
        AnalyzerRun.FixAll(new ImageModalityFix(), Code(Words, "fox", "owl"), Code(Asked, "fox", "owl"));

    private static string Asked =>
        Words.Replace("{ ResponseModality.Text }", "{ ResponseModality.Text, ResponseModality.Image }");

    private static string Code(string request, params string[] names) =>
        Example.AsyncMethod(
            "NanoBananaClient client",
            string.Concat(
                names.Select(
                    (name, at) =>
                        request.Replace("request", "request" + at)
                        + $"await client.SaveImageAsync(request{at}, \"{name}\"); "
                )
            )
        );
}
