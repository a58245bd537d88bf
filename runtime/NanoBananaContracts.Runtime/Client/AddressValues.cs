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
        foreach (var place in provider.Placeholders)
        {
            var isInHost = provider.AddressTemplate?.Place == place;
            var option = Options(options).FirstOrDefault(option => option.Name == place.Name);
            var value =
                option.Value
                ?? (isInHost && address is { IsAbsoluteUri: true } ? provider.AddressTemplate!.ValueIn(address) : null)
                ?? provider.ValueOf(place)
                ?? (variable(place.Variable) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null)
                ?? place.Default;
            var cure =
                (option.Option is null ? "Set " : $"Set NanoBananaOptions.{option.Option}, or ")
                + $"the environment variable {place.Variable}.";
            values[place.Name] =
                value is null
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

    // Its value is never repeated: a key may have been put there, and an address is logged.
    private static string? Problem(string value, bool isInHost) =>
        KeyShapes.BeginsAsGoogles(value) || KeyShapes.Find(value).Count > 0
            ? "has the shape of an API key; a key belongs in ApiKey."
            : ProviderRules.PlaceholderProblem(value, isInHost);

    private static (string Name, string Option, string? Value)[] Options(NanoBananaOptions options) =>
        [("project", nameof(options.Project), options.Project), ("region", nameof(options.Region), options.Region)];
}
