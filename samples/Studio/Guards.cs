using Microsoft.AspNetCore.Http;

namespace Studio;

/// <summary>
/// Another site's page can send requests to this machine, too, and with --live they cost money: the name in the address bar
/// must be this machine's, and what changes anything must come from the Studio's own page.
/// </summary>
internal static class Guards
{
    /// <summary>A header that no page of another origin may set without being asked about it first.</summary>
    public const string Header = "X-Studio";

    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        // A page that frames this one could have its visitor click where it costs money.
        + "frame-ancestors 'none'; form-action 'none'; base-uri 'none'; "
        // No text of a reply can become markup, whatever the script does.
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    public static Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        if (request.Host.Host is not ("127.0.0.1" or "localhost"))
        {
            return RefuseAsync(context, StatusCodes.Status403Forbidden, "The Studio answers on 127.0.0.1 only.");
        }

        if (request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none"))
        {
            // A link that leads here is followed; nothing else of another site is answered.
            var isLink = request.Headers["Sec-Fetch-Mode"] == "navigate" && HttpMethods.IsGet(request.Method);
            if (!isLink || request.Path != "/")
            {
                return RefuseAsync(context, StatusCodes.Status403Forbidden, "Another site's page sent this.");
            }
        }

        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return next(context);
        }

        if (request.Headers.Origin is [{ } origin] && origin != $"{request.Scheme}://{request.Host}")
        {
            return RefuseAsync(context, StatusCodes.Status403Forbidden, "Another site's page sent this.");
        }

        return request.Headers[Header] == "1"
            ? next(context)
            : RefuseAsync(
                context,
                StatusCodes.Status403Forbidden,
                $"The header {Header}: 1 is missing: only the Studio's own page sends this."
            );
    }

    private static Task RefuseAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(why, context.RequestAborted);
    }
}
