using System.CommandLine;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>The option that names a provider.</summary>
internal static class ProviderOption
{
    /// <summary>Creates <c>--provider</c>, WisGate by default.</summary>
    public static Option<ProviderInfo> Create()
    {
        var option = Optional($"Default: {ProviderInfo.WisGate.Id}.");
        option.DefaultValueFactory = _ => ProviderInfo.WisGate;
        return option;
    }

    /// <summary>Creates <c>--provider</c> with a default that is found later; <paramref name="standard"/> says which.</summary>
    public static Option<ProviderInfo> Optional(string standard)
    {
        var names = string.Join(" or ", ProviderInfo.All.Select(provider => provider.Id));
        return new Option<ProviderInfo>("--provider")
        {
            Description = $"Whose dialect: {names}. {standard}",
            HelpName = string.Join('|', ProviderInfo.All.Select(provider => provider.Id)),
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
