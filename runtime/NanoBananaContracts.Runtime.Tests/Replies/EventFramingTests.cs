using System.Net.ServerSentEvents;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>Events taken out of the buffers they lie in are the events that System.Net.ServerSentEvents takes out.</summary>
public sealed class EventFramingTests
{
    private static readonly string[] Tokens =
    [
        "data",
        "data:",
        "data: ",
        "data:  x",
        "dat",
        "datas: x",
        "data : x",
        "Data: x",
        "d",
        "event: message",
        "id: 1",
        "retry: 10",
        ": comment",
        ":",
        "{\"a\":1}",
        "data: {\"a\":\"b",
        "data: c\"}",
        "data: [DONE]",
        "data:[DONE]",
        "data: \uFEFF[DONE]",
        "data:\uFEFF",
        "data: [DONE] \t",
        "data: [DONE",
        "data: [DONE]]",
        "data:   [DONE]",
        "[DONE]",
        "data: {\"error\":",
        "{\"error\":{\"code\":500}}",
        " data: x",
        "\t",
        "data: данные",
    ];

    private static readonly string[] Breaks = ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\r\r", "\n\r\n", "\r\n\n", ""];

    [Fact]
    public void Random_streams_in_random_pieces_have_the_same_events() =>
        Prop.ForAll<byte[], NonNegativeInt, NonNegativeInt>(
                (tape, first, second) =>
                {
                    var stream = Make(tape);
                    var (events, stray) = FramedEvents.Framed(stream, [1 + (first.Get % 40), 1 + (second.Get % 5)]);
                    var (expected, expectedStray) = FramedEvents.Parsed(stream);
                    events.ShouldBe(expected, Encoding.UTF8.GetString(stream));
                    stray.ShouldBe(expectedStray, Encoding.UTF8.GetString(stream));
                    return true;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(60));

    [Theory]
    [InlineData("data: {\"a\":\ndata: 1}\n\n", "{\"a\":\n1}")]
    [InlineData("data: 1\r\rdata:2\r\n\r\n: no\n\ndata: 3", "1", "2", "3")]
    [InlineData("data: 1\n\ndata:\n\ndata\n\ndata: [DONE]\n\n", "1")]
    [InlineData("data: 1\ndata\ndata: 2", "1\n\n2")]
    [InlineData("data: 1\n\ndata: \uFEFF[DONE]\n\n", "1")]
    [InlineData("data: 1\n\ndata:\uFEFF\uFEFF [DONE] \n\n", "1")]
    [InlineData("data:[DONE]\t\n\ndata:\uFEFF\n\ndata: \n\n")]
    [InlineData("data:\ndata: [DONE]\ndata:\n\n")]
    [InlineData("data: [DONE] x\n\ndata: [DONE][DONE]\n\n", "[DONE] x", "[DONE][DONE]")]
    [InlineData("")]
    public void Events_are_these(string stream, params string[] expected)
    {
        for (var piece = 1; piece <= stream.Length + 1; piece++)
        {
            FramedEvents.Framed(Encoding.UTF8.GetBytes(stream), [piece]).Events.ShouldBe(expected);
        }
    }

    private static byte[] Make(byte[] tape)
    {
        var text = new StringBuilder();
        for (var at = 0; at + 1 < tape.Length; at += 2)
        {
            text.Append(Tokens[tape[at] % Tokens.Length]).Append(Breaks[tape[at + 1] % Breaks.Length]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
