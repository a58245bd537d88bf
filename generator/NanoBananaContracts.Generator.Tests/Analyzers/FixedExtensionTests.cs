namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0008")]
public sealed class FixedExtensionTests
{
    [Theory]
    [InlineData("""[|File.WriteAllBytes("fox.png", image.ToArray())|];""")]
    [InlineData("""[|File.WriteAllBytes("out/fox.jpg", image.ToArray())|];""")]
    [InlineData("""const string Path = "fox.webp"; [|File.WriteAllBytes(Path, image.ToArray())|];""")]
    public Task A_fixed_extension_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0008", Example.Method("GeneratedImage image", body));

    [Theory]
    [InlineData("GeneratedImage image", """File.WriteAllBytes("fox.bin", image.ToArray());""")]
    [InlineData("MemoryStream image", """File.WriteAllBytes("fox.png", image.ToArray());""")]
    [InlineData("GeneratedImage image, string path", """File.WriteAllBytes(path, image.ToArray());""")]
    public Task Bytes_of_another_kind_or_an_open_path_are_not_reported(string parameters, string body) =>
        AnalyzerRun.Silent(Example.Method(parameters, body));
}
