namespace NanoBananaContracts;

/// <summary>
/// The documents of a reply on their way from the network: each is read by a <see cref="ReplyStreamReader"/> of its own,
/// and only what is left of it without its images is kept. Memory grows with neither their size nor their number: a
/// reply whose rests are too large together is refused.
/// </summary>
internal sealed class ArrivingDocuments(
    int status,
    string? contentType,
    CallContext context,
    ImageJudge judge,
    byte[] output
) : IDisposable
{
    // What a document costs beside its text.
    private const int DocumentCost = 64;

    private readonly DocumentFraming framing = new(contentType);
    private readonly DocumentClassifier classifier = new(status, contentType, context, judge);
    private int left = ReplyStreamReader.DefaultSkeletonLimit;
    private bool isReading;
    private bool hasEnded;

    /// <summary>Reads the current document; there is one after <see cref="Advance"/> has returned true.</summary>
    public ReplyStreamReader Reader { get; } = new(output);

    /// <summary>Whether nothing that may still come is of interest.</summary>
    public bool IsOver =>
        classifier.HasFailed
        || framing.IsOver
        // What an event is shows only at its end.
        || (framing.Form != ReplyForm.EventStream && Reader.End is ReplyEnd.Malformed or ReplyEnd.TooLarge);

    /// <summary>Gives the next bytes; the ones before must be read.</summary>
    public void Feed(byte[] bytes, int count) => framing.Feed(bytes, 0, count);

    /// <summary>Says that there are no more bytes.</summary>
    public void Complete() => framing.Complete();

    /// <summary>Gives <see cref="Reader"/> what comes next.</summary>
    /// <returns>False where nothing does: more bytes are needed, or none are wanted.</returns>
    public bool Advance()
    {
        if (hasEnded && !classifier.HasFailed)
        {
            Keep();
        }

        while (!classifier.HasFailed)
        {
            switch (framing.Next())
            {
                case DocumentStep.Text:
                    isReading = true;
                    Reader.Feed(framing.Text.Array!, framing.Text.Offset, framing.Text.Count);
                    return true;
                case DocumentStep.End:
                    Reader.Complete();
                    hasEnded = true;
                    return true;
                case DocumentStep.Discard:
                    Leave();
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Notes that more images arrive than any reply should have; nothing is read from here on.</summary>
    public void RefuseImages() => classifier.RefuseImages();

    /// <summary>Says what the documents are together, now that all have come.</summary>
    public ReplyOutcome Classify()
    {
        if (isReading && !classifier.HasFailed)
        {
            Keep(); // it is over before its end
        }

        return classifier.Finish(framing, [], framing.Start);
    }

    /// <inheritdoc/>
    public void Dispose() => Reader.Dispose();

    private void Keep()
    {
        left -= Reader.Skeleton.Text.Length + DocumentCost;
        if (Reader.End == ReplyEnd.TooLarge || left <= 0)
        {
            classifier.Refuse("The reply has megabytes of text beside its images; no reply of the service has.");
        }
        else
        {
            classifier.Add(framing.Form, Reader.Skeleton.Text.ToArray(), Fault());
        }

        Leave();
    }

    private void Leave()
    {
        isReading = hasEnded = false;
        Reader.Reset(left);
    }

    // In the offsets of the document; those of what was kept are its own.
    private DocumentFault? Fault() =>
        Reader.End switch
        {
            ReplyEnd.Malformed => DocumentFault.NotJson(Reader.Malformation!),
            ReplyEnd.Truncated => DocumentFault.Cut(Reader.Offset),
            _ => null,
        };
}
