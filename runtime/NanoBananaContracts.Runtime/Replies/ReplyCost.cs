namespace NanoBananaContracts;

/// <summary>
/// What a whole reply cost, from its tokens and its tier. A sum with an unknown part is no sum: then there is none.
/// </summary>
internal static class ReplyCost
{
    private const decimal Million = 1_000_000m;

    /// <summary>In USD; <see langword="null"/> where a price, a count or the tier is not known.</summary>
    /// <param name="response">The reply.</param>
    /// <param name="context">Its call.</param>
    /// <param name="served">The tier in the reply's header.</param>
    internal static decimal? Of(GenerateContentResponse response, CallContext context, ServiceTier? served)
    {
        if (
            context is not { Provider: { } provider, Model.TokenPrices: { } prices }
            || response.UsageMetadata is not { } usage
            || HasMore(response, usage)
        )
        {
            return null;
        }

        return provider.TierPriceFactor(Tier(usage, context, served))
            * (Input(usage, context, prices) + Output(usage, prices))
            / Million;
    }

    /// <summary>The one that the reply names; else the one that was asked for.</summary>
    internal static ServiceTier Tier(UsageMetadata? usage, CallContext context, ServiceTier? served) =>
        usage?.ServiceTier ?? served ?? context.Request?.ServiceTier ?? ServiceTier.Standard;

    /// <summary>What has a price of its own: a search, what tools read, and what came from the cache.</summary>
    private static bool HasMore(GenerateContentResponse response, UsageMetadata usage) =>
        usage.CachedContentTokenCount > 0
        || usage.ToolUsePromptTokenCount > 0
        || response.Candidates.Any(candidate => candidate.GroundingMetadata is not null);

    private static decimal? Input(UsageMetadata usage, CallContext context, TokenPrices prices)
    {
        var isText =
            usage.PromptTokensDetails.Count > 0
                ? usage.PromptTokensDetails.All(detail =>
                    detail.Modality == TokenModality.Text || detail.TokenCount is null or 0
                )
                : context.Request is { } request
                    && request.Contents.All(content =>
                        content.Parts.All(part => part.InlineData is null && part.FileData is null)
                    );
        return isText ? usage.PromptTokenCount * prices.TextInput : null;
    }

    /// <summary>What no detail names is text, or thoughts: details need not add up to the total.</summary>
    private static decimal? Output(UsageMetadata usage, TokenPrices prices)
    {
        long images = 0;
        foreach (var detail in usage.CandidatesTokensDetails)
        {
            if (detail.Modality == TokenModality.Image)
            {
                images += detail.TokenCount ?? 0;
            }
            else if (detail.Modality != TokenModality.Text && detail.TokenCount > 0)
            {
                return null;
            }
        }

        var text = usage.CandidatesTokenCount - images + (usage.ThoughtsTokenCount ?? 0);
        return usage.CandidatesTokensDetails.Count == 0 || text is null or < 0
            ? null
            : Part(images, prices.ImageOutput) + Part(text.Value, prices.TextOutput);
    }

    /// <summary>Of nothing the price need not be known.</summary>
    private static decimal? Part(long tokens, decimal? price) => tokens == 0 ? 0 : tokens * price;
}
