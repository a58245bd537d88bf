using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Serialization;

public class RecordTextTests
{
    [Fact]
    public void Text_of_a_tool_says_that_credentials_are_there_and_not_what_they_are()
    {
        var tool = new Tool
        {
            ExaAiSearch = RawJson.Parse("""{"apiKey":"exa-secret"}"""),
            ParallelAiSearch = RawJson.Parse("""{"apiKey":"parallel-secret"}"""),
            Retrieval = RawJson.Parse(
                """{"externalApi":{"authConfig":{"apiKeyConfig":{"apiKeyString":"own-secret"}}}}"""
            ),
        };

        var text = new GenerateContentRequest { Contents = [Content.User("A red fox")], Tools = [tool] }.ToString();

        text.ShouldNotContain("secret");
        tool.ToString()
            .ShouldBe("Tool { Retrieval = (not shown), ExaAiSearch = (not shown), ParallelAiSearch = (not shown) }");
        tool.ToJson().ShouldContain("own-secret");
    }

    [Fact]
    public void Text_of_a_tool_without_them_leaves_them_out() =>
        new Tool { GoogleSearch = new() }
            .ToString()
            .ShouldStartWith("Tool { GoogleSearch = ");
}
