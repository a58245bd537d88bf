using System.Diagnostics.CodeAnalysis;

namespace NanoBananaContracts.Emulator;

/// <summary>The model and the method that a request path names.</summary>
/// <param name="Model">The model id as it stands in the path.</param>
/// <param name="Streaming">Whether the method is <c>streamGenerateContent</c>.</param>
internal readonly record struct EmulatedPath(string Model, bool Streaming)
{
    /// <summary>The path of the list of models.</summary>
    public const string Models = "/v1beta/models";

    private const string Prefix = Models + "/";

    /// <summary>The model of <c>/v1beta/models/{model}</c>; <see langword="null"/> where it is another path.</summary>
    public static string? ModelOf(string path) =>
        path.StartsWith(Prefix, StringComparison.Ordinal) && path.Length > Prefix.Length ? path[Prefix.Length..] : null;

    /// <summary>Reads <c>/v1beta/models/{model}:generateContent</c> and its streaming twin.</summary>
    public static bool TryParse(string path, [NotNullWhen(true)] out EmulatedPath? result)
    {
        result = null;
        var colon = path.LastIndexOf(':');
        if (!path.StartsWith(Prefix, StringComparison.Ordinal) || colon <= Prefix.Length)
        {
            return false;
        }

        var model = path[Prefix.Length..colon];
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
}
