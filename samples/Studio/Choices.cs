using NanoBananaContracts;

namespace Studio;

/// <summary>What can be chosen, by provider: from the contract's own data, so that the page offers nothing that fails.</summary>
internal static class Choices
{
    public static object All(bool live) =>
        new
        {
            live,
            providers = ProviderInfo.All.Select(provider =>
            {
                var model = provider.FindModel(provider.DefaultModel)!;
                return new
                {
                    id = provider.Id,
                    name = provider.Name,
                    model = model.Id,
                    sizes = model.Sizes.Select(size => new
                    {
                        value = size.Value,
                        priceUsd = model.PricePerImageUsd(size),
                    }),
                    ratios = model.AspectRatios.Select(ratio => ratio.Value),
                };
            }),
        };
}
