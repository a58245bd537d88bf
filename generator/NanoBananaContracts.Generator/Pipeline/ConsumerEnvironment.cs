using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Diagnostics;
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

    /// <summary>What keeps it from compiling emitted code; nothing where nobody asks.</summary>
    public IEnumerable<Diagnostic> Findings()
    {
        if (!Types.IsAsked)
        {
            yield break;
        }

        if (!HasLanguage)
        {
            yield return OneLineDiagnostic.Create(ProjectRules.LanguageTooOld, Location.None, LanguageVersion);
        }

        if (!Types.HasRuntime)
        {
            yield return OneLineDiagnostic.Create(ProjectRules.RuntimeMissing, Location.None);
        }

        if (!Types.HasJson)
        {
            yield return OneLineDiagnostic.Create(ProjectRules.JsonMissing, Location.None);
        }
    }

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

    /// <summary>What is said of a project without a schema, where nobody asks.</summary>
    public static ConsumerTypes NotAsked { get; } = new(false, false, default) { IsAsked = false };

    /// <summary>False where nobody asks, and nothing is known.</summary>
    public bool IsAsked { get; private init; } = true;

    /// <summary>
    /// What the references bring. Asked of a compilation without sources: symbols of a real one are made anew on every
    /// keystroke, and looking up a single type in it costs more than all the rest of the generator.
    /// </summary>
    public static ConsumerTypes Of(ReferenceSet references) =>
        references.Compilation is { } compilation ? Of(compilation.RemoveAllSyntaxTrees()) : NotAsked;

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
/// <param name="compilation">The compilation, or null where nobody asks.</param>
internal sealed class ReferenceSet(Compilation? compilation) : IEquatable<ReferenceSet>
{
    private readonly ImmutableArray<MetadataReference> references = compilation?.ExternalReferences ?? default;

    // Weak, because a set is kept between keystrokes and must not keep a compilation alive: it is asked at once, or never.
    private readonly WeakReference<Compilation>? first = compilation is null ? null : new(compilation);

    /// <summary>The compilation, as long as it is in use; null where there is none.</summary>
    public Compilation? Compilation =>
        first is null ? null
        : first.TryGetTarget(out var target) ? target
        : CSharpCompilation.Create("NanoBananaContracts.Probe", references: references);

    /// <inheritdoc/>
    public bool Equals(ReferenceSet? other) => other is not null && references == other.references;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ReferenceSet);

    /// <inheritdoc/>
    public override int GetHashCode() => references.IsDefault ? 0 : references.GetHashCode();
}
