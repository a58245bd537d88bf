using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// The one classification of a reply with a status of success: takes its JSON documents in their order, then how the
/// body ended, and says what it all is.
/// </summary>
internal sealed class DocumentClassifier(int status, string? contentType, CallContext context, ImageJudge? judge)
{
    private readonly PieceAssembler assembler = new();
    private readonly ReadBudget budget = context.NewBudget();
    private ReadOnlyMemory<byte> first;
    private NanoBananaException? failure;
    private int images;

    /// <summary>What the documents are together; <see langword="null"/> where there are none.</summary>
    internal GenerateContentResponse? Response => assembler.Assemble();

    /// <summary>Whether a document was a failure, which is what the reply is then.</summary>
    internal bool HasFailed => failure is not null;

    /// <summary>Whether there are more documents than may be in a reply: no more are to be kept.</summary>
    internal bool IsFull { get; private set; }

    /// <summary>Takes the next piece, read already.</summary>
    internal void Add(GenerateContentResponse piece) => assembler.Add(piece);

    /// <summary>Takes the next document.</summary>
    /// <param name="form">How the body is written down.</param>
    /// <param name="document">The JSON.</param>
    /// <param name="fault">Why it is not whole JSON, if that is known already.</param>
    /// <returns>
    /// The reply or piece of one that it is; <see langword="null"/> for a failure, which <see cref="Finish"/> tells.
    /// </returns>
    internal GenerateContentResponse? Add(ReplyForm form, ReadOnlyMemory<byte> document, DocumentFault? fault = null)
    {
        try
        {
            if (form != ReplyForm.Json)
            {
                budget.TakeValue();
                failure ??= Error(document, anyObject: false);
            }

            failure ??= fault is null ? null : NotWhole(form, document, fault);
            if (failure is not null)
            {
                return null;
            }

            var operation =
                form == ReplyForm.Json ? ContractOperations.GenerateContent : ContractOperations.StreamGenerateContent;
            var response = operation.ParseResponse(document, budget);
            images += ImageParts.CountData(response);
            if (images > ImageParts.Most)
            {
                RefuseImages();
                return null;
            }

            if (OtherDialect.Of(response) is { } other)
            {
                failure = OtherDialect.Failure(other, status, context);
                return null;
            }

            first = assembler.Count == 0 ? document : default;
            assembler.Add(response);
            return response;
        }
        catch (ContractFormatException exception)
        {
            failure = NotWhole(form, document, DocumentFault.Of(exception));
        }
        catch (NanoBananaException exception) when (exception.Kind == FailureKind.ResponseTooLarge)
        {
            IsFull = true;
            failure ??= Failure(exception.Kind, exception.WhatHappened);
        }

        return null;
    }

    /// <summary>Notes that the reply is larger than any should be.</summary>
    internal void Refuse(string whatHappened) => failure ??= Failure(FailureKind.ResponseTooLarge, whatHappened);

    /// <summary>Notes that the reply has more images than any should have.</summary>
    internal void RefuseImages()
    {
        IsFull = true;
        failure ??= new NanoBananaException(
            FailureKind.ResponseTooLarge,
            FormattableString.Invariant($"The reply has more than {ImageParts.Most} images, drafts included."),
            "Ask again; if it persists, look at what stands between here and the service."
        )
        {
            StatusCode = status,
        };
    }

    /// <summary>Says what the reply is.</summary>
    /// <param name="body">How it was taken apart.</param>
    /// <param name="documents">The documents, for who asks the outcome for them.</param>
    /// <param name="start">The first bytes of the body, for a message about one that is none of the forms.</param>
    internal ReplyOutcome Finish(
        DocumentFraming body,
        IReadOnlyList<ReadOnlyMemory<byte>> documents,
        ReadOnlyMemory<byte> start
    )
    {
        if (body.Form == ReplyForm.Other)
        {
            return new(body.Form, status, NoForm(BodyShape.WithoutMark(start).Span), null, []);
        }

        var response = Response;
        failure ??=
            body.Fault is { } fault ? Broken(fault, "")
            : Stray(body.Stray) is { } stray ? stray
            : response is null
                ? Failure(FailureKind.EmptyReply, $"{context.Service} answered {status} with an empty stream.")
            : Whole(body.Form, response);
        return new(body.Form, status, failure, response, documents);
    }

