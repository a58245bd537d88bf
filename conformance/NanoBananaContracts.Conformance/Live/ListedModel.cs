namespace NanoBananaContracts.Conformance.Live;

/// <summary>A model as a service lists it.</summary>
/// <param name="Id">The id that stands in an address: the name without <c>models/</c>.</param>
/// <param name="DisplayName">The name for people; <see langword="null"/> where the service gives none.</param>
/// <param name="Generates">Whether <c>generateContent</c> can be asked of it, as far as the service says.</param>
internal sealed record ListedModel(string Id, string? DisplayName, bool Generates)
{
    /// <summary>What the names of models that make pictures have in common. A listing does not say what a model makes.</summary>
    private static readonly string[] Words = ["image", "banana"];

    /// <summary>Whether it is a model that makes pictures through this contract, by its names.</summary>
    public bool SeemsToMakePictures =>
        Generates
        && Array.Exists(
            Words,
            word =>
                Id.Contains(word, StringComparison.OrdinalIgnoreCase)
                || DisplayName?.Contains(word, StringComparison.OrdinalIgnoreCase) == true
        );
}
