using System.Text;
using NanoBananaContracts.Http;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>Where a contract is served: address, key, and the spelling the service wants.</summary>
public sealed class ContractEndpoint
{
    /// <summary>For a path that has no names in braces.</summary>
    internal static readonly IReadOnlyDictionary<string, string> NoValues = new Dictionary<string, string>();

    private readonly string root;
    private readonly string? header;

    /// <summary>Checks and keeps an address.</summary>
    /// <param name="baseAddress">
    /// The origin, with or without a path in front of the operations' own (<c>https://host/proxy</c>). A path that
    /// the operations begin with already (<c>/v1beta</c>) is not doubled.
    /// </param>
    /// <param name="allowInsecureHttp">Allows plain http to other machines.</param>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.InsecureEndpoint"/> for plain http to another machine,
    /// <see cref="FailureKind.InvalidRequest"/> for an address that cannot be one.
    /// </exception>
    public ContractEndpoint(Uri baseAddress, bool allowInsecureHttp = false)
    {
        if (baseAddress is null)
        {
            throw new ArgumentNullException(nameof(baseAddress));
        }

        if (
            Problem(
                baseAddress,
                allowInsecureHttp,
                "Use https, or pass allowInsecureHttp: true if the network is yours."
            ) is
            { } problem
        )
        {
            throw problem;
        }

        BaseAddress = baseAddress;
        root = baseAddress.AbsoluteUri.TrimEnd('/');
    }

    /// <summary>The address.</summary>
    public Uri BaseAddress { get; }

    /// <summary>
    /// The header that carries the key. Default: <c>x-goog-api-key</c>, or <c>Authorization</c> where there is an
    /// <see cref="ApiKeyScheme"/> or an <see cref="AccessTokenProvider"/>.
    /// </summary>
    public string ApiKeyHeader
    {
        get => header ?? (ApiKeyScheme is null ? "x-goog-api-key" : "Authorization");
        init => header = HeaderName.Checked(value);
    }

    /// <summary>
    /// What stands before the key in its header: <c>Bearer</c> for <c>Authorization: Bearer ...</c>.
    /// <see langword="null"/>: nothing. It is no part of the key, which has no spaces. Default: <c>Bearer</c> before what an
    /// <see cref="AccessTokenProvider"/> gives, unless <see cref="ApiKeyHeader"/> is another header than <c>Authorization</c>,
    /// where no service takes a token without its scheme; else nothing.
    /// </summary>
    /// <exception cref="ArgumentException">It is empty, or has characters that no scheme has.</exception>
    public string? ApiKeyScheme
    {
        get => field ?? (AccessTokenProvider is not null && IsAuthorization(header) ? "Bearer" : null);
        init => field = value is null ? null : HeaderName.Checked(value);
    }

    /// <summary>The key; <see langword="null"/> for a service that wants none.</summary>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.MissingApiKey"/>: it came from configuration, and cannot be a key.
    /// </exception>
    public ApiKey? ApiKey
    {
        get;
        init => field = value?.Problem is { } problem ? throw problem : value;
    }

    /// <summary>
    /// Gives the access token of a call, in the place of a fixed <see cref="ApiKey"/>. It is asked once a call, before anything
    /// is sent, and within <see cref="CallOptions.Deadline"/>; retries of the call use the same token, and nothing here keeps
    /// it. Where it fails, nothing is sent, and the call is a <see cref="FailureKind.MissingApiKey"/>. It may be asked by several
    /// calls at once.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? AccessTokenProvider { get; init; }

    /// <summary>Headers that go along with each call; a provider's file checked them.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What to do where the service does not take the key.</summary>
    internal string KeyCure =>
        AccessTokenProvider is not null
            ? $"Check what AccessTokenProvider gives: it was sent in the header {ApiKeyHeader}"
                + (ApiKeyScheme is null ? "" : $", after {ApiKeyScheme}")
                + ", and must be a token that this service takes and that has not run out."
        : ApiKey is null
            ? "No key was sent: set ApiKey of the ContractEndpoint, and ApiKeyHeader or ApiKeyScheme as the service wants it."
        : $"Check the API key: it was sent in the header {ApiKeyHeader}"
            + (ApiKeyScheme is null ? "" : $", after {ApiKeyScheme}")
            + ", and must be one that this service gives.";

