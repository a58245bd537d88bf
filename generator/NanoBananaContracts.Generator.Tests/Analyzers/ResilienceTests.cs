using NanoBananaContracts.CodeFixes;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0017")]
public sealed class ResilienceTests
{
    private static string Method(string body) =>
        ConsumerCode.Method("NanoBananaOptions options, IServiceCollection services", body);

    [Theory]
    [InlineData("services.AddNanoBanana().[|AddStandardResilienceHandler|]();")]
    [InlineData("var http = services.AddNanoBanana(\"x\"); http.[|AddStandardHedgingHandler|]();")]
    [InlineData(
        "services.AddContractClient(\"x\", _ => null!).AddHttpMessageHandler(() => null!).[|AddStandardResilienceHandler|]().Configure(o => { });"
    )]
    [InlineData(
        "services.AddNanoBanana().[|AddResilienceHandler|](\"again\", pipeline => pipeline.AddRetry(new HttpRetryStrategyOptions()));"
    )]
    [InlineData("services.AddHttpClient<NanoBananaClient>().[|AddStandardResilienceHandler|]();")]
    [InlineData(
        "services.AddHttpClient(\"gemini\").[|AddStandardResilienceHandler|](); services.AddSingleton(all => new NanoBananaClient(options, all.GetRequiredService<IHttpClientFactory>().CreateClient(\"gemini\")));"
    )]
    [InlineData(
        "services.ConfigureHttpClientDefaults(http => http.[|AddStandardResilienceHandler|]()); services.AddSingleton(all => new NanoBananaClient(options, all.GetRequiredService<IHttpClientFactory>().CreateClient()));"
    )]
    public Task A_handler_that_sends_again_is_reported(string body) => AnalyzerRun.Expect("NBC0017", Method(body));

    [Theory]
    [InlineData("services.AddHttpClient(\"other\").AddStandardResilienceHandler(); services.AddNanoBanana();")]
    // Taken off by the registration.
    [InlineData(
        "services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler()); services.AddNanoBanana();"
    )]
    [InlineData(
        "services.AddNanoBanana().AddResilienceHandler(\"few\", pipeline => pipeline.AddConcurrencyLimiter(2));"
    )]
    [InlineData(
        "services.AddHttpClient(\"other\").AddStandardResilienceHandler(); services.AddSingleton(all => new NanoBananaClient(options, all.GetRequiredService<IHttpClientFactory>().CreateClient(\"gemini\")));"
    )]
    [InlineData("services.AddNanoBanana().AddHttpMessageHandler(() => null!);")]
    public Task Another_client_and_a_handler_that_sends_once_are_not_reported(string body) =>
        AnalyzerRun.Silent(Method(body));

    [Theory]
    [InlineData("services.AddNanoBanana().AddStandardResilienceHandler();", "services.AddNanoBanana();")]
    [InlineData(
        "services.AddNanoBanana()\n            .AddStandardResilienceHandler()\n            .Configure(o => { });",
        "services.AddNanoBanana();"
    )]
    [InlineData(
        "var http = services.AddNanoBanana();\n        http.AddStandardHedgingHandler();\n        return;",
        "var http = services.AddNanoBanana();\n        return;"
    )]
    public Task Fix_removes_the_handler(string before, string after) =>
        AnalyzerRun.Fix(new ResilienceFix(), Method(before), Method(after));

    [Fact]
    public Task FixAll_removes_the_handler_of_every_client() =>
        AnalyzerRun.FixAll(
            new ResilienceFix(),
            Method(
                "services.AddNanoBanana().AddStandardResilienceHandler(); services.AddNanoBanana(\"x\").AddStandardHedgingHandler();"
            ),
            Method("services.AddNanoBanana(); services.AddNanoBanana(\"x\");")
        );
}
