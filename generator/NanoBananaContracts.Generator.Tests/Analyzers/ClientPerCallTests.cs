namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0023")]
public sealed class ClientPerCallTests
{
    private static string Method(string body) =>
        ConsumerCode.Method(
            "WebApplication app, IServiceCollection services, NanoBananaOptions options, GenerateContentRequest request, string[] prompts, string[] keys",
            body
        );

    [Theory]
    [InlineData(
        "while (Console.ReadLine() is { } path) { using var client = [|new NanoBananaClient(options)|]; await client.SaveImageAsync(request, path); }"
    )]
    [InlineData("foreach (var prompt in prompts) { using var client = [|NanoBananaClient.FromEnvironment()|]; }")]
    [InlineData("for (var i = 0; i < 9; i++) { using (var client = [|new NanoBananaClient()|]) { } }")]
    [InlineData("do { await [|NanoBananaClient.FromEnvironment()|].SaveImageAsync(request, \"x\"); } while (true);")]
    public Task A_client_for_every_round_is_reported(string body) => AnalyzerRun.Expect("NBC0023", Method(body));

    [Theory]
    [InlineData(
        "app.MapPost(\"/fox\", async () => { using var client = [|new NanoBananaClient(options)|]; var reply = await client.GenerateContentAsync(request); return reply.Text; });"
    )]
    [InlineData(
        "app.MapGet(\"/fox\", async (string name) => await [|NanoBananaClient.FromEnvironment()|].SaveImageAsync(request, name));"
    )]
    [InlineData("services.AddTransient(_ => [|new NanoBananaClient(options)|]);")]
    [InlineData("services.AddScoped<NanoBananaClient>(_ => [|NanoBananaClient.FromEnvironment()|]);")]
    [InlineData("[|services.AddTransient<NanoBananaClient>()|];")]
    public Task A_client_for_every_request_is_reported(string body) => AnalyzerRun.Expect("NBC0023", Method(body));

    [Fact]
    public Task A_client_for_every_action_is_reported() =>
        AnalyzerRun.Expect(
            "NBC0023",
            ConsumerCode.Members("public int Unused;")
                + """
                public sealed class FoxController : ControllerBase
                {
                    public async Task<string?> Post(string prompt)
                    {
                        using var client = [|NanoBananaClient.FromEnvironment()|];
                        return (await client.GenerateContentAsync(GenerateContentRequest.ForImage(prompt))).Text;
                    }
                }
                """
        );

    [Theory]
    [InlineData(
        "using var client = new NanoBananaClient(options); while (Console.ReadLine() is { } path) { await client.SaveImageAsync(request, path); }"
    )]
    [InlineData(
        "foreach (var key in keys) { using var client = new NanoBananaClient(options with { ApiKey = key }); }"
    )]
    [InlineData(
        "foreach (var key in keys) { var own = new NanoBananaOptions { ApiKey = key }; using var client = new NanoBananaClient(own); }"
    )]
    [InlineData(
        "var all = new NanoBananaClient[2]; for (var i = 0; i < 2; i++) { all[i] = new NanoBananaClient(options); }"
    )]
    [InlineData(
        "app.MapPost(\"/fox\", (string key) => { using var client = new NanoBananaClient(options with { ApiKey = key }); });"
    )]
    [InlineData(
        "app.MapPost(\"/fox\", async (NanoBananaClient client) => { await client.SaveImageAsync(request, \"x\"); });"
    )]
    [InlineData("services.AddSingleton(_ => new NanoBananaClient(options));")]
    [InlineData(
        "services.AddTransient(all => new NanoBananaClient(options, all.GetRequiredService<IHttpClientFactory>().CreateClient(\"x\")));"
    )]
    [InlineData("services.AddScoped(all => new NanoBananaClient(all.GetRequiredService<NanoBananaOptions>()));")]
    [InlineData(
        "await Task.WhenAll(prompts.Select(async prompt => { using var client = new NanoBananaClient(options); await client.SaveImageAsync(request, prompt); }));"
    )]
    public Task A_client_that_is_kept_or_differs_is_not_reported(string body) => AnalyzerRun.Silent(Method(body));

    [Fact]
    public Task A_program_of_statements_is_looked_at_too() =>
        AnalyzerRun.Expect(
            "NBC0023",
            ConsumerCode.Program(
                """
                var app = WebApplication.Create(args);
                app.MapPost("/fox", async (HttpContext http) =>
                {
                    using var client = [|NanoBananaClient.FromEnvironment()|];
                    await client.SaveImageAsync(GenerateContentRequest.ForImage("fox"), http.Response.Body);
                });
                await app.RunAsync();
                """
            )
        );
}
