using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using Microsoft.AspNetCore.Http;
using NanoBananaContracts.Conformance.Secrets;

namespace NanoBananaContracts.Conformance.Recording;

/// <summary>Learns the secrets of traffic from where they can stand, so that they are found elsewhere.</summary>
/// <remarks>
/// Every header and parameter may carry one but those listed here. Where the name says so the value is a secret whatever
/// it looks like; elsewhere it has to look like one, or a harmless word would be taken out of every body.
/// </remarks>
internal static class TrafficSecrets
{
    private static readonly FrozenSet<string> HarmlessHeaders = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Accept",
        "Accept-Charset",
        "Accept-Encoding",
        "Accept-Language",
        "Accept-Ranges",
        "Access-Control-Allow-Headers",
        "Access-Control-Allow-Origin",
        "Access-Control-Expose-Headers",
        "Age",
        "Allow",
        "Alt-Svc",
        "Cache-Control",
        "Connection",
        "Content-Encoding",
        "Content-Language",
        "Content-Length",
        "Content-Security-Policy",
        "Content-Type",
        "Date",
        "Expect",
        "Expires",
        "Host",
        "Keep-Alive",
        "Last-Modified",
        "Origin",
        "Pragma",
        "Proxy-Authenticate",
        "Retry-After",
        "Server",
        "Server-Timing",
        "Strict-Transport-Security",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "User-Agent",
        "Vary",
        "Via",
        "WWW-Authenticate",
        "x-goog-api-client"
    );

    private static readonly FrozenSet<string> HarmlessParameters = FrozenSet.Create(
        StringComparer.Ordinal,
        "alt",
        "prettyPrint"
    );

    /// <summary>Adds the secrets of a request.</summary>
    public static void Collect(HttpRequest request, ConcurrentDictionary<string, byte> secrets)
    {
        foreach (var header in request.Headers)
        {
            foreach (var value in header.Value.OfType<string>())
            {
                CollectHeader(header.Key, value, secrets);
            }
        }

        foreach (var parameter in request.Query.Where(one => !HarmlessParameters.Contains(one.Key)))
        {
            foreach (var value in parameter.Value.OfType<string>())
            {
                AddOf(parameter.Key, value, secrets);
            }
        }
    }

    /// <summary>Adds the secrets in the headers of a reply.</summary>
    public static void Collect(
        IEnumerable<KeyValuePair<string, string>> headers,
        ConcurrentDictionary<string, byte> secrets
    )
    {
        foreach (var (name, value) in headers)
        {
            CollectHeader(name, value, secrets);
        }
    }

    private static void CollectHeader(string name, string value, ConcurrentDictionary<string, byte> secrets)
    {
        if (name.StartsWith("Cookie", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var cookie in value.Split(';'))
            {
                AddCookie(cookie, secrets);
            }
        }
        else if (name.StartsWith("Set-Cookie", StringComparison.OrdinalIgnoreCase))
        {
            // Behind the first semicolon stand its attributes.
            AddCookie(value.Split(';')[0], secrets);
        }
        else if (!HarmlessHeaders.Contains(name))
        {
            AddOf(name, value, secrets);
        }
    }

    private static void AddCookie(string cookie, ConcurrentDictionary<string, byte> secrets)
    {
        var value = cookie[(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim().Trim('"');
        Add(secrets, value);
        // What is escaped in a cookie may be plain in a body.
        Add(secrets, Uri.UnescapeDataString(value));
    }

    private static void AddOf(string name, string value, ConcurrentDictionary<string, byte> secrets)
    {
        if (SecretText.IsSecretHeader(name) || name.Equals("x-goog-user-project", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var secret in OfHeader(value))
            {
                Add(secrets, secret);
            }

            return;
        }

        // An address, a list or pairs may hold it.
        foreach (var piece in value.Split(' ', ';', ',', '=', '"', '&', '?', '/', ':').Where(CredentialLook.Has))
        {
            Add(secrets, piece);
        }
    }

    /// <summary>The value itself, the token behind its scheme, and the password inside a Basic token.</summary>
    private static IEnumerable<string> OfHeader(string value)
    {
        yield return value;
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
        {
            yield break;
        }

        var token = value[(space + 1)..].Trim();
        yield return token;
        var bytes = new byte[token.Length];
        if (
            value.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64String(token, bytes, out var count)
        )
        {
            var pair = Encoding.UTF8.GetString(bytes, 0, count);
            yield return pair;
            yield return pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
        }
    }

    private static void Add(ConcurrentDictionary<string, byte> secrets, string secret)
    {
        // A shorter one cannot be told from innocent text; no real key is that short.
        if (secret.Length >= SecretScanner.ShortestSecret)
        {
            secrets.TryAdd(secret, 0);
        }
    }
}
