using System.Net;
#if NET8_0_OR_GREATER
using System.Runtime.CompilerServices;
#else
using System.Reflection;
#endif

namespace NanoBananaContracts.Http;

/// <summary>
/// What can be seen of the handler at the end of an HttpClient's chain. It is private to the client; one that cannot be
/// seen, or is of another type, says nothing about itself.
/// </summary>
internal sealed class PrimaryHandler
{
    private readonly HttpMessageHandler? handler;

    internal PrimaryHandler(HttpClient client)
    {
        if (BrowserFetch.IsHere)
        {
            return; // Its properties throw, and say nothing of what the browser does.
        }

        handler = TopOf(client);
        while (handler is DelegatingHandler delegating)
        {
            handler = delegating.InnerHandler;
        }
    }

    /// <summary>Whether it follows redirects by itself.</summary>
    internal bool FollowsRedirects =>
        handler switch
        {
            HttpClientHandler own => own.AllowAutoRedirect,
#if NET
            SocketsHttpHandler own => own.AllowAutoRedirect,
#endif
            _ => false,
        };

    /// <summary>The proxy it sends <paramref name="address"/> through; <see langword="null"/> for none, or none known.</summary>
    internal Uri? ProxyFor(Uri address)
    {
        var proxy = Chosen(out var usesProxy) ?? Machine;
        return usesProxy && proxy is not null && !proxy.IsBypassed(address) ? proxy.GetProxy(address) : null;
    }

    /// <summary>
    /// Whether <paramref name="address"/> goes through a proxy that nobody wrote into the code: the machine's, which
    /// a handler takes when it is not told otherwise.
    /// </summary>
    internal bool TakesProxyOfMachineFor(Uri address) =>
        Chosen(out var usesProxy) is null && usesProxy && ProxyFor(address) is not null;

    /// <summary>The proxy that was given to the handler.</summary>
    private IWebProxy? Chosen(out bool usesProxy)
    {
        switch (handler)
        {
            case HttpClientHandler own:
                usesProxy = own.UseProxy;
                return own.Proxy;
#if NET
            case SocketsHttpHandler own:
                usesProxy = own.UseProxy;
                return own.Proxy;
#endif
            default:
                usesProxy = false;
                return null;
        }
    }

#if NET
    private static IWebProxy? Machine => HttpClient.DefaultProxy;
#else
    private static IWebProxy? Machine => WebRequest.DefaultWebProxy;
#endif

#if NET8_0_OR_GREATER
    /// <summary>The first of its handlers.</summary>
    internal static HttpMessageHandler? TopOf(HttpClient client)
    {
        try
        {
            return Field(client);
        }
        catch (MissingFieldException)
        {
            return null; // Another runtime with another private field.
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_handler")]
    private static extern ref HttpMessageHandler Field(HttpMessageInvoker client);
#else
    /// <summary>The first of its handlers.</summary>
    internal static HttpMessageHandler? TopOf(HttpClient client)
    {
        const BindingFlags Private = BindingFlags.Instance | BindingFlags.NonPublic;
        var field =
            typeof(HttpMessageInvoker).GetField("_handler", Private)
            ?? typeof(HttpMessageInvoker).GetField("handler", Private); // .NET Framework
        return field?.GetValue(client) as HttpMessageHandler;
    }
#endif
}
