using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NanoBananaContracts;
using NanoBananaContracts.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="NanoBananaClient"/>.</summary>
public static class NanoBananaServiceCollectionExtensions
{
    /// <summary>
    /// Registers a <see cref="NanoBananaClient"/> as a singleton. Its options are checked when the host starts, a
    /// missing key included; it logs to the host's logger.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; what is left open is the environment's, as <see cref="NanoBananaOptions.WithEnvironment"/> says.</param>
    /// <returns>The builder of the HttpClient, to add handlers. It must not be given a handler that follows redirects.</returns>
    public static IHttpClientBuilder AddNanoBanana(
        this IServiceCollection services,
        Action<NanoBananaOptions>? configure = null
    )
    {
        var builder = services.AddNanoBanana(Options.Options.DefaultName, configure);
        services.TryAddSingleton(provider => Create(provider, Options.Options.DefaultName));
        return builder;
    }

    /// <summary>
    /// Registers a <see cref="NanoBananaClient"/> as a singleton, with its options from configuration: the section
    /// <c>NanoBanana</c>, with the names of <see cref="NanoBananaOptions"/> as keys. <c>Provider</c> is <c>wisgate</c>,
    /// <c>google</c> or the path of a file (<see cref="ProviderInfo.FromFile"/>); durations are written <c>00:05:00</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">
    /// The configuration, whose section <c>NanoBanana</c> is read if there is one, or the section itself, which must exist.
    /// </param>
    /// <param name="configure">Sets options after the section has.</param>
    /// <returns>The builder of the HttpClient, to add handlers. It must not be given a handler that follows redirects.</returns>
    /// <remarks>
    /// A key of the section that is no option, and a value that cannot be read, is an
    /// <see cref="OptionsValidationException"/> when the host starts. It names the key and does not repeat the value.
    /// </remarks>
    public static IHttpClientBuilder AddNanoBanana(
        this IServiceCollection services,
        IConfiguration configuration,
        Action<NanoBananaOptions>? configure = null
    )
    {
        if (configuration is null)
        {
            throw new ArgumentNullException(nameof(configuration));
        }

        return services.AddNanoBanana(Reading(Options.Options.DefaultName, configuration, configure));
    }

    /// <summary>
    /// Registers a <see cref="NanoBananaClient"/> under a name, beside others, with its options from a section of
    /// configuration, as <see cref="AddNanoBanana(IServiceCollection, IConfiguration, Action{NanoBananaOptions})"/> says.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the client and of its options.</param>
    /// <param name="section">The section of this client; one that does not exist is refused when the host starts.</param>
    /// <param name="configure">Sets options after the section has.</param>
    /// <returns>The builder of the HttpClient, to add handlers.</returns>
    public static IHttpClientBuilder AddNanoBanana(
        this IServiceCollection services,
        string name,
        IConfigurationSection section,
        Action<NanoBananaOptions>? configure = null
    )
    {
        if (section is null)
        {
            throw new ArgumentNullException(nameof(section));
        }

        return services.AddNanoBanana(name, Reading(name, section, configure));
    }

    /// <summary>
    /// Registers a <see cref="NanoBananaClient"/> under a name, beside others: take it with
    /// <c>[FromKeyedServices("name")]</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the client and of its options.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder of the HttpClient, to add handlers.</returns>
    public static IHttpClientBuilder AddNanoBanana(
        this IServiceCollection services,
        string name,
        Action<NanoBananaOptions>? configure = null
    )
    {
        if (services is null)
        {
            throw new ArgumentNullException(nameof(services));
        }

        if (name is null)
        {
            throw new ArgumentNullException(nameof(name));
        }

        var options = services.AddOptionsWithValidateOnStart<NanoBananaOptions>(name);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<NanoBananaOptions>, NanoBananaOptionsValidator>()
        );
        if (name.Length > 0)
        {
            services.TryAddKeyedSingleton(name, (provider, key) => Create(provider, (string)key!));
        }

        return BilledHttpClient.Add(services, HttpClientName(name), provider => ApiKeyHeader(provider, name));
    }

    private static Action<NanoBananaOptions> Reading(
        string name,
        IConfiguration configuration,
        Action<NanoBananaOptions>? configure
    ) =>
        options =>
        {
            ConfiguredOptions.ReadOf(options, name, configuration);
            configure?.Invoke(options);
        };

    private static NanoBananaClient Create(IServiceProvider provider, string name)
    {
        var options = provider.GetRequiredService<IOptionsMonitor<NanoBananaOptions>>().Get(name);
        var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName(name));
        return new NanoBananaClient(
            options with
            {
                LoggerFactory = options.LoggerFactory ?? provider.GetService<ILoggerFactory>(),
            },
            client
        );
    }

    private static string ApiKeyHeader(IServiceProvider provider, string name) =>
        provider
            .GetRequiredService<IOptionsMonitor<NanoBananaOptions>>()
            .Get(name)
            .WithEnvironment()
            .Provider!.ApiKeyHeader;

    private static string HttpClientName(string name) => name.Length == 0 ? "NanoBanana" : "NanoBanana:" + name;
}
