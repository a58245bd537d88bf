using System.Text;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>Broken event streams have the same events wherever the network splits them, and those of the framework's parser.</summary>
public sealed class EventFuzz
{
    private const int Slice = 10_000;

    // No byte order mark: those in front of a body are passed over before its form is looked at.
    private static readonly byte[][] Scraps =
    [
        .. new[]
        {
            "data:",
            "data: ",
            "data",
            "\ndata: x\n\n",
            "data: [DONE]\n\n",
            "[DONE]",
            ": ping\n\n",
            "event: message\n",
            "id: 1\r\n",
            "retry: 1\r",
            "\n",
            "\r",
            "\r\n",
            "\n\n",
            "\r\r",
            "\r\n\r\n",
            "{}",
            "{\"error\":{\"code\":500}}\n",
            "\0",
            "\u2028",
            " ",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF],
        [0xC3],
        [0xEF, 0xBB],
    ];

    private static readonly byte[] Stream = Encoding.UTF8.GetBytes(
        ": a comment\n\ndata: {\"candidates\":[\ndata: ]}\n\nevent: message\r\ndata:{\"a\":\"банан\"}\r\nid: 7\r\n\r\ndata: 3\rdata\r\rdata: [DONE]\n\n"
    );

    [Fact]
    public void No_split_changes_an_event() =>
        Fuzz.Each<EventFuzz>(
            Slice,
            seed =>
            {
                var choice = new SeededChoice(seed);
                var stream = new ByteMutator(choice, Scraps).Mutate(Stream);
                var (events, stray) = FramedEvents.Parsed(stream);
                foreach (
                    var pieces in new int[][] { [1], [stream.Length + 1], [1 + choice.Next(40), 1 + choice.Next(5)] }
                )
                {
                    var framed = FramedEvents.Framed(stream, pieces);
                    framed.Events.ShouldBe(events, $"{Convert.ToHexString(stream)} in {string.Join(',', pieces)}");
                    framed.Stray.ShouldBe(stray, $"{Convert.ToHexString(stream)} in {string.Join(',', pieces)}");
                }
            }
        );
}
