using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Pipeline;

/// <summary>What the consuming project can compile.</summary>
/// <param name="LanguageVersion">Its C# version, as text.</param>
/// <param name="HasLanguage">True from C# 11 on.</param>
/// <param name="HasRuntime">True when the plumbing of emitted code is referenced.</param>
/// <param name="HasJson">True when System.Text.Json is referenced.</param>
/// <param name="Polyfills">Compiler attributes that are missing, by metadata name.</param>
internal sealed record ConsumerEnvironment(
    string LanguageVersion,
    bool HasLanguage,
    bool HasRuntime,
    bool HasJson,
    EquatableArray<string> Polyfills
)
{
    /// <summary>True when emitted code would compile.</summary>
    public bool IsReady => HasLanguage && HasRuntime && HasJson;

    /// <summary>Looks at a compilation. It runs on every keystroke, so it only looks up a handful of types.</summary>
    public static ConsumerEnvironment Of(Compilation compilation, ParseOptions options)
    {
        var version = ((CSharpParseOptions)options).LanguageVersion;
        return new ConsumerEnvironment(
            version.ToDisplayString(),
            version >= Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp11,
            Has(compilation, "NanoBananaContracts.Serialization.ContractReader"),
            Has(compilation, "System.Text.Json.Utf8JsonWriter"),
            CompilerAttributes.MissingFrom(compilation)
        );
    }

    private static bool Has(Compilation compilation, string type) =>
        compilation.GetTypeByMetadataName(type) is not null || !compilation.GetTypesByMetadataName(type).IsEmpty;
}
