using System.Collections.Concurrent;
using NanoBananaContracts;
using NanoBananaContracts.Emulator;

namespace Studio;

/// <summary>A client for each provider: of the real service with --live, else of an emulator that starts when it is wanted.</summary>
internal sealed class Services(StudioOptions options) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<NanoBananaClient>>> clients = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<EmulatorServer> emulators = [];

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

    /// <exception cref="NanoBananaException">The environment does not say what the client needs.</exception>
    public Task<NanoBananaClient> ClientAsync(ProviderInfo provider) =>
        clients.GetOrAdd(provider.Id, _ => new Lazy<Task<NanoBananaClient>>(() => CreateAsync(provider))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (
            var client in clients.Values.Where(one =>
                one is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }
            )
        )
        {
            (await client.Value).Dispose();
        }

        foreach (var emulator in emulators)
        {
            await emulator.DisposeAsync();
        }
    }

    private async Task<NanoBananaClient> CreateAsync(ProviderInfo provider)
    {
        if (options.Live)
        {
            return new NanoBananaClient(new NanoBananaOptions { Provider = provider });
        }

        var emulator = await EmulatorServer.StartAsync(
            // Signatures of a megabyte a picture would be most of what the gallery keeps.
            new EmulatorOptions
            {
                Provider = provider,
                Latency = options.EmulatedLatency,
                ThoughtSignatureBytes = 16 * 1024,
            }
        );
        emulators.Add(emulator);
        return new NanoBananaClient(
            new NanoBananaOptions
            {
                Provider = provider,
                BaseAddress = emulator.BaseAddress,
                ApiKey = "any-key-will-do",
                Project = provider.Placeholders.Count > 0 ? "studio" : null,
                Region = provider.Placeholders.Count > 0 ? "global" : null,
            }
        );
    }
}
