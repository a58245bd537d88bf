using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using NanoBananaContracts.Conformance.Players.InProcess;
using NanoBananaContracts.Conformance.Stubs;
using WireMock.Exceptions;
using WireMock.Logging;
using WireMock.Server;
using WireMock.Settings;

namespace NanoBananaContracts.Conformance.Players;

/// <summary>
/// Plays WireMock 3 stubs in this process on WireMock.Net, on a loopback port of its own. WireMock.Net matches, keeps the
/// scenarios and sends what is well-formed; delays and what breaks a connection are played beside it.
/// </summary>
public sealed class InProcessPlayer : IStubPlayer
{
    /// <summary>How long the journal waits for answers under way, in real time: the system tells of a hang-up at once.</summary>
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(1);

    private readonly InProcessPlayerOptions options;
    private readonly RequestJournal journal = new();
    private readonly StubMiddleware middleware;
    private WireMockServer server = null!;

    private InProcessPlayer(InProcessPlayerOptions options)
    {
        this.options = options;
        middleware = new StubMiddleware(journal, options);
    }

    /// <inheritdoc/>
    public string Name => "wiremock.net";

    /// <inheritdoc/>
    public Uri BaseAddress { get; private set; } = null!;

    /// <inheritdoc/>
    public double TimeScale => options.TimeScale;

    /// <summary>Starts a player without stubs.</summary>
    /// <param name="options">How to play; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<InProcessPlayer> StartAsync(
        InProcessPlayerOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var player = new InProcessPlayer(options ?? new InProcessPlayerOptions());
        MustBeFree(player.options.Port);
        try
        {
            // It blocks while it starts.
            player.server = await Task.Run(() => WireMockServer.Start(player.Settings()), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (WireMockException e)
        {
            throw CannotListen(player.options.Port, e.InnerException?.Message ?? e.Message, e);
        }

        // It says localhost, which some machines look up as [::1], where it does not listen.
        player.BaseAddress = new UriBuilder(player.server.Urls.Single()) { Host = "127.0.0.1" }.Uri;
        return player;
    }

    /// <inheritdoc/>
    public Task LoadAsync(StubSet stubs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stubs);
        server.Reset();
        StubMappings.AddTo(server, stubs);
        middleware.Load(stubs);
        journal.Clear();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A client that has hung up is noticed a moment later than it is gone: answers under way get that moment, so that the
    /// journal says how they ended.
    /// </remarks>
    public async Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await journal.WhenSettled().WaitAsync(LongestGoodbye, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The client still listens: its entry says that the answer is under way.
        }

        return journal.Entries;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // WireMock.Net waits for answers under way; one that sleeps is not waited for.
        await middleware.StopAsync().ConfigureAwait(false);
        await Task.Run(server.Dispose).ConfigureAwait(false);
        middleware.Dispose();
    }

    /// <summary>WireMock.Net tries a port that is taken for ten seconds before it says so.</summary>
    private static void MustBeFree(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            probe.Listen();
        }
        catch (SocketException e)
        {
            throw CannotListen(port, e.Message, e);
        }
    }

    private static IOException CannotListen(int port, string why, Exception cause) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The player cannot listen on 127.0.0.1:{port}: {why}"), cause);

    private WireMockServerSettings Settings()
    {
        var mostBodyBytes = options.MostBodyBytes;
        return new()
        {
            // Without an address it listens to the whole network.
            Urls = [string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{options.Port}")],
            StartAdminInterface = options.AdminApi,
            Logger = new WireMockNullLogger(),
            // Its log would hold the key; the journal is the middleware's.
            MaxRequestLogCount = 0,
            DisableJsonBodyParsing = !options.AdminApi,
            PreWireMockMiddlewareInit = app =>
                ((IApplicationBuilder)app).Use(next => context => middleware.HandleAsync(context, next)),
            AdditionalServiceRegistration = services =>
                services.PostConfigure<KestrelServerOptions>(options =>
                {
                    options.AddServerHeader = false;
                    options.ResponseHeaderEncodingSelector = static _ => Encoding.UTF8;
                    options.Limits.MaxRequestBodySize = mostBodyBytes;
                    options.Limits.MinRequestBodyDataRate = null;
                    options.Limits.MinResponseDataRate = null;
                    // An answer never waits for its client to read: the next request has its turn.
                    options.Limits.MaxResponseBufferSize = null;
                    options.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(10);
                    options.ConfigureEndpointDefaults(static listen => listen.Protocols = HttpProtocols.Http1);
                }),
        };
    }
}
