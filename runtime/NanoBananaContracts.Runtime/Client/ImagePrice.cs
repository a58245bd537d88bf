namespace NanoBananaContracts;

/// <summary>What the images of a reply cost, by the provider's price list.</summary>
internal static class ImagePrice
{
    /// <summary>In USD; <see langword="null"/> where the model, the size or its price is not known.</summary>
    internal static decimal? Of(GenerateContentResponse response, FailureContext context)
    {
        if (context.Model is not { } model)
        {
            return null;
        }

        var config = context.Request?.GenerationConfig;
        var size = config?.ImageConfig?.ImageSize ?? config?.ResponseFormat?.Image?.ImageSize ?? model.DefaultSize;
        return size is { } known && model.PricePerImageUsd(known) is { } price
            ? price * ReplyImages.Of(response).Finished
            : null;
    }
}
