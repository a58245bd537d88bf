using System.ComponentModel;
using System.Diagnostics;
using System.Net.Http;
using System.Threading.Tasks;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Players.WireMock;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Players.Differential;

/// <summary>The original server and ours side by side, both driven over WireMock's admin API.</summary>
public sealed class PlayerPair : IAsyncLifetime
{
    private WireMockPlayerFactory? _factory;

    /// <summary>Why there is no original server here; null when there is one.</summary>
    public string? Missing { get; private set; }

    public IStubPlayer Original { get; private set; } = null!;

    public InProcessPlayer Ours { get; private set; } = null!;

    public HttpClient Http { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Ours = await InProcessPlayer.StartAsync(new InProcessPlayerOptions { AdminApi = true });
        var jar = WireMockJar.Find();
        if (jar is null)
        {
            Missing = "No WireMock here: set WIREMOCK_JAR, or run \"nanobanana conformance wiremock --install\".";
            return;
        }

        if (!HasJava())
        {
            Missing = "No Java here, which the original WireMock server needs.";
            return;
        }

        _factory = new WireMockPlayerFactory(jar, servers: 1);
        Original = await _factory.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Ours.DisposeAsync();
        if (_factory is null)
            return;
        await Original.DisposeAsync();
        await _factory.DisposeAsync();
    }

    private static bool HasJava()
    {
        try
        {
            using var java = Process.Start(
                new ProcessStartInfo("java", "-version") { RedirectStandardError = true, RedirectStandardOutput = true }
            )!;
            java.WaitForExit();
            return java.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

[CollectionDefinition(nameof(PlayerPair), DisableParallelization = true)]
public sealed class PlayerPairDefinition : ICollectionFixture<PlayerPair>;
