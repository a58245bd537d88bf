using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0010: a request body written by hand, as a string, that the service refuses or misunderstands.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RequestBodyAnalyzer() : ContractAnalyzer(CodeRules.BodyBreaksContract)
{
    private protected override void Register(CompilationStartAnalysisContext start, ContractTypes types)
    {
        start.RegisterOperationAction(
            operation => Analyze(operation, operation.Operation),
            OperationKind.Literal,
            OperationKind.Utf8String
        );
    }

    private static void Analyze(OperationAnalysisContext context, IOperation operation)
    {
        var text = operation switch
        {
            IUtf8StringOperation utf8 => utf8.Value,
            _ => operation.Text(),
        };
        if (text is not null && RequestBodyCheck.FirstMistakeOf(text) is { } mistake)
        {
            context.ReportDiagnostic(
                OneLineDiagnostic.Create(CodeRules.BodyBreaksContract, operation.Syntax.GetLocation(), mistake)
            );
        }
    }
}
