using System;

namespace NanoBananaContracts;

/// <summary>What the incremental reader has come to.</summary>
internal enum ReplyEvent
{
    /// <summary>Everything fed is read: feed more, or say that there is no more.</summary>
    NeedInput,

    /// <summary>A picture begins; <see cref="ReplyStreamReader.PictureCount"/> has counted it.</summary>
    PictureStart,

    /// <summary>Bytes of the picture are in the output buffer.</summary>
    PictureBytes,

    /// <summary>The picture's text has ended, well or not: see <see cref="ReplyStreamReader.PictureText"/>.</summary>
    PictureEnd,

    /// <summary>There is nothing more to read; <see cref="ReplyStreamReader.End"/> says why.</summary>
    Ended,
}

/// <summary>Why the incremental reader has ended.</summary>
internal enum ReplyEnd
{
    /// <summary>It has not.</summary>
    NotYet,

    /// <summary>The document is complete.</summary>
    Complete,

    /// <summary>The bytes ended before the document did.</summary>
    Truncated,

    /// <summary>The bytes are not JSON.</summary>
    Malformed,

    /// <summary>There were no bytes but white space.</summary>
    Empty,

    /// <summary>The reply without its pictures is larger than any reply should be.</summary>
    TooLarge,
}

/// <summary>
/// Reads a reply out of network buffers as they arrive, in constant memory: checks that it is JSON, decodes the
/// pictures in <c>candidates[].content.parts[].inlineData.data</c> on the way, passes over thought signatures, and
/// keeps the rest as a <see cref="ReplySkeleton"/>. Properties may come in any order; buffers may end at any byte.
/// </summary>
/// <remarks>
/// Usage: <see cref="Feed"/> a buffer, call <see cref="Next"/> until it answers <see cref="ReplyEvent.NeedInput"/>,
/// and so on; <see cref="Complete"/> at the end. The buffer belongs to the reader until then and is overwritten.
/// The grammar is RFC 8259 as <c>System.Text.Json</c> reads it: no comments, no trailing commas, strings checked for
/// control characters and escapes but not for well-formed UTF-8; a byte order mark at the very start is passed over.
/// </remarks>
internal sealed partial class ReplyStreamReader : IDisposable
{
    /// <summary>How deep containers may be nested.</summary>
    public const int MaxDepth = 64;

    /// <summary>How many bytes a reply may have without its pictures and signatures.</summary>
    public const int DefaultSkeletonLimit = 4 * 1024 * 1024;

    // What is kept of a malformed text behind the place of the error, for the message.
    private const int MalformedExcerpt = 512;

    private readonly ReplyPlace[] places = new ReplyPlace[MaxDepth];
    private readonly bool[] objects = new bool[MaxDepth];
    private readonly Base64StringReader picture;
    private byte[] buffer = [];
    private int position;
    private int end;
    private long offset;
    private bool noMore;
    private int depth;
    private State state = State.Value;

    /// <summary>Creates a reader.</summary>
    /// <param name="output">
    /// Receives decoded picture bytes; at least <see cref="Base64StringReader.OutputLength"/> of the largest buffer fed.
    /// </param>
    /// <param name="skeletonLimit">How many bytes the reply may have without its pictures and signatures.</param>
    /// <param name="pictures">How many pictures came before, where this is a piece of a reply.</param>
    public ReplyStreamReader(byte[] output, int skeletonLimit = DefaultSkeletonLimit, int pictures = 0)
    {
        picture = new Base64StringReader(output);
        Skeleton = new ReplySkeleton(skeletonLimit);
        PictureCount = pictures;
    }

    private enum State : byte
    {
        Value,
        ValueOrEnd,
        NameOrEnd,
        Name,
        Colon,
        CommaOrEnd,
        Text,
        Picture,
        Number,
        Literal,
        AfterRoot,
        Stopped,
    }

    /// <summary>The reply without its large strings.</summary>
    public ReplySkeleton Skeleton { get; }

    /// <summary>
    /// How many pictures have begun, the ones before this text included. The data of the n-th stands in the skeleton as the string "n-1", or as the empty
    /// string where it is empty.
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
                case State.Text:
                    ReadText();
                    break;
                case State.Picture:
                    if (ReadPicture() is { } pictureEvent)
                    {
                        return pictureEvent;
                    }

                    break;
                case State.Number:
                    ReadNumber();
                    break;
                case State.Literal:
                    ReadLiteral();
                    break;
                case State.Stopped:
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

        return noMore || state == State.Stopped ? Finish() : ReplyEvent.NeedInput;
    }

    /// <inheritdoc/>
    public void Dispose() => Skeleton.Dispose();

    private ReplyEvent Finish()
    {
        if (End == ReplyEnd.NotYet)
        {
            if (state == State.Number && depth == 0 && numberMayEnd)
            {
                state = State.AfterRoot;
            }

            End =
                state == State.AfterRoot ? ReplyEnd.Complete
                : Skeleton.Text.IsEmpty ? ReplyEnd.Empty
                : ReplyEnd.Truncated;
        }

        return ReplyEvent.Ended;
    }

    private void Stop(ReplyEnd why)
    {
        state = State.Stopped;
        End = why;
    }

    private void Fail(string what)
    {
        Malformation = FormattableString.Invariant($"{what} at byte {Offset}");
        Skeleton.Append(buffer.AsSpan(position, Math.Min(end - position, MalformedExcerpt)));
        Stop(ReplyEnd.Malformed);
    }
}
