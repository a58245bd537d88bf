using System.Text.RegularExpressions;

namespace NanoBananaContracts.Conformance.Secrets;

/// <summary>What must not stand in a message: the values of headers and parameters that carry keys.</summary>
internal static partial class SecretText
{
    public const string Mask = "(hidden)";

    private static readonly string[] Words =
    [
        "auth",
        "cookie",
        "credential",
        "key",
        "passw",
        "secret",
        "session",
        "signature",
        "token",
    ];

    public static bool IsSecretHeader(string name) =>
        Array.Exists(Words, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    public static bool IsSecretParameter(string name) => IsSecretHeader(name);

    /// <summary>
    /// A message in which addresses may stand, with what may be a password in front of their host and the values of
    /// secret parameters masked.
    /// </summary>
    public static string MaskAddresses(string message) =>
        Parameter.Replace(
            UserInfo.Replace(message, Mask),
            match => IsSecretParameter(match.Groups[1].Value) ? match.Groups[1].Value + "=" + Mask : match.Value
        );

    /// <summary>A message with whatever is in the shape of a key masked.</summary>
    public static string MaskKeys(string message) => KeyShapes.Mask(message, with: Mask);

    // Up to the last @ of the word: a password that was not escaped may hold one, and a slash. Quoted words need no scheme.
    [GeneratedRegex("""(?<=//|'|")[^\s'"]*(?=@)""", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo { get; }

    [GeneratedRegex("""(?<=[?&])([^\s=&'"]{1,100})=[^\s&'"]+""", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter { get; }

    /// <summary>A URL with the values of secret query parameters masked.</summary>
    public static string MaskUrl(string url)
    {
        var query = url.IndexOf('?', StringComparison.Ordinal);
        if (query < 0)
        {
            return url;
        }

        var parameters = url[(query + 1)..].Split('&');
        for (var i = 0; i < parameters.Length; i++)
        {
            var equals = parameters[i].IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && IsSecretParameter(Uri.UnescapeDataString(parameters[i][..equals])))
            {
                parameters[i] = parameters[i][..(equals + 1)] + Mask;
            }
        }

        return url[..(query + 1)] + string.Join('&', parameters);
    }
}