    /// <summary>The failure that a reply without fault is; <see langword="null"/> when it is none.</summary>
    internal NanoBananaException? Whole(ReplyForm form, GenerateContentResponse response)
    {
        var whole =
            ErrorInside(response)
            ?? new ReplyClassifier(response, status, context, judge ?? ImageJudgement.Judge).Failure();
        if (whole is { Kind: FailureKind.NoCandidates } && OtherDialect.OfAny(response, context.Key) is { } other)
        {
            return OtherDialect.Failure(other, status, context);
        }

        return
            form != ReplyForm.Json
            && !assembler.HasFinished
            && whole is { Kind: FailureKind.TextInsteadOfImage or FailureKind.NoImage or FailureKind.NoCandidates }
            ? new(FailureKind.TruncatedReply, "The stream ended without an image and without a finish reason.")
            {
                StatusCode = status,
                Response = response,
                RequestId = response.ResponseId,
            }
            : whole;
    }

    /// <summary>The error object of a reply that claims success, if there is one and there is nothing else.</summary>
    private NanoBananaException? ErrorInside(GenerateContentResponse response)
    {
        if (response.Candidates.Count > 0 || assembler.Count != 1)
        {
            return null;
        }

        // {"message":"..."} is an error only where nothing of a reply is beside it.
        var isBare = response.PromptFeedback is null && response.UsageMetadata is null;
        return ErrorBodyReader.Read(first, anyObject: isBare, context.Key) is { } error
            ? ErrorFailure.Create(status, error, isPage: false, first.Span, context)
            : null;
    }

    /// <summary>The failure that a piece is, if it is an error and no reply.</summary>
    private NanoBananaException? Error(ReadOnlyMemory<byte> piece, bool anyObject)
    {
        // An image is not read twice to find that it is no error.
        return
            piece.Length <= ErrorBodyReader.Largest
            && (anyObject || piece.Span.IndexOf("\"error\""u8) >= 0)
            && ErrorBodyReader.Read(piece, anyObject, context.Key) is { } error
            ? ErrorFailure.Create(status, error, isPage: false, piece.Span, context)
            : null;
    }

    /// <summary>The failure that stray lines at the end of an event stream are.</summary>
    private NanoBananaException? Stray(ReadOnlyMemory<byte> stray)
    {
        if (BodyShape.IsBlank(stray.Span))
        {
            return null;
        }

        return Error(stray, anyObject: true)
            ?? (
                BodyShape.LooksLikeJson(stray.Span)
                    ? Failure(
                        FailureKind.TruncatedReply,
                        "The stream ends in an error that is itself cut: "
                            + BodyShape.Start(stray.Span, context.Key)
                            + "."
                    )
                    : Failure(
                        FailureKind.NotJson,
                        "The stream has lines that are no events: " + BodyShape.Start(stray.Span, context.Key) + "."
                    )
            );
    }

    private NanoBananaException NoForm(ReadOnlySpan<byte> start) =>
        BodyShape.IsBlank(start)
            ? Failure(FailureKind.EmptyReply, $"{context.Service} answered {status} with an empty body.")
        : BodyShape.IsPage(contentType, start)
            ? Failure(
                FailureKind.NotJson,
                $"{context.Service} answered {status} with an HTML page{BodyShape.Title(start)}."
            )
        : Failure(
            FailureKind.NotJson,
            $"{context.Service} answered {status} with {BodyShape.Describe(start, context.Key)}."
        );

    private NanoBananaException NotWhole(ReplyForm form, ReadOnlyMemory<byte> document, DocumentFault fault) =>
        form == ReplyForm.Json && !fault.IsCut && OtherDialect.IsJsonLines(document.Span)
            ? OtherDialect.Failure("several JSON objects one behind the other (JSON Lines)", status, context)
            : Broken(fault, Where(form));

    private NanoBananaException Broken(DocumentFault fault, string where) =>
        new(
            fault.IsCut ? FailureKind.TruncatedReply : FailureKind.NotJson,
            fault.Describe(where),
            innerException: fault.Cause
        )
        {
            StatusCode = status,
            Response = Response,
        };

    // All documents before the broken one were added.
    private string Where(ReplyForm form) =>
        form switch
        {
            ReplyForm.EventStream => FormattableString.Invariant($" in event {assembler.Count + 1}"),
            ReplyForm.JsonArray => FormattableString.Invariant($" in item {assembler.Count + 1}"),
            _ => "",
        };

    private NanoBananaException Failure(FailureKind kind, string whatHappened) =>
        new(kind, whatHappened) { StatusCode = status };
}
