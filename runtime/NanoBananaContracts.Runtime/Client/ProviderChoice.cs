namespace NanoBananaContracts;

/// <summary>Which provider is meant where options leave it open: one rule, however a client is made.</summary>
internal static class ProviderChoice
{
    /// <summary>
    /// What is stated: the provider, or the host of one. Else whose the key is: Google's by its shape, or that of the
    /// variable which holds it. Else WisGate.
    /// </summary>
    internal static ProviderInfo Of(NanoBananaOptions options, Func<string, string?> variable)
    {
        return options.Provider
            ?? OfHost(options.BaseAddress)
            ?? (options.ApiKey is { IsShapedAsGoogles: true } ? ProviderInfo.Google : null)
            ?? ProviderInfo.All.FirstOrDefault(HasKey)
            ?? ProviderInfo.WisGate;

        // A key that the options bring is the variable's only if it is the same.
        bool HasKey(ProviderInfo known) =>
            variable(known.ApiKeyVariable) is { } text
            && !string.IsNullOrWhiteSpace(text)
            && (options.ApiKey is null || options.ApiKey.Reveal() == text.Trim());
    }

    /// <summary>
    /// Why the key must not be sent where these options lead; <see langword="null"/> if it may. A host that nobody knows
    /// (this machine, a gateway of one's own) takes any key.
    /// </summary>
    /// <param name="known">Options with the environment's.</param>
    internal static NanoBananaException? Problem(NanoBananaOptions known) =>
        known.ApiKey is { IsShapedAsGoogles: true }
        && OfHost(known.BaseAddress ?? known.Provider?.BaseAddress) is { } other
        && other != ProviderInfo.Google
            ? new NanoBananaException(
                FailureKind.InsecureEndpoint,
                $"The API key has the shape of Google's, and {(known.BaseAddress ?? other.BaseAddress).Host} is {other.Name}; it was not sent there.",
                $"Set the provider (NanoBananaOptions.Provider, or Provider in configuration) to {ProviderInfo.Google.Id}, or take a key of {other.Name} from {other.ApiKeyPage}; the variable of Google's key is {ProviderInfo.Google.ApiKeyVariable}."
            )
            : null;

    private static ProviderInfo? OfHost(Uri? address) =>
        address is { IsAbsoluteUri: true }
            ? ProviderInfo.All.FirstOrDefault(known =>
                known.AlternativeBaseAddresses.Prepend(known.BaseAddress).Any(one => IsHostOf(one, address))
            )
            : null;

    private static bool IsHostOf(Uri known, Uri address) =>
        string.Equals(known.Host, address.Host, StringComparison.OrdinalIgnoreCase);
}
