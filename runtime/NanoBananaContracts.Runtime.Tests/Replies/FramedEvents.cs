using System.Net.ServerSentEvents;
using System.Text;
using System.Text.RegularExpressions;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>The events of a stream by two readers, each byte as one character: what is not UTF-8 differs too.</summary>
internal static partial class FramedEvents
{
    // White space, byte order marks, and the end mark of some gateways.
    [GeneratedRegex(@"^(?:\xEF\xBB\xBF|[ \t\n])*(?:\[DONE\][ \t\n]*)?\z")]
    private static partial Regex Nothing { get; }

    /// <summary>What System.Net.ServerSentEvents takes out, and the lines that are no part of an event.</summary>
    public static (List<string> Events, string Stray) Parsed(byte[] stream)
    {
        // The parser drops a last event without a blank line behind it.
        var events = SseParser
            .Create(new MemoryStream([.. stream, .. "\n\n"u8]), (_, data) => data.ToArray())
            .Enumerate()
            .Select(item => item.Data)
            .Select(Encoding.Latin1.GetString)
            .Where(data => !Nothing.IsMatch(data))
            .ToList();
        var stray = new StrayLines();
        stray.Append(stream);
        return (events, Lines(stray.Text));
    }

    /// <summary>What our framing takes out of pieces whose lengths repeat <paramref name="pieces"/>.</summary>
    public static (List<string> Events, string Stray) Framed(byte[] stream, int[] pieces)
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
                    events.Add(Encoding.Latin1.GetString(data.ToArray()));
                }

                data.SetLength(0);
            }
        }

        return (events, Lines(framing.Stray.Text));
    }

    // Which break ended a line is of no concern.
    private static string Lines(ReadOnlyMemory<byte> stray) =>
        string.Join('\n', Encoding.Latin1.GetString(stray.Span).Split('\r', '\n').Where(line => line.Length > 0));
}
