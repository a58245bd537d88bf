namespace NanoBananaContracts.Generator.Units;

/// <summary>What the project says about one schema.</summary>
/// <param name="Namespace">Namespace of the emitted types; empty for the global one.</param>
/// <param name="IsPublic">True for public types, false for internal ones.</param>
internal sealed record ContractOptions(string Namespace, bool IsPublic)
{
    /// <summary>The C# word for the visibility.</summary>
    public string Visibility => IsPublic ? "public" : "internal";
}
