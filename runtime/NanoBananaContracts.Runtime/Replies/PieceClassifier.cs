using System;
using System.Collections.Generic;
using System.Text.Json;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>Classifies a reply that came in pieces: events, or items of an array.</summary>
internal sealed class PieceClassifier(ReplyForm form, int status, CallContext context)
{
    /// <summary>What may be made of all pieces together.</summary>
    internal ReadBudget Budget { get; } = context.NewBudget();

    /// <summary>Reads a piece.</summary>
    internal GenerateContentResponse Parse(ReadOnlyMemory<byte> piece) =>
        ContractOperations.StreamGenerateContent.ParseResponse(piece, Budget);

    /// <summary>Puts the pieces together and says what they are.</summary>
    /// <param name="pieces">The JSON of each.</param>
    /// <param name="broken">Why a body could not be taken apart to its end, if it could not.</param>
    /// <param name="stray">What stood between the events and was none.</param>
    /// <param name="judge">Looks at images.</param>
    internal ReplyOutcome Classify(
        IReadOnlyList<ReadOnlyMemory<byte>> pieces,
        ContractFormatException? broken,
        ReadOnlyMemory<byte> stray,
        ImageJudge? judge
    )
    {
        var assembler = new PieceAssembler();
        foreach (var piece in pieces)
        {
            if (Error(piece, anyObject: false) is { } failure)
            {
                return ReplyOutcome.Fail(form, failure, assembler.Assemble(), pieces);
            }

            try
            {
                assembler.Add(Parse(piece));
            }
            catch (ContractFormatException exception)
            {
                return ReplyOutcome.Broken(form, status, exception, assembler.Assemble(), pieces);
            }
        }

        var response = assembler.Assemble();
        if (broken is { } why)
        {
            return ReplyOutcome.Broken(form, status, why, response, pieces);
        }

        if (Stray(stray) is { } atEnd)
        {
            return ReplyOutcome.Fail(form, atEnd, response, pieces);
        }

        return Outcome(assembler, judge, pieces);
    }

    /// <summary>The failure that all pieces together are; <see langword="null"/> when they are none.</summary>
    internal NanoBananaException? Whole(PieceAssembler assembler, ImageJudge? judge) =>
        Outcome(assembler, judge, []).Failure;

    private ReplyOutcome Outcome(
        PieceAssembler assembler,
        ImageJudge? judge,
        IReadOnlyList<ReadOnlyMemory<byte>> pieces
    ) =>
        assembler.Assemble() is { } response
            ? ReplyOutcome.Of(response, status, form, context, judge, pieces, assembler.HasFinished)
            : ReplyOutcome.Fail(
                form,
                status,
                FailureKind.EmptyReply,
                $"{context.Service} answered {status} with an empty stream."
            );

    /// <summary>The failure that a piece is, if it is an error and no reply.</summary>
    internal NanoBananaException? Error(ReadOnlyMemory<byte> piece, bool anyObject)
    {
        // An image is not read twice to find that it is no error.
        return
            piece.Length <= ErrorBodyReader.Largest
            && (anyObject || piece.Span.IndexOf("\"error\""u8) >= 0)
            && ErrorBodyReader.Read(piece, anyObject) is { } error
            ? ErrorFailure.Create(status, error, isPage: false, piece.Span, context)
            : null;
    }

    /// <summary>The failure that stray lines at the end of an event stream are.</summary>
    internal NanoBananaException? Stray(ReadOnlyMemory<byte> stray)
    {
        if (BodyShape.IsBlank(stray.Span))
        {
            return null;
        }

        if (Error(stray, anyObject: true) is { } failure)
        {
            return failure;
        }

        return BodyShape.LooksLikeJson(stray.Span)
            ? new NanoBananaException(
                FailureKind.TruncatedReply,
                "The stream ends in an error that is itself cut: " + BodyShape.Start(stray.Span) + "."
            )
            {
                StatusCode = status,
            }
            : new NanoBananaException(
                FailureKind.NotJson,
                "The stream has lines that are no events: " + BodyShape.Start(stray.Span) + "."
            )
            {
                StatusCode = status,
            };
    }

    /// <summary>Where a text stops being JSON, in our own words.</summary>
    internal static ContractFormatException Explain(ReadOnlyMemory<byte> body, JsonException exception) =>
        ContractFormatFault.Explain(body.Span, ContractReader.DefaultMaxDepth, exception);
}
