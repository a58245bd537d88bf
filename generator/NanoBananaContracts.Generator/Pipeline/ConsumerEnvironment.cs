using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Pipeline;

/// <summary>What the consuming project can compile.</summary>
/// <param name="LanguageVersion">Its C# version, as text.</param>
/// <param name="HasLanguage">True from C# 11 on.</param>
/// <param name="Types">What its references bring.</param>
internal sealed record ConsumerEnvironment(string LanguageVersion, bool HasLanguage, ConsumerTypes Types)
{
    /// <summary>True when emitted code would compile.</summary>
    public bool IsReady => HasLanguage && Types.HasRuntime && Types.HasJson;

    /// <summary>The environment of a project.</summary>
    public static ConsumerEnvironment Of(ConsumerTypes types, ParseOptions options)
    {
        var version = ((CSharpParseOptions)options).LanguageVersion;
        return new ConsumerEnvironment(
            version.ToDisplayString(),
            version >= Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp11,
            types
        );
    }
}

/// <summary>Types that emitted code needs, as far as a project has them.</summary>
/// <param name="HasRuntime">True when the plumbing of emitted code is there.</param>
/// <param name="HasJson">True when System.Text.Json is there.</param>
/// <param name="Polyfills">Compiler attributes that are missing, by metadata name.</param>
internal sealed record ConsumerTypes(bool HasRuntime, bool HasJson, EquatableArray<string> Polyfills)
{
    /// <summary>True when nothing is missing.</summary>
    public bool IsComplete => HasRuntime && HasJson && Polyfills.IsEmpty;

    /// <summary>
    /// What the references bring. Asked of a compilation without sources: symbols of a real one are made anew on every
    /// keystroke, and looking up a single type in it costs more than all the rest of the generator.
    /// </summary>
    public static ConsumerTypes Of(ReferenceSet references) =>
        Of(CSharpCompilation.Create("NanoBananaContracts.Probe", references: references.References));

    /// <summary>What the references and the sources bring; for the few projects where the references alone do not do.</summary>
    public static ConsumerTypes Of(Compilation compilation) =>
        new(
            Has(compilation, "NanoBananaContracts.Serialization.ContractReader"),
            Has(compilation, "System.Text.Json.Utf8JsonWriter"),
            CompilerAttributes.MissingFrom(compilation)
        );

    private static bool Has(Compilation compilation, string type) =>
        compilation.GetTypeByMetadataName(type) is not null || !compilation.GetTypesByMetadataName(type).IsEmpty;
}

/// <summary>References of a compilation; the same array is the same set, which is how compilations hand them on.</summary>
internal readonly struct ReferenceSet(ImmutableArray<MetadataReference> references) : IEquatable<ReferenceSet>
{
    /// <summary>The references.</summary>
    public ImmutableArray<MetadataReference> References { get; } = references;

    /// <inheritdoc/>
    public bool Equals(ReferenceSet other) => References == other.References;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ReferenceSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => References.GetHashCode();
}
