namespace NanoBananaContracts.Cli;

/// <summary>The variables that hold keys which calls from this machine are made with.</summary>
internal static class KeyVariables
{
    // Of a host's configuration, which takes any casing and any section: NanoBanana__ApiKey, GATEWAY__APIKEY.
    private const string OfConfiguration = "__" + nameof(NanoBananaOptions.ApiKey);

    /// <summary>Their names: the providers', and those of configuration that are set.</summary>
    public static IEnumerable<string> Of(CommandHost host) =>
        ProviderInfo
            .All.Select(known => known.ApiKeyVariable)
            .Concat(
                host.VariableNames().Where(name => name.EndsWith(OfConfiguration, StringComparison.OrdinalIgnoreCase))
            );
}
