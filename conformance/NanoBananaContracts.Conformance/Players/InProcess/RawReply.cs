using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using NanoBananaContracts.Conformance.Players.Reading;

namespace NanoBananaContracts.Conformance.Players.InProcess;

/// <summary>Writes a reply past Kestrel, for what it rightly refuses to send: a server under test must not refuse.</summary>
internal static class RawReply
{
    /// <summary>Whether a reply is one that Kestrel would not send as it stands.</summary>
    public static bool IsNeeded(HttpContext context, StubResponse response, int bodyLength)
    {
        if (response.Status is < 200 or 204 or 304)
            return bodyLength > 0 || response.Status < 200;
        return ResponseReader.HasShortContentLength(
                response,
                HttpMethods.IsHead(context.Request.Method) ? 0 : bodyLength
            )
            || response.Headers.Any(header =>
                header.Key.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
                || (header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) && !IsLength(header.Value))
                || !header.Value.All(c => c is '\t' or (>= ' ' and < (char)127))
            );
    }

    /// <summary>Sends head and body as they are, then FIN.</summary>
    public static async Task SendAsync(HttpContext context, StubMapping stub, ReadOnlyMemory<byte> body)
    {
        var response = stub.Response;
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {response.Status} ")
            .Append(StubResponder.ReasonPhrase(response))
            .Append("\r\n");
        foreach (var (name, value) in response.Headers.Concat(StubResponder.MatchedStubHeaders(stub)))
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        head.Append("Connection: close\r\n\r\n");

        var socket = SocketFault.SocketOf(context);
        await SocketFault.SendAllAsync(socket, Encoding.UTF8.GetBytes(head.ToString())).ConfigureAwait(false);
        if (!HttpMethods.IsHead(context.Request.Method))
            await SocketFault.SendAllAsync(socket, body).ConfigureAwait(false);
        SocketFault.Finish(socket);
    }

    private static bool IsLength(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
