using System.Collections.Concurrent;
using NanoBananaContracts;
using NanoBananaContracts.Emulator;

namespace Studio;

/// <summary>Where each provider is: the real service with --live, else an emulator that starts when it is wanted.</summary>
internal sealed class Services(StudioOptions options) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<EmulatorServer>>> emulators = new(StringComparer.Ordinal);

    /// <summary>What stands against calling a provider; null where nothing does.</summary>
    public string? Obstacle(ProviderInfo provider)
    {
        if (!options.Live)
        {
            return null;
        }

        var missing = provider
            .Placeholders.Where(place => place.Default is null)
            .Select(place => place.Variable)
            .Prepend(provider.ApiKeyVariable)
            .Where(variable => string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable)))
            .ToArray();
        return missing.Length == 0
            ? null
            : $"{string.Join(" and ", missing)} is not set. Set it, and start the Studio again.";
    }

    /// <summary>How a client of a provider is to be made.</summary>
    public async Task<NanoBananaOptions> OptionsAsync(ProviderInfo provider)
    {
        if (options.Live)
        {
            return new NanoBananaOptions { Provider = provider };
        }

        var emulator = await emulators
            .GetOrAdd(provider.Id, _ => new Lazy<Task<EmulatorServer>>(() => StartAsync(provider)))
            .Value;
        return new NanoBananaOptions
        {
            Provider = provider,
            BaseAddress = emulator.BaseAddress,
            ApiKey = "any-key-will-do",
            Project = provider.Placeholders.Count > 0 ? "studio" : null,
            Region = provider.Placeholders.Count > 0 ? "global" : null,
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (
            var emulator in emulators.Values.Where(one =>
                one is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }
            )
        )
        {
            await (await emulator.Value).DisposeAsync();
        }
    }

    private Task<EmulatorServer> StartAsync(ProviderInfo provider) =>
        EmulatorServer.StartAsync(
            // Signatures of a megabyte a picture would be most of what the gallery keeps.
            new EmulatorOptions
            {
                Provider = provider,
                Latency = options.EmulatedLatency,
                ThoughtSignatureBytes = 16 * 1024,
            }
        );
}
