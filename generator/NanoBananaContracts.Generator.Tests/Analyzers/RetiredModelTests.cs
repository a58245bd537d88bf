using NanoBananaContracts.CodeFixes;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0007")]
public sealed class RetiredModelTests
{
    [Theory]
    [InlineData(
        """var options = new NanoBananaOptions { Provider = ProviderInfo.Google, Model = [|"gemini-3.1-flash-image-preview"|] };"""
    )]
    [InlineData(
        """var options = new NanoBananaOptions { Provider = ProviderInfo.Google, Model = [|"gemini-3.1-flash-image"|] };"""
    )]
    [InlineData(
        """var url = [|"https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro-image-preview:generateContent"|];"""
    )]
    public Task A_retired_model_is_reported(string body) => AnalyzerRun.Expect("NBC0007", Example.Method(body));

    [Theory]
    [InlineData(
        """var options = new NanoBananaOptions { Provider = ProviderInfo.WisGate, Model = "gemini-3.1-flash-image-preview" };"""
    )]
    [InlineData(
        """var options = new NanoBananaOptions { Provider = ProviderInfo.Google, Model = "gemini-nano-banana-2.1" };"""
    )]
    [InlineData(
        """var options = new NanoBananaOptions { Provider = ProviderInfo.Google, Model = "gemini-2.5-flash-image" };"""
    )]
    [InlineData("""var url = "https://wisgate.ai/v1beta/models/gemini-3.1-flash-image-preview:generateContent";""")]
    public Task A_model_that_is_served_is_not_reported(string body) => AnalyzerRun.Silent(Example.Method(body));

    internal const string Mine = """
        { "id": "mine", "name": "Mine", "baseAddress": "https://mine.example", "apiKeyHeader": "x-goog-api-key",
          "models": [{ "id": "old", "retired": { "since": "2026-10-01", "use": "new" } }, { "id": "new" }] }
        """;

    [Theory]
    [InlineData(
        "NBC0007",
        """var options = new NanoBananaOptions { Provider = ProviderInfo.FromFile("mine.json"), Model = [|"old"|] };"""
    )]
    [InlineData(
        "NBC0007",
        """var options = new NanoBananaOptions { Provider = ProviderInfo.Parse("own/mine.json"), Model = [|"old"|] };"""
    )]
    [InlineData("NBC0007", """var url = [|"https://mine.example/v1beta/models/old:generateContent"|];""")]
    [InlineData(
        "NBC0006",
        """
            var url = "https://mine.example/v1beta/models/new:generateContent";
            var header = [|new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", url)|];
            """
    )]
    [InlineData(
        "none",
        """var options = new NanoBananaOptions { Provider = ProviderInfo.FromFile("mine.json"), Model = "new" };"""
    )]
    [InlineData(
        "none",
        """var options = new NanoBananaOptions { Provider = ProviderInfo.FromFile("other.json"), Model = "old" };"""
    )]
    public async Task What_a_file_of_the_project_says_of_a_provider_is_held_to_code_too(string id, string body)
    {
        await AnalyzerRun.Expect(id, Example.Method(body), new ProviderItem(Mine));
        await AnalyzerRun.Silent(Example.Method(body.Replace("[|", "").Replace("|]", "")));
    }

    [Theory]
    [InlineData("{ \"id\": ")]
    [InlineData("[]")]
    [InlineData("{ \"baseAddress\": \"https://{region}-x.mine.example\", \"models\": 7 }")]
    [InlineData("")]
    public Task A_file_that_is_none_stops_no_build(string text) =>
        AnalyzerRun.Expect(
            "none",
            Example.Method("""var url = "https://mine.example/v1beta/models/old:generateContent";"""),
            new ProviderItem(text)
        );

    [Theory]
    [InlineData(
        """var options = new NanoBananaOptions { Provider = ProviderInfo.Google, Model = "gemini-3.1-flash-image-preview" };""",
        """var options = new NanoBananaOptions { Provider = ProviderInfo.Google, Model = "gemini-nano-banana-2.1" };"""
    )]
    [InlineData(
        """var url = "https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro-image-preview:generateContent";""",
        """var url = "https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro-image:generateContent";"""
    )]
    public Task Fix_names_the_successor(string before, string after) =>
        AnalyzerRun.Fix(new RetiredModelFix(), Example.Method(before), Example.Method(after));

    [Fact]
    public Task FixAll_names_the_successor() =>
        AnalyzerRun.FixAll(
            new RetiredModelFix(),
            Example.Method(
                """var a = new NanoBananaOptions { Provider = ProviderInfo.Google, Model = "gemini-3-pro-image-preview" }; var b = "https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro-image-preview:generateContent";"""
            ),
            Example.Method(
                """var a = new NanoBananaOptions { Provider = ProviderInfo.Google, Model = "gemini-3-pro-image" }; var b = "https://generativelanguage.googleapis.com/v1beta/models/gemini-3-pro-image:generateContent";"""
            )
        );
}
