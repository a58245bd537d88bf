using System.CommandLine;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>The option that names a provider.</summary>
internal static class ProviderOption
{
    /// <summary>Creates <c>--provider</c>, which is WisGate where it is not given: <see cref="Of"/>.</summary>
    public static Option<ProviderInfo> Create() => Optional($"Default: {ProviderInfo.WisGate.Id}.");

    /// <summary>The provider that was given, or WisGate. A default of the option itself would stand in its help twice.</summary>
    public static ProviderInfo Of(ParseResult parsed, Option<ProviderInfo> option) =>
        parsed.GetValue(option) ?? ProviderInfo.WisGate;

    /// <summary>Creates <c>--provider</c> with a default that is found later; <paramref name="standard"/> says which.</summary>
    public static Option<ProviderInfo> Optional(string standard)
    {
        var names = string.Join(", ", ProviderInfo.All.Select(provider => provider.Id));
        var option = new Option<ProviderInfo>("--provider")
        {
            Description = $"Whose dialect: {names}, or the path of a provider's file. {standard}",
            HelpName = "ID|FILE",
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                if (!ProviderInfo.TryParse(text, out var provider, out var problem))
                {
                    var meant = Misspelling.Nearest(text, [.. ProviderInfo.All.Select(known => known.Id)]);
                    result.AddError(meant is null ? problem : $"{problem} Did you mean {meant}?");
                }

                return provider!;
            },
        };
        option.CompletionSources.Add([.. ProviderInfo.All.Select(provider => provider.Id)]);
        return option;
    }
}
