using NanoBananaContracts.CodeFixes;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0001")]
public sealed class UndocumentedTextTests
{
    [Theory]
    [InlineData("""var size = [|ImageSize.Parse("3K")|];""")]
    [InlineData("""var ratio = [|AspectRatio.Parse("5:7")|];""")]
    [InlineData("""const string Text = "8K"; var size = [|ImageSize.Parse(Text)|];""")]
    public Task An_undocumented_text_is_reported(string body) => AnalyzerRun.Expect("NBC0001", Example.Method(body));

    [Fact]
    public async Task The_message_lists_what_is_documented()
    {
        var found = await AnalyzerRun.Expect("NBC0001", Example.Method("""var size = [|ImageSize.Parse("3K")|];"""));
        found.Single().GetMessage().ShouldContain("512, 1K, 2K, 4K");
        found.Single().GetMessage().ShouldContain("\"3K\"");
    }

    [Fact]
    public async Task The_message_does_not_list_the_value_that_stands_for_none()
    {
        var found = await AnalyzerRun.Expect(
            "NBC0001",
            Example.Method("""var ratio = [|AspectRatio.Parse("7:5")|];""")
        );
        found.Single().GetMessage().ShouldContain("16:9");
        found.Single().GetMessage().ShouldNotContain("UNSPECIFIED");
    }

    [Theory]
    [InlineData("""var size = ImageSize.Parse("2K");""")]
    [InlineData("""var size = ImageSize.Parse("0.5K");""")]
    [InlineData("""var size = ImageSize.Parse(Console.ReadLine()!);""")]
    [InlineData("""var size = ImageSize.Undocumented("8K");""")]
    public Task A_documented_or_unknown_text_is_not_reported(string body) => AnalyzerRun.Silent(Example.Method(body));

    [Theory]
    [InlineData("""var size = ImageSize.Parse("2k");""", "var size = ImageSize.Size2K;")]
    [InlineData("""var ratio = AspectRatio.Parse(" 16:9 ");""", "var ratio = AspectRatio.Ratio16x9;")]
    public Task Fix_puts_the_value_in_place_of_its_text(string before, string after) =>
        AnalyzerRun.Fix(new DocumentedValueFix(), Example.Method(before), Example.Method(after));

    [Fact]
    public Task FixAll_puts_the_value_in_place_of_its_texts() =>
        AnalyzerRun.FixAll(
            new DocumentedValueFix(),
            Example.Method("""var a = ImageSize.Parse("2k"); var b = ImageSize.Parse("2K ");"""),
            Example.Method("var a = ImageSize.Size2K; var b = ImageSize.Size2K;")
        );
}
