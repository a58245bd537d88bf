namespace NanoBananaContracts.Conformance.Live;

/// <summary>Takes the events of a stream apart and notes where its form is not the recorded one.</summary>
internal static class EventTexts
{
    /// <summary>The JSON of each event.</summary>
    /// <param name="body">The whole stream.</param>
    /// <param name="complain">Told what is not as it was recorded: <c>data:</c> lines alone, each ended by an empty line.</param>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> body, Action<string> complain)
    {
        var texts = new List<ReadOnlyMemory<byte>>();
        var number = 0;
        while (!body.IsEmpty)
        {
            number++;
            var end = body.Span.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            line = line.Length > 0 && line.Span[^1] == '\r' ? line[..^1] : line;
            if (line.IsEmpty)
            {
                continue;
            }

            if (!line.Span.StartsWith("data:"u8))
            {
                complain($"Line {number} is no data line.");
                continue;
            }

            var text = line[5..];
            text = text.Length > 0 && text.Span[0] == ' ' ? text[1..] : text;
            if (text.Span.SequenceEqual("[DONE]"u8))
            {
                complain($"Line {number} is an end mark, which the service does not send.");
                continue;
            }

            texts.Add(text);
        }

        if (texts.Count == 0)
        {
            complain("The stream holds no event.");
        }

        return texts;
    }
}
