using System.Buffers;
using System.Buffers.Text;
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
        var documents = new ArrivingDocuments(reply.StatusCode, reply.ContentType, context, Judge, output);
        long total = 0;
        try
        {
            while (true)
            {
                var read = await reply
                    .Body.ReadBytesAsync(input, 0, InputLength, cancellationToken)
                    .ConfigureAwait(false);
                total += read;
                if (read > 0)
                {
                    documents.Feed(input, read);
                }
                else
                {
                    documents.Complete();
                }

                while (documents.Advance())
                {
                    await ReadAsync(documents, output, cancellationToken).ConfigureAwait(false);
                }

                if (read == 0 || documents.IsOver)
                {
                    return await keep(documents.Classify()).ConfigureAwait(false);
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
            documents.Dispose();
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

    // Reads what the reader was given into the sinks.
    private async ValueTask ReadAsync(ArrivingDocuments documents, byte[] output, CancellationToken cancellationToken)
    {
        var reader = documents.Reader;
        while (true)
        {
            switch (reader.Next())
            {
                case ReplyEvent.PictureStart when images.Count == ImageParts.Most:
                    documents.RefuseImages(); // before it takes another file
                    return;
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
    }

    // A part of the skeleton has the image's number for its data, or nothing where there was none.
    private ArrivingImage? ImageOf(Blob blob) =>
        blob.Data is { IsEmpty: false } data
        && Utf8Parser.TryParse(data.EncodedText.Span, out int number, out var used)
        && used == data.EncodedLength
        && number < images.Count
            ? images[number]
            : null;

    private ImageVerdict Judge(Blob blob) => ImageOf(blob)?.Verdict ?? ImageJudgement.OfMissing(blob);
}
