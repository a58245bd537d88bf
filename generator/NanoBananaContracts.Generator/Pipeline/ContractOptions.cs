using NanoBananaContracts.Generator.Emission;

namespace NanoBananaContracts.Generator.Pipeline;

/// <summary>What the project says about one schema.</summary>
/// <param name="Namespace">Namespace of the emitted types; empty for the global one.</param>
/// <param name="IsPublic">True for public types, false for internal ones.</param>
internal sealed record ContractOptions(string Namespace, bool IsPublic)
{
    /// <summary>The C# word for the visibility.</summary>
    public string Visibility => IsPublic ? "public" : "internal";

    /// <summary>A type of this contract, whatever else of that name is in scope.</summary>
    public string TypeName(string name) => Namespace.Length == 0 ? "global::" + name : RuntimeNames.Own + name;
}
