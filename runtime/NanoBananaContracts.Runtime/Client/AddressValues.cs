namespace NanoBananaContracts;

/// <summary>What stands for the placeholders of a provider's addresses: one rule, however a client is made.</summary>
internal static class AddressValues
{
    /// <summary>
    /// The provider with the values that options say; else the host of the address that is called, the variable, the
    /// default.
    /// </summary>
    /// <param name="provider">The provider.</param>
    /// <param name="options">The options as they were made.</param>
    /// <param name="address">The address that is called in the place of the provider's own, if there is one.</param>
    /// <param name="variable">Reads a variable.</param>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.InvalidRequest"/>: one is missing, cannot stand in an address, or has no place in one.
    /// </exception>
    internal static ProviderInfo Placed(
        ProviderInfo provider,
        NanoBananaOptions options,
        Uri? address,
        Func<string, string?> variable
    )
    {
        foreach (var (name, option, value) in Options(options))
        {
            if (value is not null && !provider.Placeholders.Any(place => place.Name == name))
            {
                throw new NanoBananaException(
                    FailureKind.InvalidRequest,
                    $"NanoBananaOptions.{option} is set, and {provider.Name} has no {name} in its address.",
                    $"Leave it out, or set Provider to {ProviderInfo.Vertex.Id}."
                );
            }
        }

        if (provider.Placeholders.Count == 0)
        {
            return provider;
        }

        var values = new Dictionary<string, string>();
        var inPath = new Dictionary<string, string>();
        if (address is { IsAbsoluteUri: true })
        {
            PastedPath.Start(address.AbsolutePath.TrimEnd('/').Split('/'), provider.PathTemplate, inPath);
        }

        foreach (var place in provider.Placeholders)
        {
            var isInHost = provider.AddressTemplate?.Place == place;
            var option = Options(options).FirstOrDefault(option => option.Name == place.Name);
            var ofHost =
                isInHost && address is { IsAbsoluteUri: true } ? provider.AddressTemplate!.ValueIn(address) : null;
            var ofPath = inPath.TryGetValue(place.Name, out var word) ? word : null;
            var value =
                option.Value
                ?? ofHost
                ?? ofPath
                ?? provider.ValueOf(place)
                ?? (variable(place.Variable) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null)
                ?? place.Default;
            var cure =
                (option.Option is null ? "Set " : $"Set NanoBananaOptions.{option.Option}, or ")
                + $"the environment variable {place.Variable}.";
            values[place.Name] =
                Disagreement(place, option.Option, option.Value, ofHost, ofPath) is { } disagreement
                    ? throw disagreement
                : value is null
                    ? throw new NanoBananaException(
                        FailureKind.InvalidRequest,
                        $"There is no {place.Name}, which stands in the address of {provider.Name}.",
                        cure
                    )
                : Problem(value, isInHost) is { } problem
                    ? throw new NanoBananaException(
                        FailureKind.InvalidRequest,
                        $"The {place.Name} in the address of {provider.Name} {problem}",
                        cure
                    )
                : value;
        }

        return provider.With(values);
    }

    // Whoever names two places means one of them, and both would be called: the host of one, with the path of the other.
    private static NanoBananaException? Disagreement(
        AddressPlaceholder place,
        string? option,
        string? value,
        string? ofHost,
        string? ofPath
    )
    {
        var said = new (string What, string? Value)[]
        {
            ($"NanoBananaOptions.{option}", value),
            ("the host of the base address", ofHost),
            ("the path of the base address", ofPath),
        };
        var named = said.Where(one => one.Value is not null && Problem(one.Value, isInHost: false) is null).ToArray();
        return named.Select(one => one.Value).Distinct().Count() < 2
            ? null
            : new(
                FailureKind.InvalidRequest,
                $"The {place.Name} is named twice: {string.Join(", ", named.Select(one => $"{one.Value} by {one.What}"))}.",
                value is null
                    ? "Leave the path of the base address out, or correct one of the two."
                    : $"Leave {option} out, or name the same {place.Name} in BaseAddress, or leave that out."
            );
    }

    // Its value is never repeated: a key may have been put there, and an address is logged.
    private static string? Problem(string value, bool isInHost) =>
        KeyShapes.BeginsAsGoogles(value) || KeyShapes.Find(value).Count > 0
            ? "has the shape of an API key; a key belongs in ApiKey."
            : ProviderRules.PlaceholderProblem(value, isInHost);

    private static (string Name, string Option, string? Value)[] Options(NanoBananaOptions options) =>
        [("project", nameof(options.Project), options.Project), ("region", nameof(options.Region), options.Region)];
}
