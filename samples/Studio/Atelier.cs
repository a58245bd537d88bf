using System.Collections.Concurrent;
using NanoBananaContracts;
using NanoBananaContracts.Emulator;

namespace Studio;

/// <summary>What the page asks for.</summary>
public sealed record PictureOrder(string Provider, string Prompt, string AspectRatio, string ImageSize);

/// <summary>What the page is told.</summary>
public sealed record PaintedPicture(
    string Url,
    string? Text,
    int Width,
    int Height,
    string MediaType,
    long Bytes,
    double Seconds,
    decimal? PriceUsd
);

/// <summary>Paints orders, and keeps the last few pictures for the page to show.</summary>
internal sealed class Atelier(bool live) : IAsyncDisposable
{
    private const int Kept = 24;

    private readonly ConcurrentDictionary<int, (byte[] Bytes, string MediaType)> pictures = new();
    private readonly Dictionary<string, EmulatorServer> emulators = [];
    private readonly SemaphoreSlim gate = new(1);
    private int last;

    public async Task<PaintedPicture> PaintAsync(PictureOrder order, CancellationToken cancellationToken)
    {
        var provider =
            ProviderInfo.Find(order.Provider)
            ?? throw new NanoBananaException(FailureKind.InvalidRequest, $"There is no provider '{order.Provider}'.");
        if (string.IsNullOrWhiteSpace(order.Prompt))
        {
            throw new NanoBananaException(FailureKind.InvalidRequest, "The prompt is empty.", "Say what to paint.");
        }

        using var client = new NanoBananaClient(await OptionsAsync(provider, cancellationToken));
        var request = GenerateContentRequest.ForImage(
            order.Prompt,
            AspectRatio.Undocumented(order.AspectRatio),
            ImageSize.Undocumented(order.ImageSize)
        );

        var reply = await client.GenerateContentAsync(request, cancellationToken);

        var picture = reply.FinalImage;
        var id = Interlocked.Increment(ref last);
        pictures[id] = (picture.ToArray(), picture.MediaType);
        pictures.TryRemove(id - Kept, out _);
        return new PaintedPicture(
            $"/pictures/{id}",
            reply.Text,
            picture.Width,
            picture.Height,
            picture.MediaType,
            picture.Length,
            Math.Round(reply.Elapsed.TotalSeconds, 1),
            live ? reply.PriceUsd : 0
        );
    }

    public (byte[] Bytes, string MediaType)? Find(int id) => pictures.TryGetValue(id, out var picture) ? picture : null;

    public async ValueTask DisposeAsync()
    {
        foreach (var emulator in emulators.Values)
        {
            await emulator.DisposeAsync();
        }

        gate.Dispose();
    }

    private async Task<NanoBananaOptions> OptionsAsync(ProviderInfo provider, CancellationToken cancellationToken)
    {
        if (live)
        {
            return new NanoBananaOptions { Provider = provider };
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (!emulators.TryGetValue(provider.Id, out var emulator))
            {
                emulator = await EmulatorServer.StartAsync(
                    new EmulatorOptions { Provider = provider },
                    cancellationToken
                );
                emulators[provider.Id] = emulator;
            }

            return new NanoBananaOptions
            {
                Provider = provider,
                BaseAddress = emulator.BaseAddress,
                ApiKey = "any-key-will-do",
            };
        }
        finally
        {
            gate.Release();
        }
    }
}
