using System.Text;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Serialization;

/// <summary>What is not JSON is an error that says where.</summary>
public class ContractFormatTests
{
    [Theory]
    [InlineData("", 0, "", "empty")]
    [InlineData("  \n ", 4, "", "empty")]
    [InlineData("<html>", 0, "", "not JSON")]
    [InlineData(
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a",
        46,
        "candidates[0].content.parts[0].text",
        "cut"
    )]
    [InlineData("{\"candidates\":[{},\n{\"index\":x}]}", 28, "candidates[1].index", "line 2")]
    [InlineData("{} x", 3, "", "not JSON")]
    public void The_place_is_told(string text, int offset, string path, string words)
    {
        var thrown = Should.Throw<ContractFormatException>(() => GenerateContentResponse.Parse(text));
        thrown.Path.ShouldBe(path);
        thrown.Offset.ShouldBe(offset);
        thrown.Message.ShouldContain(words);
    }

    [Fact]
    public void Every_beginning_of_a_reply_is_cut_and_with_a_wrong_end_it_is_no_JSON()
    {
        const string Reply =
            """{"candidates":[{"index":-12.5e3,"x":[true,null,"a\u00e9\"\ud83d"]}],"responseId":"r"}""";
        for (var length = 1; length < Reply.Length; length++)
        {
            var beginning = Reply[..length];
            Refusal(beginning).IsCut.ShouldBeTrue(beginning);
            Refusal(beginning + "\u0001").IsCut.ShouldBeFalse(beginning);
        }

        Refusal(" ").IsCut.ShouldBeFalse();
        Refusal(Reply + "}").IsCut.ShouldBeFalse();
        Refusal("{\"deep\":" + new string('[', 100)).IsCut.ShouldBeFalse();
        Refusal("{\"a\":\"" + new string('a', 5_000_000)).IsCut.ShouldBeTrue("a long text is cut like a short one");

        static ContractFormatException Refusal(string text) =>
            Should.Throw<ContractFormatException>(() => GenerateContentResponse.Parse(text));
    }

    [Fact]
    public void A_byte_order_mark_is_no_mistake() =>
        GenerateContentResponse.Parse(Encoding.UTF8.GetBytes("\uFEFF{\"responseId\":\"r\"}")).ResponseId.ShouldBe("r");

    [Fact]
    public void Nesting_has_a_limit()
    {
        var deep = new string('[', 100) + new string(']', 100);
        Should
            .Throw<ContractFormatException>(() => GenerateContentResponse.Parse($$"""{"deep":{{deep}}}"""))
            .Message.ShouldContain("64 levels");
    }

    [Fact]
    public void The_content_is_never_in_the_message() =>
        Should
            .Throw<ContractFormatException>(() => GenerateContentResponse.Parse("{\"text\":\"secret-key-1234"))
            .Message.ShouldNotContain("1234");
}
