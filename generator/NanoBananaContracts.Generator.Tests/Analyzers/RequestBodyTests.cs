namespace NanoBananaContracts.Generator.Tests.Analyzers;

[Rule("NBC0010")]
public sealed class RequestBodyTests
{
    [Theory]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"aspectRatio":"1:1"}}""",
        "generationConfig.aspectRatio is not a field of GenerationConfig (it belongs to ImageConfig"
    )]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"imageConfig":{"imageSize":"3K"}}}""",
        "\"3K\" is not a value of generationConfig.imageConfig.imageSize"
    )]
    [InlineData("""{"contents":{"parts":[]}}""", "contents must be an array")]
    [InlineData("""{"contents":[{"parts":[{"text":5}]}]}""", "contents[0].parts[0].text must be a string")]
    [InlineData(
        """{"contents":[],"safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT"}]}""",
        "safetySettings[0] lacks the required threshold"
    )]
    public async Task A_body_that_breaks_the_contract_is_reported(string body, string mistake)
    {
        var found = await AnalyzerRun.Expect("NBC0010", Example.Method("var body = [|\"\"\"" + body + "\"\"\"|];"));
        found.Single().GetMessage().ShouldContain(mistake);
    }

    [Theory]
    [InlineData(
        """{"contents":[{"parts":[{"text":"x"}]}],"tools":[{"google_search":{}}],"generationConfig":{"responseModalities":["TEXT","IMAGE"],"imageConfig":{"aspectRatio":"1:1","imageSize":"2K"}}}"""
    )]
    [InlineData("""{"contents": not json""")]
    [InlineData("""the "contents" of {}""")]
    public Task A_good_body_or_another_text_is_not_reported(string body) =>
        AnalyzerRun.Silent(Example.Method("var body = \"\"\"" + body + "\"\"\";"));
}
