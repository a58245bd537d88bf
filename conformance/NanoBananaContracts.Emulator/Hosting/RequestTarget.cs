using Microsoft.AspNetCore.Http;

namespace NanoBananaContracts.Emulator.Hosting;

/// <summary>Whom a request asks for: this machine and a path, or somebody else.</summary>
internal static class RequestTarget
{
    /// <summary>What is said to a request under another name.</summary>
    public const string Refusal =
        "This server answers to 127.0.0.1 and localhost alone; the request was for another host.";

    /// <summary>Whether the name the client looked up is this machine's.</summary>
    /// <remarks>
    /// The page of another site can have its own name lead here (DNS rebinding), and then reads every answer. Clients of
    /// HTTP/1.0 name no host; no browser is one.
    /// </remarks>
    public static bool IsThisMachine(HttpRequest request) =>
        request.Host.Host is "" or "127.0.0.1" or "[::1]"
        || request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses a request for another host, with 421.</summary>
    public static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(Refusal, context.RequestAborted);
    }

    /// <summary>Path and query of a target that a client of a proxy writes with scheme and host; others as they are.</summary>
    /// <param name="target">The target as sent.</param>
    public static string OriginForm(string target) =>
        !target.StartsWith('/') && Uri.TryCreate(target, UriKind.Absolute, out var absolute)
            ? absolute.PathAndQuery
            : target;
}
