using NanoBananaContracts.CodeFixes;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

public sealed class FixTests
{
    private static string Class(string body) =>
        "using NanoBananaContracts;\n\npublic static class Consumer\n{\n    public static void Run()\n    {\n        "
        + body
        + "\n    }\n}\n";

    [Theory]
    [InlineData("""var size = ImageSize.Parse("2k");""", "var size = ImageSize.Size2K;")]
    [InlineData("""var size = ImageSize.Undocumented("4K");""", "var size = ImageSize.Size4K;")]
    [InlineData("""var ratio = AspectRatio.Parse(" 16:9 ");""", "var ratio = AspectRatio.Ratio16x9;")]
    public Task A_text_becomes_the_value_it_means(string before, string after) =>
        AnalyzerRun.Fix(new DocumentedValueFix(), Class(before), Class(after));

    [Theory]
    [InlineData(
        "var config = new GenerationConfig { ImageConfig = new ImageConfig() };",
        "var config = new GenerationConfig { ResponseModalities = new[] { ResponseModality.Text, ResponseModality.Image }, ImageConfig = new ImageConfig() };"
    )]
    [InlineData(
        "var config = new GenerationConfig { ImageConfig = new ImageConfig(), ResponseModalities = new[] { ResponseModality.Text } };",
        "var config = new GenerationConfig { ImageConfig = new ImageConfig(), ResponseModalities = new[] { ResponseModality.Text, ResponseModality.Image } };"
    )]
    public Task A_picture_is_asked_for(string before, string after) =>
        AnalyzerRun.Fix(new ImageModalityFix(), Class(before), Class(after));

    [Theory]
    [InlineData(
        """var options = new NanoBananaOptions { Provider = ProviderInfo.Google, Model = "gemini-3.1-flash-image-preview" };""",
        """var options = new NanoBananaOptions { Provider = ProviderInfo.Google, Model = "gemini-nano-banana-2.1" };"""
    )]
    [InlineData(
        """var url = "https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro-image-preview:generateContent";""",
        """var url = "https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro-image:generateContent";"""
    )]
    public Task A_retired_model_becomes_its_successor(string before, string after) =>
        AnalyzerRun.Fix(new RetiredModelFix(), Class(before), Class(after));

    [Fact]
    public Task All_texts_become_the_values_they_mean() =>
        AnalyzerRun.FixAll(
            new DocumentedValueFix(),
            Class("""var a = ImageSize.Parse("2k"); var b = ImageSize.Parse("2K ");"""),
            Class("var a = ImageSize.Size2K; var b = ImageSize.Size2K;")
        );

    [Fact]
    public Task All_pictures_are_asked_for() =>
        AnalyzerRun.FixAll(
            new ImageModalityFix(),
            Class(
                "var a = new GenerationConfig { ImageConfig = new ImageConfig() }; var b = new GenerationConfig { ImageConfig = new ImageConfig() };"
            ),
            Class(
                "var a = new GenerationConfig { ResponseModalities = new[] { ResponseModality.Text, ResponseModality.Image }, ImageConfig = new ImageConfig() }; var b = new GenerationConfig { ResponseModalities = new[] { ResponseModality.Text, ResponseModality.Image }, ImageConfig = new ImageConfig() };"
            )
        );

    [Fact]
    public Task All_retired_models_become_their_successor() =>
        AnalyzerRun.FixAll(
            new RetiredModelFix(),
            Class(
                """var a = new NanoBananaOptions { Provider = ProviderInfo.Google, Model = "gemini-3-pro-image-preview" }; var b = "https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro-image-preview:generateContent";"""
            ),
            Class(
                """var a = new NanoBananaOptions { Provider = ProviderInfo.Google, Model = "gemini-3-pro-image" }; var b = "https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro-image:generateContent";"""
            )
        );
}
