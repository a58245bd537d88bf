namespace NanoBananaContracts.Conformance.Running;

/// <summary>What to say of a proxy when a call found no way to its target.</summary>
internal static class ProxyWords
{
    /// <summary>A sentence with a blank before it, or nothing where no proxy was in the way. Never its credentials.</summary>
    public static string About(HttpRequestException exception, HttpsOnlyProxy proxy, Uri target)
    {
        var isOnTheWay =
            exception.HttpRequestError
            is HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError
                or HttpRequestError.ProxyTunnelError;
        return isOnTheWay && proxy.GetProxy(target) is { } address
            ? $" The proxy {address.Authority} stands before {target.Host}"
                + (exception.StatusCode is { } status ? $" and answered {(int)status}" : "")
                + ": correct or unset HTTPS_PROXY, ALL_PROXY or the system's settings."
            : "";
    }
}
