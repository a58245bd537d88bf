namespace NanoBananaContracts;

/// <summary>
/// The one field of a request that has two shapes: <c>generationConfig.responseFormat</c> is an object, and at Vertex AI a list
/// (discovery document of aiplatform v1, revision 20260815). Both are taken, and the provider's own is written.
/// </summary>
internal static class ResponseFormatForm
{
    /// <summary>The request with the format as one object, which can be held to contract and model.</summary>
    internal static GenerateContentRequest AsObject(GenerateContentRequest request) =>
        request.GenerationConfig is { ResponseFormat: null or { UnknownFields.IsReplacement: true } } config
        && config.ReadResponseFormat() is { } one
            ? With(request, config, one)
            : request;

    /// <summary>The request as the provider takes it.</summary>
    internal static GenerateContentRequest For(GenerateContentRequest request, ProviderInfo provider) =>
        provider.Id is "vertex" or "vertex-express" && request.GenerationConfig is { ResponseFormat: { } format } config
            ? With(request, config, format.AsList(provider.Dialect))
            : request;

    private static GenerateContentRequest With(
        GenerateContentRequest request,
        GenerationConfig config,
        ResponseFormatConfig format
    ) => request with { GenerationConfig = config with { ResponseFormat = format } };
}
