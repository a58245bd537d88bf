using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>What a provider's file may say of addresses and headers: nothing that changes where a key goes, or that is one.</summary>
internal static class ProviderRules
{
    private const string ModelPlace = "/{model}";

    /// <summary>Of a header that carries a secret: its value would stand in a file, and be hidden from no log.</summary>
    private static readonly string[] Secrets = ["auth", "key", "token", "secret", "cookie"];

    /// <summary>What the client and the connection write themselves.</summary>
    private static readonly string[] Taken =
    [
        "accept",
        "connection",
        "expect",
        "host",
        "keep-alive",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
    ];

    /// <summary>The path of a model, if it is one below the host.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static string Path(string template)
    {
        var isPath = template.EndsWith(ModelPlace, StringComparison.Ordinal) && template[0] == '/';
        if (isPath && template.Length > ModelPlace.Length)
        {
            foreach (var word in template.Substring(1, template.Length - ModelPlace.Length - 1).Split('/'))
            {
                isPath &= word.Length > 0 && word is not ("." or "..") && word.All(IsOfPath);
            }
        }

        return isPath
            ? template
            : throw new FormatException(
                "pathTemplate is no path of a model: write it as /v1beta/models/{model}, without host, query and operation."
            );
    }

    /// <summary>A name that may stand before the colon of a header, or as a scheme.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static string Token(string fact, string text) =>
        HeaderName.IsToken(text)
            ? text
            : throw new FormatException($"{fact} has a character that cannot stand in a header's name.");

    /// <summary>A header that goes along with each call.</summary>
    /// <exception cref="FormatException">It is the client's own, may carry a secret, or cannot stand in a request.</exception>
    internal static KeyValuePair<string, string> Header(string name, string? value)
    {
        var shown = HeaderName.IsToken(name) && name.Length <= 40 ? $"The header {name}" : "A header";
        if (!HeaderName.IsToken(name))
        {
            throw new FormatException($"{shown} has a character in its name that cannot stand there.");
        }

        if (Secrets.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0))
        {
            throw new FormatException(
                $"{shown} would carry a secret, and a file holds none: the key goes into apiKeyHeader, from apiKeyVariable."
            );
        }

        if (
            Taken.Contains(name, StringComparer.OrdinalIgnoreCase)
            || name.StartsWith("content-", StringComparison.OrdinalIgnoreCase)
        )
        {
            throw new FormatException($"{shown} is written by the client itself.");
        }

        return value is not null && value.Trim().Length > 0 && value.All(unit => unit is >= ' ' and <= '~')
            ? new(name, value)
            : throw new FormatException($"{shown} has no value, or one that cannot stand in a header.");
    }

    private static bool IsOfPath(char unit) =>
        unit is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-' or '~';
}
