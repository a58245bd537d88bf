using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0010: a request body written by hand, as a string, that the service refuses or misunderstands.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RequestBodyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(CodeRules.BodyBreaksContract);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(
            GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics
        );
        context.RegisterCompilationStartAction(start =>
        {
            if (ContractTypes.Find(start.Compilation) is not null)
            {
                start.RegisterOperationAction(
                    operation => Analyze(operation, operation.Operation),
                    OperationKind.Literal,
                    OperationKind.Utf8String
                );
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, IOperation operation)
    {
        var text = operation switch
        {
            ILiteralOperation { ConstantValue: { HasValue: true, Value: string value } } => value,
            IUtf8StringOperation utf8 => utf8.Value,
            _ => null,
        };
        if (text is not null && RequestBodyCheck.FirstMistakeOf(text) is { } mistake)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(CodeRules.BodyBreaksContract, operation.Syntax.GetLocation(), mistake)
            );
        }
    }
}
