using NanoBananaContracts.CodeFixes;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0003")]
public sealed class ImageModalityTests
{
    [Theory]
    [InlineData("""var config = [|new GenerationConfig { ImageConfig = new ImageConfig() }|];""")]
    [InlineData(
        """var config = [|new GenerationConfig { ImageConfig = new ImageConfig(), ResponseModalities = new[] { ResponseModality.Text } }|];"""
    )]
    [InlineData(
        """var config = [|new GenerationConfig { ImageConfig = new ImageConfig(), ResponseModalities = [ResponseModality.Text] }|];"""
    )]
    [InlineData(
        """ResponseModality[] all = [ResponseModality.Text]; var config = [|new GenerationConfig { ImageConfig = new ImageConfig(), ResponseModalities = all }|];"""
    )]
    public Task A_shaped_picture_nobody_asks_for_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0003", Example.Method(body));

    [Theory]
    [InlineData("""var config = new GenerationConfig { Temperature = 1 };""")]
    [InlineData(
        """var config = new GenerationConfig { ImageConfig = new ImageConfig(), ResponseModalities = [ResponseModality.Text, ResponseModality.Image] };"""
    )]
    [InlineData(
        """ResponseModality[] all = [ResponseModality.Image]; var config = new GenerationConfig { ImageConfig = new ImageConfig(), ResponseModalities = all };"""
    )]
    [InlineData(
        """ResponseModality[] all = [ResponseModality.Image]; var config = new GenerationConfig { ImageConfig = new ImageConfig(), ResponseModalities = [ResponseModality.Text, .. all] };"""
    )]
    [InlineData(
        """ResponseModality[] all = [ResponseModality.Text]; all[0] = ResponseModality.Image; var config = new GenerationConfig { ImageConfig = new ImageConfig(), ResponseModalities = all };"""
    )]
    [InlineData(
        """var all = new System.Collections.Generic.List<ResponseModality> { ResponseModality.Text }; all.Add(ResponseModality.Image); var config = new GenerationConfig { ImageConfig = new ImageConfig(), ResponseModalities = all.ToArray() };"""
    )]
    public Task A_picture_that_may_be_asked_for_is_not_reported(string body) =>
        AnalyzerRun.Silent(Example.Method(body));

    [Theory]
    [InlineData(
        "var config = new GenerationConfig { ImageConfig = new ImageConfig() };",
        "var config = new GenerationConfig { ResponseModalities = new[] { ResponseModality.Text, ResponseModality.Image }, ImageConfig = new ImageConfig() };"
    )]
    [InlineData(
        "var config = new GenerationConfig { ImageConfig = new ImageConfig(), ResponseModalities = new[] { ResponseModality.Text } };",
        "var config = new GenerationConfig { ImageConfig = new ImageConfig(), ResponseModalities = new[] { ResponseModality.Text, ResponseModality.Image } };"
    )]
    public Task Fix_asks_for_a_picture(string before, string after) =>
        AnalyzerRun.Fix(new ImageModalityFix(), Example.Method(before), Example.Method(after));

    [Fact]
    public Task FixAll_asks_for_every_picture() =>
        AnalyzerRun.FixAll(
            new ImageModalityFix(),
            Example.Method(
                "var a = new GenerationConfig { ImageConfig = new ImageConfig() }; var b = new GenerationConfig { ImageConfig = new ImageConfig() };"
            ),
            Example.Method(
                "var a = new GenerationConfig { ResponseModalities = new[] { ResponseModality.Text, ResponseModality.Image }, ImageConfig = new ImageConfig() }; var b = new GenerationConfig { ResponseModalities = new[] { ResponseModality.Text, ResponseModality.Image }, ImageConfig = new ImageConfig() };"
            )
        );
}
