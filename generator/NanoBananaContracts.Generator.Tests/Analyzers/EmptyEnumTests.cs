namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0022")]
public sealed class EmptyEnumTests
{
    [Theory]
    [InlineData("""var request = GenerateContentRequest.ForImage("x", null, [|default(ImageSize)|]);""")]
    [InlineData("""var image = new ImageConfig { ImageSize = [|default(ImageSize)|] };""")]
    [InlineData("""var image = new ImageConfig { AspectRatio = [|new AspectRatio()|] };""")]
    [InlineData("""ImageSize size = default; var image = new ImageConfig { ImageSize = [|size|] };""")]
    [InlineData("""var image = new ImageConfig() with { ImageSize = [|Nothing|] };""")]
    [InlineData(
        """var setting = new SafetySetting { Category = HarmCategory.Harassment, Threshold = [|default(HarmBlockThreshold)|] };"""
    )]
    public Task The_default_of_an_enum_that_is_sent_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0022", Code(body));

    [Theory]
    [InlineData("""var request = GenerateContentRequest.ForImage("x", null, default);""")]
    [InlineData("""var image = new ImageConfig { ImageSize = null, AspectRatio = default };""")]
    [InlineData(
        """ImageSize size = default; if (Console.KeyAvailable) { size = ImageSize.Size1K; } var image = new ImageConfig { ImageSize = size };"""
    )]
    [InlineData("""bool Try(out ImageSize size) { size = default; return false; } Try(out _);""")]
    [InlineData("""var isSet = ImageSize.Size1K != default;""")]
    [InlineData("""var isSame = ImageSize.Size1K.Equals(default(ImageSize));""")]
    public Task A_default_that_is_none_or_is_not_sent_is_not_reported(string body) => AnalyzerRun.Silent(Code(body));

    private static string Code(string body) =>
        Example
            .Method(body)
            .Replace(
                "public static class Consumer\n{",
                "public static class Consumer\n{\n    private static readonly ImageSize Nothing = default;\n"
            );
}
