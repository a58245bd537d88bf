using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace NanoBananaContracts.Emulator;

/// <summary>Whether a request carries the right key in the right place, as each provider sees it.</summary>
internal static class ApiKeyCheck
{
    private const string GooglesHeader = "x-goog-api-key";

    /// <summary>What is wrong with the key of a request; <see langword="null"/> where nothing is.</summary>
    public static EmulatedError? Check(HttpRequest request, EmulatorOptions options) =>
        options.Provider.Id == ProviderInfo.Google.Id ? CheckGoogle(request, options) : CheckGateway(request, options);

    /// <summary>The article's gateway, and any other: 401 unless the provider's header is exactly right.</summary>
    private static EmulatedError? CheckGateway(HttpRequest request, EmulatorOptions options)
    {
        var header = options.Provider.ApiKeyHeader;
        string? sent = request.Headers[header];
        if (string.IsNullOrEmpty(sent))
        {
            return Unauthenticated(
                request.Headers.ContainsKey("Authorization")
                    ? $"No {header} header: the key belongs there, not in Authorization."
                    : $"No {header} header: send the key in it."
            );
        }

        var before = options.Provider.ApiKeyScheme is { } scheme ? scheme + " " : "";
        if (!sent.StartsWith(before, StringComparison.OrdinalIgnoreCase))
        {
            return Unauthenticated($"The header {header} begins with {before}here, and the key follows.");
        }

        return IsRight(sent[before.Length..], options) ? null : Unauthenticated($"The key in {header} is not valid.");
    }

    /// <summary>Google: 403 without a key, 400 for a wrong one, 401 where a bearer token stands beside or instead.</summary>
    private static EmulatedError? CheckGoogle(HttpRequest request, EmulatorOptions options)
    {
        if (request.Headers.ContainsKey("Authorization"))
        {
            return Unauthenticated("The credentials in Authorization are of a type this method does not take.") with
            {
                Reason = "ACCESS_TOKEN_TYPE_UNSUPPORTED",
            };
        }

        string? key = request.Headers[GooglesHeader];
        if (string.IsNullOrEmpty(key))
        {
            key = request.Query["key"];
        }

        if (string.IsNullOrEmpty(key))
        {
            return new EmulatedError(403, "PERMISSION_DENIED", "The caller has no identity: send an API key.");
        }

        return IsRight(key, options)
            ? null
            : EmulatedError.InvalidArgument("The API key is not valid. Pass a valid API key.") with
            {
                Reason = "API_KEY_INVALID",
            };
    }

    private static EmulatedError Unauthenticated(string message) => new(401, "UNAUTHENTICATED", message);

    private static bool IsRight(string key, EmulatorOptions options) =>
        options.ApiKey is null
        || CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(options.ApiKey));
}
