namespace NanoBananaContracts;

/// <summary>Images that a reply names the files of, because the request asks for that; nothing of ours fetches them.</summary>
internal static class DeliveredFiles
{
    /// <summary>The field of the request that asks for it; <see langword="null"/> where none does.</summary>
    internal static string? AskedBy(GenerateContentRequest request) =>
        request.OutputConfig?.OutputUriPrefix is not null ? "outputConfig.outputUriPrefix"
        : request.GenerationConfig?.ResponseFormat?.Image?.Delivery == ResponseDelivery.Uri
            ? "generationConfig.responseFormat.image.delivery"
        : null;
}
