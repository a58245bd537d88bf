namespace NanoBananaContracts;

/// <summary>
/// Reads a reply out of network buffers as they arrive, in constant memory: checks that it is JSON, decodes the
/// pictures in <c>candidates[].content.parts[].inlineData.data</c> on the way, passes over thought signatures, and
/// keeps the rest as a <see cref="ReplySkeleton"/>. Properties may come in any order; buffers may end at any byte.
/// </summary>
/// <remarks>
/// Usage: <see cref="Feed"/> a buffer, call <see cref="Next"/> until <see cref="ReplyEvent.NeedInput"/>, and so on;
/// <see cref="Complete"/> at the end. The buffer belongs to the reader until then and is overwritten. The grammar is RFC 8259 as <c>System.Text.Json</c> reads it: no comments, no trailing commas, strings checked for
/// control characters and escapes but not for well-formed UTF-8; byte order marks in front are passed over.
/// </remarks>
internal sealed class ReplyStreamReader : IDisposable
{
    /// <summary>How many bytes a reply may have without its pictures and signatures.</summary>
    public const int DefaultSkeletonLimit = 4 * 1024 * 1024;

    // What is kept of a malformed text behind the place of the error, for the message.
    private const int MalformedExcerpt = 512;

    private const string NoValue = "there is no value";

    private readonly ReplyNesting nesting = new();
    private readonly ReplyTextReader text;
    private readonly Base64StringReader picture;
    private byte[] buffer = [];
    private int position;
    private int end;
    private long offset;
    private bool noMore;
    private ReplyReaderState state = ReplyReaderState.Value;
    private JsonScalarScan scalar;
    private int markAt;
    private bool pictureEnded;
    private bool pictureNumbered;

