using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Tests.Analyzers;
using NanoBananaContracts.Generator.Tests.Harness;
using NanoBananaContracts.Generator.Tests.Packages;

namespace NanoBananaContracts.Generator.Tests.House;

/// <summary>What the pages show is C# that compiles.</summary>
public sealed class DocumentedCodeTests
{
    private static readonly MetadataReference[] References =
    [
        .. AnalyzerRun.References,
        .. ShippedPackage
            .All.Where(package => package.Id is "NanoBananaContracts.Emulator" or "NanoBananaContracts.Batch")
            .Select(package => MetadataReference.CreateFromFile(package.Assembly("net10.0"))),
    ];

    public static TheoryData<string, int> Blocks
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var block in DocumentedCode.Pages.SelectMany(DocumentedCode.Of))
            {
                data.Add(block.Page, block.Line);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_compiles(string page, int line)
    {
        var block = DocumentedCode.Of(page).Single(each => each.Line == line);
        Generated(Compile(block))
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ShouldBeEmpty(block.Code);
    }

    // A block may show what a generator writes the other half of.
    private static Compilation Generated(CSharpCompilation compilation)
    {
        var generators = typeof(ContractGenerator)
            .Assembly.GetTypes()
            .Where(type => typeof(IIncrementalGenerator).IsAssignableFrom(type))
            .Select(type => ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator());
        CSharpGeneratorDriver
            .Create(generators, parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(
                compilation,
                out var output,
                out _,
                TestContext.Current.CancellationToken
            );
        return output;
    }

    private static CSharpCompilation Compile(DocumentedCode block)
    {
        var isOwnSchema = block.Page == "schema/README.md";
        string[] texts = isOwnSchema
            ? [block.Code, DocumentedCode.GivenByOwnSchema, .. Emitted()]
            : [SampleFrame.File(block.Code), DocumentedCode.Given];
        return CSharpCompilation.Create(
            "Page",
            texts.Select(text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp13))),
            References,
            new CSharpCompilationOptions(
                isOwnSchema ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
    }

    // The page of the schema's subset is about the sample's schema.
    private static IEnumerable<string> Emitted() =>
        GeneratorRun
            .Of(
                new ConsumerProject
                {
                    Schemas =
                    [
                        new SchemaItem(
                            Repository.Text("samples/OwnSchema/easel.schema.json"),
                            @namespace: "OwnSchema.Easel",
                            visibility: "internal"
                        ),
                    ],
                }
            )
            .Sources.Values;
}
