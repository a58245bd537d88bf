namespace NanoBananaContracts;

/// <summary>
/// Gives a reply that is JSON of the right shape its one outcome: whole image, or the one reason why there is none.
/// Every path (typed, streaming, diagnosis) asks here.
/// </summary>
internal sealed class ReplyClassifier(
    GenerateContentResponse response,
    int statusCode,
    CallContext context,
    ImageJudge judge
)
{
    // Enough for every sentence; the reply itself has the rest.
    private const int LongestMessage = 16 * 1024;

    private readonly WantedImage wanted = WantedModalities.Of(context.Request);

    /// <summary>The failure; <see langword="null"/> when the reply has what was asked for.</summary>
    internal NanoBananaException? Failure()
    {
        var images = ImageParts.Of(response);
        if (images.Final is { } final && !HasDraftsOnly(images))
        {
            var verdict = judge(final.InlineData!);
            return verdict.Failure is { } kind
                ? Create(kind, verdict.WhatHappened, verdict.Cure, advice: verdict.Advice)
                : null;
        }

        return Refusal()
            ?? (
                context.Request is { } request && DeliveredFiles.AskedBy(request) is not null && File is not null ? null
                : wanted is WantedImage.Yes or WantedImage.Unknown ? Missing()
                : Stopped()
            );
    }

    /// <summary>Why there is no image, for a reply that is no failure in itself: a text that was asked for.</summary>
    internal NanoBananaException NoImageFailure() => Refusal() ?? Missing() ?? AsksForSomething();

    /// <summary>Only drafts came, and then the result was withheld, or is still to be made.</summary>
    private bool HasDraftsOnly(ImageParts images) =>
        images.Drafts == images.Parts.Count && FinishReasons.LeavesDrafts(Candidate?.FinishReason?.Value);

    private Candidate? Candidate => response.Candidates.Count > 0 ? response.Candidates[0] : null;

    private IEnumerable<Part> Parts => Candidate?.Content is { } content ? content.Parts : [];

    /// <summary>The service refused, or had nothing to say at all: a failure whatever was asked for.</summary>
    private NanoBananaException? Refusal()
    {
        var blocked = response.PromptFeedback?.BlockReason?.Value;
        if (blocked is not (null or "" or "BLOCK_REASON_UNSPECIFIED" or "BLOCKED_REASON_UNSPECIFIED"))
        {
            return Create(
                FailureKind.PromptBlocked,
                $"{context.Service} refused the prompt (block reason {blocked}); nothing was generated{Ending(BlockMessage)}",
                status: blocked
            );
        }

        if (Candidate is null)
        {
            return Create(
                FailureKind.NoCandidates,
                $"{context.Service} answered {statusCode} with no candidates and no block reason."
            );
        }

        var reason = Candidate.FinishReason?.Value;
        if (FinishReasons.IsOfAccount(reason))
        {
            return Create(
                FailureKind.PermissionDenied,
                $"{context.Service} has limited or switched off the account for breaking its use policy (finish reason {reason}){FinishMessage}",
                "Settle it with the service, in the console of the account: no prompt helps until then.",
                status: reason
            );
        }

        return FinishReasons.IsRefusal(reason)
            ? Create(
                FailureKind.ImageRefused,
                $"{context.Service} withheld the result (finish reason {reason}){FinishMessage}",
                status: reason
            )
            : null;
    }

    /// <summary>Something else ended the generation; text that was asked for and came is no failure.</summary>
    private NanoBananaException? Stopped() =>
        Text.Length > 0 || Parts.Any(IsOtherResult) ? null
        : FinishReasons.IsNormal(Candidate?.FinishReason?.Value) ? null
        : ByFinishReason();

    /// <summary>An image was wanted and did not come.</summary>
    private NanoBananaException? Missing()
    {
        if (!FinishReasons.IsNormal(Candidate?.FinishReason?.Value))
        {
            return ByFinishReason();
        }

        if (Elsewhere() is { } elsewhere)
        {
            return elsewhere;
        }

        if (Parts.Any(IsOtherResult))
        {
            return null; // A function to run: a result, though no image.
        }

        var text = Text;
        if (ImageLinks.Find(text) is { } link)
        {
            return Create(
                FailureKind.ImageInText,
                $"The image is not a part of the reply but {ErrorText.Excerpt(link, 300, context.Key)} in its text: {Shown(text)}",
                text: text
            );
        }

#pragma warning disable CA1308 // For searching only.
        if (ErrorClassifier.IsAboutLocation(text.ToLowerInvariant()))
#pragma warning restore CA1308
        {
            return Create(
                FailureKind.UnsupportedLocation,
                $"{context.Service} answered in words that it makes no images where the call comes from: {Shown(text)}",
                text: text
            );
        }

        if (text.Length == 0)
        {
            return Create(FailureKind.NoImage, "The reply has a candidate with nothing in it.");
        }

        return wanted is WantedImage.No or WantedImage.Unsaid
            ? Create(FailureKind.MissingImageModality, NotAskedFor, text: text)
            : Create(
                FailureKind.TextInsteadOfImage,
                $"{context.Service} answered with text instead of an image: {Shown(text)}",
                text: text
            );
    }

    /// <summary>What a reply without a picture costs is no small print where it is the price of one.</summary>
    private string? Charged(string? cure, FailureKind kind) =>
        context.Provider is { BillsRepliesWithoutImage: true } provider
            ? $"{cure ?? FailureFacts.Cure(kind)} {provider.Name} charges a reply without a picture like one with a picture."
            : cure;

    private string NotAskedFor =>
        wanted == WantedImage.No
            ? "The reply has no image, because responseModalities lists no IMAGE."
            : "The reply has no image, and responseModalities was left out.";

    private NanoBananaException ByFinishReason()
    {
        var reason = Candidate!.FinishReason!.Value.Value;
        return reason switch
        {
            "NO_IMAGE" or "IMAGE_OTHER" => Create(
                FailureKind.NoImage,
                $"The model made no image (finish reason {reason}){FinishMessage}",
                status: reason
            ),
            "MAX_TOKENS" => Create(
                FailureKind.TokenLimitReached,
                "The token limit was reached before the image was made (finish reason MAX_TOKENS"
                    + (
                        context.Request?.GenerationConfig?.MaxOutputTokens is { } most
                            ? FormattableString.Invariant($", maxOutputTokens {most}")
                            : ""
                    )
                    + $"){FinishMessage}",
                status: reason
            ),
            _ when FinishReasons.IsMidway(reason) => Create(
                FailureKind.TokenLimitReached,
                $"{context.Service} stopped at the most tokens of one request, before the image was made (finish reason {reason}){FinishMessage}",
                Candidate.ContinuationToken is null
                    ? "Ask for less at once: a smaller image, a lower thinkingLevel."
                    : "Send the request again with the candidate's ContinuationToken as its own, which goes on from there and is billed too; or ask for less at once.",
                status: reason
            ),
            "MISSING_THOUGHT_SIGNATURE" => Create(
                FailureKind.MissingThoughtSignature,
                $"{context.Service} misses a thought signature in the request{FinishMessage}",
                status: reason
            ),
            _ => Create(
                FailureKind.GenerationStopped,
                $"Generation stopped before an image was made (finish reason {reason}"
                    + (Candidate.FinishReason!.Value.IsDocumented ? ")" : ", which is not documented)")
                    + FinishMessage,
                status: reason
            ),
        };
    }

    /// <summary>The image is in a file of the service's, or of somebody's.</summary>
    private NanoBananaException? Elsewhere() =>
        File is { } file
            ? Create(
                FailureKind.ImageInText,
                $"The image is not in the reply but in a file, by its address: {Shown(file.FileUri ?? "")}",
                context.Request is { } request && DeliveredFiles.AskedBy(request) is { } field
                    ? $"Read it there, as the request asks for it ({field}), or leave that out to have it in the reply."
                    : "Fetch it from there, or call a service that sends images in the reply.",
                text: file.FileUri
            )
            : null;

    private FileData? File =>
        Parts.FirstOrDefault(part => part.FileData is not null && !ImageParts.IsDraft(part))?.FileData;

    private NanoBananaException AsksForSomething() =>
        Create(
            FailureKind.GenerationStopped,
            "The model asks for something to be done first (a function call); there is no image yet.",
            "Answer the call in the next turn."
        );

    private static bool IsOtherResult(Part part) =>
        part.FunctionCall is not null || part.FileData is not null || part.ToolCall is not null;

    /// <summary>The words of the reply, thoughts not counted.</summary>
    private string Text =>
        string.Concat(Parts.Where(part => !ImageParts.IsDraft(part)).Select(part => part.Text)).Trim();

    private string FinishMessage => Ending(Candidate?.FinishMessage);

    private string? BlockMessage => response.PromptFeedback?.BlockReasonMessage;

    private string Ending(string? message) => message is { Length: > 0 } ? ": " + Shown(message) : ".";

    private string Shown(string text)
    {
        const int Most = 300;
        return "\"" + ErrorText.Excerpt(text, Most, context.Key) + "\".";
    }

    private NanoBananaException Create(
        FailureKind kind,
        string whatHappened,
        string? cure = null,
        string? status = null,
        string? text = null,
        RetryAdvice? advice = null
    ) =>
        new(kind, whatHappened, Charged(cure ?? context.Cure(kind), kind))
        {
            StatusCode = statusCode,
            ProviderStatus = status,
            ProviderMessage = (Candidate?.FinishMessage ?? BlockMessage ?? text) is { } words
                ? ApiKey.Excerpt(context.Key, words, LongestMessage)
                : null,
            RequestId = response.ResponseId,
            Response = response,
            RetryAdvice = advice ?? FailureFacts.Advice(kind),
        };
}
