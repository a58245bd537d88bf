using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NanoBananaContracts;
using NanoBananaContracts.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="ContractClient"/>, for contracts of your own.</summary>
public static class ContractClientServiceCollectionExtensions
{
    /// <summary>
    /// Registers a <see cref="ContractClient"/> as a singleton under a name: take it with
    /// <c>[FromKeyedServices("name")]</c>. It logs to the host's logger.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the client.</param>
    /// <param name="endpoint">
    /// Makes the endpoint, with its key from wherever the application keeps it; called once, when the client is made.
    /// </param>
    /// <param name="configure">Sets limits; the logger is the host's where it sets none.</param>
    /// <returns>The builder of the HttpClient, to add handlers. It must not be given a handler that follows redirects.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static IHttpClientBuilder AddContractClient(
        this IServiceCollection services,
        string name,
        Func<IServiceProvider, ContractEndpoint> endpoint,
        Action<CallOptions>? configure = null
    )
    {
        if (services is null)
        {
            throw new ArgumentNullException(nameof(services));
        }

        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException("The client needs a name.", nameof(name));
        }

        if (endpoint is null)
        {
            throw new ArgumentNullException(nameof(endpoint));
        }

        // Once: the client and the list of headers to hide speak of the same one.
        services.TryAddKeyedSingleton<ContractEndpoint>(name, (provider, _) => endpoint(provider));
        var httpName = "NanoBananaContract:" + name;
        services.TryAddKeyedSingleton(name, (provider, _) => Create(provider, name, httpName, configure));
        return BilledHttpClient.Add(
            services,
            httpName,
            provider => provider.GetRequiredKeyedService<ContractEndpoint>(name).ApiKeyHeader
        );
    }

    private static ContractClient Create(
        IServiceProvider provider,
        string name,
        string httpName,
        Action<CallOptions>? configure
    )
    {
        var options = new CallOptions();
        configure?.Invoke(options);
        return new ContractClient(
            provider.GetRequiredKeyedService<ContractEndpoint>(name),
            options with
            {
                LoggerFactory = options.LoggerFactory ?? provider.GetService<ILoggerFactory>(),
            },
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(httpName)
        );
    }
}
