using NanoBananaContracts.CodeFixes;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0012")]
public sealed class ModelRefusesParameterTests
{
    [Theory]
    [InlineData("gemini-nano-banana-2.1", "[|Temperature = 0.5f|]")]
    [InlineData("gemini-nano-banana-2.1", "[|TopP = 0.9f|]")]
    [InlineData("models/gemini-nano-banana-2.1", "[|TopK = 40|]")]
    [InlineData("gemini-nano-banana-2.1", "[|Seed = 7|]")]
    [InlineData(
        "gemini-nano-banana-2.1",
        "ThinkingConfig = new ThinkingConfig { ThinkingLevel = [|ThinkingLevel.Low|] }"
    )]
    public Task A_parameter_that_the_model_refuses_is_reported(string model, string field) =>
        AnalyzerRun.Expect("NBC0012", Request(model, field));

    [Theory]
    [InlineData("gemini-3-pro-image", "Temperature = 0.5f")]
    [InlineData("gemini-nano-banana-2.1", "Temperature = null")]
    [InlineData("gemini-nano-banana-2.1", "MaxOutputTokens = 100")]
    [InlineData("gemini-nano-banana-2.1", "ThinkingConfig = new ThinkingConfig { ThinkingLevel = ThinkingLevel.High }")]
    [InlineData("gemini-3-pro-image", "ThinkingConfig = new ThinkingConfig { ThinkingLevel = ThinkingLevel.Low }")]
    [InlineData("some-model", "Seed = 7")]
    public Task A_parameter_that_the_model_takes_is_not_reported(string model, string field) =>
        AnalyzerRun.Silent(Request(model, field));

    [Fact]
    public Task The_default_model_of_a_named_provider_is_known() =>
        AnalyzerRun.Expect(
            "NBC0012",
            Example.AsyncMethod(
                "",
                """
                var options = new NanoBananaOptions { Provider = ProviderInfo.Google };
                var request = GenerateContentRequest.ForImage("x");
                var warm = request with { GenerationConfig = request.GenerationConfig! with { [|Temperature = 1|] } };
                await new NanoBananaClient(options with { MaxAttempts = 2 }).GenerateContentAsync(warm);
                """
            )
        );

    [Fact]
    public Task Fix_leaves_the_parameter_out() =>
        AnalyzerRun.Fix(
            new ModelRefusesFix(),
            Request("gemini-nano-banana-2.1", "Temperature = 0.5f, MaxOutputTokens = 100"),
            Request("gemini-nano-banana-2.1", "MaxOutputTokens = 100")
        );

    [Fact]
    public Task Fix_takes_the_nearest_level() =>
        AnalyzerRun.Fix(
            new ModelRefusesFix(),
            Request(
                "gemini-nano-banana-2.1",
                "ThinkingConfig = new ThinkingConfig { ThinkingLevel = ThinkingLevel.Low }"
            ),
            Request(
                "gemini-nano-banana-2.1",
                "ThinkingConfig = new ThinkingConfig { ThinkingLevel = ThinkingLevel.Medium }"
            )
        );

    [Fact]
    public Task FixAll_leaves_the_parameter_out() =>
        AnalyzerRun.FixAll(new ModelRefusesFix(), Two("Seed = 7, StopSequences = []"), Two("StopSequences = []"));

    private static string Two(string fields) =>
        Example.Method(string.Concat(new[] { "a", "b" }.Select(name => One(name, "gemini-nano-banana-2.1", fields))));

    private static string Request(string model, string fields) => Example.Method(One("request", model, fields));

    private static string One(string name, string model, string fields) =>
        $$"""var {{name}} = new GenerateContentRequest { Model = "{{model}}", Contents = [], GenerationConfig = new GenerationConfig { {{fields}} } }; """;
}
