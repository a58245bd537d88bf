using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace NanoBananaContracts.Emulator.Hosting;

/// <summary>
/// Kestrel on a loopback port with one handler and nothing around it. Without the web host a player starts in a few
/// milliseconds, which is what allows one per running case.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly KestrelServer server;

    private LoopbackServer(KestrelServer server) => this.server = server;

    /// <summary>Where it listens, with a slash at the end.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts listening.</summary>
    /// <param name="port">Port on 127.0.0.1; 0 for a free one.</param>
    /// <param name="handler">Handles every request. What it throws closes the connection.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <param name="refused">Told of each request for another host before it is refused; the handler never sees it.</param>
    public static async Task<LoopbackServer> StartAsync(
        int port,
        Func<HttpContext, Task> handler,
        CancellationToken cancellationToken,
        Action<HttpRequest>? refused = null
    )
    {
        var options = new KestrelServerOptions { AddServerHeader = false, AllowSynchronousIO = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(10);
        options.ResponseHeaderEncodingSelector = _ => System.Text.Encoding.UTF8;
        options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        var server = new KestrelServer(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance
        );
        try
        {
            await server.StartAsync(new Application(handler, refused), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            server.Dispose();
            throw;
        }

        var address = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        return new LoopbackServer(server) { Address = new Uri(address + "/") };
    }

    /// <summary>Stops listening and closes what is still open: nobody waits for a stub that sleeps.</summary>
    public async ValueTask DisposeAsync()
    {
        await server.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        server.Dispose();
    }

    private sealed class Application(Func<HttpContext, Task> handler, Action<HttpRequest>? refused)
        : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context)
        {
            if (RequestTarget.IsThisMachine(context.Request))
            {
                return handler(context);
            }

            refused?.Invoke(context.Request);
            return RequestTarget.RefuseAsync(context);
        }

        public void DisposeContext(HttpContext context, Exception? exception) { }
    }
}
