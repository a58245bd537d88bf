using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0021: a failure of a call that is caught, and of which nobody hears.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SwallowedFailureAnalyzer() : ContractAnalyzer(CodeRules.SwallowedFailure)
{
    private protected override void Register(CompilationStartAnalysisContext start, ContractTypes types)
    {
        start.RegisterOperationAction(
            operation => Analyze(operation, (ICatchClauseOperation)operation.Operation),
            OperationKind.CatchClause
        );
    }

    private static void Analyze(OperationAnalysisContext context, ICatchClauseOperation clause)
    {
        if (
            clause.Filter is null
            && DoesNothing(clause.Handler)
            && (IsOurFailure(clause.ExceptionType) || (IsAny(clause.ExceptionType) && IsAboutOurCallAlone(clause)))
        )
        {
            var keyword = clause.Syntax.GetFirstToken();
            context.ReportDiagnostic(OneLineDiagnostic.Create(CodeRules.SwallowedFailure, keyword.GetLocation()));
        }
    }

    private static bool DoesNothing(IBlockOperation handler)
    {
        foreach (var operation in handler.Operations)
        {
            if (operation is not (IEmptyOperation or IBranchOperation { BranchKind: BranchKind.Continue }))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOurFailure(ITypeSymbol type) =>
        type.Name == "NanoBananaException" && ContractTypes.IsOurs(type);

    // catch { } has the type object.
    private static bool IsAny(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Object
        || type
            is {
                Name: "Exception",
                ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }
            };

    /// <summary>Whether all that is tried is one call of a client: of the rest nothing is known.</summary>
    private static bool IsAboutOurCallAlone(ICatchClauseOperation clause)
    {
        if (clause.Parent is not ITryOperation { Body.Operations: { Length: 1 } tried })
        {
            return false;
        }

        foreach (var operation in tried[0].DescendantsAndSelf())
        {
            if (
                operation is IInvocationOperation call
                && (ClientCalls.IsGeneration(call.TargetMethod) || ClientCalls.IsTurn(call.TargetMethod))
            )
            {
                return true;
            }
        }

        return false;
    }
}
