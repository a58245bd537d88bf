using System.Net;

namespace NanoBananaContracts;

/// <summary>
/// The proxy that the machine is set to (<c>HTTPS_PROXY</c>, <c>ALL_PROXY</c>, <c>NO_PROXY</c>, the system's settings),
/// for https to other machines and nothing else. A proxy passes https on unread; plain http shows it the API key, and
/// what runs on this machine needs no proxy. Clients of this library have it; a handler of your own takes it as its
/// <c>Proxy</c>.
/// </summary>
public sealed class HttpsOnlyProxy : IWebProxy
{
    private readonly IWebProxy? machine;

    /// <summary>Takes the machine's settings as they are now, from <c>HttpClient.DefaultProxy</c>.</summary>
    public HttpsOnlyProxy()
#if NET
        : this(System.Net.Http.HttpClient.DefaultProxy) { }
#else
        : this(WebRequest.DefaultWebProxy) { }
#endif

    internal HttpsOnlyProxy(IWebProxy? machine) => this.machine = machine;

    /// <summary>What the proxy is told when it asks; by default the user name and password of the settings.</summary>
    public ICredentials? Credentials
    {
        get => field ?? machine?.Credentials;
        set;
    }

    /// <summary>The proxy for an address, without the user name and password its setting may hold.</summary>
    /// <param name="destination">An absolute address.</param>
    /// <returns><see langword="null"/> where there is none to go through.</returns>
    public Uri? GetProxy(Uri destination)
    {
        if (IsBypassed(destination) || machine?.GetProxy(destination) is not { } proxy)
        {
            return null;
        }

        // HttpClient writes this address into its exceptions; the credentials travel in Credentials.
        return proxy.UserInfo.Length == 0
            ? proxy
            : new UriBuilder(proxy) { UserName = string.Empty, Password = string.Empty }.Uri;
    }

    /// <summary>Whether an address is called without a proxy: all that is not https, and this machine.</summary>
    /// <param name="host">An absolute address.</param>
    public bool IsBypassed(Uri host)
    {
        if (host is null)
        {
            throw new ArgumentNullException(nameof(host));
        }

        return host.Scheme != Uri.UriSchemeHttps
            || Http.ThisMachine.Is(host)
            || machine is null
            || machine.IsBypassed(host);
    }
}
