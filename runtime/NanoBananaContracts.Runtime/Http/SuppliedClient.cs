namespace NanoBananaContracts.Http;

/// <summary>
/// Checks an HttpClient that the caller made. One that carries the key where nobody sent it is not accepted: nothing
/// outside the client can prevent it. Where the handler cannot be seen, a redirect that was followed is still found
/// afterwards, by the address of the reply; a proxy is not. One that sends a request again by itself is held back.
/// </summary>
internal static class SuppliedClient
{
    internal static HttpClient Checked(HttpClient httpClient, Uri baseAddress)
    {
        if (BrowserFetch.IsHere)
        {
            return httpClient; // Any is safe: each request says itself that it follows no redirect, and there are no proxies.
        }

        var handler = new PrimaryHandler(httpClient);
        if (handler.FollowsRedirects)
        {
            throw new ArgumentException(
                "The HttpClient follows redirects by itself and would send the API key on to any host a redirect names. "
                    + "Make it with new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }), "
                    + "or use services.AddNanoBanana(...); redirects within the service's own origin are followed then.",
                nameof(httpClient)
            );
        }

        if (baseAddress.Scheme == Uri.UriSchemeHttp && handler.TakesProxyOfMachineFor(baseAddress))
        {
            throw new ArgumentException(
                $"The HttpClient would send the API key in clear text through the proxy {handler.ProxyFor(baseAddress)!.Authority}, "
                    + $"which this machine's settings name for plain http to {baseAddress.Authority}. "
                    + "Set Proxy = new HttpsOnlyProxy() or UseProxy = false on its handler.",
                nameof(httpClient)
            );
        }

        AttemptGuard.PutInto(httpClient);
        return httpClient;
    }
}
