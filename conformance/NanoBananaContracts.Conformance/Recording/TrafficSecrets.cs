using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.AspNetCore.Http;
using NanoBananaContracts.Conformance.Secrets;

namespace NanoBananaContracts.Conformance.Recording;

/// <summary>Learns the secrets of traffic from where they are known to stand, so that they are found elsewhere.</summary>
internal static class TrafficSecrets
{
    private static readonly string[] Headers =
    [
        "x-goog-api-key",
        "Authorization",
        "Proxy-Authorization",
        "x-api-key",
        "api-key",
        "x-goog-user-project",
    ];

    private static readonly string[] Parameters = ["key", "api_key", "apikey", "access_token", "token"];

    /// <summary>Adds the secrets of a request.</summary>
    public static void Collect(HttpRequest request, ConcurrentDictionary<string, byte> secrets)
    {
        foreach (var value in Headers.SelectMany(name => request.Headers[name]).OfType<string>())
        {
            foreach (var secret in OfHeader(value))
            {
                Add(secrets, secret);
            }
        }

        foreach (var value in Parameters.SelectMany(name => request.Query[name]).OfType<string>())
        {
            Add(secrets, value);
        }

        foreach (var cookie in request.Cookies)
        {
            Add(secrets, cookie.Value);
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
