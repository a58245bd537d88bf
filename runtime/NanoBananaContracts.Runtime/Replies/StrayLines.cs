namespace NanoBananaContracts;

/// <summary>
/// Collects the lines of an event stream that are no fields of it. The service ends a stream that fails with a bare
/// JSON error, without <c>data:</c>; a parser of server-sent events passes over such lines, as it must.
/// </summary>
internal sealed class StrayLines
{
    /// <summary>An error is small; what is larger is not one.</summary>
    private const int Most = 64 * 1024;

    private readonly List<byte> lines = [];
    private State state = State.LineStart;

    private enum State : byte
    {
        LineStart,
        Field,
        Stray,
    }

    /// <summary>What was collected, line breaks included.</summary>
    internal ReadOnlyMemory<byte> Text => lines.ToArray();

    /// <summary>Looks at the next bytes of the stream, split anywhere.</summary>
    internal void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (state == State.LineStart)
            {
                state = Begins(bytes[0]);
                if (state == State.LineStart)
                {
                    bytes = bytes.Slice(1);
                    continue;
                }
            }

            var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            var line = end < 0 ? bytes : bytes.Slice(0, end + 1);
            if (state == State.Stray)
            {
                foreach (var b in line.Slice(0, Math.Min(line.Length, Most - lines.Count)))
                {
                    lines.Add(b);
                }
            }

            state = end < 0 ? state : State.LineStart;
            bytes = bytes.Slice(line.Length);
        }
    }

    /// <summary>
    /// No line of JSON begins with the first letter of a field (data, event, id, retry), with the colon of a comment, or
    /// with a byte order mark, 0xEF, that stands in the middle.
    /// </summary>
    private static State Begins(byte first) =>
        first switch
        {
            (byte)'\r' or (byte)'\n' => State.LineStart,
            (byte)'d' or (byte)'e' or (byte)'i' or (byte)'r' or (byte)':' or 0xEF => State.Field,
            _ => State.Stray,
        };
}
