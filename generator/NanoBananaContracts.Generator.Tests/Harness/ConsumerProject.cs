using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoBananaContracts.Generator.Tests.Harness;

/// <summary>A project under test: its target, its settings, its own sources and its schemas.</summary>
internal sealed record ConsumerProject
{
    public string Name { get; init; } = "Consumer";

    public string Target { get; init; } = "net10.0";

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp11;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public bool ImplicitUsings { get; init; }

    public string? RootNamespace { get; init; } = "Test.Project";

    public ImmutableArray<string> Sources { get; init; } = [];

    public ImmutableArray<SchemaItem> Schemas { get; init; } = [];

    public ImmutableArray<MetadataReference>? References { get; init; }

    /// <summary>A project with one schema and otherwise the usual settings.</summary>
    public static ConsumerProject With(string schema, params string[] sources) =>
        new() { Schemas = [new SchemaItem(schema)], Sources = [.. sources] };

    /// <summary>The compilation before the generator has run.</summary>
    public CSharpCompilation Compile()
    {
        // Documentation is diagnosed: a consumer that generates it must get no warning from emitted code.
        var parse = new CSharpParseOptions(Language, DocumentationMode.Diagnose);
        var texts = ImplicitUsings
            ? Sources.Append(
                "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;"
            )
            : Sources;
        return CSharpCompilation.Create(
            Name,
            texts.Select((text, i) => CSharpSyntaxTree.ParseText(text, parse, $"Source{i}.cs")),
            References ?? ConsumerReferences.For(Target),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: Nullable,
                allowUnsafe: false,
                generalDiagnosticOption: ReportDiagnostic.Error,
                // Off in every project: reference assemblies of several versions meet on netstandard2.0.
                specificDiagnosticOptions: new Dictionary<string, ReportDiagnostic>
                {
                    ["CS1701"] = ReportDiagnostic.Suppress,
                    ["CS1702"] = ReportDiagnostic.Suppress,
                }
            )
        );
    }
}
