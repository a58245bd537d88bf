namespace NanoBananaContracts;

/// <summary>
/// The JSON documents of a reply body, in whichever form it comes: events, an array, or one object. The form shows in the
/// first bytes that are no white space; byte order marks before them are passed over.
/// </summary>
internal sealed class DocumentFraming(string? contentType) : IDocumentFraming
{
    // Of a body that is none of the forms, what is kept for the message.
    private const int StartLength = 4096;

    private byte[] buffer = [];
    private int position;
    private int end;
    private bool noMore;
    private bool isOpen;
    private byte[] start = [];
    private int startLength;
    private IDocumentFraming? form;
    private Front front;

    /// <summary>How far the lines of comment are read that may stand in front: ": PING", as some gateways write them before JSON too.</summary>
    private enum Front : byte
    {
        Nothing,
        Comment,
        LineEnd,
        Body,
        BodyAfterComment,
    }

    /// <summary>The form; known with the first document.</summary>
    public ReplyForm Form { get; private set; }

    /// <summary>The first bytes of a body that is none of the forms.</summary>
    public ReadOnlyMemory<byte> Start => start.AsMemory(0, startLength);

    /// <inheritdoc/>
    public ArraySegment<byte> Text => form!.Text;

    /// <summary>Why the body could not be taken apart to its end, if it could not.</summary>
    public DocumentFault? Fault => (form as ArrayFraming)?.Fault;

    /// <summary>What stood between the events and was none.</summary>
    public ReadOnlyMemory<byte> Stray => (form as EventFraming)?.Stray.Text ?? default;

    /// <summary>Whether nothing that may still come is of interest.</summary>
    public bool IsOver => Fault is not null || (isOpen && form is null && startLength == StartLength);

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
        if (front < Front.Body)
        {
            PassComments();
        }

        while (isOpen || Open())
        {
            if (form is null)
            {
                Hold();
                return DocumentStep.NeedInput;
            }

            var step = form.Next();
            if (step != DocumentStep.NeedInput)
            {
                return step;
            }

            if (position < end)
            {
                form.Feed(buffer, position, end - position);
                position = end;
            }
            else if (noMore)
            {
                noMore = false;
                form.Complete();
            }
            else
            {
                return DocumentStep.NeedInput;
            }
        }

        return DocumentStep.NeedInput;
    }

    // What is behind them shows the form.
    private void PassComments()
    {
        while (position < end && front < Front.Body)
        {
            var value = buffer[position];
            front = (front, value) switch
            {
                (Front.Nothing or Front.LineEnd, (byte)':') => Front.Comment,
                (Front.Nothing, _) => Front.Body,
                (Front.Comment or Front.LineEnd, (byte)'\r' or (byte)'\n') => Front.LineEnd,
                (Front.LineEnd, _) => Front.BodyAfterComment,
                _ => front,
            };
            position += front < Front.Body ? 1 : 0;
        }
    }

    private bool HasComments => front is not (Front.Nothing or Front.Body);

    // Mostly the first buffer shows the form and is read where it lies.
    private bool Open()
    {
        if (startLength == 0 && (noMore || BodyShape.ShowsForm(buffer.AsSpan(position, end - position))))
        {
            Open(buffer, position, end - position);
            position = end;
            return true;
        }

        while (position < end)
        {
            Hold();
            if (BodyShape.ShowsForm(Start.Span))
            {
                break;
            }

            if (startLength == StartLength)
            {
                // White space: half of it, which is more than none, says as much.
                startLength /= 2;
                Array.Copy(start, startLength, start, 0, startLength);
            }
        }

        if (!noMore && !BodyShape.ShowsForm(Start.Span))
        {
            return false;
        }

        Open(start, 0, startLength);
        return true;
    }

    private void Open(byte[] bytes, int at, int count)
    {
        isOpen = true;
        var body = BodyShape.WithoutMark(bytes.AsMemory(at, count));
        Form = BodyShape.IsBlank(body.Span)
            ? (HasComments ? ReplyForm.EventStream : ReplyForm.Other)
            : BodyShape.FormOf(contentType, body.Span);
        form = Form switch
        {
            ReplyForm.EventStream => new EventFraming(),
            ReplyForm.JsonArray => new ArrayFraming(),
            ReplyForm.Json => new WholeFraming(),
            _ => null,
        };
        form?.Feed(bytes, at + count - body.Length, body.Length);
        if (form is null && !ReferenceEquals(bytes, start))
        {
            Keep(BodyShape.Trimmed(body.Span));
        }
    }

    private void Hold() => position += Keep(buffer.AsSpan(position, end - position));

    private int Keep(ReadOnlySpan<byte> bytes)
    {
        if (start.Length == 0)
        {
            start = new byte[StartLength];
        }

        var count = Math.Min(bytes.Length, StartLength - startLength);
        bytes.Slice(0, count).CopyTo(start.AsSpan(startLength));
        startLength += count;
        return count;
    }
}
