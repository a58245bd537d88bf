using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NanoBananaContracts;
using NanoBananaContracts.Extensions.AI;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="NanoBananaImageGenerator"/>.</summary>
public static class NanoBananaImageGeneratorServiceCollectionExtensions
{
    /// <summary>
    /// Registers an <see cref="IImageGenerator"/> over the client that <c>AddNanoBanana</c> registers, as a singleton.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">
    /// The name of the client, which is that of the generator too (<c>[FromKeyedServices("name")]</c>);
    /// <see langword="null"/> for the client without one.
    /// </param>
    /// <param name="maxCostUsd">As <see cref="NanoBananaImageGenerator.MaxCostUsd"/>.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddNanoBananaImageGenerator(
        this IServiceCollection services,
        string? name = null,
        decimal? maxCostUsd = 1
    )
    {
        if (services is null)
        {
            throw new ArgumentNullException(nameof(services));
        }

        if (name is null)
        {
            services.TryAddSingleton(provider => Create(provider.GetRequiredService<NanoBananaClient>(), maxCostUsd));
        }
        else
        {
            services.TryAddKeyedSingleton(
                name,
                (provider, key) => Create(provider.GetRequiredKeyedService<NanoBananaClient>(key), maxCostUsd)
            );
        }

        return services;
    }

    private static IImageGenerator Create(NanoBananaClient client, decimal? maxCostUsd) =>
        new NanoBananaImageGenerator(client) { MaxCostUsd = maxCostUsd };
}
