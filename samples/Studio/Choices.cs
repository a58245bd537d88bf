using System.Globalization;
using NanoBananaContracts;

namespace Studio;

/// <summary>What can be chosen, and why not the rest: from the contract's own data.</summary>
internal static class Choices
{
    public static object All(StudioOptions options, Services services) =>
        new
        {
            live = options.Live,
            ratios = AspectRatio
                .All.Where(ratio => ratio.Value.Contains(':', StringComparison.Ordinal))
                .Select(ratio => ratio.Value),
            mostInputBytes = InputPictures.MostBytes,
            providers = ProviderInfo.All.Select(provider => new
            {
                id = provider.Id,
                name = provider.Name,
                defaultModel = provider.DefaultModel,
                refused = services.Obstacle(provider),
                inputMediaTypes = provider.InputMediaTypes,
                models = provider.Models.Select(Of),
            }),
        };

    private static object Of(ModelInfo model) =>
        new
        {
            id = model.Id,
            refused = model.Retired is { } end
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"retired {(end.Since <= DateTimeOffset.UtcNow ? "since" : "on")} {end.Since:yyyy-MM-dd}, use {end.Use}"
                )
                : null,
            gone = model.Retired is { } gone && gone.Since <= DateTimeOffset.UtcNow,
            ratios = model.AspectRatios.Select(ratio => ratio.Value),
            defaultRatio = model.DefaultAspectRatio?.Value,
            sizes = model.Sizes.Select(size => new
            {
                value = size.Value,
                priceUsd = model.PricePerImageUsd(size),
                tokens = model.TokensPerImage(size),
                pixels = Pixels
                    .Table(model.Id)
                    ?.Where(row => row.Value.ContainsKey(Pixels.Key(size)))
                    .ToDictionary(row => row.Key, row => row.Value[Pixels.Key(size)]),
            }),
            defaultSize = model.DefaultSize?.Value,
            defaultPriceUsd = model.DefaultSize is { } usual ? model.PricePerImageUsd(usual) : null,
            usualSeconds = model.NominalTime?.TotalSeconds,
            mostInputs = model.MaxInputImages,
            showsDrafts = model.ThinkingLevels.Count > 0 || model.Id.StartsWith("gemini-3", StringComparison.Ordinal),
        };
}
