using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NanoBananaContracts.Runtime.Benchmarks.Compare;

/// <summary>
/// The service of the comparison, in a process of its own: a bare socket server, so that its cost is the same small
/// one for everybody. The model id says how many bytes the picture has, <c>picture-25165824</c>, and whether the reply
/// does without its length, <c>picture-25165824-chunked</c>.
/// </summary>
internal static class PictureServer
{
    private const int ChunkLength = 64 * 1024;

    private static readonly ConcurrentDictionary<(int PictureLength, bool IsChunked), byte[]> Replies = new();

    /// <summary>Prints its port and serves until its standard input ends.</summary>
    public static async Task<int> RunAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await Console.Out.WriteLineAsync(
            ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)
        );
        var stop = Task.Run(Console.In.ReadToEndAsync);
        while (true)
        {
            var accept = listener.AcceptSocketAsync();
            if (await Task.WhenAny(accept, stop) == stop)
            {
                return 0;
            }

            _ = ServeAsync(await accept);
        }
    }

    private static async Task ServeAsync(Socket socket)
    {
        using var connection = socket;
        connection.NoDelay = true;
        var buffer = new byte[64 * 1024];
        try
        {
            while (await ReadRequestAsync(connection, buffer) is { } asked)
            {
                var reply = Replies.GetOrAdd(asked, static wanted => MakeBody(wanted.PictureLength, wanted.IsChunked));
                var length = asked.IsChunked
                    ? "Transfer-Encoding: chunked"
                    : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {reply.Length}");
                var head = Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=UTF-8\r\n{length}\r\n\r\n"
                );
                await SendAsync(connection, head);
                await SendAsync(connection, reply);
            }
        }
        catch (SocketException)
        {
            // The client is gone; it is a process that has what it wanted.
        }
    }

    private static byte[] MakeBody(int pictureLength, bool isChunked)
    {
        var reply = PictureReplies.Make(pictureLength);
        if (!isChunked)
        {
            return reply;
        }

        using var body = new MemoryStream();
        for (var at = 0; at < reply.Length; at += ChunkLength)
        {
            var length = Math.Min(ChunkLength, reply.Length - at);
            body.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{length:x}\r\n")));
            body.Write(reply, at, length);
            body.Write("\r\n"u8);
        }

        body.Write("0\r\n\r\n"u8);
        return body.ToArray();
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes)..];
        }
    }

    private static async Task<(int PictureLength, bool IsChunked)?> ReadRequestAsync(Socket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                return null;
            }

            length += read;
            var text = Encoding.ASCII.GetString(buffer, 0, length);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
            {
                continue;
            }

            const string LengthHeader = "Content-Length: ";
            var at = text.IndexOf(LengthHeader, StringComparison.OrdinalIgnoreCase);
            var body =
                at < 0
                    ? 0
                    : int.Parse(
                        text.AsSpan(at + LengthHeader.Length, text.IndexOf('\r', at) - at - LengthHeader.Length),
                        CultureInfo.InvariantCulture
                    );
            if (at < 0 ? text.EndsWith("0\r\n\r\n", StringComparison.Ordinal) : length >= end + 4 + body)
            {
                const string Model = "/models/picture-";
                var model = text.IndexOf(Model, StringComparison.Ordinal) + Model.Length;
                var digits = text.AsSpan(model).IndexOfAnyExceptInRange('0', '9');
                return (
                    int.Parse(text.AsSpan(model, digits), CultureInfo.InvariantCulture),
                    text.AsSpan(model + digits).StartsWith(Programs.Chunked, StringComparison.Ordinal)
                );
            }
        }
    }
}
