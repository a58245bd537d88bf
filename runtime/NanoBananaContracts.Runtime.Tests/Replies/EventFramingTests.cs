using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.ServerSentEvents;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

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
                    var (events, stray) = Framed(stream, [1 + (first.Get % 40), 1 + (second.Get % 5)]);
                    var (expected, expectedStray) = Parsed(stream);
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
    [InlineData("")]
    public void Events_are_these(string stream, params string[] expected)
    {
        for (var piece = 1; piece <= stream.Length + 1; piece++)
        {
            Framed(Encoding.UTF8.GetBytes(stream), [piece]).Events.ShouldBe(expected);
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

    private static (List<string> Events, string Stray) Parsed(byte[] stream)
    {
        // The parser drops a last event without a blank line behind it.
        var events = SseParser
            .Create(new MemoryStream([.. stream, .. "\n\n"u8]), (_, data) => data.ToArray())
            .Enumerate()
            .Select(item => item.Data)
            .Where(data => !BodyShape.IsBlank(data) && !BodyShape.Trimmed(data).SequenceEqual("[DONE]"u8))
            .Select(Encoding.UTF8.GetString)
            .ToList();
        var stray = new StrayLines();
        stray.Append(stream);
        return (events, Lines(stray.Text));
    }

    private static (List<string> Events, string Stray) Framed(byte[] stream, int[] pieces)
    {
        var framing = new EventFraming();
        var events = new List<string>();
        var data = new MemoryStream();
        var at = 0;
        for (var piece = 0; at <= stream.Length; piece++)
        {
            var length = Math.Min(pieces[piece % pieces.Length], stream.Length - at);
            if (length == 0)
            {
                framing.Complete();
                at++;
            }
            else
            {
                framing.Feed(stream.AsSpan(at, length).ToArray(), 0, length);
                at += length;
            }

            DocumentStep step;
            while ((step = framing.Next()) != DocumentStep.NeedInput)
            {
                if (step == DocumentStep.Text)
                {
                    data.Write(framing.Text);
                    continue;
                }

                if (step == DocumentStep.End)
                {
                    events.Add(Encoding.UTF8.GetString(data.ToArray()));
                }

                data.SetLength(0);
            }
        }

        return (events, Lines(framing.Stray.Text));
    }

    // Which break ended a line is of no concern.
    private static string Lines(ReadOnlyMemory<byte> stray) =>
        string.Join('\n', Encoding.UTF8.GetString(stray.Span).Split('\r', '\n').Where(line => line.Length > 0));
}
