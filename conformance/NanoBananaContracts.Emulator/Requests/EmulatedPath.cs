using System.Diagnostics.CodeAnalysis;

namespace NanoBananaContracts.Emulator;

/// <summary>The model and the method that a request path names.</summary>
/// <param name="Model">The model id as it stands in the path.</param>
/// <param name="Streaming">Whether the method is <c>streamGenerateContent</c>.</param>
internal readonly record struct EmulatedPath(string Model, bool Streaming)
{
    private const string Prefix = "/v1beta/models/";

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
