using System;
using System.Net.Http;
#if NET8_0_OR_GREATER
using System.Runtime.CompilerServices;
#else
using System.Reflection;
#endif

namespace NanoBananaContracts.Http;

/// <summary>
/// Checks an HttpClient that the caller made. One that follows redirects by itself sends the key header on to
/// whatever host a redirect names, and nothing outside it can prevent that, so it is not accepted.
/// </summary>
internal static class SuppliedClient
{
    internal static HttpClient Checked(HttpClient client)
    {
        if (FollowsRedirects(client))
        {
            throw new ArgumentException(
                "The HttpClient follows redirects by itself and would send the API key on to any host a redirect names. "
                    + "Make it with new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }), "
                    + "or use services.AddNanoBanana(...); redirects within the service's own origin are followed then.",
                nameof(client)
            );
        }

        return client;
    }

    /// <summary>
    /// Whether the client's own handler follows redirects. The handler of a client is private; where it cannot be
    /// seen, a redirect that was followed is still found afterwards, by the address of the reply.
    /// </summary>
    private static bool FollowsRedirects(HttpClient client)
    {
        var handler = Handler(client);
        while (handler is DelegatingHandler delegating)
        {
            handler = delegating.InnerHandler;
        }

        return handler switch
        {
            HttpClientHandler own => own.AllowAutoRedirect,
#if NET
            SocketsHttpHandler own => own.AllowAutoRedirect,
#endif
            _ => false,
        };
    }

#if NET8_0_OR_GREATER
    private static HttpMessageHandler? Handler(HttpClient client)
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
    private static HttpMessageHandler? Handler(HttpClient client)
    {
        const BindingFlags Private = BindingFlags.Instance | BindingFlags.NonPublic;
        var field =
            typeof(HttpMessageInvoker).GetField("_handler", Private)
            ?? typeof(HttpMessageInvoker).GetField("handler", Private); // .NET Framework
        return field?.GetValue(client) as HttpMessageHandler;
    }
#endif
}
