using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoBananaContracts.Generator.Tests.Harness;

/// <summary>What a consumer references on each target: reference assemblies, the runtime and what it depends on.</summary>
internal static class ConsumerReferences
{
    private static readonly ConcurrentDictionary<string, ImmutableArray<MetadataReference>> Known = new();

    /// <summary>The targets the package supports.</summary>
    public static readonly string[] Targets = ["netstandard2.0", "net8.0", "net10.0"];

    /// <summary>All references of a consumer on a target.</summary>
    public static ImmutableArray<MetadataReference> For(string target) =>
        Known.GetOrAdd(
            target,
            static name =>
                [
                    .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, $"references.{name}.txt"))
                        .Where(line => line.Length > 0)
                        .Select(line => (MetadataReference)MetadataReference.CreateFromFile(line)),
                ]
        );

    /// <summary>References of netstandard2.0 with a second assembly that brings a compiler attribute, as the runtime does.</summary>
    public static ImmutableArray<MetadataReference> WithTwoPolyfills() =>
        [
            .. For("netstandard2.0"),
            CSharpCompilation
                .Create(
                    "Other",
                    [
                        CSharpSyntaxTree.ParseText(
                            "namespace System.Runtime.CompilerServices { public static class IsExternalInit { } }"
                        ),
                    ],
                    For("netstandard2.0"),
                    new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
                )
                .ToMetadataReference(),
        ];

    /// <summary>All references of a target but those of the named assemblies.</summary>
    public static ImmutableArray<MetadataReference> Without(string target, params string[] assemblies) =>
        [.. For(target).Where(reference => !assemblies.Contains(Path.GetFileNameWithoutExtension(reference.Display)))];
}
