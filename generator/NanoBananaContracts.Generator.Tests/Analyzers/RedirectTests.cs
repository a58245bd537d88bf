using NanoBananaContracts.CodeFixes;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0016")]
public sealed class RedirectTests
{
    private static string Method(string body) =>
        ConsumerCode.Method("NanoBananaOptions options, ContractEndpoint endpoint, IServiceCollection services", body);

    [Theory]
    [InlineData("var client = new NanoBananaClient(options, [|new HttpClient()|]);")]
    [InlineData(
        "var client = new NanoBananaClient(httpClient: [|new HttpClient { Timeout = TimeSpan.FromMinutes(5) }|]);"
    )]
    [InlineData("HttpClient http = [|new()|]; var client = new NanoBananaClient(options, http);")]
    [InlineData(
        "using var http = new HttpClient([|new HttpClientHandler()|]); var client = new NanoBananaClient(options, http);"
    )]
    [InlineData(
        "var handler = [|new SocketsHttpHandler { AllowAutoRedirect = true }|]; var client = new ContractClient(endpoint, null, new HttpClient(handler));"
    )]
    [InlineData(
        "services.AddNanoBanana().ConfigurePrimaryHttpMessageHandler(() => [|new HttpClientHandler { UseCookies = false }|]);"
    )]
    [InlineData(
        "var http = services.AddNanoBanana(\"x\"); http.ConfigurePrimaryHttpMessageHandler(_ => { return [|new SocketsHttpHandler()|]; });"
    )]
    public Task A_client_that_follows_redirects_is_reported(string body) => AnalyzerRun.Expect("NBC0016", Method(body));

    [Fact]
    public Task A_field_that_holds_one_is_reported() =>
        AnalyzerRun.Expect(
            "NBC0016",
            ConsumerCode.Members(
                """
                private static readonly HttpClient Http = [|new()|];
                    private readonly NanoBananaClient client = new(null, Http);
                """
            )
        );

    [Theory]
    [InlineData("var client = new NanoBananaClient(options);")]
    [InlineData("var client = new NanoBananaClient(options, null);")]
    [InlineData(
        "var client = new NanoBananaClient(options, new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }));"
    )]
    [InlineData(
        "var handler = new SocketsHttpHandler(); handler.AllowAutoRedirect = false; var client = new NanoBananaClient(options, new HttpClient(handler));"
    )]
    [InlineData(
        "var client = new NanoBananaClient(options, new HttpClient(new HttpClientHandler { AllowAutoRedirect = Environment.Is64BitProcess }));"
    )]
    [InlineData(
        "HttpMessageHandler Fake() => null!; var client = new NanoBananaClient(options, new HttpClient(Fake()));"
    )]
    [InlineData("var other = new HttpClient(); await other.GetStringAsync(\"https://example.org\");")]
    [InlineData("services.AddHttpClient(\"other\").ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler());")]
    [InlineData(
        "services.AddNanoBanana().ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });"
    )]
    public Task A_client_that_does_not_or_is_not_seen_to_is_not_reported(string body) =>
        AnalyzerRun.Silent(Method(body));

    [Theory]
    [InlineData(
        "var client = new NanoBananaClient(options, new HttpClient());",
        "var client = new NanoBananaClient(options, new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }));"
    )]
    [InlineData(
        "HttpClient http = new() { Timeout = TimeSpan.FromMinutes(5) }; var client = new NanoBananaClient(options, http);",
        "HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(5) }; var client = new NanoBananaClient(options, http);"
    )]
    [InlineData(
        "var client = new NanoBananaClient(options, new HttpClient { MaxResponseContentBufferSize = 1 });",
        "var client = new NanoBananaClient(options, new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { MaxResponseContentBufferSize = 1 });"
    )]
    [InlineData(
        "var client = new NanoBananaClient(options, new HttpClient(new SocketsHttpHandler()));",
        "var client = new NanoBananaClient(options, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }));"
    )]
    [InlineData(
        "var client = new NanoBananaClient(options, new HttpClient(new HttpClientHandler { UseCookies = false }));",
        "var client = new NanoBananaClient(options, new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }));"
    )]
    [InlineData(
        "var client = new NanoBananaClient(options, new HttpClient(new HttpClientHandler { AllowAutoRedirect = true }));",
        "var client = new NanoBananaClient(options, new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }));"
    )]
    public Task Fix_leaves_redirects_to_the_client(string before, string after) =>
        AnalyzerRun.Fix(new RedirectFix(), Method(before), Method(after));

    [Fact]
    public Task FixAll_leaves_redirects_to_every_client() =>
        AnalyzerRun.FixAll(
            new RedirectFix(),
            Method(
                "var one = new NanoBananaClient(options, new HttpClient()); var other = new NanoBananaClient(options, new HttpClient(new HttpClientHandler()));"
            ),
            Method(
                "var one = new NanoBananaClient(options, new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })); var other = new NanoBananaClient(options, new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }));"
            )
        );
}
