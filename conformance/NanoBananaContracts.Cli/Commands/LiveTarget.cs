using System.CommandLine;
using NanoBananaContracts.Conformance.Secrets;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>
/// Which service a command calls, and with which key: what was not said on the command line is the environment's, by the
/// rule of every client.
/// </summary>
internal sealed class LiveTarget
{
    private readonly CommandHost host;
    private readonly IReadOnlyList<ProviderInfo> asked;

    /// <summary>Finds the service.</summary>
    /// <exception cref="CommandException">What was said, or the environment says, names none that a key may go to.</exception>
    public LiveTarget(CommandHost host, ProviderInfo? provider, Uri? endpoint)
        : this(host, provider, endpoint, host.Variable) { }

    /// <summary>Finds the service by an environment of the caller's making.</summary>
    /// <exception cref="CommandException">What was said, or that environment says, names none that a key may go to.</exception>
    public LiveTarget(CommandHost host, ProviderInfo? provider, Uri? endpoint, Func<string, string?> variable)
    {
        this.host = host;
        try
        {
            var known = new NanoBananaOptions { Provider = provider, BaseAddress = endpoint }.WithEnvironment(variable);
            if (known.Check() is [var problem, ..])
            {
                throw CommandException.Usage(problem);
            }

            Provider = known.Provider!;
            asked = provider is null && endpoint is null ? ProviderInfo.ChosenByVariable : [Provider];
            Endpoint = known.BaseAddress ?? Provider.BaseAddress;
        }
        catch (NanoBananaException exception)
        {
            var options =
                provider is null && endpoint is null
                    ? ""
                    : " Here Provider is --provider, and BaseAddress is --endpoint.";
            throw CommandException.Usage($"{exception.WhatHappened} {exception.Cure}{options}".TrimEnd());
        }
    }

    /// <summary>Whose dialect, header and variable.</summary>
    public ProviderInfo Provider { get; }

    /// <summary>Scheme and host, with or without a path in front of the API's own.</summary>
    public Uri Endpoint { get; }

    /// <summary>Creates <c>--provider</c>, which the environment decides where it is not given.</summary>
    public static Option<ProviderInfo> ProviderOption() =>
        Commands.ProviderOption.Optional("Default: the one whose key the environment has, wisgate first.");

    /// <summary>Creates <c>--endpoint</c>.</summary>
    public static Option<Uri?> EndpointOption() =>
        new("--endpoint")
        {
            Description =
                "Call this address, such as an emulator's. Default: what NANOBANANA_BASE_ADDRESS says, or the provider's own.",
            HelpName = "URL",
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                if (KeyAddress.Parse(text) is { } address)
                {
                    return address;
                }

                result.AddError(
                    $"'{KeyAddress.Shown(text)}' is no address to send a key to: use https, or http on this machine."
                );
                return null;
            },
        };

    /// <summary>The key, of the variable that the provider names.</summary>
    /// <exception cref="CommandException">The variable is not set, or holds none.</exception>
    public string Key()
    {
        var key = host.Variable(Provider.ApiKeyVariable)?.Trim();
        if (string.IsNullOrEmpty(key))
        {
            var others = ProviderInfo
                .All.Where(known =>
                    !asked.Contains(known) && !string.IsNullOrWhiteSpace(host.Variable(known.ApiKeyVariable))
                )
                .Select(known => $" {known.ApiKeyVariable} is set, and is {known.Name}'s.");
            throw CommandException.Usage(
                $"There is no key: set {string.Join(" or ", asked.Select(known => known.ApiKeyVariable))}.{string.Concat(others)} "
                    + $"Get one at {string.Join(" or ", asked.Select(known => $"{known.ApiKeyPage} ({known.Name})"))}."
            );
        }

        // A shorter one could not be kept out of the report for certain; no real key is that short.
        return key.Length >= SecretScanner.ShortestSecret && key.All(unit => unit is > ' ' and <= '~')
            ? key
            : throw CommandException.Usage($"What {Provider.ApiKeyVariable} holds is no key: copy it again.");
    }
}
