namespace NanoBananaContracts;

/// <summary>What the images of a reply cost, by the provider's price list.</summary>
internal static class ImagePrice
{
    /// <summary>In USD; <see langword="null"/> where the model, the size, its price or that of the tier is not known.</summary>
    internal static decimal? Of(GenerateContentResponse response, CallContext context, ServiceTier? served)
    {
        if (context.Model is not { } model)
        {
            return null;
        }

        return (context.AskedSize ?? model.DefaultSize) is { } size && model.PricePerImageUsd(size) is { } price
            ? price
                * Math.Max(
                    ImageParts.Of(response).Finished,
                    context.Provider is { BillsRepliesWithoutImage: true } ? 1 : 0
                )
                * context.Provider!.TierPriceFactor(ReplyCost.Tier(response.UsageMetadata, context, served))
            : null;
    }
}
