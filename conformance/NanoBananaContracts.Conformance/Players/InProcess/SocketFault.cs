using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Players.InProcess;

/// <summary>Breaks the connection under Kestrel the way the original server breaks its own.</summary>
internal static class SocketFault
{
    /// <summary>The bytes the original server sends where it promises random ones.</summary>
    public static ReadOnlySpan<byte> Garbage => "lskdu018973t09sylgasjkfg1][]'./.sdlv"u8;

    private static ReadOnlySpan<byte> ChunkedHead => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8;

    private static ReadOnlySpan<byte> PlainHead => "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8;

    /// <summary>Plays a fault. The request's body must have been read: unread bytes turn the FIN into a reset.</summary>
    public static async Task PlayAsync(HttpContext context, StubFault fault)
    {
        var socket = SocketOf(context);
        switch (fault)
        {
            case StubFault.ConnectionResetByPeer:
                // Lingering for no time makes the system send RST instead of FIN.
                socket.LingerState = new LingerOption(true, 0);
                socket.Close();
                break;
            case StubFault.EmptyResponse:
                Finish(socket);
                break;
            case StubFault.RandomDataThenClose:
                await SendAllAsync(socket, Garbage.ToArray()).ConfigureAwait(false);
                Finish(socket);
                break;
            case StubFault.MalformedResponseChunk:
                // For a client that closes after the reply the original server does not chunk, so the garbage is a
                // body like any other.
                var head = ClientCloses(context) ? PlainHead : ChunkedHead;
                await SendAllAsync(socket, (byte[])[.. head, .. Garbage]).ConfigureAwait(false);
                Finish(socket);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, null);
        }
    }

    internal static Socket SocketOf(HttpContext context) =>
        context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;

    internal static bool ClientCloses(HttpContext context) =>
        context.Request.Headers.Connection.ToString().Contains("close", StringComparison.OrdinalIgnoreCase);

    internal static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None).ConfigureAwait(false)..];
        }
    }

    /// <summary>Sends FIN behind everything sent so far.</summary>
    internal static void Finish(Socket socket)
    {
        socket.Shutdown(SocketShutdown.Both);
        socket.Close();
    }
}
