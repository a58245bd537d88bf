using NanoBananaContracts.CodeFixes;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0004")]
public sealed class DeadlineTests
{
    [Theory]
    [InlineData("""var options = new NanoBananaOptions { Deadline = [|TimeSpan.FromSeconds(10)|] };""")]
    [InlineData("""var options = new NanoBananaOptions { Deadline = [|TimeSpan.FromMilliseconds(29_999)|] };""")]
    [InlineData("""var options = new NanoBananaOptions { Deadline = [|TimeSpan.FromMinutes(0.25)|] };""")]
    public Task A_deadline_shorter_than_generation_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0004", Example.Method(body));

    [Theory]
    [InlineData("""var options = new NanoBananaOptions { Deadline = TimeSpan.FromSeconds(30) };""")]
    [InlineData("""var options = new NanoBananaOptions { Deadline = TimeSpan.FromMinutes(5) };""")]
    [InlineData("""var options = new NanoBananaOptions { Deadline = TimeSpan.Parse(Console.ReadLine()!) };""")]
    public Task A_deadline_that_suffices_is_not_reported(string body) => AnalyzerRun.Silent(Example.Method(body));

    [Theory]
    [InlineData(
        """var o = new NanoBananaOptions { Provider = ProviderInfo.Google, Deadline = [|TimeSpan.FromSeconds(40)|] };"""
    )]
    [InlineData(
        """var o = new NanoBananaOptions { Deadline = [|TimeSpan.FromSeconds(59)|], Provider = ProviderInfo.Google, Model = "gemini-nano-banana-2.1" };"""
    )]
    [InlineData(
        """var o = new NanoBananaOptions { Deadline = [|TimeSpan.FromSeconds(45)|], Model = "gemini-nano-banana-2.1" };"""
    )]
    public async Task A_deadline_shorter_than_a_slower_model_takes_is_reported(string body)
    {
        var found = await AnalyzerRun.Expect("NBC0004", Example.Method(body));
        found.Single().GetMessage().ShouldContain("40 seconds with gemini-nano-banana-2.1");
        found.Single().GetMessage().ShouldEndWith("at least 60 seconds.");
    }

    private const string Request4K =
        "var request = GenerateContentRequest.ForImage(\"x\", imageSize: ImageSize.Size4K); ";

    [Theory]
    [InlineData(
        """using var client = new NanoBananaClient(new NanoBananaOptions { Deadline = [|TimeSpan.FromSeconds(90)|] }); await client.GenerateContentAsync(request);"""
    )]
    [InlineData(
        """var options = new NanoBananaOptions { Deadline = [|TimeSpan.FromMinutes(1)|] }; var client = new NanoBananaClient(options); await client.SaveImageAsync(request, "x"); await client.SaveImageAsync(request, "y");"""
    )]
    [InlineData(
        """var options = new NanoBananaOptions(); options.Deadline = [|TimeSpan.FromMinutes(1)|]; var talk = new Conversation(new NanoBananaClient(options), request);"""
    )]
    public Task A_deadline_too_short_for_the_4K_picture_that_is_asked_for_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0004", Example.AsyncMethod("", Request4K + body));

    [Theory]
    [InlineData(
        """using var client = new NanoBananaClient(new NanoBananaOptions { Deadline = TimeSpan.FromMinutes(2) }); await client.GenerateContentAsync(request);"""
    )]
    [InlineData(
        """using var client = new NanoBananaClient(new NanoBananaOptions { Deadline = TimeSpan.FromSeconds(90) }); await client.GenerateContentAsync(GenerateContentRequest.ForImage("x", imageSize: ImageSize.Size2K));"""
    )]
    [InlineData(
        """var options = new NanoBananaOptions { Deadline = TimeSpan.FromSeconds(90) }; if (request.Model is null) { options.Deadline = TimeSpan.FromMinutes(5); } await new NanoBananaClient(options).GenerateContentAsync(request);"""
    )]
    public Task A_deadline_that_suffices_for_what_is_asked_for_is_not_reported(string body) =>
        AnalyzerRun.Silent(Example.AsyncMethod("", Request4K + body));

    [Theory]
    [InlineData("var options = new CallOptions { Deadline = TimeSpan.FromSeconds(10) };")]
    [InlineData("var options = new CallOptions(); options.Deadline = TimeSpan.FromSeconds(10);")]
    [InlineData("var options = new CallOptions() with { Deadline = TimeSpan.FromSeconds(10) };")]
    public Task A_deadline_of_calls_of_another_contract_is_not_reported(string body) =>
        AnalyzerRun.Silent(Example.Method(body));

    [Fact]
    public Task Fix_allows_what_the_client_does_by_itself() =>
        AnalyzerRun.Fix(
            new LongerWaitFix(),
            Example.Method("var o = new NanoBananaOptions { Deadline = System.TimeSpan.FromSeconds(10) };"),
            Example.Method("var o = new NanoBananaOptions { Deadline = System.TimeSpan.FromMinutes(5) };")
        );

    [Fact]
    public Task FixAll_allows_what_the_client_does_by_itself() =>
        AnalyzerRun.FixAll(
            new LongerWaitFix(),
            Example.Method(
                "var o = new NanoBananaOptions { Deadline = TimeSpan.FromSeconds(10) }; o.Deadline = TimeSpan.FromSeconds(20);"
            ),
            Example.Method(
                "var o = new NanoBananaOptions { Deadline = TimeSpan.FromMinutes(5) }; o.Deadline = TimeSpan.FromMinutes(5);"
            )
        );
}
