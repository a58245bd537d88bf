using System;
using System.Buffers;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// Reads a reply from the network straight into image sinks: two buffers from the pool, one image or ten, 8 MB or
/// 100 MB, as one document or as events. What is left of the reply goes through the one classification there is.
/// </summary>
internal sealed class ImageReceiver(Func<int, ImageSink> open, IProgress<ImageProgress>? progress)
{
    // Large, because files are written faster in large pieces: three quarters of this are one write.
    private const int InputLength = 192 * 1024;

    // The shared pool keeps a buffer for the thread that returned it, and a call seldom ends on the thread of the next
    // one: that would have two large buffers made for nothing. Eight calls at once find theirs here.
    private static readonly ArrayPool<byte> Buffers = ArrayPool<byte>.Create(256 * 1024, maxArraysPerBucket: 16);

    private readonly List<ArrivingImage> images = [];

    /// <summary>The images in the order they came.</summary>
    public IReadOnlyList<ArrivingImage> Images => images;

    /// <summary>The image that a part stands for, in its sink.</summary>
    public ArrivingImage Take(Blob blob) =>
        ImageOf(blob) ?? throw new InvalidOperationException("The part has no data, and so no image.");

    /// <summary>Reads the reply to its end, and undoes every image that is not kept then.</summary>
    /// <param name="reply">The reply; it is disposed.</param>
    /// <param name="context">The call.</param>
    /// <param name="keep">
    /// Keeps the images that are wanted, and returns them. It is told what the reply is, with the data of its images
    /// replaced and its signatures left out.
    /// </param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>What <paramref name="keep"/> returns.</returns>
    public async Task<IReadOnlyList<SavedImage>> ReadAsync(
        IIncomingBody reply,
        CallContext context,
        Func<ReplyOutcome, Task<IReadOnlyList<SavedImage>>> keep,
        CancellationToken cancellationToken
    )
    {
        var input = Buffers.Rent(InputLength);
        var output = Buffers.Rent(Base64StringReader.OutputLength(InputLength));
        ReplyStreamReader? document = null;
        ArrivingEvents? events = null;
        long total = 0;
        var held = 0;
        try
        {
            while (true)
            {
                var read = await reply
                    .Body.ReadBytesAsync(input, held, InputLength - held, cancellationToken)
                    .ConfigureAwait(false);
                total += read;
                held += read;
                if (document is null && events is null)
                {
                    // The form shows once there is something besides white space.
                    if (read > 0 && held < InputLength && !BodyShape.ShowsForm(input.AsSpan(0, held)))
                    {
                        continue;
                    }

                    if (BodyShape.IsEventStream(reply.ContentType, input.AsSpan(0, held)))
                    {
                        events = new ArrivingEvents(output);
                    }
                    else
                    {
                        document = new ReplyStreamReader(output);
                    }
                }

                bool isOver;
                if (events is null)
                {
                    Feed(document!, input, held, read == 0);
                    isOver = await ReadAsync(document!, output, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    Feed(events, input, held, read == 0);
                    while (events.Advance())
                    {
                        await ReadAsync(events.Reader!, output, cancellationToken).ConfigureAwait(false);
                    }

                    isOver = read == 0 || events.IsTooLarge;
                }

                held = 0;
                if (isOver)
                {
                    var outcome = events is null
                        ? Classify(reply, document!, context)
                        : Classify(reply, events, context);
                    return await keep(outcome).ConfigureAwait(false);
                }

                progress?.Report(
                    new ImageProgress(
                        images.Count,
                        images.Count == 0 ? 0 : images[images.Count - 1].Length,
                        total,
                        reply.ContentLength
                    )
                );
            }
        }
        finally
        {
            document?.Dispose();
            events?.Dispose();
            Buffers.Return(input);
            Buffers.Return(output);
            Undo(reply);
        }
    }

    // By itself: with a loop in its finally block, the method above would be compiled at once for good, which takes
    // more than a megabyte of memory.
    private void Undo(IIncomingBody reply)
    {
        try
        {
            foreach (var image in images)
            {
                image.Dispose();
            }
        }
        finally
        {
            reply.Dispose();
        }
    }

    // Gives one document its next bytes, and its end where there are no more.
    private static void Feed(ReplyStreamReader document, byte[] input, int count, bool isLast)
    {
        if (count > 0)
        {
            document.Feed(input, 0, count);
        }

        if (isLast)
        {
            document.Complete();
        }
    }

    // The same for events.
    private static void Feed(ArrivingEvents events, byte[] input, int count, bool isLast)
    {
        if (count > 0)
        {
            events.Feed(input, count);
        }

        if (isLast)
        {
            events.Complete();
        }
    }

    // Reads what the reader was given into the sinks; true when it has come to an end.
    private async ValueTask<bool> ReadAsync(
        ReplyStreamReader reader,
        byte[] output,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            switch (reader.Next())
            {
                case ReplyEvent.PictureStart:
                    images.Add(new ArrivingImage(open(images.Count)));
                    break;
                case ReplyEvent.PictureBytes:
                    await images[images.Count - 1]
                        .WriteAsync(output, reader.PictureBytes, cancellationToken)
                        .ConfigureAwait(false);
                    break;
                case ReplyEvent.PictureEnd:
                    images[images.Count - 1].Complete(reader.PictureText);
                    break;
                case ReplyEvent.NeedInput:
                    return false;
                default:
                    return true;
            }
        }
    }

