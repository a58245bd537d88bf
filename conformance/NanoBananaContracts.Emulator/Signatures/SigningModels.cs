namespace NanoBananaContracts.Emulator;

/// <summary>Which models think, and so sign their pictures: told by the id, for gateways have ids of their own.</summary>
internal static class SigningModels
{
    /// <summary>True for the Gemini 3 models (recorded) and for those named Nano Banana (which think by default).</summary>
    public static bool Has(string model) =>
        model.StartsWith("gemini-3", StringComparison.Ordinal)
        || model.StartsWith("gemini-nano-banana-", StringComparison.Ordinal);
}
