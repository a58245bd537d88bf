using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0020: calls awaited one after the other in a loop, of which none needs the one before it.</summary>
internal sealed class OneByOneRule() : CodeRule(CodeRules.OneByOne)
{
    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        // The cure is as old as .NET 6.
        if (
            rules
                .Compilation.GetTypeByMetadataName("System.Threading.Tasks.Parallel")
                ?.GetMembers("ForEachAsync")
                .IsEmpty == false
        )
        {
            rules.On(operation => Analyze(operation, (IAwaitOperation)operation.Operation), OperationKind.Await);
        }
    }

    private static void Analyze(OperationAnalysisContext context, IAwaitOperation awaited)
    {
        if (
            Call(awaited.Operation) is { } call
            && call.Loop() is IForEachLoopOperation { IsAsynchronous: false } or IForLoopOperation
            && call.Loop() is { } loop
            && IsUnordered(loop)
        )
        {
            context.ReportDiagnostic(OneLineDiagnostic.Create(CodeRules.OneByOne, call.Syntax.GetLocation()));
        }
    }

    // client.GenerateContentAsync(request).ConfigureAwait(false)
    private static IInvocationOperation? Call(IOperation awaited) =>
        awaited is not IInvocationOperation call ? null
        : call.TargetMethod.Name == "ConfigureAwait" && call.Instance is { } instance ? Call(instance)
        : ClientCalls.IsGeneration(call.TargetMethod) ? call
        : null;

    /// <summary>
    /// Whether no round of a loop can need the one before it. Whatever may carry something over, may end the loop early, keeps
    /// an order or waits on purpose says that it does.
    /// </summary>
    private static bool IsUnordered(ILoopOperation loop)
    {
        var written = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var mentioned = new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default);
        foreach (var operation in loop.Body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IReturnOperation { IsImplicit: false }
                or IBranchOperation { BranchKind: BranchKind.Break or BranchKind.GoTo }:
                case IInvocationOperation
                {
                    TargetMethod.Name: "Delay" or "WaitAsync" or "Wait" or "AcquireAsync" or "Next"
                }:
                    return false;
                case IAssignmentOperation assignment when assignment.Target.Unconverted().Named() is { } target:
                    written.Add(target);
                    // n += 1 reads what it writes, and nothing else does.
                    break;
                case IAssignmentOperation { Target: not ILocalReferenceOperation } assignment
                    when Owner(assignment.Target) is { } owner && !loop.Declares(owner):
                    written.Add(owner);
                    break;
                case IIncrementOrDecrementOperation { Target: var target } when target.Named() is { } counted:
                    written.Add(counted);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument
                    when argument.Value.Named() is { } handed:
                    written.Add(handed);
                    break;
                // results.Add(reply) alone tells nobody anything; contents.Add(turn) beside a use of contents does.
                case IInvocationOperation { Instance: { } instance } call
                    when instance.Named() is { } called && !ClientCalls.IsClient(instance.Type):
                    written.Add(called);
                    break;
            }

            if (
                operation is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
                || operation is IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation }
            )
            {
                var symbol = operation.Named()!;
                mentioned[symbol] = mentioned.TryGetValue(symbol, out var times) ? times + 1 : 1;
            }
        }

        // IsOverBudget() may look at the field that a round has written.
        if (
            written.Any(symbol => symbol is IFieldSymbol or IPropertySymbol)
            && loop.Body.DescendantsAndSelf()
                .Any(operation =>
                    operation is IInvocationOperation { TargetMethod: var method }
                    && written.Any(symbol =>
                        symbol is IFieldSymbol or IPropertySymbol
                        && SymbolEqualityComparer.Default.Equals(symbol.ContainingType, method.ContainingType)
                    )
                )
        )
        {
            return false;
        }

        // for (var i = 0; i < 3 && !isDone; i++): whether there is a next round depends on what this one wrote.
        if (loop is IForLoopOperation { Condition: { } condition })
        {
            foreach (var operation in condition.DescendantsAndSelf())
            {
                if (operation.Named() is { } asked && written.Contains(asked))
                {
                    return false;
                }
            }
        }

        foreach (var symbol in written)
        {
            if (!IsOfTheLoop(loop, symbol) && mentioned.TryGetValue(symbol, out var times) && times > 1)
            {
                return false;
            }
        }

        return true;
    }

    // prompts[i].Reply = reply belongs to the round; state.Previous = reply does not.
    private static ISymbol? Owner(IOperation target) =>
        target switch
        {
            IPropertyReferenceOperation { Property.IsIndexer: false, Instance: { } instance } => instance.Named(),
            _ => null,
        };

    private static bool IsOfTheLoop(ILoopOperation loop, ISymbol symbol) =>
        loop.Declares(symbol) || loop.Locals.Contains(symbol, SymbolEqualityComparer.Default);
}
