using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// A name in braces in the addresses of a provider, as <c>{project}</c> of
/// <c>/v1/projects/{project}/locations/{region}/...</c>: what stands for it is each user's own.
/// </summary>
public sealed class AddressPlaceholder
{
    internal AddressPlaceholder() { }

    /// <summary>
    /// The name: of <c>project</c> and <c>region</c> the value is <see cref="NanoBananaOptions.Project"/> and
    /// <see cref="NanoBananaOptions.Region"/>, where they are set.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The environment variable that holds the value where no option does.</summary>
    public required string Variable { get; init; }

    /// <summary>The value where neither says one; <see langword="null"/> where one must be said.</summary>
    public string? Default { get; init; }

    /// <summary>The base addresses of values that have one of their own.</summary>
    internal IReadOnlyList<KeyValuePair<string, Uri>> BaseAddresses { get; init; } = [];

    /// <summary>The name, in one line.</summary>
    public override string ToString() => VisibleText.Of(Name);
}
