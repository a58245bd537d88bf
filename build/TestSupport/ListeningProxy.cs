using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NanoBananaContracts.TestSupport;

/// <summary>
/// A listener of bare sockets on this machine, in the place of a proxy. It keeps every request head that arrives, passes
/// nothing on, and gives always the same answer.
/// </summary>
internal sealed class ListeningProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly string answer;
    private readonly Task accepting;

    /// <summary>Listens.</summary>
    /// <param name="answer">Status line and headers of the answer.</param>
    public ListeningProxy(string answer = "HTTP/1.1 403 Forbidden")
    {
        this.answer = answer + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        listener.Start();
        Authority = string.Create(
            CultureInfo.InvariantCulture,
            $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"
        );
        accepting = AcceptAsync();
    }

    /// <summary>Host and port.</summary>
    public string Authority { get; }

    /// <summary>All that arrived: a text for each connection.</summary>
    public ConcurrentQueue<string> Received { get; } = new();

    /// <summary>Host and port of a listener that is there no more.</summary>
    public static async Task<string> GoneAsync()
    {
        await using var gone = new ListeningProxy();
        return gone.Authority;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Stop();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await AnswerAsync(client.GetStream());
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var piece = new byte[4096];
        int read;
        while (
            !head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal)
            && (read = await stream.ReadAsync(piece, stop.Token)) > 0
        )
        {
            head.Append(Encoding.Latin1.GetString(piece, 0, read));
        }

        Received.Enqueue(head.ToString());
        await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), stop.Token);
    }
}
