using System;
using System.Buffers;
using System.Buffers.Text;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NanoBananaContracts.Http;

namespace NanoBananaContracts;

/// <summary>
/// A reply read from the network straight into image sinks: two buffers from the pool, one image or ten, 8 MB or
/// 100 MB. What is left of the reply goes through the one classification there is.
/// </summary>
internal sealed class ArrivingReply(Func<int, ImageSink> open, IProgress<ImageProgress>? progress) : IDisposable
{
    private const int InputLength = 64 * 1024;

    private readonly List<ArrivingImage> images = [];
    private bool isBuffered;

    /// <summary>The images in the order they came.</summary>
    public IReadOnlyList<ArrivingImage> Images => images;

    /// <summary>The image that a part stands for, in its sink.</summary>
    public async Task<ArrivingImage> TakeAsync(Blob blob, CancellationToken cancellationToken)
    {
        if (!isBuffered)
        {
            return ImageOf(blob) ?? throw new InvalidOperationException("The part has no data, and so no image.");
        }

        // An event stream was read as a whole; its images are still Base64 text.
        var image = new ArrivingImage(open(images.Count));
        images.Add(image);
        var buffer = ArrayPool<byte>.Shared.Rent(InputLength);
        try
        {
            using var bytes = blob.Data.GetValueOrDefault().OpenRead();
            int read;
            while ((read = bytes.Read(buffer, 0, buffer.Length)) > 0)
            {
                await image.WriteAsync(buffer, read, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return image;
    }

    /// <summary>Reads the reply to its end.</summary>
    /// <returns>What it is, with the data of its images replaced and its signatures left out.</returns>
    public async Task<ReplyOutcome> ReadAsync(
        HttpReply reply,
        FailureContext context,
        CancellationToken cancellationToken
    )
    {
        var input = ArrayPool<byte>.Shared.Rent(InputLength);
        var output = ArrayPool<byte>.Shared.Rent(Base64StringReader.OutputLength(InputLength));
        try
        {
            using var reader = new ReplyStreamReader(output);
            var first = await reply.Body.ReadBytesAsync(input, InputLength, cancellationToken).ConfigureAwait(false);
            if (BodyShape.IsEventStream(reply.ContentType, input.AsSpan(0, first)))
            {
                isBuffered = true;
                var events = await BufferAsync(reply, input, first, cancellationToken).ConfigureAwait(false);
                return ReplyOutcome.Classify(reply.StatusCode, reply.ContentType, events, context);
            }

            await PumpAsync(reply, reader, input, first, output, cancellationToken).ConfigureAwait(false);
            return Classify(reply, reader, context);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(input);
            ArrayPool<byte>.Shared.Return(output);
        }
    }

    /// <summary>Undoes every image that was not kept.</summary>
    public void Dispose()
    {
        foreach (var image in images)
        {
            image.Dispose();
        }
    }

    private static async Task<ReadOnlyMemory<byte>> BufferAsync(
        HttpReply reply,
        byte[] input,
        int first,
        CancellationToken cancellationToken
    )
    {
        using var body = new MemoryStream();
        for (var read = first; read > 0; )
        {
            body.Write(input, 0, read);
            read = await reply.Body.ReadBytesAsync(input, InputLength, cancellationToken).ConfigureAwait(false);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private async Task PumpAsync(
        HttpReply reply,
        ReplyStreamReader reader,
        byte[] input,
        int first,
        byte[] output,
        CancellationToken cancellationToken
    )
    {
        long total = 0;
        for (var read = first; ; )
        {
            total += read;
            if (read == 0)
            {
                reader.Complete();
            }
            else
            {
                reader.Feed(input, 0, read);
            }

            ReplyEvent next;
            while ((next = reader.Next()) != ReplyEvent.NeedInput)
            {
                switch (next)
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
                    default:
                        return;
                }
            }

            progress?.Report(
                new ImageProgress(
                    images.Count,
                    images.Count == 0 ? 0 : images[images.Count - 1].Length,
                    total,
                    reply.ContentLength
                )
            );
            read = await reply.Body.ReadBytesAsync(input, InputLength, cancellationToken).ConfigureAwait(false);
        }
    }

    private ReplyOutcome Classify(HttpReply reply, ReplyStreamReader reader, FailureContext context)
    {
        if (reader.End == ReplyEnd.TooLarge)
        {
            return ReplyOutcome.Fail(
                ReplyForm.Json,
                reply.StatusCode,
                FailureKind.ResponseTooLarge,
                "The reply has megabytes of text beside its images; no reply of the service has."
            );
        }

        var skeleton = reader.Skeleton.Text.ToArray();
        var outcome = ReplyOutcome.Classify(reply.StatusCode, reply.ContentType, skeleton, context, Judge);

        // The skeleton is broken where the reply is, but its offsets are its own: say it in the reply's.
        return (outcome.Form, reader.End) switch
        {
            (not ReplyForm.Other, ReplyEnd.Malformed) => ReplyOutcome.Fail(
                outcome.Form,
                reply.StatusCode,
                FailureKind.NotJson,
                $"The reply is not JSON: {reader.Malformation}."
            ),
            (not ReplyForm.Other, ReplyEnd.Truncated) => ReplyOutcome.Fail(
                outcome.Form,
                reply.StatusCode,
                FailureKind.TruncatedReply,
                $"The reply is cut: it ends after {reader.Offset:N0} bytes, before its JSON does."
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
