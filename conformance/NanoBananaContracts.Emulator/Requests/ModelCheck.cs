using System.Globalization;

namespace NanoBananaContracts.Emulator;

/// <summary>Whether the provider still serves a model.</summary>
internal static class ModelCheck
{
    /// <summary>404 for a model that is retired or that nobody has heard of; <see langword="null"/> where all is well.</summary>
    public static EmulatedError? Check(string model, ProviderInfo provider, DateTimeOffset now)
    {
        var known = provider.FindModel(model);
        return known switch
        {
            null => EmulatedError.NotFound(
                $"models/{model} is not found for API version v1beta, or does not generate pictures."
                    + OfAnother(model, provider)
            ),
            { Retired: { } retired } when !IsServed(known, now) => EmulatedError.NotFound(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"models/{model} is not found for API version v1beta: it was shut down on {retired.Since:yyyy-MM-dd}. Use {retired.Use}."
                )
            ),
            _ => null,
        };
    }

    /// <summary>Whether the model is served at a time: an end may be announced for a later day.</summary>
    public static bool IsServed(ModelInfo model, DateTimeOffset now) =>
        model.Retired is not { } retired || retired.Since > now;

    private static string OfAnother(string model, ProviderInfo provider) =>
        ProviderInfo.All.FirstOrDefault(other => other.FindModel(model) is { Retired: null }) is { } other
            ? $" It is a model of {other.Name}; this emulator plays {provider.Name}: try --provider {other.Id}, or EmulatorOptions.Provider."
            : "";
}
