namespace NanoBananaContracts.Http;

/// <summary>
/// Redirects that may be followed: within the same scheme, host and port. To any other origin the key would go
/// along, for HttpClient takes off <c>Authorization</c> only.
/// </summary>
internal static class Redirects
{
    internal const int Most = 5;

    /// <summary>Whether the status asks to send the same request elsewhere. 303 does not: it wants a GET.</summary>
    internal static bool IsRedirect(int status) => status is 301 or 302 or 303 or 307 or 308;

    /// <summary>The address to go on to.</summary>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.RedirectRefused"/></exception>
    internal static Uri Next(HttpResponseMessage reply, Uri current, int followed)
    {
        var status = (int)reply.StatusCode;
        if (reply.Headers.Location is not { } location)
        {
            throw Refuse(status, $"The service answered {status} without saying where to go.", null);
        }

        var next = location;
        if (!location.IsAbsoluteUri && !Uri.TryCreate(current, location, out next))
        {
            throw Refuse(status, $"The service answered {status} with a Location that is no address.", null);
        }

        if (!SameOrigin(current, next))
        {
            throw Refuse(
                status,
                $"The service redirects to another origin, {Origin(next)}. The API key was not sent there.",
                null
            );
        }

        if (status == 303)
        {
            throw Refuse(status, "The service answered 303: the result would be elsewhere, behind a GET.", null);
        }

        if (next.UserInfo.Length > 0)
        {
            throw Refuse(status, "The service redirects to an address with user information.", null);
        }

        return followed < Most
            ? next
            : throw Refuse(status, $"The service redirected more than {Most} times.", "Check the base address.");
    }

    internal static bool SameOrigin(Uri left, Uri right) =>
        left.Scheme == right.Scheme
        && left.Port == right.Port
        && string.Equals(left.IdnHost, right.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static string Origin(Uri address) =>
        address.Scheme is "http" or "https"
            ? address.GetLeftPart(UriPartial.Scheme) + address.Authority
            : address.Scheme + ":";

    private static NanoBananaException Refuse(int status, string whatHappened, string? cure) =>
        new(FailureKind.RedirectRefused, whatHappened, cure) { StatusCode = status };
}
