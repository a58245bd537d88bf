namespace NanoBananaContracts.Batch;

/// <summary>What a reply says of a picture beside its bytes.</summary>
/// <param name="Response">The reply.</param>
/// <param name="CostUsd">What it cost, where all of that is known.</param>
/// <param name="PriceUsd">What its pictures cost, where that is known.</param>
/// <param name="RequestId">The id of the call.</param>
/// <param name="Elapsed">How long it took, where that says something.</param>
internal readonly record struct ReplyFacts(
    GenerateContentResponse Response,
    decimal? CostUsd,
    decimal? PriceUsd,
    string? RequestId,
    TimeSpan? Elapsed
);

/// <summary>Makes the entry of a picture that has arrived.</summary>
internal sealed class Arrivals(NanoBananaClient client)
{
    /// <summary>Looks at the file, and has it on the disk when it returns.</summary>
    public PictureArrived Read(BatchClaim claim, string path, ReplyFacts reply)
    {
        var (picture, sha256) = ArrivingFolder.Inspect(path);
        var usage = reply.Response.UsageMetadata;
        return new(
            path,
            new PictureEntry
            {
                File = PictureNames.StemOf(claim.Line, claim.Item.Picture) + picture.Format.FileExtension(),
                Sha256 = sha256,
                Bytes = picture.Length,
                Width = picture.Width,
                Height = picture.Height,
                MediaType = picture.Format.MediaType(),
                CostMicroUsd = Cost(claim, reply),
                PromptTokens = usage?.PromptTokenCount,
                OutputTokens =
                    usage?.CandidatesTokenCount + (usage?.ThoughtsTokenCount ?? 0) ?? usage?.ThoughtsTokenCount,
                RequestId = reply.RequestId,
                Elapsed = reply.Elapsed,
            }
        );
    }

    // The price of the pictures alone is the whole cost only where words have none.
    private long Cost(BatchClaim claim, ReplyFacts reply)
    {
        var model = client.Provider.FindModel(claim.Line.Model ?? client.Model);
        var known = reply.CostUsd ?? (model is { TokenPrices.TextOutput: null } ? reply.PriceUsd : null);
        return known is { } usd ? PicturePrices.ToMicroUsd(usd) : claim.ReservedMicroUsd;
    }
}
