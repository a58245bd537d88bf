namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0005")]
public sealed class KeyInSourceTests
{
    [Theory]
    [InlineData("""var options = new NanoBananaOptions { ApiKey = [|"not-a-real-key-but-long-enough"|] };""")]
    [InlineData("""var options = new NanoBananaOptions { ApiKey = [|"latest-contest-yourself-0123"|] };""")]
    [InlineData("""var key = new ApiKey([|"not-a-real-key-but-long-enough"|]);""")]
    [InlineData("""var key = ApiKey.FromString([|"not-a-real-key-but-long-enough"|]);""")]
    [InlineData("""ContractEndpoint Of(Uri at) => new(at) { ApiKey = [|"not-a-real-key-but-long-enough"|] };""")]
    [InlineData("""new HttpRequestMessage().Headers.Add("X-Goog-Api-Key", [|"not-a-real-key-but-long-enough"|]);""")]
    [InlineData(
        """var key = "not-a-real-key-but-long-enough"; var options = new NanoBananaOptions { ApiKey = [|key|] };"""
    )]
    public async Task A_key_in_the_source_and_not_its_text_is_reported(string body)
    {
        var found = await AnalyzerRun.Expect("NBC0005", Example.Method(body));
        found.Single().GetMessage().ShouldNotContain("not-a-real-key");
    }

    [Theory]
    [InlineData("""var options = new NanoBananaOptions { ApiKey = Environment.GetEnvironmentVariable("KEY") };""")]
    [InlineData("""var options = new NanoBananaOptions { ApiKey = "test" };""")]
    [InlineData(
        """const string Key = "models-test-key-0123456789"; var options = new NanoBananaOptions { ApiKey = Key };"""
    )]
    [InlineData("""var options = new NanoBananaOptions { ApiKey = "YOUR_API_KEY_GOES_HERE" };""")]
    [InlineData("""new HttpRequestMessage().Headers.Add("x-request-id", "0123456789012345678901234567890");""")]
    public Task A_key_from_elsewhere_or_a_stand_in_is_not_reported(string body) =>
        AnalyzerRun.Silent(Example.Method(body));
}
