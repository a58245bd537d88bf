using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>
/// Whether a model that nobody here knows is a misspelt one. It may be a new one: whoever asked for it is asked, and nothing is
/// refused.
/// </summary>
internal static class ModelQuestion
{
    private const string Prefix = "models/";

    /// <summary>A sentence with what may have been meant; empty where the model is known, or none is near.</summary>
    /// <param name="provider">Who is called.</param>
    /// <param name="model">The model that is called.</param>
    public static string Of(ProviderInfo provider, string model)
    {
        if (provider.FindModel(model) is not null)
        {
            return "";
        }

        var bare = model.StartsWith(Prefix, StringComparison.Ordinal) ? model[Prefix.Length..] : model;
        var meant = Misspelling.Meant(
            bare,
            provider.Models.Where(known => known.Retired is null).SelectMany(known => known.Aliases.Prepend(known.Id))
        );
        return meant.Length == 0 ? "" : $"{model} is not known of {provider.Name}: did you mean {meant}?";
    }
}
