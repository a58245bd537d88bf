using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NanoBananaContracts.Generator.Tests.Analyzers;
using NanoBananaContracts.Generator.Tests.Harness;
using NanoBananaContracts.Generator.Tests.Packages;

namespace NanoBananaContracts.Generator.Tests.House;

/// <summary>What the pages show is C# that compiles, and what a rule's page calls reported is reported.</summary>
public sealed class DocumentedCodeTests
{
    private const string OwnSchemaUsings = """
        global using OwnSchema.Easel;
        global using ContractClient = NanoBananaContracts.ContractClient;
        global using ContractEndpoint = NanoBananaContracts.ContractEndpoint;

        """;

    private const string WebUsings = """
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.Extensions.DependencyInjection;
        global using NanoBananaContracts;
        global using static Given;
        global using static GivenElsewhere;

        """;

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path =>
                Path.GetFileName(path) is var name
                && (
                    name.StartsWith("System.", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                    || name == "netstandard.dll"
                )
            )
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(NanoBananaClient).Assembly.Location),
        MetadataReference.CreateFromFile(
            ShippedPackage.All.Single(package => package.Id == "NanoBananaContracts.Emulator").Assembly("net10.0")
        ),
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

    public static TheoryData<string> Rules => [.. DocumentedCode.RulePages];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_compiles(string page, int line)
    {
        var block = DocumentedCode.Of(page).Single(each => each.Line == line);
        Compile(block)
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ShouldBeEmpty(block.Code);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task What_a_page_calls_reported_is_reported_once_and_what_stands_instead_is_not(string page)
    {
        var id = Path.GetFileNameWithoutExtension(page);
        var blocks = DocumentedCode.Of(page);

        var reported = await Analyze(blocks.Single(block => block.Heading == "Reported"));
        reported.ShouldBe([id]);
        (await Analyze(blocks.Single(block => block.Heading == "Instead"))).ShouldBeEmpty();
    }

    private static async Task<IEnumerable<string>> Analyze(DocumentedCode block)
    {
        var found = await Compile(block)
            .WithAnalyzers(AnalyzerRun.All)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return found.Select(diagnostic => diagnostic.Id);
    }

    private static Compilation Compile(DocumentedCode block)
    {
        var tree = CSharpSyntaxTree.ParseText(
            block.Code,
            new CSharpParseOptions(LanguageVersion.CSharp13),
            $"{block.Page}({block.Line})"
        );
        var isProgram = tree.GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax);
        var isOwnSchema = block.Page == "schema/README.md";
        string[] frame = isOwnSchema
            ? [DocumentedCode.Usings + OwnSchemaUsings, .. Emitted()]
            : [DocumentedCode.Usings + WebUsings, DocumentedCode.Given, DocumentedCode.GivenElsewhere];
        return CSharpCompilation.Create(
            "Page",
            frame
                .Select(text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp13)))
                .Append(tree),
            References,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
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
