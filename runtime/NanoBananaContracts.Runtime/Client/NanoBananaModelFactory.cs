using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// Makes what a client returns and throws, for tests of an application: no service is called, and nothing is judged, so that
/// a test can have what a service never sends.
/// </summary>
/// <example>
/// <code>
/// sealed class FoxClient : NanoBananaClient
/// {
///     public override Task&lt;NanoBananaReply&gt; GenerateContentAsync(
///         GenerateContentRequest request,
///         CancellationToken cancellationToken = default
///     ) =&gt; Task.FromResult(NanoBananaModelFactory.Reply(text: "Here is a fox."));
/// }
/// </code>
/// </example>
public static class NanoBananaModelFactory
{
    private const string OnePixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    /// <summary>A whole PNG of one pixel, as a new array.</summary>
    public static byte[] Png() => Convert.FromBase64String(OnePixel);

    /// <summary>A reply with images and words.</summary>
    /// <param name="images">The bytes of its images, of any type; <see langword="null"/> for one <see cref="Png"/>.</param>
    /// <param name="text">Its words.</param>
    /// <param name="priceUsd"><see cref="NanoBananaReply.PriceUsd"/>.</param>
    /// <param name="elapsed"><see cref="NanoBananaReply.Elapsed"/>.</param>
    /// <param name="attempts"><see cref="NanoBananaReply.Attempts"/>.</param>
    /// <param name="requestId"><see cref="NanoBananaReply.RequestId"/>.</param>
    /// <param name="costUsd"><see cref="NanoBananaReply.CostUsd"/>.</param>
    public static NanoBananaReply Reply(
        IEnumerable<byte[]>? images = null,
        string? text = null,
        decimal? priceUsd = null,
        TimeSpan elapsed = default,
        int attempts = 1,
        string? requestId = null,
        decimal? costUsd = null
    ) => Reply(Response(images, text), priceUsd, elapsed, attempts, requestId, costUsd);

    /// <summary>A reply of a message of the contract, whatever that says.</summary>
    /// <param name="response">What came.</param>
    /// <param name="priceUsd"><see cref="NanoBananaReply.PriceUsd"/>.</param>
    /// <param name="elapsed"><see cref="NanoBananaReply.Elapsed"/>.</param>
    /// <param name="attempts"><see cref="NanoBananaReply.Attempts"/>.</param>
    /// <param name="requestId"><see cref="NanoBananaReply.RequestId"/>.</param>
    /// <param name="costUsd"><see cref="NanoBananaReply.CostUsd"/>.</param>
    public static NanoBananaReply Reply(
        GenerateContentResponse response,
        decimal? priceUsd = null,
        TimeSpan elapsed = default,
        int attempts = 1,
        string? requestId = null,
        decimal? costUsd = null
    ) =>
        new(response ?? throw new ArgumentNullException(nameof(response)), statusCode: 200, new CallContext())
        {
            PriceUsd = priceUsd,
            CostUsd = costUsd,
            Elapsed = elapsed,
            Attempts = attempts,
            RequestId = requestId ?? response.ResponseId,
        };

    /// <summary>A message of the contract with words and images: a whole reply, or a piece of a stream.</summary>
    /// <param name="images">The bytes of its images, of any type; <see langword="null"/> for one <see cref="Png"/>.</param>
    /// <param name="text">Its words, before the images.</param>
    /// <param name="isLast">Whether it says that generation has ended, as a whole reply and the last piece do.</param>
    public static GenerateContentResponse Response(
        IEnumerable<byte[]>? images = null,
        string? text = null,
        bool isLast = true
    )
    {
        var parts = new List<Part>();
        if (text is not null)
        {
            parts.Add(Part.FromText(text));
        }

        parts.AddRange((images ?? [Png()]).Select(ImagePart));
        return new()
        {
            Candidates =
            [
                new Candidate
                {
                    Content = new Content { Role = Role.Model, Parts = [.. parts] },
                    FinishReason = isLast ? FinishReason.Stop : null,
                },
            ],
        };
    }

    /// <summary>An image of a reply.</summary>
    /// <param name="image">Its bytes, of any type; <see langword="null"/> for <see cref="Png"/>.</param>
    /// <param name="isDraft"><see cref="GeneratedImage.IsDraft"/>.</param>
    public static GeneratedImage Image(byte[]? image = null, bool isDraft = false)
    {
        var data = ImagePart(image ?? Png()).InlineData!;
        return new(data.Data ?? default, ImageJudgement.Judge(data).Inspection, data.MimeType, isDraft);
    }

    /// <summary>What saving an image returns; no file is written.</summary>
    /// <param name="path">Where it is said to be; <see langword="null"/> for a stream.</param>
    /// <param name="image">Its bytes, of any type; <see langword="null"/> for <see cref="Png"/>.</param>
    /// <param name="reply">The reply it came in; <see langword="null"/> for one with this image.</param>
    public static SavedImage Saved(string? path, byte[]? image = null, NanoBananaReply? reply = null)
    {
        image ??= Png();
        var part = ImagePart(image);
        return new(
            ImageJudgement.Judge(part.InlineData!),
            part,
            path,
            new SavedReply(reply ?? Reply([image]), draftCount: 0)
        );
    }

    /// <summary>A failure, with the cure and the advice of its kind.</summary>
    /// <param name="kind">Its one name.</param>
    /// <param name="whatHappened">What happened; <see langword="null"/> for a sentence that says it is made up.</param>
    /// <param name="statusCode"><see cref="NanoBananaException.StatusCode"/>.</param>
    /// <param name="retryAfter"><see cref="NanoBananaException.RetryAfter"/>.</param>
    /// <param name="attempts"><see cref="NanoBananaException.Attempts"/>.</param>
    public static NanoBananaException Failure(
        FailureKind kind,
        string? whatHappened = null,
        int? statusCode = null,
        TimeSpan? retryAfter = null,
        int attempts = 1
    ) =>
        new(kind, whatHappened ?? $"A test made this failure ({kind}).")
        {
            StatusCode = statusCode,
            RetryAfter = retryAfter,
            Attempts = attempts,
        };

    private static Part ImagePart(byte[] image) =>
        new()
        {
            InlineData = new Blob
            {
                MimeType = PictureInspector.Inspect(image).Format.MediaType(),
                Data = Base64Data.FromBytes(image),
            },
        };
}
