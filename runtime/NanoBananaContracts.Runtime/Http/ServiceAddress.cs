namespace NanoBananaContracts.Http;

/// <summary>What people paste as the base address of generateContent, and the one that it stands for.</summary>
internal static class ServiceAddress
{
    private const string Version = "v1beta";
    private const string Models = "models";

    /// <summary>Of the addresses of other APIs, and of operations, what stands behind their version.</summary>
    private static readonly string[] Words =
    [
        Version,
        Models,
        "openai",
        "chat",
        "completions",
        "images",
        "generations",
        "edits",
        "responses",
    ];

    private static readonly string[] Operations = [":generateContent", ":streamGenerateContent"];

    /// <summary>
    /// The address without what every operation begins with: <c>https://host/proxy</c> for
    /// <c>https://host/proxy/v1beta/models/m:generateContent</c>; any other as it is.
    /// </summary>
    /// <param name="address">The address.</param>
    /// <param name="provider">Whose path it may be; <see langword="null"/> where that is not known.</param>
    internal static Uri WithoutOperation(Uri address, ProviderInfo? provider = null)
    {
        if (!address.IsAbsoluteUri || address.UserInfo.Length + address.Query.Length + address.Fragment.Length > 0)
        {
            return address; // Refused elsewhere.
        }

        var path = address.AbsolutePath.TrimEnd('/').Split('/');
        if (provider is not null && PastedPath.Start(path, provider.PathTemplate) is > 0 and var own)
        {
            return Below(address, path, own);
        }

        var at = Array.LastIndexOf(path, Version);
        var isOperation = at > 0 && (at + 1 == path.Length || (path[at + 1] == Models && path.Length <= at + 3));
        return isOperation ? Below(address, path, at) : address;
    }

    /// <summary>The failure of an address that is another API's, or ends in something else of ours; with the right one.</summary>
    internal static NanoBananaException? Problem(Uri address)
    {
        var path = address.AbsolutePath.TrimEnd('/').Split('/');
        for (var at = 1; at < path.Length; at++)
        {
            if (IsVersion(path[at]) && path.Skip(at + 1).All(word => Words.Contains(word) || word.Contains(':')))
            {
                return new NanoBananaException(
                    FailureKind.InvalidRequest,
                    $"The base address ends in /{string.Join("/", path.Skip(at))}, where generateContent is not: it is called at /{Version} below the base address.",
                    $"Use {Below(address, path, at).AbsoluteUri.TrimEnd('/')}."
                );
            }
        }

        // The path of another service's models, or of another provider than the one that is called.
        return Array.Exists(Operations, path[path.Length - 1].EndsWith)
            ? new NanoBananaException(
                FailureKind.InvalidRequest,
                "The base address ends in an operation, whose path is not that of the provider that is called.",
                $"Use {Below(address, path, 1).AbsoluteUri.TrimEnd('/')}, or set Provider to the one whose path it is."
            )
            : null;
    }

    /// <summary>What to use in the place of an address with a query or a fragment.</summary>
    internal static string Right(Uri address) =>
        WithoutOperation(new Uri(address.GetLeftPart(UriPartial.Path))).AbsoluteUri.TrimEnd('/');

    /// <summary>
    /// An address of this machine to which only the scheme is missing (<c>localhost:8787</c>), with it;
    /// <see langword="null"/> for anything else, which is not repeated: it may hold a password.
    /// </summary>
    internal static string? WithScheme(string text) =>
        !text.Contains("://")
        && Uri.TryCreate("http://" + text, UriKind.Absolute, out var address)
        && ThisMachine.Is(address)
        && address.UserInfo.Length == 0
            ? "http://" + address.Authority
            : null;

    private static bool IsVersion(string word) =>
        word.Length > 1 && word[0] == 'v' && word[1] is >= '0' and <= '9' && !word.Contains('.');

    private static Uri Below(Uri address, string[] path, int at) =>
        new($"{address.Scheme}://{address.Authority}{string.Join("/", path.Take(at))}");
}