    /// <summary>The spelling in which values are written (a key of <c>x-spellings</c>); <see langword="null"/> for the schema's own.</summary>
    public string? Dialect { get; init; }

    /// <summary>The address, without the key.</summary>
    public override string ToString() => root;

    /// <summary>Why an address cannot be used; <see langword="null"/> if it can.</summary>
    /// <param name="address">The address.</param>
    /// <param name="allowInsecureHttp">Whether plain http to other machines is allowed.</param>
    /// <param name="insecureCure">What to do about plain http: who asks knows where it could be allowed, if anywhere.</param>
    internal static NanoBananaException? Problem(Uri address, bool allowInsecureHttp, string insecureCure)
    {
        // The address is not repeated where it may hold a password.
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            return new(
                FailureKind.InvalidRequest,
                "The base address is not an absolute http or https address.",
                $"Write it as {ServiceAddress.WithScheme(address.OriginalString) ?? "https://host"}."
            );
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            return new(
                FailureKind.InvalidRequest,
                "The base address has user information, a query or a fragment.",
                address.UserInfo.Length > 0
                    ? "Leave them out; the key belongs in ApiKey."
                    : $"Use {ServiceAddress.Right(address)}; the key belongs in ApiKey."
            );
        }

        if (address.Scheme == Uri.UriSchemeHttp && !Http.ThisMachine.Is(address) && !allowInsecureHttp)
        {
            return new(
                FailureKind.InsecureEndpoint,
                $"The base address {address} is plain http: the API key could be read on the way.",
                insecureCure
            );
        }

        return null;
    }

    /// <summary>The address of an operation.</summary>
    /// <param name="pathTemplate"><c>/v1beta/models/{model}:generateContent</c>.</param>
    /// <param name="query"><c>alt=sse</c>, or <see langword="null"/>.</param>
    /// <param name="path">What stands for the names in braces. Every name must have a value.</param>
    internal Uri Address(string pathTemplate, string? query, IReadOnlyDictionary<string, string> path)
    {
        var built = new StringBuilder();
        for (var i = 0; i < pathTemplate.Length; i++)
        {
            if (pathTemplate[i] != '{')
            {
                built.Append(pathTemplate[i]);
                continue;
            }

            var end = pathTemplate.IndexOf('}', i);
            var name = pathTemplate.Substring(i + 1, end - i - 1);
            if (!path.TryGetValue(name, out var value))
            {
                throw new ArgumentException($"The path {pathTemplate} needs a value for '{name}'.", nameof(path));
            }

            built.Append(Uri.EscapeDataString(PathValue(name, value)));
            i = end;
        }

        var text = root + WithoutDoubledStart(built.ToString());
        return new Uri(string.IsNullOrEmpty(query) ? text : text + "?" + query, UriKind.Absolute);
    }

    private static bool IsAuthorization(string? header) =>
        header is null || header.Equals("Authorization", StringComparison.OrdinalIgnoreCase);

    private static string PathValue(string name, string value)
    {
        var isWhole = value.Length > 0 && value is not ("." or "..");
        foreach (var c in value)
        {
            isWhole &= c is not ('/' or '\\' or '?' or '#' or '%') && !char.IsControl(c) && !char.IsSurrogate(c);
        }

        return isWhole
            ? value
            : throw new NanoBananaException(
                FailureKind.InvalidRequest,
                $"The value of '{name}' cannot stand in an address.",
                "Use a name without '/', '?', '#', '%', '\\' and control characters."
            );
    }

    /// <summary>Takes <c>/v1beta</c> off the path where the base address ends in it.</summary>
    private string WithoutDoubledStart(string path)
    {
        var second = path.IndexOf('/', 1);
        var first = second > 0 ? path.Substring(0, second) : path;
        return BaseAddress.AbsolutePath.TrimEnd('/').EndsWith(first, StringComparison.Ordinal)
            ? path.Substring(first.Length)
            : path;
    }
}
