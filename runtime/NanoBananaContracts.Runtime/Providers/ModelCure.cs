namespace NanoBananaContracts;

/// <summary>What to ask for instead of what a model does not take, and which models of the provider take it.</summary>
internal static class ModelCure
{
    /// <summary>The sizes of this model, or of all where it is not known, and who makes the one that was asked for.</summary>
    internal static string OfSize(ProviderInfo provider, string modelId, ModelInfo? model, ImageSize? asked)
    {
        var sizes = (model is null ? provider.Models.SelectMany(known => known.Sizes) : model.Sizes)
            .Distinct()
            .OrderBy(Order)
            .Select(size => size.Value)
            .ToArray();
        var use = sizes.Length == 0 ? $"Leave imageSize out: {modelId} has one size only." : $"Use {Choice(sizes)}.";
        return asked is { IsDocumented: true, Kind: not ImageSize.Known.Unspecified } size && model is not null
            ? use + Takers(provider, model, $"\"{size.Value}\"", known => known.Sizes.Contains(size))
            : use;
    }

    /// <summary>The ratios of this model, or of all where it is not known, and who makes the one that was asked for.</summary>
    internal static string OfRatio(ProviderInfo provider, ModelInfo? model, AspectRatio? asked)
    {
        var ratios = (model is null ? provider.Models.SelectMany(known => known.AspectRatios) : model.AspectRatios)
            .Distinct()
            .Select(ratio => ratio.Value);
        var use = $"Use {Choice(ratios)}.";
        return asked is { IsDocumented: true, Kind: not AspectRatio.Known.Unspecified } ratio && model is not null
            ? use + Takers(provider, model, $"\"{ratio.Value}\"", known => known.AspectRatios.Contains(ratio))
            : use;
    }

    /// <summary>Who takes a parameter that this model refuses.</summary>
    internal static string OfParameter(ProviderInfo provider, ModelInfo model, string name) =>
        $"Leave {name} out." + Takers(provider, model, name, known => !known.RefusedParameters.Contains(name));

    /// <summary>The levels of this model, and who takes the one that was asked for; of many models nothing is known.</summary>
    internal static string OfThinkingLevel(ProviderInfo provider, ModelInfo model, ThinkingLevel asked) =>
        $"Use {Choice(model.ThinkingLevels.Select(level => level.Value))}, or leave it out."
        + (
            provider.Models.Any(known => known.Retired is null && known.ThinkingLevels.Contains(asked))
                ? Takers(provider, model, $"\"{asked.Value}\"", known => known.ThinkingLevels.Contains(asked))
                : ""
        );

    /// <summary>A list for a sentence: <c>"1K", "2K" or "4K"</c>.</summary>
    internal static string Choice(IEnumerable<string> values)
    {
        var quoted = values.Select(value => $"\"{value}\"").ToArray();
        return quoted.Length < 2
            ? string.Concat(quoted)
            : string.Join(", ", quoted.Take(quoted.Length - 1)) + " or " + quoted[quoted.Length - 1];
    }

    /// <summary>Nothing where the model itself takes it by what is known: then the service disagrees with the facts.</summary>
    private static string Takers(ProviderInfo provider, ModelInfo model, string what, Func<ModelInfo, bool> takes)
    {
        if (takes(model))
        {
            return "";
        }

        var takers = provider
            .Models.Where(known => known.Retired is null && takes(known))
            .Select(known => known.Id)
            .ToArray();
        return takers.Length == 0
            ? $" No current model of {provider.Name} takes {what}."
            : $" Models of {provider.Name} that take {what}: {string.Join(", ", takers)}.";
    }

    /// <summary>Smallest first, as people list them.</summary>
    private static int Order(ImageSize size)
    {
        var known = ImageSize.All;
        for (var i = 0; i < known.Count; i++)
        {
            if (known[i] == size)
            {
                return i;
            }
        }

        return known.Count;
    }
}
