using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NanoBananaContracts.Conformance.Tests.Players;

/// <summary>How a connection ended.</summary>
public enum StreamEnd
{
    /// <summary>The server sent FIN.</summary>
    Fin,

    /// <summary>The server sent RST.</summary>
    Rst,
}

/// <summary>One exchange on a socket of its own, down to the bytes: HTTP libraries hide what the probes look at.</summary>
public sealed record RawReply(byte[] Bytes, StreamEnd End, TimeSpan Elapsed, TimeSpan FirstByte)
{
    private int HeadLength => Bytes.AsSpan().IndexOf("\r\n\r\n"u8) is var at && at < 0 ? 0 : at + 4;

    public string Head => Encoding.Latin1.GetString(Bytes, 0, HeadLength);

    public string StatusLine => Head.Split("\r\n")[0];

    public int Status =>
        HeadLength > 0 && Head.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(Head.AsSpan(9, 3)) : 0;

    public string[] Header(string name) =>
        Head.Split("\r\n")
            .Skip(1)
            .Select(line => line.Split(':', 2))
            .Where(pair => pair.Length == 2 && pair[0].Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(pair => pair[1].Trim())
            .ToArray();

    /// <summary>The body with chunk framing removed; framing that breaks off keeps what came before.</summary>
    public byte[] Body
    {
        get
        {
            var raw = Bytes[HeadLength..];
            return Header("Transfer-Encoding").Contains("chunked") ? Dechunk(raw).Body : raw;
        }
    }

    /// <summary>Whether a chunked body has its last chunk; true where the body is not chunked.</summary>
    public bool ChunksComplete =>
        !Header("Transfer-Encoding").Contains("chunked") || Dechunk(Bytes[HeadLength..]).Complete;

    private static (byte[] Body, bool Complete) Dechunk(byte[] raw)
    {
        var body = new List<byte>();
        var at = 0;
        while (true)
        {
            var line = raw.AsSpan(at).IndexOf("\r\n"u8);
            if (
                line < 0
                || !int.TryParse(
                    Encoding.Latin1.GetString(raw, at, line).Split(';')[0],
                    System.Globalization.NumberStyles.HexNumber,
                    null,
                    out var size
                )
            )
            {
                return ([.. body, .. raw[at..]], false);
            }
            at += line + 2;
            if (size == 0)
            {
                return ([.. body], true);
            }
            var there = Math.Min(size, raw.Length - at);
            body.AddRange(raw.AsSpan(at, there));
            at += there + 2;
            if (at > raw.Length)
            {
                return ([.. body], false);
            }
        }
    }
}

public static class RawHttp
{
    /// <summary>Sends the bytes and reads until the server ends the connection.</summary>
    public static async Task<RawReply> SendAsync(Uri server, byte[] request, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
        };
        await socket.ConnectAsync(IPAddress.Loopback, server.Port, cancellationToken);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var sent = 0; sent < request.Length; )
        {
            sent += await socket.SendAsync(request.AsMemory(sent), cancellationToken);
        }

        using var received = new MemoryStream();
        var buffer = new byte[65536];
        TimeSpan? first = null;
        while (true)
        {
            int count;
            try
            {
                count = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
            {
                return new RawReply(received.ToArray(), StreamEnd.Rst, clock.Elapsed, first ?? clock.Elapsed);
            }

            if (count == 0)
            {
                return new RawReply(received.ToArray(), StreamEnd.Fin, clock.Elapsed, first ?? clock.Elapsed);
            }
            first ??= clock.Elapsed;
            received.Write(buffer, 0, count);
        }
    }

    /// <summary>A request that asks the server to close behind the reply, so that the end of the stream can be seen.</summary>
    public static byte[] Request(string method, string target, string? body = null, params string[] headers) =>
        Encoding.UTF8.GetBytes(
            $"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + string.Concat(headers.Select(header => header + "\r\n"))
                + (body is null ? "" : $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n")
                + (
                    headers.Any(header => header.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase))
                        ? ""
                        : "Connection: close\r\n"
                )
                + "\r\n"
                + body
        );
}
