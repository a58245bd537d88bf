using System.ComponentModel;
using System.Diagnostics;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Players.Original;

namespace NanoBananaContracts.Conformance.Tests.Players.Differential;

/// <summary>The original server and the one in process side by side, both with the delays of cases cut to a thousandth.</summary>
public sealed class PlayerPair : IAsyncLifetime
{
    private const double TimeScale = 0.001;

    private WireMockPlayerFactory? factory;

    /// <summary>Why there is no original server here; null when there is one.</summary>
    public string? Missing { get; private set; }

    public IStubPlayer Original { get; private set; } = null!;

    public InProcessPlayer Ours { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Ours = await InProcessPlayer.StartAsync(new InProcessPlayerOptions { TimeScale = TimeScale });
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

        factory = new WireMockPlayerFactory(jar, TimeScale, servers: 1);
        Original = await factory.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Ours.DisposeAsync();
        if (factory is null)
        {
            return;
        }
        await Original.DisposeAsync();
        await factory.DisposeAsync();
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
