using NanoBananaContracts.Http;

namespace NanoBananaContracts;

/// <summary>Makes a result of a line: its reply goes through the one classification there is.</summary>
internal static class BatchResultReader
{
    private const int Ok = 200;

    /// <summary>Reads a line.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    public static ProviderBatchResult Read(
        ReadOnlyMemory<byte> line,
        int index,
        Func<string, CallContext> contextOf,
        BatchFacts facts
    )
    {
        var parts = BatchReader.ReadResult(line);
        var context = contextOf(parts.Key ?? "");
        if (!parts.Error.IsEmpty || parts.Response.IsEmpty)
        {
            return new()
            {
                Key = parts.Key,
                Index = index,
                Failure = parts.Error.IsEmpty
                    ? new NanoBananaException(FailureKind.EmptyReply, "The result has neither a reply nor an error.")
                    : BatchError.Read(parts.Error, context),
            };
        }

        var judged = new JudgedImages();
        var outcome = ReplyOutcome.Classify(Ok, "application/json", parts.Response, context, judged.Judge);
        if (outcome.Failure is { } failure)
        {
            // It was answered, and may be billed as any other reply.
            failure = failure.With(null, Ok);
            failure.Attempts = 1;
            return new()
            {
                Key = parts.Key,
                Index = index,
                Failure = failure.WithoutKeys(context),
            };
        }

        var response = outcome.Response!;
        return new()
        {
            Key = parts.Key,
            Index = index,
            Reply = new NanoBananaReply(response, Ok, context, judged)
            {
                Attempts = 1,
                RequestId = context.WithoutKey(response.ResponseId),
                PriceUsd = ImagePrice.Of(response, context, ServiceTier.Standard) * facts.PriceFactor,
                CostUsd = ReplyCost.Of(response, context, ServiceTier.Standard) * facts.PriceFactor,
            },
        };
    }
}
