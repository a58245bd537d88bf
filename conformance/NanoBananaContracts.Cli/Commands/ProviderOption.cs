using System.CommandLine;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>The option that names a provider.</summary>
internal static class ProviderOption
{
    /// <summary>Creates <c>--provider</c>, WisGate by default.</summary>
    public static Option<ProviderInfo> Create()
    {
        var names = string.Join(" or ", ProviderInfo.All.Select(provider => provider.Id));
        return new Option<ProviderInfo>("--provider")
        {
            Description = $"Whose dialect: {names}. Default: {ProviderInfo.WisGate.Id}.",
            HelpName = string.Join('|', ProviderInfo.All.Select(provider => provider.Id)),
            DefaultValueFactory = _ => ProviderInfo.WisGate,
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                var provider = ProviderInfo.Find(text);
                if (provider is null)
                {
                    result.AddError($"There is no provider '{text}': use {names}.");
                }

                return provider!;
            },
        };
    }
}
