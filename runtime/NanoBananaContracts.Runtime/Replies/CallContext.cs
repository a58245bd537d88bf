using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// What is known of a call besides its reply. It makes cures precise (which variable, which sizes) and is optional
/// in every part: a pasted body has none of it.
/// </summary>
internal sealed class CallContext
{
    internal const long DefaultMaxResponseBytes = 128L * 1024 * 1024;

    internal static CallContext None { get; } = new();

    internal ProviderInfo? Provider { get; init; }

    internal string? ModelId { get; init; }

    internal GenerateContentRequest? Request { get; init; }

    /// <summary>
    /// The key of the call, also so that it can be taken out of what a service quotes; an access token is known only just
    /// before the call is sent.
    /// </summary>
    internal ApiKey? Key { get; set; }

    /// <summary>Some words without the key of the call.</summary>
    internal string? WithoutKey(string? words) => Key is null ? words : Key.RemoveFrom(words);

    /// <summary>What to do about a key that a service does not take which has no facts as a provider.</summary>
    internal string? KeyCure { get; init; }

    /// <summary>The largest reply that is read, in bytes.</summary>
    internal long MaxResponseBytes { get; init; } = DefaultMaxResponseBytes;

    internal ModelInfo? Model => ModelId is null ? null : Provider?.FindModel(ModelId);

    /// <summary>The size that was asked for, in either place of the request.</summary>
    internal ImageSize? AskedSize =>
        Request?.GenerationConfig?.ImageConfig?.ImageSize
        ?? Request?.GenerationConfig?.ResponseFormat?.Image?.ImageSize;

    private AspectRatio? AskedRatio =>
        Request?.GenerationConfig?.ImageConfig?.AspectRatio
        ?? Request?.GenerationConfig?.ResponseFormat?.Image?.AspectRatio;

    /// <summary>The subject of "answered 401".</summary>
    internal string Service => Provider?.Name ?? "The service";

    /// <summary>What may be made of one reply.</summary>
    internal ReadBudget NewBudget() =>
        new(MaxResponseBytes, static why => new NanoBananaException(FailureKind.ResponseTooLarge, why));

    /// <summary>The cure of a kind, as precise as what is known allows; <see langword="null"/> for the general one.</summary>
    internal string? Cure(FailureKind kind)
    {
        switch (kind)
        {
            case FailureKind.Unauthorized when Provider is { } provider:
                return $"Check the key: {provider.Name} gives keys at {provider.ApiKeyPage}, and wants one in the header "
                    + (
                        provider.ApiKeyScheme is { } scheme
                            ? $"{provider.ApiKeyHeader}, after {scheme}"
                            : $"{provider.ApiKeyHeader}, not as Authorization: Bearer"
                    )
                    + ". By default it is taken from the variable "
                    + $"{provider.ApiKeyVariable}.";
            case FailureKind.Unauthorized when KeyCure is { } cure:
                return cure;
            case FailureKind.ModelNotFound when Model is { Retired: { } retired } model:
                return FormattableString.Invariant(
                    $"{model.Id} was retired on {retired.Since:yyyy-MM-dd}; use {retired.Use}."
                );
            case FailureKind.ModelNotFound when Provider is { } provider:
                return $"Use a current model id ({Current(provider)}), and check the base address.";
            case FailureKind.InvalidImageSize when Model is { } model:
                return ModelCure.OfSize(Provider!, model.Id, model, AskedSize);
            case FailureKind.InvalidAspectRatio when Model is { } model:
                return ModelCure.OfRatio(Provider!, model, AskedRatio);
            default:
                return null;
        }
    }

    private static string Current(ProviderInfo provider) =>
        string.Join(", ", provider.Models.Where(model => model.Retired is null).Select(model => model.Id));
}