    /// <summary>Creates a reader.</summary>
    /// <param name="output">
    /// Receives decoded picture bytes; at least <see cref="Base64StringReader.OutputLength"/> of the largest buffer fed.
    /// </param>
    /// <param name="skeletonLimit">How many bytes the reply may have without its pictures and signatures.</param>
    public ReplyStreamReader(byte[] output, int skeletonLimit = DefaultSkeletonLimit)
    {
        picture = new Base64StringReader(output);
        Skeleton = new ReplySkeleton(skeletonLimit);
        text = new ReplyTextReader(Skeleton);
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The reply without its large strings.</summary>
    public ReplySkeleton Skeleton { get; }

    /// <summary>
    /// How many pictures have begun, those of the documents before included. The data of the n-th stands in the skeleton as
    /// the string "n-1", or as the empty string where it is empty.
    /// </summary>
    public int PictureCount { get; private set; }

    /// <summary>How many bytes of the output buffer the last <see cref="ReplyEvent.PictureBytes"/> filled.</summary>
    public int PictureBytes => picture.Written;

    /// <summary>How the text of the current picture fares.</summary>
    public Base64StringReader PictureText => picture;

    /// <summary>Why reading has ended.</summary>
    public ReplyEnd End { get; private set; }

    /// <summary>What is malformed and where; <see langword="null"/> otherwise.</summary>
    public string? Malformation { get; private set; }

    /// <summary>Offset in the reply of the next byte to read.</summary>
    public long Offset => offset + position;

    /// <summary>Makes ready for the next document of the same reply.</summary>
    /// <param name="skeletonLimit">How many bytes it may have without its pictures and signatures.</param>
    public void Reset(int skeletonLimit)
    {
        Skeleton.Reset(skeletonLimit);
        nesting.Reset();
        state = ReplyReaderState.Value;
        position = end = markAt = 0;
        offset = 0;
        noMore = pictureEnded = false;
        End = ReplyEnd.NotYet;
        Malformation = null;
    }

    /// <summary>Gives the next bytes of the reply; the ones before must be read.</summary>
    public void Feed(byte[] bytes, int start, int count)
    {
        offset += position - start;
        buffer = bytes;
        position = start;
        end = start + count;
    }

    /// <summary>Says that the reply has no more bytes.</summary>
    public void Complete() => noMore = true;

    /// <summary>Reads on to the next event.</summary>
    public ReplyEvent Next()
    {
        if (pictureEnded)
        {
            pictureEnded = false;
            return ReplyEvent.PictureEnd;
        }

        while (position < end)
        {
            switch (state)
            {
                case ReplyReaderState.Text:
                    ReadText();
                    break;
                case ReplyReaderState.Picture:
                    if (ReadPicture() is { } pictureEvent)
                    {
                        return pictureEvent;
                    }

                    break;
                case ReplyReaderState.Scalar:
                    ReadScalar();
                    break;
                case ReplyReaderState.Stopped:
                    return ReplyEvent.Ended;
                default:
                    if (ReadStructure())
                    {
                        return ReplyEvent.PictureStart;
                    }

                    break;
            }

            if (Skeleton.IsOverfull)
            {
                Stop(ReplyEnd.TooLarge);
            }
        }

        return noMore || state == ReplyReaderState.Stopped ? Finish() : ReplyEvent.NeedInput;
    }

    /// <inheritdoc/>
    public void Dispose() => Skeleton.Dispose();

    private ReplyEvent Finish()
    {
        if (End == ReplyEnd.NotYet)
        {
            if (state == ReplyReaderState.Scalar && nesting.IsAtRoot && scalar.MayEnd)
            {
                state = ReplyReaderState.AfterRoot;
            }

            End =
                state == ReplyReaderState.AfterRoot ? ReplyEnd.Complete
                : Skeleton.Text.IsEmpty ? ReplyEnd.Empty
                : ReplyEnd.Truncated;
        }

        return ReplyEvent.Ended;
    }

    private void Stop(ReplyEnd why)
    {
        state = ReplyReaderState.Stopped;
        End = why;
    }

    private void Fail(string what)
    {
        Malformation = FormattableString.Invariant($"{what} at byte {Offset}");
        Skeleton.Append(buffer.AsSpan(position, Math.Min(end - position, MalformedExcerpt)));
        Stop(ReplyEnd.Malformed);
    }

    // Reads one byte between values. True where a picture begins.
    private bool ReadStructure()
    {
        var value = buffer[position];
        if (Offset == markAt && value == ByteOrderMark[markAt % 3])
        {
            markAt++;
            position++;
            return false;
        }

        if (markAt % 3 != 0)
        {
            Skeleton.Append(ByteOrderMark.Slice(0, markAt % 3));
            Fail("a byte order mark is incomplete");
            return false;
        }

        if (value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            Skeleton.AppendWhiteSpace(value);
            position++;
            return false;
        }

        switch (state)
        {
            case ReplyReaderState.ValueOrEnd when value == (byte)']':
            case ReplyReaderState.NameOrEnd when value == (byte)'}':
                CloseContainer(value);
                return false;
            case ReplyReaderState.Value or ReplyReaderState.ValueOrEnd:
                return BeginValue(value);
            case ReplyReaderState.NameOrEnd or ReplyReaderState.Name when value == (byte)'"':
                position++;
                text.BeginName();
                state = ReplyReaderState.Text;
                return false;
            case ReplyReaderState.Colon when value == (byte)':':
                Accept(value, ReplyReaderState.Value);
                return false;
            case ReplyReaderState.CommaOrEnd when value == (byte)',':
                Skeleton.NextItem(nesting.Place == ReplyPlace.DataList);
                Accept(value, nesting.InObject ? ReplyReaderState.Name : ReplyReaderState.Value);
                return false;
            case ReplyReaderState.CommaOrEnd when value == (nesting.InObject ? (byte)'}' : (byte)']'):
                CloseContainer(value);
                return false;
            default:
                Fail(
                    state switch
                    {
                        ReplyReaderState.NameOrEnd or ReplyReaderState.Name => "a property name is missing",
                        ReplyReaderState.Colon => "a colon is missing",
                        ReplyReaderState.CommaOrEnd => "a comma or the end of the object or array is missing",
                        ReplyReaderState.AfterRoot => "there is more text behind the end of the document",
                        _ => NoValue,
                    }
                );
                return false;
        }
    }

    private void Accept(byte value, ReplyReaderState next)
    {
        Skeleton.Append(value);
        position++;
        state = next;
    }

    private bool BeginValue(byte value)
    {
        switch (value)
        {
            case (byte)'{' or (byte)'[':
                OpenContainer(value);
                return false;
            case (byte)'"':
                position++;
                return BeginString();
            case var _ when scalar.Begin(value):
                Accept(value, ReplyReaderState.Scalar);
                return false;
            default:
                Fail(NoValue);
                return false;
        }
    }

    private void OpenContainer(byte value)
    {
        if (nesting.IsFull)
        {
            Fail("containers are nested more deeply than in any reply");
            return;
        }

        var isObject = value == (byte)'{';
        nesting.Open(isObject, text.Name);
        Skeleton.BeginList(nesting.Place == ReplyPlace.DataList);
        Accept(value, isObject ? ReplyReaderState.NameOrEnd : ReplyReaderState.ValueOrEnd);
    }

    private void CloseContainer(byte value)
    {
        Skeleton.EndList(nesting.Place == ReplyPlace.DataList);
        nesting.Close();
        Accept(value, ReplyReaderState.CommaOrEnd);
        EndValue();
    }

    private void EndValue() => state = nesting.IsAtRoot ? ReplyReaderState.AfterRoot : ReplyReaderState.CommaOrEnd;

    private void ReadScalar()
    {
        while (position < end)
        {
            var value = buffer[position];
            if (scalar.Take(value))
            {
                Skeleton.Append(value);
                position++;
                continue;
            }

            if (scalar.EndsAt(value))
            {
                EndValue();
            }
            else
            {
                Fail(scalar.Malformation);
            }

            return;
        }
    }

    private bool BeginString()
    {
        var role = nesting.InObject ? ReplyPlaces.Role(nesting.Place, text.Name) : StringRole.Text;
        if (role != StringRole.Picture)
        {
            text.BeginText(keep: role == StringRole.Text);
            state = ReplyReaderState.Text;
            return false;
        }

        Skeleton.Append((byte)'"');
        PictureCount++;
        pictureNumbered = false;
        picture.Reset();
        state = ReplyReaderState.Picture;
        return true;
    }

    private void ReadText()
    {
        var step = text.Read(buffer.AsSpan(position, end - position), out var consumed);
        position += consumed;
        switch (step)
        {
            case StringStep.End when text.IsName:
                state = ReplyReaderState.Colon;
                break;
            case StringStep.End:
                EndValue();
                break;
            case StringStep.Malformed:
                FailInString(text.Malformation, isKept: text.IsKept);
                break;
            default:
                break;
        }
    }

    private ReplyEvent? ReadPicture()
    {
        var step = picture.Read(buffer.AsSpan(position, end - position), out var consumed);
        position += consumed;
        NumberPicture(consumed - (step == StringStep.End ? 1 : 0));
        if (step == StringStep.End)
        {
            Skeleton.Append((byte)'"');
            state = ReplyReaderState.CommaOrEnd;
            pictureEnded = picture.Written > 0;
            return picture.Written > 0 ? ReplyEvent.PictureBytes : ReplyEvent.PictureEnd;
        }

        if (step == StringStep.Malformed)
        {
            FailInString("a picture's text has a control character or a malformed escape", isKept: false);
        }

        return picture.Written > 0 ? ReplyEvent.PictureBytes : null;
    }

    // The number takes the place of the data, unless that is empty; and its quote is closed where that of the data is,
    // so that a reply that is cut in a picture has a skeleton that is cut in a string.
    private void NumberPicture(int textLength)
    {
        if (textLength > 0 && !pictureNumbered)
        {
            pictureNumbered = true;
            Skeleton.AppendNumber(PictureCount - 1);
        }
    }

    // What was left out of the skeleton may be what makes the next byte wrong; a control character is always wrong.
    private void FailInString(string what, bool isKept)
    {
        if (!isKept)
        {
            Skeleton.Append(0x00);
        }

        Fail(what);
    }
}
