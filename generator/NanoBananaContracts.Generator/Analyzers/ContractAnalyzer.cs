using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// An analyzer of code that uses the contract; silent in a project that does not reference the runtime. Generated code is
/// left out, Razor pages with it: our own would be the most of it, and to look at that costs a build more than to compile
/// it, and reports what nobody wrote.
/// </summary>
public abstract class ContractAnalyzer : DiagnosticAnalyzer
{
    private protected ContractAnalyzer(params DiagnosticDescriptor[] rules) =>
        SupportedDiagnostics = ImmutableArray.Create(rules);

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (ContractTypes.Find(start.Compilation) is { } types)
            {
                Register(start, types);
            }
        });
    }

    /// <summary>Registers what looks at the code of one compilation.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext start, ContractTypes types);
}
