using System;
using System.Collections.Generic;

namespace NanoBananaContracts;

/// <summary>
/// The events of a streamed reply on their way from the network: each is read by a <see cref="ReplyStreamReader"/> of
/// its own, and only what is left of it without its images is kept. Memory grows with neither their size nor their
/// number: a reply whose rests are too large together is refused.
/// </summary>
internal sealed class ArrivingEvents(byte[] output) : IDisposable
{
    // What an event costs beside its text.
    private const int PieceCost = 64;

    private readonly EventFraming framing = new();
    private readonly List<ReadOnlyMemory<byte>> pieces = [];
    private int left = ReplyStreamReader.DefaultSkeletonLimit;
    private int pictures;
    private int number = 1;
    private bool hasEnded;

    /// <summary>Reads the current event; there is one after <see cref="Advance"/> has returned true.</summary>
    public ReplyStreamReader? Reader { get; private set; }

    /// <summary>What is wrong with the first event that is not whole JSON, in words; <see langword="null"/> for none.</summary>
    public string? Malformation { get; private set; }

    /// <summary>Whether the reply without its images is too large to keep.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Gives the next bytes; the ones before must be read.</summary>
    public void Feed(byte[] bytes, int count) => framing.Feed(bytes, 0, count);

    /// <summary>Says that there are no more bytes.</summary>
    public void Complete() => framing.Complete();

    /// <summary>Gives <see cref="Reader"/> what comes next.</summary>
    /// <returns>False where nothing does: more bytes are needed, or none are wanted.</returns>
    public bool Advance()
    {
        if (hasEnded)
        {
            Keep();
        }

        switch (IsTooLarge ? FramingStep.NeedInput : framing.Next())
        {
            case FramingStep.Text:
                Reader ??= new ReplyStreamReader(output, left, pictures);
                Reader.Feed(framing.Text.Array!, framing.Text.Offset, framing.Text.Count);
                return true;
            case FramingStep.EventEnd when Reader is not null:
                Reader.Complete();
                hasEnded = true;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Says what the events are together, now that all have come.</summary>
    public ReplyOutcome Classify(int status, string? contentType, CallContext context, ImageJudge judge) =>
        framing.HasContent
            ? new PieceClassifier(ReplyForm.EventStream, status, context).Classify(
                pieces,
                null,
                framing.Stray.Text,
                judge
            )
            : ReplyOutcome.Classify(status, contentType, default, context);

    /// <inheritdoc/>
    public void Dispose() => Reader?.Dispose();

    // Events without data and [DONE] are no pieces of the reply.
    private void Keep()
    {
        hasEnded = false;
        using var reader = Reader!;
        Reader = null;
        pictures = reader.PictureCount;
        IsTooLarge = reader.End == ReplyEnd.TooLarge;
        if (IsTooLarge || reader.End == ReplyEnd.Empty || framing.IsDone)
        {
            return;
        }

        pieces.Add(reader.Skeleton.Text.ToArray());
        left -= reader.Skeleton.Text.Length + PieceCost;
        IsTooLarge = left <= 0;
        Malformation ??= reader.End switch
        {
            ReplyEnd.Malformed => FormattableString.Invariant(
                $"Event {number} of the reply is not JSON: {reader.Malformation} of its data."
            ),
            ReplyEnd.Truncated => FormattableString.Invariant(
                $"The reply is cut: the data of event {number} ends after {reader.Offset:N0} bytes, before its JSON does."
            ),
            _ => null,
        };
        number++;
    }
}
