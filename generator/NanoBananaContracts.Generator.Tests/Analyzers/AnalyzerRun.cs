using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NanoBananaContracts.Generator.Analyzers;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

/// <summary>
/// Runs one analyzer, and one fix, over code that compiles against the runtime. Markers <c>[|...|]</c> in the code say
/// where the diagnostics must be; nothing may be reported anywhere else.
/// </summary>
internal static class AnalyzerRun
{
    // With what programs register a client by, and answer requests with it.
    private static readonly string[] ReferencePrefixes =
    [
        "System.",
        "netstandard.",
        "Microsoft.Extensions.",
        "Microsoft.AspNetCore.",
        "Polly",
    ];

    /// <summary>What a program of a user references.</summary>
    public static MetadataReference[] References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path =>
                ReferencePrefixes.Any(prefix => Path.GetFileName(path).StartsWith(prefix, StringComparison.Ordinal))
            )
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(NanoBananaClient).Assembly.Location),
    ];

    /// <summary>Every analyzer of the generator's dll.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        .. typeof(ContractCodeAnalyzer)
            .Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Code that compiles against the runtime.</summary>
    /// <param name="code">The code.</param>
    /// <param name="path">Name of its file.</param>
    public static CSharpCompilation Compile(string code, string path)
    {
        var compilation = CSharpCompilation.Create(
            "Consumer",
            [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.CSharp13), path)],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        );
        compilation
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ShouldBeEmpty("the example itself must compile");
        return compilation;
    }

    /// <summary>Asserts that exactly the marked places are reported, all under one id, and gives the diagnostics.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Expect(string id, string marked, AdditionalText? file = null)
    {
        var (code, places) = Unmark(marked);
        var document = Document(code);
        var found = await Analyze(document, file);
        found.ShouldAllBe(diagnostic => diagnostic.Id == id, string.Join("\n", found));
        found
            .Select(diagnostic =>
                code.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)
            )
            .ShouldBe(places);
        return found;
    }

    /// <summary>Asserts that every analyzer is silent.</summary>
    public static Task Silent(string code) => Expect("none", code);

    /// <summary>What every analyzer says of a file, under an <c>.editorconfig</c> if there is one.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Found(string code, string? editorConfig = null)
    {
        var document = Document(code);
        return await Analyze(
            editorConfig is null
                ? document
                : document
                    .Project.AddAnalyzerConfigDocument(
                        ".editorconfig",
                        SourceText.From("root = true\n[*.cs]\n" + editorConfig),
                        filePath: "/project/.editorconfig"
                    )
                    .Project.GetDocument(document.Id)!
        );
    }

    /// <summary>Asserts that the first fix of the only diagnostic turns one text into the other.</summary>
    public static async Task Fix(CodeFixProvider provider, string code, string expected)
    {
        var document = Document(code);
        var diagnostic = (await Analyze(document)).ShouldHaveSingleItem();
        provider.FixableDiagnosticIds.ShouldContain(diagnostic.Id);
        await Apply(await FirstFix(provider, document, diagnostic), document, expected);
    }

    /// <summary>
    /// Asserts that "fix all in document" cures several diagnostics at once: those for which the fix offers what it offers
    /// for the first of them, which must be all there are.
    /// </summary>
    public static async Task FixAll(CodeFixProvider provider, string code, string expected)
    {
        var document = Document(code);
        var found = await Analyze(document);
        found.Length.ShouldBeGreaterThan(1, "one diagnostic needs no fix for all");
        found.ShouldAllBe(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id));
        var all = provider.GetFixAllProvider().ShouldNotBeNull();
        var first = await FirstFix(provider, document, found[0]);
        var action = await all.GetFixAsync(
            new FixAllContext(
                document,
                provider,
                FixAllScope.Document,
                first.EquivalenceKey.ShouldNotBeNull(),
                found.Select(diagnostic => diagnostic.Id).Distinct(),
                new FixEverywhere(found),
                TestContext.Current.CancellationToken
            )
        );
        await Apply(action.ShouldNotBeNull(), document, expected);
    }

    private static async Task<CodeAction> FirstFix(CodeFixProvider provider, Document document, Diagnostic diagnostic)
    {
        CodeAction? action = null;
        await provider.RegisterCodeFixesAsync(
            new CodeFixContext(document, diagnostic, (found, _) => action ??= found, CancellationToken.None)
        );
        return action.ShouldNotBeNull();
    }

    private static async Task Apply(CodeAction action, Document document, string expected)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        var fixedDocument = solution.GetDocument(document.Id)!;
        var changed = await fixedDocument.GetTextAsync(TestContext.Current.CancellationToken);
        changed.ToString().ShouldBe(expected);
        (await Analyze(fixedDocument)).ShouldBeEmpty("the fix must cure what was reported");
    }

    /// <summary>What every analyzer says of code that is being typed, and does not compile yet.</summary>
    public static Task<ImmutableArray<Diagnostic>> FoundInUnfinished(string code) =>
        Analyze(Document(code), mustCompile: false);

    private static async Task<ImmutableArray<Diagnostic>> Analyze(
        Document document,
        AdditionalText? file = null,
        bool mustCompile = true
    )
    {
        var compilation = (await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        compilation
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => mustCompile && diagnostic.Severity == DiagnosticSeverity.Error)
            .ShouldBeEmpty("the example itself must compile");
        var found = await compilation
            .WithAnalyzers(
                All,
                new CompilationWithAnalyzersOptions(
                    new AnalyzerOptions(file is null ? [] : [file], new ProjectOptions(null)),
                    null,
                    true,
                    false
                )
            )
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return
        [
            .. found
                .Where(diagnostic =>
                    diagnostic.Id.StartsWith("NBC", StringComparison.Ordinal) || diagnostic.Id == "AD0001"
                )
                .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start),
        ];
    }

    private static Document Document(string code)
    {
        var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(
            ProjectInfo.Create(
                ProjectId.CreateNewId(),
                VersionStamp.Default,
                "Consumer",
                "Consumer",
                LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(
                    // A program of statements alone is one.
                    CSharpSyntaxTree
                        .ParseText(code)
                        .GetCompilationUnitRoot()
                        .Members.Any(member => member is GlobalStatementSyntax)
                        ? OutputKind.ConsoleApplication
                        : OutputKind.DynamicallyLinkedLibrary
                ),
                parseOptions: new CSharpParseOptions(LanguageVersion.CSharp13),
                metadataReferences: References
            )
        );
        return workspace.AddDocument(
            DocumentInfo.Create(
                DocumentId.CreateNewId(project.Id),
                "Consumer.cs",
                loader: TextLoader.From(TextAndVersion.Create(SourceText.From(code), VersionStamp.Default)),
                filePath: "/project/Consumer.cs"
            )
        );
    }

    private static (string Code, string[] Places) Unmark(string marked)
    {
        var places = marked.Split("[|").Skip(1).Select(rest => rest[..rest.IndexOf("|]", StringComparison.Ordinal)]);
        return (marked.Replace("[|", "").Replace("|]", ""), [.. places]);
    }
}
