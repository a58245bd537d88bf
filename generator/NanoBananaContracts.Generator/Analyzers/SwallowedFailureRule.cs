using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0021: a failure of a call that is caught, and of which nobody hears.</summary>
internal sealed class SwallowedFailureRule() : CodeRule(CodeRules.SwallowedFailure)
{
    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        rules.On(
            operation => Analyze(operation, (ICatchClauseOperation)operation.Operation),
            OperationKind.CatchClause
        );
    }

    private static void Analyze(OperationAnalysisContext context, ICatchClauseOperation clause)
    {
        if (
            clause.Filter is null
            && DoesNothing(clause.Handler)
            && (
                (
                    IsOurFailure(clause.ExceptionType)
                    && clause.Parent is ITryOperation { Body: var body }
                    && Calls(body, isAnyAwaited: true)
                ) || (IsAny(clause.ExceptionType) && IsAboutOurCallAlone(clause))
            )
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
    private static bool IsAboutOurCallAlone(ICatchClauseOperation clause) =>
        clause.Parent is ITryOperation { Body.Operations: { Length: 1 } tried } && Calls(tried[0], isAnyAwaited: false);

    /// <summary>
    /// Whether a client is called; or, where the exception is ours anyway, whatever is awaited. To make a key or a client
    /// costs nothing, and that there is none may be all that is asked.
    /// </summary>
    // Not Descendants: an empty clause is seen in code of any kind, and an enumerator is made anew for each.
    private static bool Calls(IOperation tried, bool isAnyAwaited)
    {
        if (
            (isAnyAwaited && tried is IAwaitOperation)
            || (
                tried is IInvocationOperation { TargetMethod: var method }
                && (ClientCalls.IsGeneration(method) || ClientCalls.IsTurn(method))
            )
        )
        {
            return true;
        }

        foreach (var child in tried.ChildOperations)
        {
            if (Calls(child, isAnyAwaited))
            {
                return true;
            }
        }

        return false;
    }
}
