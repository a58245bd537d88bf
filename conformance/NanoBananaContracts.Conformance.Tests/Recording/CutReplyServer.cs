using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace NanoBananaContracts.Conformance.Tests.Recording;

/// <summary>Answers one request with a reply that ends, by FIN, before the length it promised.</summary>
/// <remarks>Not Kestrel, which resets the connection: a reset can overtake the bytes before it.</remarks>
internal sealed class CutReplyServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task work;

    public CutReplyServer(string body)
    {
        listener.Start();
        work = AnswerAsync(body);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
    }

    private async Task AnswerAsync(string body)
    {
        using var client = await listener.AcceptTcpClientAsync(end.Token);
        await using var stream = client.GetStream();
        await ReadRequestAsync(stream);
        var head = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length + 1000}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + body), end.Token);
        client.Client.Shutdown(SocketShutdown.Send);
        // Until the other side has closed too: closing first, with anything unread, would be a reset.
        while (await stream.ReadAsync(new byte[256], end.Token) > 0) { }
    }

    private async Task ReadRequestAsync(Stream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            var count = await stream.ReadAsync(buffer, this.end.Token);
            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
            var request = text.ToString();
            var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (count == 0 || (end >= 0 && request.Length >= end + 4 + Length(request)))
            {
                return;
            }
        }
    }

    private static int Length(string request)
    {
        const string Name = "Content-Length: ";
        var at = request.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(request[(at + Name.Length)..request.IndexOf('\r', at)], null);
    }
}
