using System.Net;

namespace NanoBananaContracts.Http;

/// <summary>Handlers that are safe to carry a key: they follow no redirect, keep no cookies, and show no proxy what they carry.</summary>
internal static class HttpHandlers
{
    /// <summary>A new primary handler. Redirects are left to <see cref="Redirects"/>, decompression to the reply's reader.</summary>
    internal static HttpMessageHandler Create() =>
#if NET
        BrowserFetch.IsHere
            ? new HttpClientHandler() // Its properties are refused there: see BrowserFetch.
            : new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                UseCookies = false,
                Proxy = new HttpsOnlyProxy(),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5), // So that a change of DNS is seen.
            };
#else
        new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            Proxy = new HttpsOnlyProxy(),
        };
#endif

    /// <summary>A client over a new handler; the deadline of each call is ours, not the client's.</summary>
    internal static HttpClient CreateClient() =>
        new(Create(), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
}
