using System.Diagnostics.CodeAnalysis;

namespace NanoBananaContracts.Emulator;

/// <summary>The model and the method that a request path names.</summary>
/// <param name="Model">The model id as it stands in the path.</param>
/// <param name="Streaming">Whether the method is <c>streamGenerateContent</c>.</param>
internal readonly record struct EmulatedPath(string Model, bool Streaming)
{
    /// <summary>The path of the list of models.</summary>
    public static string Models(ProviderInfo provider) => Prefix(provider).TrimEnd('/');

    /// <summary>Whether it is the path of the list of models.</summary>
    public static bool IsModels(string path, ProviderInfo provider) => Behind(path + "/", provider)?.Length == 0;

    /// <summary>The model of <c>/v1beta/models/{model}</c>; <see langword="null"/> where it is another path.</summary>
    public static string? ModelOf(string path, ProviderInfo provider) =>
        Behind(path, provider) is { Length: > 0 } model ? model : null;

    /// <summary>Reads <c>/v1beta/models/{model}:generateContent</c> and its streaming twin, at the provider's own path.</summary>
    public static bool TryParse(string path, ProviderInfo provider, [NotNullWhen(true)] out EmulatedPath? result)
    {
        result = null;
        var rest = Behind(path, provider);
        var colon = rest?.LastIndexOf(':') ?? -1;
        if (colon <= 0)
        {
            return false;
        }

        var model = rest![..colon];
        bool? streaming = rest[(colon + 1)..] switch
        {
            "generateContent" => false,
            "streamGenerateContent" => true,
            _ => null,
        };
        if (
            streaming is null
            || (
                model.Contains('/', StringComparison.Ordinal)
                && !provider.ModelIdCharacters.Contains('/', StringComparison.Ordinal)
            )
        )
        {
            return false;
        }

        result = new EmulatedPath(model, streaming.Value);
        return true;
    }

    private static string Prefix(ProviderInfo provider) => provider.PathTemplate[..^"{model}".Length];

    /// <summary>What stands behind the path of all models; a word in braces, as <c>{project}</c>, stands for any.</summary>
    private static string? Behind(string path, ProviderInfo provider)
    {
        var at = 0;
        foreach (var word in Prefix(provider).TrimEnd('/').Split('/'))
        {
            var end = path.IndexOf('/', at);
            if (end < 0 || (word is ['{', ..] ? end == at : path[at..end] != word))
            {
                return null;
            }

            at = end + 1;
        }

        return path[at..];
    }
}
