using NanoBananaContracts.CodeFixes;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0002")]
public sealed class DocumentedAsUndocumentedTests
{
    [Theory]
    [InlineData("""var size = [|ImageSize.Undocumented("4K")|];""")]
    [InlineData("""var ratio = [|AspectRatio.Undocumented("16:9")|];""")]
    [InlineData("""const string Text = "2K"; var size = [|ImageSize.Undocumented(Text)|];""")]
    public Task A_documented_value_asked_for_as_undocumented_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0002", Example.Method(body));

    [Theory]
    [InlineData("""var size = ImageSize.Undocumented("8K");""")]
    [InlineData("""var size = ImageSize.Undocumented("4k");""")]
    [InlineData("""var size = ImageSize.Undocumented(Console.ReadLine()!);""")]
    [InlineData("""var size = ImageSize.Parse("4K");""")]
    public Task A_value_that_nobody_documented_is_not_reported(string body) => AnalyzerRun.Silent(Example.Method(body));

    [Fact]
    public Task Fix_puts_the_value_in_place_of_its_text() =>
        AnalyzerRun.Fix(
            new DocumentedValueFix(),
            Example.Method("""var size = ImageSize.Undocumented("4K");"""),
            Example.Method("var size = ImageSize.Size4K;")
        );

    [Fact]
    public Task FixAll_puts_the_value_in_place_of_its_texts() =>
        AnalyzerRun.FixAll(
            new DocumentedValueFix(),
            Example.Method("""var a = ImageSize.Undocumented("4K"); var b = ImageSize.Undocumented("4K");"""),
            Example.Method("var a = ImageSize.Size4K; var b = ImageSize.Size4K;")
        );
}
