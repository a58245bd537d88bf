using System.Text;
using NanoBananaContracts.Http;

namespace NanoBananaContracts;

/// <summary>
/// How a client reaches the service, and how much time, memory and money a call may take. The client copies them:
/// later changes have no effect.
/// </summary>
public sealed record NanoBananaOptions : CallOptions
{
    private const long UsualMaxRequestBytes = 100L * 1024 * 1024;

    /// <summary>
    /// The service. <see langword="null"/>, the default: the one whose host <see cref="BaseAddress"/> names; else
    /// <see cref="ProviderInfo.Vertex"/> where <see cref="AccessTokenProvider"/> is set or <see cref="ApiKey"/> is an access
    /// token (<c>ya29.</c>), and Google where
    /// <see cref="ApiKey"/> begins as Google's keys do (<c>AIza</c>, <c>AQ.</c>); else the one whose environment
    /// variable (<see cref="ProviderInfo.ApiKeyVariable"/>) holds the key, WisGate first; else
    /// <see cref="ProviderInfo.WisGate"/>.
    /// </summary>
    public ProviderInfo? Provider { get; set; }

    /// <summary>
    /// Where the service is, in place of the provider's own address. What is pasted from an example
    /// (<c>https://host/v1beta/models/m:generateContent</c>) is understood, project and region in it included; another API's address (<c>/v1</c>) is refused.
    /// https, unless it is this machine or <see cref="AllowInsecureHttp"/> is set. Default: what the environment variable
    /// <c>NANOBANANA_BASE_ADDRESS</c> names, this machine or another address of the provider; else the provider's. The
    /// variable goes before an address that <c>AddNanoBanana</c> read from configuration, and not before one set by code.
    /// </summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>
    /// The key. Default: what the provider's environment variable (<see cref="ProviderInfo.ApiKeyVariable"/>) holds
    /// when the client is made.
    /// </summary>
    public ApiKey? ApiKey { get; set; }

    /// <summary>
    /// Gives the access token of a call, as <c>credential.GetAccessTokenForRequestAsync</c> of Google's libraries does, in the
    /// place of a fixed <see cref="ApiKey"/>, for a provider that takes one behind a scheme
    /// (<see cref="ProviderInfo.ApiKeyScheme"/>): <see cref="ProviderInfo.Vertex"/>, which is called where nothing else
    /// names a provider. It is asked once a call, before anything is sent, and within <see cref="CallOptions.Deadline"/>;
    /// retries of the call use the same token, and nothing here keeps it. Where it fails, nothing is sent, and the call is a
    /// <see cref="FailureKind.MissingApiKey"/>. It may be asked by several calls at once. Set by code only.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? AccessTokenProvider { get; set; }

    /// <summary>
    /// The project, where the provider's address has one (<see cref="ProviderInfo.Placeholders"/>). Default: that of
    /// <see cref="BaseAddress"/>, if it was pasted with its path; else what the variable holds that the provider names, <c>GOOGLE_CLOUD_PROJECT</c> for <see cref="ProviderInfo.Vertex"/>.
    /// </summary>
    public string? Project { get; set; }

    /// <summary>
    /// The region, where the provider's address has one. Default: that of <see cref="BaseAddress"/>, if it is one of the
    /// provider's; else what the variable holds that the provider names, <c>GOOGLE_CLOUD_LOCATION</c> for
    /// <see cref="ProviderInfo.Vertex"/>; else the provider's own default, <c>global</c>.
    /// </summary>
    public string? Region { get; set; }

    /// <summary>The model id. Default: the provider's <see cref="ProviderInfo.DefaultModel"/>.</summary>
    public string? Model { get; set; }

    /// <summary>
    /// The largest request body in bytes, checked before sending. Default: the provider's
    /// <see cref="ProviderInfo.MaxRequestBytes"/>, or 100 MiB where it is not known.
    /// </summary>
    public long? MaxRequestBytes { get; set; }

    /// <summary>Allows plain http to other machines: everybody on the way can read the key. Default: false.</summary>
    public bool AllowInsecureHttp { get; set; }

    /// <summary>
    /// Lets values through that nobody documented (<c>ImageSize.Undocumented("8K")</c>), values that are not
    /// documented for this model, parameters it is known to refuse (<see cref="ModelInfo.RefusedParameters"/>), and fields
    /// of other providers or that this one refuses (<see cref="ProviderInfo.RefusedFields"/>). The service may refuse them, or
    /// ignore them and bill. Default: false.
    /// </summary>
    public bool AllowUndocumentedValues { get; set; }

    internal long EffectiveMaxRequestBytes => MaxRequestBytes ?? Provider?.MaxRequestBytes ?? UsualMaxRequestBytes;

