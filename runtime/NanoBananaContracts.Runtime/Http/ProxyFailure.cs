namespace NanoBananaContracts.Http;

/// <summary>Makes the failure that a proxy is: it says which one, and never what its setting holds of credentials.</summary>
internal static class ProxyFailure
{
    /// <summary>
    /// The failure that <paramref name="exception"/> is where <paramref name="proxy"/> cannot be reached or opened no
    /// way to <paramref name="address"/>; <see langword="null"/> where the failure is behind it.
    /// </summary>
    internal static NanoBananaException? Of(HttpRequestException exception, Uri? proxy, Uri address)
    {
        if (proxy is null || !HttpFailure.WasNotSent(exception))
        {
            return null;
        }

#if NET
        if (exception.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return null; // The way was open.
        }

        if (exception.StatusCode is { } status)
        {
            return Answered((int)status, proxy, address, exception);
        }
#endif
        return new NanoBananaException(
            FailureKind.ProxyRefused,
            $"The proxy {proxy.Authority}, which stands before {address.Host}, could not be used: {Reason(exception)}.",
            Cure(address),
            WithoutCredentials(exception, proxy)
        );
    }

    /// <summary>A proxy that answered with an error of its own.</summary>
    internal static NanoBananaException Answered(int status, Uri proxy, Uri address, Exception? exception = null) =>
        new(
            // From 500 on it is willing, and could not get through.
            status >= 500
                ? FailureKind.GatewayError
                : FailureKind.ProxyRefused,
            $"The proxy {proxy.Authority}, which stands before {address.Host}, answered {status}"
                + (status == 407 ? ": it wants a user name and password." : "."),
            status == 407
                ? "Give the proxy what it wants, as HTTPS_PROXY=http://user:password@host:port or in the system's "
                    + $"settings, or name {address.Host} in NO_PROXY if it can be reached without."
                : Cure(address),
            exception is null ? null : WithoutCredentials(exception, proxy)
        )
        {
            StatusCode = status,
        };

    private static string Cure(Uri address) =>
        "Correct or unset the proxy (HTTPS_PROXY, ALL_PROXY, the system's settings, or the Proxy of a handler of yours), "
        + $"or name {address.Host} in NO_PROXY if it can be reached without.";

    /// <summary>HttpClient's own message repeats the whole address of the proxy; that of the cause does not.</summary>
    private static string Reason(HttpRequestException exception)
    {
        var cause = exception.InnerException;
        while (cause?.InnerException is { } inner)
        {
            cause = inner;
        }

        return cause?.Message.TrimEnd('.') ?? "it opened no way through";
    }

    /// <summary>The cause, unless its text has the user name and password of the proxy's address.</summary>
    private static Exception? WithoutCredentials(Exception exception, Uri proxy) =>
        proxy.UserInfo.Length > 0 && exception.ToString().Contains(proxy.UserInfo, StringComparison.Ordinal)
            ? null
            : exception;
}
