namespace NanoBananaContracts;

/// <summary>Where keys come from, and what to say when there is none.</summary>
internal static class ApiKeys
{
    /// <summary>The failure of a missing key: of the provider that options name, or of all of them.</summary>
    /// <param name="options">The options as they were made.</param>
    /// <param name="variable">Reads a variable. Default: <see cref="Environment.GetEnvironmentVariable(string)"/>.</param>
    internal static NanoBananaException Missing(NanoBananaOptions? options, Func<string, string?>? variable = null)
    {
        variable ??= Environment.GetEnvironmentVariable;
        var asked = ProviderChoice.Stated(options) is { } provider ? [provider] : ProviderInfo.ChosenByVariable;
        var variables = string.Join(" or ", asked.Select(known => known.ApiKeyVariable));
        var pages = string.Join(" or ", asked.Select(known => $"{known.ApiKeyPage} ({known.Name})"));
        var others = ProviderInfo
            .All.Where(known => !asked.Contains(known) && !string.IsNullOrWhiteSpace(variable(known.ApiKeyVariable)))
            .Select(known => $" {known.ApiKeyVariable} is set, and is {known.Name}'s.");
        return new(
            FailureKind.MissingApiKey,
            $"There is no API key: the environment variable {variables} is not set.{string.Concat(others)}",
            $"Get a key at {pages}, and set the variable, or NanoBananaOptions.ApiKey, to it"
                + (
                    asked.Any(known => known.Id == ProviderInfo.Vertex.Id)
                        ? "; or set AccessTokenProvider, which gives each call its own."
                        : "."
                )
        );
    }
}
