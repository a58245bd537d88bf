using System.Diagnostics.CodeAnalysis;

namespace NanoBananaContracts.Emulator;

/// <summary>The model and the method that a request path names.</summary>
/// <param name="Model">The model id as it stands in the path.</param>
/// <param name="Streaming">Whether the method is <c>streamGenerateContent</c>.</param>
internal readonly record struct EmulatedPath(string Model, bool Streaming)
{
    /// <summary>The path of the list of models.</summary>
    public static string Models(ProviderInfo provider) => Prefix(provider).TrimEnd('/');

    /// <summary>The model of <c>/v1beta/models/{model}</c>; <see langword="null"/> where it is another path.</summary>
    public static string? ModelOf(string path, ProviderInfo provider)
    {
        var prefix = Prefix(provider);
        return path.StartsWith(prefix, StringComparison.Ordinal) && path.Length > prefix.Length
            ? path[prefix.Length..]
            : null;
    }

    /// <summary>Reads <c>/v1beta/models/{model}:generateContent</c> and its streaming twin, at the provider's own path.</summary>
    public static bool TryParse(string path, ProviderInfo provider, [NotNullWhen(true)] out EmulatedPath? result)
    {
        result = null;
        var prefix = Prefix(provider);
        var colon = path.LastIndexOf(':');
        if (!path.StartsWith(prefix, StringComparison.Ordinal) || colon <= prefix.Length)
        {
            return false;
        }

        var model = path[prefix.Length..colon];
        bool? streaming = path[(colon + 1)..] switch
        {
            "generateContent" => false,
            "streamGenerateContent" => true,
            _ => null,
        };
        if (streaming is null || model.Contains('/', StringComparison.Ordinal))
        {
            return false;
        }

        result = new EmulatedPath(model, streaming.Value);
        return true;
    }

    private static string Prefix(ProviderInfo provider) =>
        provider.PathTemplate[..provider.PathTemplate.IndexOf('{', StringComparison.Ordinal)];
}
