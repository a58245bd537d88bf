namespace NanoBananaContracts;

/// <summary>
/// The items of a JSON array: a streamed reply without <c>alt=sse</c>. Between the items it is strict; inside of them it
/// counts brackets and passes over strings, and whether an item is JSON is for its reader to say.
/// </summary>
internal sealed class ArrayFraming : IDocumentFraming
{
    private byte[] buffer = [];
    private int position;
    private int end;
    private long offset;
    private bool noMore;
    private State state = State.Start;
    private int depth;
    private bool inString;
    private bool escaped;
    private bool itemEnded;

    private enum State : byte
    {
        Start,
        ItemOrEnd,
        Item,
        InItem,
        CommaOrEnd,
        AfterEnd,
        Stopped,
    }

    /// <inheritdoc/>
    public ArraySegment<byte> Text { get; private set; }

    /// <summary>What is wrong between the items, or behind the last; <see langword="null"/> for nothing.</summary>
    public DocumentFault? Fault { get; private set; }

    private long Offset => offset + position;

    /// <inheritdoc/>
    public void Feed(byte[] bytes, int start, int count)
    {
        offset += position - start;
        buffer = bytes;
        position = start;
        end = start + count;
    }

    /// <inheritdoc/>
    public void Complete() => noMore = true;

    /// <inheritdoc/>
    public DocumentStep Next()
    {
        if (itemEnded)
        {
            itemEnded = false;
            state = State.CommaOrEnd;
            return DocumentStep.End;
        }

        while (position < end && state != State.Stopped)
        {
            if (state == State.InItem)
            {
                var start = position;
                ReadItem();
                Text = new ArraySegment<byte>(buffer, start, position - start);
                return DocumentStep.Text;
            }

            ReadBetween(buffer[position]);
        }

        return noMore ? Finish() : DocumentStep.NeedInput;
    }

    private void ReadBetween(byte value)
    {
        switch (state)
        {
            case var _ when IsSpace(value):
                break;
            case State.Start when value == (byte)'[':
                state = State.ItemOrEnd;
                break;
            case State.ItemOrEnd or State.CommaOrEnd when value == (byte)']':
                state = State.AfterEnd;
                break;
            case State.CommaOrEnd when value == (byte)',':
                state = State.Item;
                break;
            case State.ItemOrEnd or State.Item when value is not ((byte)',' or (byte)']'):
                state = State.InItem;
                return; // its first byte is read with it
            default:
                Stop(DocumentFault.NotJson(FormattableString.Invariant($"{Expected} at byte {Offset}")));
                return;
        }

        position++;
    }

    private string Expected =>
        state switch
        {
            State.CommaOrEnd => "a comma or the end of the array is missing",
            State.AfterEnd => "there is more text behind the end of the array",
            _ => "there is no value",
        };

    // Reads on to the end of the item or of the buffer.
    private void ReadItem()
    {
        while (position < end && !itemEnded)
        {
            if (inString)
            {
                SkipString();
                continue;
            }

            var value = buffer[position];
            if (depth == 0 && (value is (byte)',' or (byte)']' || IsSpace(value)))
            {
                itemEnded = true; // a number or a word: what ends it is no part of it
                return;
            }

            position++;
            switch (value)
            {
                case (byte)'"':
                    inString = true;
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']' when depth > 0:
                    depth--;
                    itemEnded = depth == 0;
                    break;
                default:
                    break;
            }
        }
    }

    private void SkipString()
    {
        if (escaped)
        {
            escaped = false;
            position++;
            return;
        }

        var stop = buffer.AsSpan(position, end - position).IndexOfAny((byte)'"', (byte)'\\');
        if (stop < 0)
        {
            position = end;
            return;
        }

        position += stop;
        escaped = buffer[position++] == (byte)'\\';
        inString = escaped;
        itemEnded = !inString && depth == 0;
    }

    private DocumentStep Finish()
    {
        var wasInItem = state == State.InItem;
        if (state is not (State.AfterEnd or State.Stopped))
        {
            Stop(DocumentFault.Cut(Offset));
        }

        return wasInItem ? DocumentStep.End : DocumentStep.NeedInput;
    }

    private void Stop(DocumentFault fault)
    {
        Fault = fault;
        state = State.Stopped;
    }

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
