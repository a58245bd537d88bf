using NanoBananaContracts.CodeFixes;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0014")]
public sealed class HttpTimeoutTests
{
    [Theory]
    [InlineData(
        "var client = new NanoBananaClient(null, new HttpClient(handler) { Timeout = [|TimeSpan.FromSeconds(10)|] });"
    )]
    [InlineData(
        "var http = new HttpClient(handler); http.Timeout = [|TimeSpan.FromSeconds(20)|]; var client = new NanoBananaClient(httpClient: http);"
    )]
    [InlineData(
        "var client = new NanoBananaClient(new NanoBananaOptions { Provider = ProviderInfo.Google }, new HttpClient(handler) { Timeout = [|TimeSpan.FromSeconds(50)|] });"
    )]
    [InlineData(
        "Microsoft.Extensions.DependencyInjection.IServiceCollection services = null!; Microsoft.Extensions.DependencyInjection.HttpClientBuilderExtensions.ConfigureHttpClient(Microsoft.Extensions.DependencyInjection.NanoBananaServiceCollectionExtensions.AddNanoBanana(services), http => http.Timeout = [|TimeSpan.FromSeconds(10)|]);"
    )]
    [InlineData(
        """await new NanoBananaClient(null, new HttpClient(handler)).GenerateContentAsync([|GenerateContentRequest.ForImage("x", imageSize: ImageSize.Size4K)|]);"""
    )]
    [InlineData(
        """await new NanoBananaClient(null, new HttpClient(handler) { Timeout = [|TimeSpan.FromMinutes(1.5)|] }).GenerateContentAsync(GenerateContentRequest.ForImage("x", imageSize: ImageSize.Size4K));"""
    )]
    public Task A_timeout_shorter_than_generation_is_reported(string body) =>
        AnalyzerRun.Expect("NBC0014", Example.AsyncMethod("HttpMessageHandler handler", body));

    [Theory]
    [InlineData("var client = new NanoBananaClient(null, new HttpClient(handler));")]
    [InlineData(
        "var client = new NanoBananaClient(null, new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(60) });"
    )]
    [InlineData(
        "var client = new NanoBananaClient(null, new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan });"
    )]
    [InlineData("var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(10) };")]
    [InlineData(
        """await new NanoBananaClient(null, new HttpClient(handler)).GenerateContentAsync(GenerateContentRequest.ForImage("x", imageSize: ImageSize.Size2K));"""
    )]
    [InlineData(
        """var http = new HttpClient(handler); Raise(http); void Raise(HttpClient client) => client.Timeout = TimeSpan.FromMinutes(9); await new NanoBananaClient(null, http).GenerateContentAsync(GenerateContentRequest.ForImage("x", imageSize: ImageSize.Size4K));"""
    )]
    [InlineData(
        "Microsoft.Extensions.DependencyInjection.IHttpClientBuilder other = null!; Microsoft.Extensions.DependencyInjection.HttpClientBuilderExtensions.ConfigureHttpClient(other, http => http.Timeout = TimeSpan.FromSeconds(10));"
    )]
    public Task A_timeout_that_suffices_or_of_another_client_is_not_reported(string body) =>
        AnalyzerRun.Silent(Example.AsyncMethod("HttpMessageHandler handler", body));

    [Fact]
    public Task Fix_leaves_the_time_to_the_deadline() =>
        AnalyzerRun.Fix(
            new LongerWaitFix(),
            Example.Method(
                "HttpMessageHandler handler",
                "var client = new NanoBananaClient(null, new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(10) });"
            ),
            Example.Method(
                "HttpMessageHandler handler",
                "var client = new NanoBananaClient(null, new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan });"
            )
        );

    [Fact]
    public Task FixAll_leaves_the_time_to_the_deadline() =>
        AnalyzerRun.FixAll(
            new LongerWaitFix(),
            Example.Method(
                "HttpMessageHandler handler",
                "var a = new NanoBananaClient(null, new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(10) }); var b = new NanoBananaClient(null, new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(20) });"
            ),
            Example.Method(
                "HttpMessageHandler handler",
                "var a = new NanoBananaClient(null, new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan }); var b = new NanoBananaClient(null, new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan });"
            )
        );
}
