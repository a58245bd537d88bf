namespace NanoBananaContracts;

/// <summary>
/// The data of server-sent events. Lines end with CR LF, LF or CR; several lines of data are joined by line feeds; an
/// event without a blank line behind it ends with the stream.
/// </summary>
/// <remarks>
/// Held by a test to the parser of <c>System.Net.ServerSentEvents</c>, which hands out an event only once it has all of
/// it in memory, three times over.
/// </remarks>
internal sealed class EventFraming : IDocumentFraming
{
    private static readonly byte[] LineBreak = [(byte)'\n'];

    private byte[] buffer = [];
    private int position;
    private int end;
    private bool noMore;
    private State state = State.LineStart;
    private int matched;
    private bool afterReturn;
    private bool inEvent;
    private int doneAt;
    private int markAt;

    private enum State : byte
    {
        LineStart,
        Name,
        BehindColon,
        Data,
        Other,
        Ignored,
    }

    // A byte order mark in the middle.
    private const byte MarkStart = 0xEF;

    private static ReadOnlySpan<byte> DataName => "data"u8;

    private static ReadOnlySpan<byte> Done => "[DONE]"u8;

    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <summary>The lines that were no fields.</summary>
    public StrayLines Stray { get; } = new();

    /// <inheritdoc/>
    public ArraySegment<byte> Text { get; private set; }

    /// <inheritdoc/>
    public void Feed(byte[] bytes, int start, int count)
    {
        buffer = bytes;
        position = start;
        end = start + count;
    }

    /// <inheritdoc/>
    public void Complete() => noMore = true;

    /// <inheritdoc/>
    public DocumentStep Next()
    {
        while (position < end)
        {
            var value = buffer[position];
            if (afterReturn)
            {
                afterReturn = false;
                if (value == (byte)'\n')
                {
                    position++;
                    continue;
                }
            }

            switch (state)
            {
                case State.LineStart when value is (byte)'\r' or (byte)'\n':
                    EndLine();
                    if (inEvent)
                    {
                        return EndEvent();
                    }

                    break;
                case State.LineStart:
                    matched = 0;
                    state =
                        value == DataName[0] ? State.Name
                        : value == MarkStart ? State.Ignored
                        : State.Other;
                    break;
                case State.Name:
                    if (ReadName(value))
                    {
                        return DocumentStep.Text;
                    }

                    break;
                case State.BehindColon:
                    state = State.Data;
                    position += value == (byte)' ' ? 1 : 0;
                    break;
                case State.Data:
                    if (ReadData())
                    {
                        return DocumentStep.Text;
                    }

                    break;
                default:
                    ReadOther();
                    break;
            }
        }

        return noMore ? Finish() : DocumentStep.NeedInput;
    }

    private DocumentStep Finish()
    {
        // The last line may be a name without a colon.
        if (state == State.Name && matched == DataName.Length)
        {
            state = State.LineStart;
            if (BeginData())
            {
                return DocumentStep.Text;
            }
        }

        return inEvent ? EndEvent() : DocumentStep.NeedInput;
    }

    // White space is no document, and neither are a byte order mark and the [DONE] that some gateways write last.
    private DocumentStep EndEvent()
    {
        inEvent = false;
        return markAt == 0 && (doneAt == 0 || doneAt == Done.Length) ? DocumentStep.Discard : DocumentStep.End;
    }

    // True where a line of data follows another: the line break between them is text.
    private bool ReadName(byte value)
    {
        if (matched < DataName.Length)
        {
            if (value == DataName[matched])
            {
                matched++;
                position++;
            }
            else
            {
                state = State.Ignored;
            }

            return false;
        }

        switch (value)
        {
            case (byte)':':
                position++;
                state = State.BehindColon;
                return BeginData();
            case (byte)'\r' or (byte)'\n':
                EndLine();
                return BeginData();
            default:
                state = State.Ignored;
                return false;
        }
    }

    private bool BeginData()
    {
        if (!inEvent)
        {
            inEvent = true;
            doneAt = markAt = 0;
            return false;
        }

        Text = new ArraySegment<byte>(LineBreak);
        MatchDone(LineBreak);
        return true;
    }

    private bool ReadData()
    {
        var start = position;
        var length = buffer.AsSpan(position, end - position).IndexOfAny((byte)'\r', (byte)'\n');
        if (length < 0)
        {
            position = end;
        }
        else
        {
            position += length;
            EndLine();
        }

        Text = new ArraySegment<byte>(buffer, start, length < 0 ? end - start : length);
        MatchDone(Text);
        return Text.Count > 0;
    }

    // A line of another field, a comment, or none of these.
    private void ReadOther()
    {
        var rest = buffer.AsSpan(position, end - position);
        var length = rest.IndexOfAny((byte)'\r', (byte)'\n');
        if (state == State.Other)
        {
            Stray.Append(length < 0 ? rest : rest.Slice(0, length + 1));
        }

        if (length < 0)
        {
            position = end;
        }
        else
        {
            position += length;
            EndLine();
        }
    }

    private void EndLine()
    {
        afterReturn = buffer[position] == (byte)'\r';
        position++;
        state = State.LineStart;
    }

    // White space may stand around the word, and byte order marks before it.
    private void MatchDone(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length && doneAt >= 0; at++)
        {
            if (doneAt == 0 && text[at] == Mark[markAt])
            {
                markAt = (markAt + 1) % Mark.Length;
                continue;
            }

            var mayBeSpace = markAt == 0 && (doneAt == 0 || doneAt == Done.Length);
            if (mayBeSpace && (text[at] is (byte)' ' or (byte)'\t' or (byte)'\n'))
            {
                continue;
            }

            doneAt = markAt == 0 && doneAt < Done.Length && text[at] == Done[doneAt] ? doneAt + 1 : -1;
        }
    }
}
