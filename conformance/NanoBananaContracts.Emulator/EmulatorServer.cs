using Microsoft.AspNetCore.Http;
using NanoBananaContracts.Emulator.Hosting;

namespace NanoBananaContracts.Emulator;

/// <summary>
/// A service on a loopback port of this machine that behaves like a provider's generateContent as documented: the same
/// paths, keys, errors, spellings and token counts, and real pictures of the right size. It costs nothing.
/// </summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private readonly LoopbackServer server;
    private readonly EmulatedService service;

    private EmulatorServer(LoopbackServer server, EmulatedService service, EmulatorOptions options) =>
        (this.server, this.service, Options) = (server, service, options);

    /// <summary>Where it listens, such as <c>http://127.0.0.1:8787/</c>.</summary>
    public Uri BaseAddress => server.Address;

    /// <summary>How it was told to behave.</summary>
    public EmulatorOptions Options { get; }

    /// <summary>How many requests it has answered or is answering, whatever the answer.</summary>
    public int RequestCount => service.RequestCount;

    /// <summary>
    /// How many pictures a real service would have billed; a reply without one counts where the provider charges it like one
    /// (<see cref="ProviderInfo.BillsRepliesWithoutImage"/>).
    /// </summary>
    public int BilledImageCount => service.BilledImageCount;

    /// <summary>How many of <see cref="BilledImageCount"/> were made in batches, at their price (<see cref="BatchFacts.PriceFactor"/>).</summary>
    public int BatchedImageCount => service.BatchedImageCount;

    /// <summary>Starts a server.</summary>
    /// <param name="options">How it behaves; <see langword="null"/> for WisGate on a free port, any key.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The server, listening; dispose it to stop it.</returns>
    /// <exception cref="System.IO.IOException">The port is taken.</exception>
    /// <exception cref="ArgumentException">An option has a value that it cannot have.</exception>
    public static Task<EmulatorServer> StartAsync(
        EmulatorOptions? options = null,
        CancellationToken cancellationToken = default
    ) => StartAsync(options ?? new EmulatorOptions(), answer => answer, cancellationToken);

    /// <summary>Starts a server with something between it and the wire.</summary>
    internal static async Task<EmulatorServer> StartAsync(
        EmulatorOptions options,
        Func<Func<HttpContext, Task>, Func<HttpContext, Task>> around,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.ThoughtSignatureBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Latency, TimeSpan.Zero);

        var service = new EmulatedService(options);
        var server = await LoopbackServer
            .StartAsync(options.Port, around(service.AnswerAsync), cancellationToken, service.Refused)
            .ConfigureAwait(false);
        return new EmulatorServer(server, service, options);
    }

    /// <summary>Stops listening and drops what is still being answered.</summary>
    /// <returns>A task that ends when the port is free.</returns>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync().ConfigureAwait(false);
        service.Dispose();
    }
}
