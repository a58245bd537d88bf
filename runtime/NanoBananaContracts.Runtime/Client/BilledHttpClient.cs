using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using NanoBananaContracts.Http;

namespace NanoBananaContracts.DependencyInjection;

/// <summary>The HttpClient of a registered client: whatever it sends is billed, and carries the key.</summary>
internal static class BilledHttpClient
{
    /// <summary>Registers it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Its name.</param>
    /// <param name="keyHeader">The header of the key.</param>
    public static IHttpClientBuilder Add(
        IServiceCollection services,
        string name,
        Func<IServiceProvider, string> keyHeader
    )
    {
        // For a host that adds loggers of HttpClient again: its own list of headers to hide replaces every other, so the
        // key's is added to whatever it is.
        services
            .AddOptions<HttpClientFactoryOptions>(name)
            .PostConfigure<IServiceProvider>(
                (http, provider) =>
                {
                    var hostHides = http.ShouldRedactHeaderValue;
                    http.ShouldRedactHeaderValue = header =>
                        hostHides(header)
                        || string.Equals(header, keyHeader(provider), StringComparison.OrdinalIgnoreCase);
                }
            );
        return services
            .AddHttpClient(name)
            // At level Trace they have every header's value behind the text that hides it. The client logs its calls itself.
            .RemoveAllLoggers()
            .ConfigureHttpClient(client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan; // Time is the deadline's.
                if (!BrowserFetch.IsHere) // Nor is there one in a client of the page.
                {
                    AttemptGuard.PutInto(client, isOursAlone: true);
                }
            })
            .ConfigurePrimaryHttpMessageHandler(HttpHandlers.Create)
            .ConfigureAdditionalHttpMessageHandlers(DefaultResilience.Remove)
            // The handler renews its own connections, and the singleton keeps it.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
    }
}
