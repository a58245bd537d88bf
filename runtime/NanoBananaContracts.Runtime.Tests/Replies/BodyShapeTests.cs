using System.Text;

namespace NanoBananaContracts.Runtime.Tests.Replies;

public sealed class BodyShapeTests
{
    [Theory]
    [InlineData(null, "<html>", true)]
    [InlineData(null, " \t\r\n<", true)]
    [InlineData("text/HTML; charset=utf-8", "Sorry", true)]
    [InlineData("html", "", true)]
    [InlineData("text/html", "{}", false)]
    [InlineData("text/html", "[]", false)]
    [InlineData("text/html", "<{", true)]
    [InlineData("text/plain", "Sorry", false)]
    [InlineData(null, "", false)]
    public void A_page_is_declared_or_looks_like_one(string? type, string body, bool isPage) =>
        BodyShape.IsPage(type, Encoding.UTF8.GetBytes(body)).ShouldBe(isPage);

    [Theory]
    [InlineData(null, "data: {}", true)]
    [InlineData(null, "event: x", true)]
    [InlineData(null, "id: 1", true)]
    [InlineData(null, "retry: 5", true)]
    [InlineData(null, ": comment", true)]
    [InlineData(null, "\n\ndata:", true)]
    [InlineData("text/event-stream", "x", true)]
    [InlineData("Event-Stream", "", true)]
    [InlineData("text/event-stream", " {}", false)]
    [InlineData("text/event-stream", "data:{", true)]
    [InlineData(null, "data", false)]
    [InlineData("application/json", "x", false)]
    [InlineData(null, "", false)]
    public void An_event_stream_is_declared_or_looks_like_one(string? type, string body, bool isStream) =>
        BodyShape.IsEventStream(type, Encoding.UTF8.GetBytes(body)).ShouldBe(isStream);

    [Theory]
    [InlineData("{", true, false, false)]
    [InlineData("\uFEFF [", true, true, false)]
    [InlineData(" \t\r\n", false, false, true)]
    [InlineData("\uFEFF", false, false, true)]
    [InlineData("x{", false, false, false)]
    public void JSON_is_told_by_its_first_character(string body, bool isJson, bool isArray, bool isBlank)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        BodyShape.LooksLikeJson(bytes).ShouldBe(isJson);
        BodyShape.IsArray(bytes).ShouldBe(isArray);
        BodyShape.IsBlank(bytes).ShouldBe(isBlank);
    }

    [Fact]
    public void A_byte_order_mark_is_taken_off()
    {
        BodyShape.WithoutMark(Encoding.UTF8.GetBytes("\uFEFF{}")).ToArray().ShouldBe("{}"u8.ToArray());
        BodyShape.WithoutMark(Encoding.UTF8.GetBytes(" {}")).ToArray().ShouldBe(" {}"u8.ToArray());
    }

    [Theory]
    [InlineData("short", "\"short\"")]
    [InlineData(" a\r\nb\u0001c ", "\"a  b c\"")]
    public void The_start_of_a_body_is_quoted_on_one_line(string body, string quoted) =>
        BodyShape.Start(Encoding.UTF8.GetBytes(body)).ShouldBe(quoted);

    [Fact]
    public void The_start_of_a_body_ends_after_200_bytes()
    {
        BodyShape.Start(Encoding.UTF8.GetBytes(new string('a', 200))).ShouldBe("\"" + new string('a', 200) + "\"");
        BodyShape.Start(Encoding.UTF8.GetBytes(new string('a', 201))).ShouldBe("\"" + new string('a', 200) + " ...\"");
    }

    [Theory]
    [InlineData("<html><TITLE> 502 Bad Gateway </Title>", " (\"502 Bad Gateway\")")]
    [InlineData("<title>a</title>", " (\"a\")")]
    [InlineData("<title></title>", " (\"\")")]
    [InlineData("<title>cut", "")]
    [InlineData("</title><title>", "")]
    [InlineData("a</title>", "")]
    [InlineData("", "")]
    public void The_title_of_a_page(string page, string title) =>
        BodyShape.Title(Encoding.UTF8.GetBytes(page)).ShouldBe(title);

    [Fact]
    public void A_title_beyond_4096_bytes_is_not_looked_for() =>
        BodyShape.Title(Encoding.UTF8.GetBytes(new string(' ', 4090) + "<title>a</title>")).ShouldBe("");
}
