using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NanoBananaContracts.Generator.Tests.Analyzers;

/// <summary>An analyzer whose actions are counted, with what they allocate on the thread that runs them.</summary>
#pragma warning disable RS1001, RS1012, RS1025, RS1026 // It stands in for the one it holds, and is found by nobody.
internal sealed class MeteredAnalyzer(DiagnosticAnalyzer inner) : DiagnosticAnalyzer
{
    private long bytes;
    private readonly ConcurrentQueue<string> dearest = new();
    private long calls;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => inner.SupportedDiagnostics;

    /// <summary>Bytes its actions have allocated.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>How often an action was called.</summary>
    public long Calls => Interlocked.Read(ref calls);

    /// <summary>Where they were allocated.</summary>
    public string Where => string.Join('\n', dearest);

    public void Reset()
    {
        (bytes, calls) = (0, 0);
        dearest.Clear();
    }

    public override void Initialize(AnalysisContext context) => inner.Initialize(new Context(context, this));

    private Action<T> Metered<T>(Action<T> action) =>
        argument =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action(argument);
            var cost = GC.GetAllocatedBytesForCurrentThread() - before;
            Interlocked.Add(ref bytes, cost);
            Interlocked.Increment(ref calls);
            if (cost > 0 && argument is OperationAnalysisContext { Operation.Syntax: var syntax })
            {
                dearest.Enqueue($"{cost} bytes at {syntax}");
            }
        };

    // Only what a rule of ours registers; one that registers something else says so here.
    private sealed class Context(AnalysisContext context, MeteredAnalyzer meter) : AnalysisContext
    {
        public override void EnableConcurrentExecution() => context.EnableConcurrentExecution();

        public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode) =>
            context.ConfigureGeneratedCodeAnalysis(analysisMode);

        public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action) =>
            context.RegisterCompilationStartAction(start => action(new Start(start, meter)));

        public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) =>
            throw new NotSupportedException();

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) =>
            throw new NotSupportedException();

        public override void RegisterSymbolAction(
            Action<SymbolAnalysisContext> action,
            ImmutableArray<SymbolKind> symbolKinds
        ) => throw new NotSupportedException();

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(
            Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action
        ) => throw new NotSupportedException();

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) =>
            throw new NotSupportedException();

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) =>
            throw new NotSupportedException();

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(
            Action<SyntaxNodeAnalysisContext> action,
            ImmutableArray<TLanguageKindEnum> syntaxKinds
        ) => throw new NotSupportedException();
    }

    private sealed class Start(CompilationStartAnalysisContext context, MeteredAnalyzer meter)
        : CompilationStartAnalysisContext(context.Compilation, context.Options, context.CancellationToken)
    {
        public override void RegisterOperationAction(
            Action<OperationAnalysisContext> action,
            ImmutableArray<OperationKind> operationKinds
        ) => context.RegisterOperationAction(meter.Metered(action), operationKinds);

        public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) =>
            context.RegisterOperationBlockAction(meter.Metered(action));

        public override void RegisterSymbolAction(
            Action<SymbolAnalysisContext> action,
            ImmutableArray<SymbolKind> symbolKinds
        ) => context.RegisterSymbolAction(meter.Metered(action), symbolKinds);

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(
            Action<SyntaxNodeAnalysisContext> action,
            ImmutableArray<TLanguageKindEnum> syntaxKinds
        ) => context.RegisterSyntaxNodeAction(meter.Metered(action), syntaxKinds);

        public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) =>
            context.RegisterCompilationEndAction(action);

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) =>
            throw new NotSupportedException();

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(
            Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action
        ) => throw new NotSupportedException();

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) =>
            throw new NotSupportedException();

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) =>
            throw new NotSupportedException();
    }
}
