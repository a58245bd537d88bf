namespace NanoBananaContracts;

/// <summary>
/// How a client reaches the service, and how much time, memory and money a call may take. The client copies them:
/// later changes have no effect.
/// </summary>
public sealed record NanoBananaOptions : CallOptions
{
    private const long UsualMaxRequestBytes = 100L * 1024 * 1024;

    /// <summary>The service. Default: <see cref="ProviderInfo.WisGate"/>.</summary>
    public ProviderInfo Provider { get; set; } = ProviderInfo.WisGate;

    /// <summary>
    /// Where the service is, in place of the provider's own address; with or without the version (<c>/v1beta</c>).
    /// https, unless it is this machine or <see cref="AllowInsecureHttp"/> is set.
    /// </summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>
    /// The key. Default: what the provider's environment variable (<see cref="ProviderInfo.ApiKeyVariable"/>) holds
    /// when the client is made.
    /// </summary>
    public ApiKey? ApiKey { get; set; }

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
    /// documented for this model, and parameters it is known to refuse (<see cref="ModelInfo.RefusedParameters"/>). The
    /// service may refuse them, or ignore them and bill. Default: false.
    /// </summary>
    public bool AllowUndocumentedValues { get; set; }

    internal long EffectiveMaxRequestBytes => MaxRequestBytes ?? Provider.MaxRequestBytes ?? UsualMaxRequestBytes;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Check()
    {
        var wrong = new List<string>(base.Check());
        AtLeast(wrong, nameof(MaxRequestBytes), MaxRequestBytes ?? 1, 1);
        if (Model is not null && ModelId.Problem(Model) is { } problem)
        {
            wrong.Add($"Model {problem}");
        }

        if (Provider is null)
        {
            wrong.Add("Provider is not set.");
        }
        else if (ContractEndpoint.Problem(BaseAddress ?? Provider.BaseAddress, AllowInsecureHttp) is { } address)
        {
            wrong.Add(address.Message);
        }

        return wrong;
    }
}
