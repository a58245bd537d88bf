namespace NanoBananaContracts;

/// <summary>An image on its way from the network to its sink, inspected as it passes.</summary>
internal sealed class ArrivingImage(ImageSink sink) : IDisposable
{
    private readonly PictureInspector inspector = new();
    private ImageVerdict? verdict;

    /// <summary>Where it goes.</summary>
    public ImageSink Sink => sink;

    /// <summary>Bytes so far.</summary>
    public long Length => inspector.Length;

    /// <summary>What the bytes turned out to be; an image that never ended is cut.</summary>
    public ImageVerdict Verdict => verdict ?? ImageJudgement.Of(inspector.Complete());

    /// <summary>Takes the next bytes.</summary>
    public ValueTask WriteAsync(byte[] buffer, int count, CancellationToken cancellationToken)
    {
        inspector.Append(buffer.AsSpan(0, count));
        return sink.WriteAsync(buffer, count, cancellationToken);
    }

    /// <summary>Notes that its text has ended.</summary>
    public void Complete(Base64StringReader text)
    {
        verdict = text.Fault is { } fault
            ? ImageJudgement.OfFault(fault, text.FaultAt, text.Start, inspector.Complete())
            : ImageJudgement.Of(inspector.Complete());
        sink.Complete();
    }

    /// <inheritdoc/>
    public void Dispose() => sink.Dispose();
}
