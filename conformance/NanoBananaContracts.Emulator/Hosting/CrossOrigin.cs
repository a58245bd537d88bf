using Microsoft.AspNetCore.Http;

namespace NanoBananaContracts.Emulator.Hosting;

/// <summary>What is said to browsers, whose pages of another origin may send and read only what a server lets them.</summary>
internal static class CrossOrigin
{
    /// <summary>The methods that any path takes.</summary>
    public const string Methods = "GET, POST, OPTIONS";

    /// <summary>Lets every origin in.</summary>
    public const string Any = "*";

    /// <summary>The origin as browsers write it: scheme, host, and the port where it is not the scheme's.</summary>
    /// <exception cref="ArgumentException">It is neither an origin nor <c>*</c>.</exception>
    public static string Normalize(string origin) =>
        origin == Any ? Any
        : Uri.TryCreate(origin, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? address.GetLeftPart(UriPartial.Authority)
        : throw new ArgumentException(
            $"'{origin}' is no origin: write scheme, host and port alone, http://localhost:5000, or * for any."
        );

    /// <summary>Writes the headers that let the page of an origin in, where it is the one that is allowed.</summary>
    /// <param name="context">The request and its answer, which has not begun.</param>
    /// <param name="allowed">What <see cref="Normalize"/> made of it; <see langword="null"/> for none.</param>
    public static void Allow(HttpContext context, string? allowed)
    {
        if (allowed is null)
        {
            return;
        }

        var (request, headers) = (context.Request.Headers, context.Response.Headers);
        headers.Vary = "Origin";
        if (allowed != Any && request.Origin != allowed)
        {
            return;
        }

        headers.AccessControlAllowOrigin = allowed;
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return;
        }

        headers.AccessControlAllowMethods = Methods;
        if (request.AccessControlRequestHeaders is { Count: > 0 } asked)
        {
            headers.AccessControlAllowHeaders = asked;
        }

        // Browsers ask apart whether a page from elsewhere may reach this machine at all.
        if (request.ContainsKey("Access-Control-Request-Private-Network"))
        {
            headers["Access-Control-Allow-Private-Network"] = "true";
        }
    }
}
