namespace NanoBananaContracts.Http;

/// <summary>Where keys come from, and what to say when there is none.</summary>
internal static class ApiKeys
{
    /// <summary>The failure of a missing key, of one provider or of all of them.</summary>
    internal static NanoBananaException Missing(ProviderInfo? provider)
    {
        var providers = provider is null ? ProviderInfo.All : [provider];
        var variables = string.Join(" or ", providers.Select(known => known.ApiKeyVariable));
        var pages = string.Join(" or ", providers.Select(known => $"{known.ApiKeyPage} ({known.Name})"));
        return new(
            FailureKind.MissingApiKey,
            $"There is no API key: the environment variable {variables} is not set.",
            $"Get a key at {pages}, and set the variable, or NanoBananaOptions.ApiKey, to it."
        );
    }
}
