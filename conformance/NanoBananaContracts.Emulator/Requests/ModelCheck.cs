using System.Globalization;

namespace NanoBananaContracts.Emulator;

/// <summary>Whether the provider still serves a model.</summary>
internal static class ModelCheck
{
    /// <summary>404 for a model that is retired or that nobody has heard of; <see langword="null"/> where all is well.</summary>
    public static EmulatedError? Check(string model, ProviderInfo provider)
    {
        var known = provider.FindModel(model);
        return known switch
        {
            null => EmulatedError.NotFound(
                $"models/{model} is not found for API version v1beta, or does not generate pictures."
                    + OfAnother(model, provider)
            ),
            { Retired: { } retired } => EmulatedError.NotFound(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"models/{model} is not found for API version v1beta: it was shut down on {retired.Since:yyyy-MM-dd}. Use {retired.Use}."
                )
            ),
            _ => null,
        };
    }

    private static string OfAnother(string model, ProviderInfo provider) =>
        ProviderInfo.All.FirstOrDefault(other => other.FindModel(model) is { Retired: null }) is { } other
            ? $" It is a model of {other.Name}; this emulator plays {provider.Name}: try --provider {other.Id}, or EmulatorOptions.Provider."
            : "";
}
