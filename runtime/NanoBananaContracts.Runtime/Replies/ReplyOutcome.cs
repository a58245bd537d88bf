using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// What a reply body is: an image, or the one failure it stands for. There is one classification, and every path of
/// the client uses it; this is the door for everybody else, who has a body and wants to know.
/// </summary>
public sealed class ReplyOutcome
{
    private ReplyOutcome(
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
        body = BodyShape.WithoutMark(body);
        if (status is < 200 or >= 300)
        {
            var failure = ErrorFailure.FromStatus(status, contentType, body, context);
            return new(
                FormOf(contentType, body.Span),
                status,
                failure,
                null,
                BodyShape.LooksLikeJson(body.Span) ? [body] : []
            );
        }

        if (BodyShape.IsBlank(body.Span))
        {
            return Fail(
                ReplyForm.Other,
                status,
                FailureKind.EmptyReply,
                $"{context.Service} answered {status} with an empty body."
            );
        }

        var form = FormOf(contentType, body.Span);
        try
        {
            return form switch
            {
                ReplyForm.EventStream => Stream(status, body, context, judge),
                ReplyForm.JsonArray => Array(status, body, context, judge),
                ReplyForm.Json => Json(status, body, context, judge),
                _ => NotJson(status, contentType, body, context),
            };
        }
        catch (NanoBananaException exception) when (exception.Kind == FailureKind.ResponseTooLarge)
        {
            return Fail(form, status, exception.Kind, exception.WhatHappened);
        }
    }

    /// <summary>Says what a reply is that was read already.</summary>
    internal static ReplyOutcome Of(
        GenerateContentResponse response,
        int status,
        ReplyForm form,
        CallContext context,
        ImageJudge? judge,
        IReadOnlyList<ReadOnlyMemory<byte>> documents,
        bool hasFinished = true
    )
    {
        var failure =
            ErrorInside(response, status, context, documents)
            ?? new ReplyClassifier(response, status, context, judge ?? ImageJudgement.Judge).Failure();
        if (
            !hasFinished
            && failure is { Kind: FailureKind.TextInsteadOfImage or FailureKind.NoImage or FailureKind.NoCandidates }
        )
        {
            failure = new(FailureKind.TruncatedReply, "The stream ended without an image and without a finish reason.")
            {
                StatusCode = status,
                Response = response,
                RequestId = response.ResponseId,
            };
        }

        return new(form, status, failure, response, documents);
    }

    internal static ReplyForm FormOf(string? contentType, ReadOnlySpan<byte> body) =>
        BodyShape.IsEventStream(contentType, body) ? ReplyForm.EventStream
        : BodyShape.IsArray(body) ? ReplyForm.JsonArray
        : BodyShape.LooksLikeJson(body) ? ReplyForm.Json
        : ReplyForm.Other;

    private static ReplyOutcome Json(int status, ReadOnlyMemory<byte> body, CallContext context, ImageJudge? judge)
    {
        try
        {
            var response = ContractOperations.GenerateContent.ParseResponse(body, context.NewBudget());
            return Of(response, status, ReplyForm.Json, context, judge, [body]);
        }
        catch (ContractFormatException exception)
        {
            return Broken(ReplyForm.Json, status, exception, null, [body]);
        }
    }

    private static ReplyOutcome Array(int status, ReadOnlyMemory<byte> body, CallContext context, ImageJudge? judge)
    {
        var items = new List<ReadOnlyMemory<byte>>();
        var streamed = new PieceClassifier(ReplyForm.JsonArray, status, context);
        ContractFormatException? broken = null;
        try
        {
            JsonArrayItems.Read(body, items, streamed.Budget);
        }
        catch (JsonException exception)
        {
            broken = PieceClassifier.Explain(body, exception);
        }

        return streamed.Classify(items, broken, default, judge);
    }

    private static ReplyOutcome Stream(int status, ReadOnlyMemory<byte> body, CallContext context, ImageJudge? judge)
    {
        var framing = new EventFraming();
        var streamed = new PieceClassifier(ReplyForm.EventStream, status, context);
        var items = new List<ReadOnlyMemory<byte>>();
        foreach (var item in EventData.Read(body, framing))
        {
            streamed.Budget.TakeValue();
            items.Add(item);
        }

        return streamed.Classify(items, null, framing.Stray.Text, judge);
    }

    private static ReplyOutcome NotJson(int status, string? contentType, ReadOnlyMemory<byte> body, CallContext context)
    {
        var isPage = BodyShape.IsPage(contentType, body.Span);
        return Fail(
            ReplyForm.Other,
            status,
            FailureKind.NotJson,
            isPage
                ? $"{context.Service} answered {status} with an HTML page{BodyShape.Title(body.Span)}."
                : $"{context.Service} answered {status} with {BodyShape.Describe(body.Span)}."
        );
    }

    /// <summary>The error object of a reply that claims success, if there is one and there is nothing else.</summary>
    private static NanoBananaException? ErrorInside(
        GenerateContentResponse response,
        int status,
        CallContext context,
        IReadOnlyList<ReadOnlyMemory<byte>> documents
    )
    {
        if (response.Candidates.Count > 0 || documents.Count != 1)
        {
            return null;
        }

        // {"message":"..."} is an error only where nothing of a reply is beside it.
        var isBare = response.PromptFeedback is null && response.UsageMetadata is null;
        return ErrorBodyReader.Read(documents[0], anyObject: isBare) is { } error
            ? ErrorFailure.Create(status, error, isPage: false, documents[0].Span, context)
            : null;
    }

    /// <summary>The failure of JSON that is cut or broken.</summary>
    internal static ReplyOutcome Broken(
        ReplyForm form,
        int status,
        ContractFormatException exception,
        GenerateContentResponse? response,
        IReadOnlyList<ReadOnlyMemory<byte>> documents
    )
    {
        var failure = new NanoBananaException(
            exception.IsCut ? FailureKind.TruncatedReply : FailureKind.NotJson,
            (exception.IsCut ? "The reply is cut. " : "The reply is not JSON. ") + exception.Message,
            innerException: exception
        )
        {
            StatusCode = status,
            Response = response,
        };
        return new(form, status, failure, response, documents);
    }

    internal static ReplyOutcome Fail(ReplyForm form, int status, FailureKind kind, string whatHappened) =>
        new(form, status, new NanoBananaException(kind, whatHappened) { StatusCode = status }, null, []);

    internal static ReplyOutcome Fail(
        ReplyForm form,
        NanoBananaException failure,
        GenerateContentResponse? response,
        IReadOnlyList<ReadOnlyMemory<byte>> documents
    ) => new(form, failure.StatusCode ?? 0, failure, response, documents);
}
