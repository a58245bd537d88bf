using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NanoBananaContracts.Runtime.Tests.Harness;

/// <summary>
/// An HTTP server of bare sockets that does to its clients whatever a test says: it reads a request properly and
/// leaves the answer, byte by byte, to a script.
/// </summary>
internal sealed class ChaosServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<ChaosCall, Task> script;
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private readonly HashSet<Task> serving = [];
    private int requests;

    public ChaosServer(Func<ChaosCall, Task> script)
    {
        this.script = script;
        listener.Start(512);
        Address = new Uri(
            string.Create(
                CultureInfo.InvariantCulture,
                $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"
            )
        );
        accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public int Requests => requests;

    /// <summary>A client of the server that neither waits nor asks twice.</summary>
    public NanoBananaClient CreateClient(Func<NanoBananaOptions, NanoBananaOptions>? change = null)
    {
        var options = new NanoBananaOptions
        {
            Provider = ProviderInfo.WisGate,
            BaseAddress = Address,
            ApiKey = "a-key-for-chaos",
            MaxAttempts = 1,
        };
        return new NanoBananaClient(change?.Invoke(options) ?? options);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        Task[] open;
        lock (serving)
        {
            open = [.. serving];
        }

        await Task.WhenAll(open);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptSocketAsync(stop.Token);
                var serve = ServeAsync(socket);
                lock (serving)
                {
                    serving.RemoveWhere(task => task.IsCompleted);
                    serving.Add(serve);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = socket;
        connection.NoDelay = true;
        var buffer = new byte[64 * 1024];
        try
        {
            while (await ReadRequestAsync(connection, buffer))
            {
                var call = new ChaosCall(connection, Interlocked.Increment(ref requests), stop.Token);
                await script(call);
                if (!call.KeepAlive)
                {
                    return;
                }
            }
        }
        catch (Exception exception)
            when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client hung up, or the test is over: both are what chaos is for.
        }
    }

    private async Task<bool> ReadRequestAsync(Socket socket, byte[] buffer)
    {
        for (var length = 0; ; )
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), stop.Token);
            if (read == 0)
            {
                return false;
            }

            length += read;
            var text = Encoding.ASCII.GetString(buffer, 0, length);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var at = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
            if (end < 0 || at < 0)
            {
                continue;
            }

            var number = text.AsSpan(at + 16, text.IndexOf('\r', at) - at - 16);
            if (length >= end + 4 + int.Parse(number, CultureInfo.InvariantCulture))
            {
                return true;
            }
        }
    }
}

/// <summary>One request that waits for its answer.</summary>
internal sealed class ChaosCall(Socket socket, int number, CancellationToken stop)
{
    /// <summary>Counted from 1 over all connections.</summary>
    public int Number => number;

    /// <summary>Set when the test is over.</summary>
    public CancellationToken Stopped => stop;

    /// <summary>Whether the connection is read again after the answer; else it is closed.</summary>
    public bool KeepAlive { get; set; }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, stop)..];
        }
    }

    /// <summary>An ordinary answer.</summary>
    public async Task ReplyAsync(byte[] body, string headers = "", int status = 200)
    {
        // A connection that will be closed says so: else the next request may be sent into the closing.
        headers += KeepAlive ? "" : "Connection: close\r\n";
        await SendAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"HTTP/1.1 {status} -\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{headers}\r\n"
            )
        );
        await SendAsync(body);
    }

    /// <summary>Hangs up without a farewell: the client's next read fails with a reset.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }
}
