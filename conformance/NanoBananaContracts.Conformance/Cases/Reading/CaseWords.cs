using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Cases.Reading;

/// <summary>Reads whether the client is given a key.</summary>
internal sealed class KeyWords()
    : WordConverter<bool>(new Dictionary<string, bool> { ["given"] = true, ["missing"] = false });

/// <summary>Reads the id of a provider.</summary>
internal sealed class ProviderWords() : WordConverter<string>(new[] { "wisgate", "google" }.ToDictionary(word => word));

/// <summary>Reads the media type of a picture that the service can make.</summary>
internal sealed class PictureTypes()
    : WordConverter<string>(new[] { "image/png", "image/jpeg", "image/webp" }.ToDictionary(word => word));
