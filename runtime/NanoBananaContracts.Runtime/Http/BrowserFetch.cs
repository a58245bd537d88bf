namespace NanoBananaContracts.Http;

/// <summary>
/// Calls out of a browser (Blazor WebAssembly): the page's own <c>fetch</c> sends them, and its handler takes neither proxy
/// nor connections nor decompression from us. What is to be said of redirects is said with each request.
/// </summary>
internal static class BrowserFetch
{
#if NET
    /// <summary>Whether this program runs in a browser.</summary>
    internal static bool IsHere => OperatingSystem.IsBrowser();

    // Read by the handler under these names; it has no types for them outside the browser.
    private static readonly HttpRequestOptionsKey<IDictionary<string, object>> Options = new("WebAssemblyFetchOptions");
    private static readonly HttpRequestOptionsKey<bool> Streams = new("WebAssemblyEnableStreamingResponse");

    /// <summary>
    /// Has redirects come back unfollowed, whatever the handler is set to: fetch would take the key along to any host.
    /// Cookies stay at home, and a reply is read as it comes.
    /// </summary>
    internal static void Prepare(HttpRequestMessage request)
    {
        request.Options.Set(
            Options,
            new Dictionary<string, object> { ["redirect"] = "manual", ["credentials"] = "omit" }
        );
        request.Options.Set(Streams, true);
    }
#else
    /// <summary>Whether this program runs in a browser; no browser takes this target.</summary>
    internal static bool IsHere => false;

    /// <summary>Nothing to do.</summary>
    internal static void Prepare(HttpRequestMessage request) => _ = request;
#endif

    /// <summary>The failure of a redirect: a browser tells neither its status nor where it leads.</summary>
    internal static NanoBananaException? RedirectOf(HttpResponseMessage reply) =>
        (int)reply.StatusCode == 0
            ? new(
                FailureKind.RedirectRefused,
                "The service redirects, and a browser does not say where to. The API key was not sent there.",
                "Set BaseAddress to the address that it leads to."
            )
            : null;
}
