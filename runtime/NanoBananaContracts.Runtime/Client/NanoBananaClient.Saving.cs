using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NanoBananaContracts.Http;

namespace NanoBananaContracts;

/// <content>From a request straight to files and streams, in constant memory.</content>
public sealed partial class NanoBananaClient
{
    /// <summary>
    /// Generates an image and saves it, whole or not at all. The image is decoded from the network to the file: memory
    /// does not grow with it.
    /// </summary>
    /// <param name="request">What to generate. IMAGE must be among its modalities.</param>
    /// <param name="path">Where to; the extension follows the bytes, as <see cref="GeneratedImage.SaveAsync"/> says.</param>
    /// <param name="cancellationToken">Cancels the call; no file is left behind.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="NanoBananaException">
    /// Every failure of <see cref="GenerateContentAsync"/>; <see cref="FailureKind.MissingImageModality"/> and
    /// <see cref="FailureKind.FileNotWritten"/>, where they can be known, before anything is sent, and billed.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> has no file name.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<SavedImage> SaveImageAsync(
        GenerateContentRequest request,
        string path,
        CancellationToken cancellationToken = default
    ) => SaveImageAsync(request, path, null, cancellationToken);

    /// <inheritdoc cref="SaveImageAsync(GenerateContentRequest, string, CancellationToken)"/>
    /// <param name="request">What to generate. IMAGE must be among its modalities.</param>
    /// <param name="path">Where to; the extension follows the bytes, as <see cref="GeneratedImage.SaveAsync"/> says.</param>
    /// <param name="progress">Told how far the reply has come; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Cancels the call; no file is left behind.</param>
    public async Task<SavedImage> SaveImageAsync(
        GenerateContentRequest request,
        string path,
        IProgress<ImageProgress>? progress,
        CancellationToken cancellationToken = default
    )
    {
        PicturePath.Check(path, nameof(path));
        PicturePath.CheckDestination(path);
        var saved = await SaveAsync(request, new FileDestination(path), progress, cancellationToken)
            .ConfigureAwait(false);
        return saved[0];
    }

    /// <summary>
    /// Generates an image and writes it to a stream, whole or not at all: nothing is written before the image is known to
    /// be whole, and until then it is in a temporary file. Memory does not grow with the image. If the stream itself
    /// fails, or the call is cancelled while it is written to, what was written is taken back and what it replaced is put
    /// back; a stream that cannot seek, or that is written over and cannot be read, cannot be set back, and the failure
    /// says so.
    /// </summary>
    /// <param name="request">What to generate. IMAGE must be among its modalities.</param>
    /// <param name="destination">Where to; written from its position on, and not closed.</param>
    /// <param name="progress">Told how far the reply has come; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="NanoBananaException">
    /// Every failure of <see cref="GenerateContentAsync"/>; <see cref="FailureKind.FileNotWritten"/>, where the stream or
    /// the temporary file fails; and <see cref="FailureKind.MissingImageModality"/> before anything is sent, and billed.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> cannot be written to.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<SavedImage> SaveImageAsync(
        GenerateContentRequest request,
        Stream destination,
        IProgress<ImageProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        if (destination is null)
        {
            throw new ArgumentNullException(nameof(destination));
        }

        if (!destination.CanWrite)
        {
            throw new ArgumentException("The stream cannot be written to.", nameof(destination));
        }

        new SpoolSink().Dispose(); // A temporary folder that cannot be written to is found before the call is billed.
        var saved = await SaveAsync(request, new StreamDestination(destination), progress, cancellationToken)
            .ConfigureAwait(false);
        return saved[0];
    }

    /// <summary>
    /// Generates and saves every image of the reply that is no draft, numbered: <c>fox-1.jpg</c>, <c>fox-2.jpg</c>. All
    /// are whole and saved, or none is: if one cannot be, files that others replaced are put back.
    /// </summary>
    /// <param name="request">What to generate. IMAGE must be among its modalities.</param>
    /// <param name="path">Where to: the path whose name the numbers are added to.</param>
    /// <param name="progress">Told how far the reply has come; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Cancels the call; no file is left behind.</param>
    /// <returns>What was written, in the order of the reply; at least one. Where there are only drafts, the last of them.</returns>
    /// <exception cref="NanoBananaException">As <see cref="SaveImageAsync(GenerateContentRequest, string, CancellationToken)"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> has no file name.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<IReadOnlyList<SavedImage>> SaveImagesAsync(
        GenerateContentRequest request,
        string path,
        IProgress<ImageProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        PicturePath.Check(path, nameof(path));
        PicturePath.CheckDestination(PicturePath.Numbered(path, 1));
        return SaveAsync(request, new NumberedFileDestination(path), progress, cancellationToken);
    }

    private Task<IReadOnlyList<SavedImage>> SaveAsync(
        GenerateContentRequest request,
        ImageDestination destination,
        IProgress<ImageProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        RequireImageModality(request);
        return RunAsync(
            ContractOperations.GenerateContent,
            request,
            (call, clock, reply) =>
            {
                var arriving = new ImageReceiver(destination.Open, progress);
                return arriving.ReadAsync(
                    reply,
                    call.Context,
                    outcome =>
                        outcome.Failure is { } failure
                            ? throw failure.With(reply.RequestId)
                            : KeepAsync(outcome.Response!, arriving, destination, call, clock, reply),
                    clock.Token
                );
            },
            saved => (saved[0].Reply.Response, saved[0].Reply.StatusCode),
            cancellationToken
        );
    }

    private static async Task<IReadOnlyList<SavedImage>> KeepAsync(
        GenerateContentResponse response,
        ImageReceiver arriving,
        ImageDestination destination,
        HttpCall call,
        CallClock clock,
        HttpResponse reply
    )
    {
        var images = ImageParts.Of(response);
        if (images.Final is null)
        {
            throw new ReplyClassifier(response, reply.StatusCode, call.Context, ImageJudgement.Judge).NoImageFailure();
        }

        // All of them are found whole before the first one is kept.
        var wanted = destination.Wanted(images);
        var arrived = new List<ArrivingImage>(wanted.Count);
        foreach (var part in wanted)
        {
            var image = arriving.Take(part.InlineData!);
            if (image.Verdict is { Failure: { } kind } verdict)
            {
                throw new NanoBananaException(kind, "The image " + verdict.Detail) { StatusCode = reply.StatusCode };
            }

            arrived.Add(image);
        }

        var paths = await destination.KeepAsync(arrived, clock.Token).ConfigureAwait(false);

        // Where there are only drafts, one of them is what is saved.
        var drafts = images.Drafts - (ImageParts.IsDraft(wanted[0]) ? 1 : 0);
        var summary = new SavedReply(CreateReply(response, call, clock, reply), drafts);
        var saved = new SavedImage[arrived.Count];
        for (var at = 0; at < saved.Length; at++)
        {
            saved[at] = new SavedImage(arrived[at].Verdict, wanted[at], paths[at], summary);
        }

        return saved;
    }

    /// <summary>A reply without an image would be billed all the same.</summary>
    private static void RequireImageModality(GenerateContentRequest request)
    {
        switch (WantedModalities.Of(request))
        {
            case WantedImage.No:
                throw new NanoBananaException(
                    FailureKind.MissingImageModality,
                    "An image is to be saved, but generationConfig.responseModalities lists no IMAGE; nothing was sent."
                );
            case WantedImage.Unsaid:
                throw new NanoBananaException(
                    FailureKind.MissingImageModality,
                    "An image is to be saved, but generationConfig.responseModalities was left out; nothing was sent."
                );
            default:
                break;
        }
    }
}
