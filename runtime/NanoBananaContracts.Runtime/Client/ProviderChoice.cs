namespace NanoBananaContracts;

/// <summary>Which provider is meant where options leave it open: one rule, however a client is made.</summary>
internal static class ProviderChoice
{
    /// <summary>
    /// What is stated: the provider, or the host of one. Else Vertex for access tokens.
    /// Else whose the key is: Google's by its beginning, or that of the
    /// variable which holds it. Else WisGate.
    /// </summary>
    internal static ProviderInfo Of(NanoBananaOptions options, Func<string, string?> variable)
    {
        return Stated(options)
            ?? (
                options.AccessTokenProvider is null && options.ApiKey is not { BeginsAsAccessToken: true }
                    ? null
                    : ProviderInfo.Vertex
            )
            ?? (options.ApiKey is { BeginsAsGoogles: true } ? ProviderInfo.Google : null)
            ?? ProviderInfo.ChosenByVariable.FirstOrDefault(HasKey)
            ?? ProviderInfo.WisGate;

        // A key that the options bring is the variable's only if it is the same.
        bool HasKey(ProviderInfo known) =>
            options.ApiKey is { } key
                ? Holds(known, key, variable)
                : !string.IsNullOrWhiteSpace(variable(known.ApiKeyVariable));
    }

    /// <summary>The provider that options name, themselves or by a host of it; <see langword="null"/> where they leave it open.</summary>
    internal static ProviderInfo? Stated(NanoBananaOptions? options) =>
        options?.Provider
        ?? (
            options is not null
            && IsOf(ProviderInfo.Vertex, options.BaseAddress)
            && (options.AccessTokenProvider is not null || HasProject(options.BaseAddress!))
                ? ProviderInfo.Vertex
                : OfHost(options?.BaseAddress)
        );

    /// <summary>
    /// Why the key must not be sent where these options lead; <see langword="null"/> if it may. A host that nobody knows
    /// (this machine, a gateway of one's own) takes any key.
    /// </summary>
    /// <param name="options">The options as they were made.</param>
    /// <param name="known">The same with the environment's.</param>
    /// <param name="variable">Reads a variable.</param>
    internal static NanoBananaException? Problem(
        NanoBananaOptions options,
        NanoBananaOptions known,
        Func<string, string?> variable
    )
    {
        if (SchemeProblem(known) is { } wrong)
        {
            return wrong;
        }

        var address = known.BaseAddress ?? known.Provider!.BaseAddress;
        if (OfHost(address) is not { } host)
        {
            return null;
        }

        if (OtherOwner(known.ApiKey, address, variable) is { } owner)
        {
            return owner == ProviderInfo.Google && known.ApiKey!.BeginsAsGoogles
                    ? Refusal("The API key has the shape of Google's", owner)
                : owner == ProviderInfo.Vertex && known.ApiKey!.BeginsAsAccessToken
                    ? Refusal("The API key is an OAuth access token of Google's", owner)
                : Refusal($"The API key is the one that {owner.ApiKeyVariable} holds, for {owner.Name}", owner);
        }

        if (options.Provider is { } stated && !IsOf(stated, address))
        {
            return Refusal($"The API key is for {stated.Name}, the provider that is set", stated);
        }

        return host == ProviderInfo.Google && known.ApiKey is { BeginsAsGoogles: true, IsShapedAsGoogles: false } key
            ? new NanoBananaException(
                FailureKind.MissingApiKey,
                FormattableString.Invariant(
                    $"The API key begins as Google's keys do, and is none: AIza is followed by 35 letters, digits, '-' and '_', AQ. by 20 or more. It has {key.Reveal().Length} characters."
                ),
                $"Copy the key again from {ProviderInfo.Google.ApiKeyPage}, all of it and nothing else."
            )
            : null;

        NanoBananaException Refusal(string what, ProviderInfo whose) =>
            new(
                FailureKind.InsecureEndpoint,
                $"{what}, and {address.Host} is {host.Name}; it was not sent there.",
                Cure(options, known, whose, host)
            );
    }

