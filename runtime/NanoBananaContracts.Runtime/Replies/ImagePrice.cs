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

        return Size(context, model) is { } size && model.PricePerImageUsd(size) is { } price
            ? price
                * Math.Max(
                    ImageParts.CountFinished(response),
                    context.Provider is { BillsRepliesWithoutImage: true } ? 1 : 0
                )
                * context.Provider!.TierPriceFactor(ReplyCost.Tier(response.UsageMetadata, context, served))
            : null;
    }

    /// <summary>Of a request that names two sizes, nobody knows which one counted.</summary>
    private static ImageSize? Size(CallContext context, ModelInfo model)
    {
        var config = context.Request?.GenerationConfig;
        var (common, format) = (config?.ImageConfig?.ImageSize, config?.ResponseFormat?.Image?.ImageSize);
        return common is { } one && format is { } other && one != other ? null : common ?? format ?? model.DefaultSize;
    }
}
