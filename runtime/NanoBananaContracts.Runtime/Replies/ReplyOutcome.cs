namespace NanoBananaContracts;

/// <summary>
/// What a reply body is: an image, or the one failure it stands for. There is one classification, and every path of
/// the client uses it; this is the door for everybody else, who has a body and wants to know.
/// </summary>
public sealed class ReplyOutcome
{
    internal ReplyOutcome(
        ReplyForm form,
        int status,
        NanoBananaException? failure,
        GenerateContentResponse? response,
        IReadOnlyList<ReadOnlyMemory<byte>> documents
    )
    {
        Form = form;
        StatusCode = status;
        Failure = failure;
        Response = response;
        Documents = documents;
    }

    /// <summary>How the body is written down.</summary>
    public ReplyForm Form { get; }

    /// <summary>The HTTP status it came with.</summary>
    public int StatusCode { get; }

    /// <summary>Whether the reply has what was asked for.</summary>
    public bool IsSuccess => Failure is null;

    /// <summary>The failure; <see langword="null"/> for a success. It is described, not thrown.</summary>
    public NanoBananaException? Failure { get; }

    /// <summary>The reply, put together where it was streamed; <see langword="null"/> where there is none.</summary>
    public GenerateContentResponse? Response { get; }

    /// <summary>The JSON documents of the body: one, or one an event or item.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Documents { get; }

    /// <summary>Says what a reply body is.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="contentType">The declared media type; <see langword="null"/> where it is not known.</param>
    /// <param name="body">The whole body, decompressed. The outcome keeps parts of it: do not change it.</param>
    /// <param name="request">
    /// The request it answers. Without it an image is taken to have been asked for, and a refusal that names no field
    /// cannot be told more precisely.
    /// </param>
    /// <remarks>
    /// No key is known here that the failure could be freed of. What is shaped like one reads <c>[API key]</c> in it all the
    /// same (<see cref="NanoBananaException"/>); a key of another shape, which a service put into its words, stays.
    /// </remarks>
    public static ReplyOutcome Classify(
        int status,
        string? contentType,
        ReadOnlyMemory<byte> body,
        GenerateContentRequest? request = null
    ) => Classify(status, contentType, body, new CallContext { Request = request });

    internal static ReplyOutcome Classify(
        int status,
        string? contentType,
        ReadOnlyMemory<byte> body,
        CallContext context,
        ImageJudge? judge = null
    )
    {
        if (status is < 200 or >= 300)
        {
            body = BodyShape.WithoutMark(body);
            var failure = ErrorFailure.FromStatus(status, contentType, body, context);
            return new(
                BodyShape.FormOf(contentType, body.Span),
                status,
                failure,
                null,
                BodyShape.LooksLikeJson(body.Span) ? [body] : []
            );
        }

        var framing = new DocumentFraming(contentType);
        var documents = new List<ReadOnlyMemory<byte>>(1);
        var classifier = new DocumentClassifier(status, contentType, context, judge);
        using var reader = DocumentReader.Of(body, framing);
        while (!classifier.IsFull && reader.TryRead(out var document))
        {
            documents.Add(document);
            classifier.Add(framing.Form, document);
        }

        return classifier.Finish(framing, documents, body);
    }
}
