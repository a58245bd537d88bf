namespace NanoBananaContracts.Emulator;

/// <summary>Whose manners the emulator has.</summary>
internal enum EmulatedDialect
{
    /// <summary>Those of the article's gateway, and of any other.</summary>
    Gateway,

    /// <summary>Those of Google's Gemini API.</summary>
    Google,

    /// <summary>Those of Vertex AI: Google's words, and fields of its own.</summary>
    Vertex,
}

/// <summary>Which manners belong to which provider.</summary>
internal static class EmulatedDialects
{
    /// <summary>Vertex AI is called by project, which is <c>vertex</c>, or in express mode.</summary>
    public static EmulatedDialect Of(ProviderInfo provider) =>
        provider.Id switch
        {
            "google" => EmulatedDialect.Google,
            "vertex" or "vertex-express" => EmulatedDialect.Vertex,
            _ => EmulatedDialect.Gateway,
        };
}