    private ReplyOutcome Classify(IIncomingBody reply, ArrivingEvents events, CallContext context)
    {
        if (events.IsTooLarge)
        {
            return TooLarge(ReplyForm.EventStream, reply);
        }

        var outcome = events.Classify(reply.StatusCode, reply.ContentType, context, Judge);

        // As below: the offsets of what was kept are not those of what came.
        return
            outcome.Failure is { InnerException: ContractFormatException } failure
            && events.Malformation is { } malformation
            ? ReplyOutcome.Fail(outcome.Form, reply.StatusCode, failure.Kind, malformation)
            : outcome;
    }

    private static ReplyOutcome TooLarge(ReplyForm form, IIncomingBody reply) =>
        ReplyOutcome.Fail(
            form,
            reply.StatusCode,
            FailureKind.ResponseTooLarge,
            "The reply has megabytes of text beside its images; no reply of the service has."
        );

    private ReplyOutcome Classify(IIncomingBody reply, ReplyStreamReader reader, CallContext context)
    {
        if (reader.End == ReplyEnd.TooLarge)
        {
            return TooLarge(ReplyForm.Json, reply);
        }

        var skeleton = reader.Skeleton.Text.ToArray();
        var outcome = ReplyOutcome.Classify(reply.StatusCode, reply.ContentType, skeleton, context, Judge);

        if (outcome.Failure is { InnerException: not ContractFormatException } || outcome.Form == ReplyForm.Other)
        {
            return outcome; // what it says of itself comes before how it ends
        }

        // The skeleton is broken where the reply is, but its offsets are its own: say it in the reply's.
        return reader.End switch
        {
            ReplyEnd.Malformed => ReplyOutcome.Fail(
                outcome.Form,
                reply.StatusCode,
                FailureKind.NotJson,
                $"The reply is not JSON: {reader.Malformation}."
            ),
            ReplyEnd.Truncated => ReplyOutcome.Fail(
                outcome.Form,
                reply.StatusCode,
                FailureKind.TruncatedReply,
                FormattableString.Invariant(
                    $"The reply is cut: it ends after {reader.Offset:N0} bytes, before its JSON does."
                )
            ),
            _ => outcome,
        };
    }

    // A part of the skeleton has the image's number for its data, or nothing where there was none.
    private ArrivingImage? ImageOf(Blob blob) =>
        blob.Data is { IsEmpty: false } data
        && Utf8Parser.TryParse(data.EncodedText.Span, out int number, out var used)
        && used == data.EncodedLength
        && number < images.Count
            ? images[number]
            : null;

    private ImageVerdict Judge(Blob blob) =>
        ImageOf(blob)?.Verdict ?? ImageJudgement.Of(new PictureInspector().Complete());
}