    /// <summary>
    /// Whose a key is where its address is another known provider's: by its beginning, or by the variable that holds it.
    /// </summary>
    internal static ProviderInfo? OtherOwner(ApiKey? key, Uri address, Func<string, string?> variable)
    {
        if (key is null || OfHost(address) is not { } host)
        {
            return null;
        }

        var owner =
            key.BeginsAsGoogles ? (host.GivesGooglesKeys ? host : ProviderInfo.Google)
            : key.BeginsAsAccessToken ? (IsOf(ProviderInfo.Vertex, address) ? host : ProviderInfo.Vertex)
            // Two of Google's services share a host.
            : ProviderInfo.All.Any(known => IsOf(known, address) && Holds(known, key, variable)) ? host
            : ProviderInfo.All.FirstOrDefault(known => Holds(known, key, variable));
        return owner == host ? null : owner;
    }

    /// <summary>The provider that a host belongs to, itself or one below its own; <see langword="null"/> for any other.</summary>
    internal static ProviderInfo? OfHost(Uri? address) =>
        ProviderInfo.All.FirstOrDefault(known => IsOf(known, address));

    /// <summary>A token where a key belongs, or a key of Google's where a token does.</summary>
    private static NanoBananaException? SchemeProblem(NanoBananaOptions known)
    {
        var provider = known.Provider!;
        if (known.AccessTokenProvider is not null && provider.ApiKeyScheme is null)
        {
            return new(
                FailureKind.InvalidRequest,
                $"AccessTokenProvider is set, and {provider.Name} takes an API key in the header {provider.ApiKeyHeader}.",
                $"Set ApiKey in its place, or Provider to {ProviderInfo.Vertex.Id}."
            );
        }

        return provider.Id == ProviderInfo.Vertex.Id && known.ApiKey is { BeginsAsGoogles: true }
            ? new(
                FailureKind.MissingApiKey,
                $"The API key has the shape of Google's, and {provider.Name} takes an OAuth access token.",
                $"Set AccessTokenProvider, or Provider to {ProviderInfo.VertexExpress.Id}, which takes the key and no project."
            )
            : null;
    }

    // What is to be changed, and only that: each step undoes something that was set.
    private static string Cure(
        NanoBananaOptions options,
        NanoBananaOptions known,
        ProviderInfo whose,
        ProviderInfo host
    )
    {
        var steps = new List<string>();
        if (options.Provider is { } stated && stated != whose)
        {
            steps.Add($"set Provider to {whose.Id}");
        }

        if (known.BaseAddress is not null)
        {
            var isOptions =
                options.BaseAddress is { } own
                && Http.ServiceAddress.WithoutOperation(own, known.Provider) == known.BaseAddress;
            steps.Add(isOptions ? "remove BaseAddress" : $"unset {Http.BaseAddressVariable.Name}");
        }

        if (options.ApiKey is null && known.Provider != whose)
        {
            steps.Add($"put the key where it belongs: the variable of {whose.Name}'s key is {whose.ApiKeyVariable}");
        }

        var other = options.Provider is null || options.Provider == host ? "" : $"set Provider to {host.Id} and ";
        return $"To call {whose.Name}, {string.Join(" and ", steps)}. To call {host.Name}, {other}take a key of {host.Name} from {host.ApiKeyPage}; its variable is {host.ApiKeyVariable}.";
    }

    // Two services share a host, and one of them has projects in its path.
    private static bool HasProject(Uri address)
    {
        var values = new Dictionary<string, string>();
        return PastedPath.Start(address.AbsolutePath.TrimEnd('/').Split('/'), ProviderInfo.Vertex.PathTemplate, values)
                > 0
            && values.Count > 0;
    }

    private static bool Holds(ProviderInfo known, ApiKey key, Func<string, string?> variable) =>
        variable(known.ApiKeyVariable) is { } text && !string.IsNullOrWhiteSpace(text) && key.Reveal() == text.Trim();

    private static bool IsOf(ProviderInfo known, Uri? address) =>
        address is { IsAbsoluteUri: true }
        && (known.Addresses.Any(one => IsHostOf(one, address)) || known.AddressTemplate?.ValueIn(address) is not null);

    // A dot at the end of a name is the root's, and no other name.
    private static bool IsHostOf(Uri known, Uri address)
    {
        var host = address.IdnHost.TrimEnd('.');
        return string.Equals(host, known.IdnHost, StringComparison.OrdinalIgnoreCase)
            || host.EndsWith("." + known.IdnHost, StringComparison.OrdinalIgnoreCase);
    }
}
