using NanoBananaContracts.Http;

namespace NanoBananaContracts;

/// <summary>A call whose images go straight to where they are saved, in constant memory.</summary>
internal static class ImageSaving
{
    /// <summary>Makes the call, and keeps the images that <paramref name="destination"/> wants.</summary>
    public static Task<IReadOnlyList<SavedImage>> RunAsync(
        ContentCalls calls,
        GenerateContentRequest request,
        ImageDestination destination,
        IProgress<ImageProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        RequireImageModality(request);
        RequireImageInReply(request);
        return calls.RunAsync(
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
                throw new NanoBananaException(kind, verdict.WhatHappened, verdict.Cure)
                {
                    StatusCode = reply.StatusCode,
                    RetryAdvice = verdict.Advice,
                };
            }

            arrived.Add(image);
        }

        var paths = await destination.KeepAsync(arrived, clock.Token).ConfigureAwait(false);

        // Where there are only drafts, one of them is what is saved.
        var drafts = images.Drafts - (ImageParts.IsDraft(wanted[0]) ? 1 : 0);
        var summary = new SavedReply(ContentCalls.CreateReply(response, call, clock, reply), drafts);
        var saved = new SavedImage[arrived.Count];
        for (var at = 0; at < saved.Length; at++)
        {
            saved[at] = new SavedImage(arrived[at].Verdict, wanted[at], paths[at], summary);
        }

        return saved;
    }

    /// <summary>There would be nothing to save, and it would be billed all the same.</summary>
    private static void RequireImageInReply(GenerateContentRequest request)
    {
        if (DeliveredFiles.AskedBy(ResponseFormatForm.AsObject(request)) is { } field)
        {
            throw new NanoBananaException(
                FailureKind.InvalidRequest,
                $"An image is to be saved, but {field} has the service write it to a file of its own; nothing was sent.",
                "Leave that out, or take GenerateContentAsync: its reply names the file (Part.FileData)."
            );
        }
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