    /// <summary>
    /// A copy in which provider, address and key that are not set are what the environment says: what every client, however
    /// it is made, calls. Which provider that is, <see cref="Provider"/> says. <see cref="ApiKey"/> stays
    /// <see langword="null"/> where there is none.
    /// </summary>
    /// <param name="variable">Reads a variable. Default: <see cref="Environment.GetEnvironmentVariable(string)"/>.</param>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.InvalidRequest"/>: <c>NANOBANANA_BASE_ADDRESS</c> is no address, or a value that stands in the
    /// provider's address is missing, or cannot;
    /// <see cref="FailureKind.InsecureEndpoint"/>: it is another host, which a variable may not send the key to, or the key
    /// is one provider's (by <see cref="Provider"/>, by its beginning, or by the variable that holds it) and the host
    /// another's; <see cref="FailureKind.MissingApiKey"/>: the key begins as Google's do, is none, and would go there.
    /// </exception>
    public NanoBananaOptions WithEnvironment(Func<string, string?>? variable = null)
    {
        variable ??= Environment.GetEnvironmentVariable;
        var template = ProviderChoice.Of(this, variable);
        var ofVariable = BaseAddress is null or ConfiguredAddress
            ? BaseAddressVariable.For(template, variable(BaseAddressVariable.Name))
            : null;
        var called = ofVariable ?? BaseAddress;
        var provider = AddressValues.Placed(template, this, called, variable);
        var known = this with
        {
            Provider = provider,
            BaseAddress = called is null ? null : ServiceAddress.WithoutOperation(called, provider),
            ApiKey = ApiKey ?? (AccessTokenProvider is null ? variable(provider.ApiKeyVariable) : null),
        };
        return ProviderChoice.Problem(this, known, variable) is { } problem ? throw problem : known;
    }

    /// <summary>
    /// What is wrong with a model's id, as the end of a sentence; <see langword="null"/> if nothing. A key that was put in its
    /// place would stand in the address of every call, and in logs.
    /// </summary>
    internal string? ModelProblem(string id) =>
        KeyShapes.BeginsAsGoogles(id) || KeyShapes.Find(id).Count > 0 || ApiKey?.Reveal() == id
            ? "has the shape of an API key; a key belongs in ApiKey."
            : ModelId.Problem(id, Provider?.ModelIdCharacters ?? "");

    /// <summary>Why the address that these options name cannot be used; <see langword="null"/> if it can, or none is named.</summary>
    internal NanoBananaException? AddressProblem() =>
        (BaseAddress ?? Provider?.BaseAddress) is { } address
            ? ContractEndpoint.Problem(
                address,
                AllowInsecureHttp,
                "Use https, or set NanoBananaOptions.AllowInsecureHttp if the network is yours."
            ) ?? ServiceAddress.Problem(ServiceAddress.WithoutOperation(address, ProviderChoice.Stated(this)))
            : null;

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder) =>
        Print(
            builder,
            [
                (nameof(Provider), Provider, null),
                (nameof(BaseAddress), Shown(BaseAddress), null),
                (nameof(ApiKey), ApiKey, null),
                (nameof(AccessTokenProvider), AccessTokenProvider is null ? null : "set", null),
                (nameof(Project), Project, null),
                (nameof(Region), Region, null),
                (nameof(Model), Model, null),
                (nameof(MaxRequestBytes), MaxRequestBytes, null),
                (nameof(AllowInsecureHttp), AllowInsecureHttp, false),
                (nameof(AllowUndocumentedValues), AllowUndocumentedValues, false),
            ],
            isFirst: !base.PrintMembers(builder)
        );

    // A password can stand before the host, and a key behind the path: both are refused, but not before they are looked at.
    private static object? Shown(Uri? address) =>
        address is { IsAbsoluteUri: true } ? $"{address.Scheme}://{address.Authority}{address.AbsolutePath}" : address;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Check()
    {
        var wrong = new List<string>(base.Check());
        AtLeast(wrong, nameof(MaxRequestBytes), MaxRequestBytes ?? 1, 1);
        if (Model is not null && ModelProblem(Model) is { } problem)
        {
            wrong.Add($"Model {problem}");
        }

        if (ApiKey?.Problem is { } malformed)
        {
            wrong.Add(malformed.Message);
        }

        if (ApiKey is not null && AccessTokenProvider is not null)
        {
            wrong.Add("ApiKey and AccessTokenProvider are both set; a call has one of them.");
        }

        if (AddressProblem() is { } address)
        {
            wrong.Add(address.Message);
        }

        return wrong;
    }
}
