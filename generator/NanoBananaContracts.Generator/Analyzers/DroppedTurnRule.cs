using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0019: a picture edited over several turns without the turns of the model.</summary>
internal sealed class DroppedTurnRule() : CodeRule(CodeRules.DroppedTurn)
{
    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        rules.OnCall(operation => OnCall(operation, types, (IInvocationOperation)operation.Operation), "Next", "Add");
        rules.On(
            operation => OnAssignment(operation, types, (ISimpleAssignmentOperation)operation.Operation),
            OperationKind.SimpleAssignment
        );
    }

    private static void OnCall(OperationAnalysisContext context, ContractTypes types, IInvocationOperation call)
    {
        var dropped =
            call.TargetMethod.Name == "Next"
                ? call.TargetMethod.ContainingType.Name == "Conversation"
                    && ContractTypes.IsOurs(call.TargetMethod)
                    && IsNeverKept(call)
                : call.TargetMethod.Name == "Add"
                    && call.Arguments.Length == 1
                    && IsTurnOfUser(call.Arguments[0].Value)
                    && types.IsMessage(call.Arguments[0].Value.Type, "Content")
                    && HasTurnsOfUserOnly(call);
        if (dropped)
        {
            Report(context, call.Syntax);
        }
    }

    /// <summary>
    /// <c>client.SaveImageAsync(conversation.Next(turn), path)</c>, again and again, and no <c>conversation.Append</c>.
    /// </summary>
    private static bool IsNeverKept(IInvocationOperation next)
    {
        if (next.Instance?.Named() is not { } conversation || !IsSent(next))
        {
            return false;
        }

        var goesOn = next.Loop() is { } loop && !loop.Declares(conversation);
        foreach (var operation in next.Root().DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation call
                    when SymbolEqualityComparer.Default.Equals(call.Instance?.Named(), conversation):
                    if (call.TargetMethod.Name == "Append")
                    {
                        return false;
                    }

                    goesOn |= call.Syntax.SpanStart > next.Syntax.SpanStart;
                    break;
                // Somebody else may keep the turn.
                case IArgumentOperation argument
                    when SymbolEqualityComparer.Default.Equals(argument.Value.Named(), conversation):
                    return false;
            }
        }

        return goesOn;
    }

    private static bool IsSent(IOperation request)
    {
        if (request.Parent is IArgumentOperation { Parent: IInvocationOperation call })
        {
            return ClientCalls.IsGeneration(call.TargetMethod);
        }

        if (request.Parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator })
        {
            return false;
        }

        foreach (var operation in request.Root().DescendantsAndSelf())
        {
            if (
                operation is IInvocationOperation sent
                && ClientCalls.IsGeneration(sent.TargetMethod)
                && SymbolEqualityComparer.Default.Equals(sent.Arguments[0].Value.Named(), declarator.Symbol)
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A list that is sent each time round a loop, and to which nothing but turns of the user is added.</summary>
    private static bool HasTurnsOfUserOnly(IInvocationOperation add)
    {
        if (
            add.Instance?.Named() is not { } history
            || add.Instance.Type is not { Name: "List" }
            || add.Loop() is not { } loop
            || loop.Declares(history)
        )
        {
            return false;
        }

        var isSent = false;
        foreach (var operation in loop.Body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation call when ClientCalls.IsGeneration(call.TargetMethod):
                    isSent |=
                        Mentions(call.Arguments[0].Value, history)
                        || (
                            call.Arguments[0].Value.Followed() is var request
                            && loop.Syntax.Span.Contains(request.Syntax.Span)
                            && Mentions(request, history)
                        );
                    break;
                case IInvocationOperation call
                    when SymbolEqualityComparer.Default.Equals(call.Instance?.Named(), history)
                        && !(call.TargetMethod.Name == "Add" && IsTurnOfUser(call.Arguments[0].Value)):
                case IArgumentOperation argument
                    when SymbolEqualityComparer.Default.Equals(argument.Value.Named(), history):
                case ISimpleAssignmentOperation assignment
                    when SymbolEqualityComparer.Default.Equals(assignment.Target.Named(), history):
                    return false;
            }
        }

        return isSent;
    }

    /// <summary>
    /// <c>request with { Contents = [.. request.Contents, Content.User("...")] }</c> after <c>request</c> was sent.
    /// </summary>
    private static void OnAssignment(
        OperationAnalysisContext context,
        ContractTypes types,
        ISimpleAssignmentOperation assignment
    )
    {
        if (
            assignment.Target is not IPropertyReferenceOperation { Property: { Name: "Contents" } property }
            || !types.IsMessage(property.ContainingType, "GenerateContentRequest")
            || Continued(assignment.Value.Unconverted()) is not { } request
        )
        {
            return;
        }

        foreach (var operation in assignment.Root().DescendantsAndSelf())
        {
            if (
                operation is IInvocationOperation call
                && ClientCalls.IsGeneration(call.TargetMethod)
                && call.Syntax.SpanStart < assignment.Syntax.SpanStart
                && !call.Syntax.Span.Contains(assignment.Syntax.Span)
                && SymbolEqualityComparer.Default.Equals(call.Arguments[0].Value.Named(), request)
            )
            {
                Report(context, assignment.Value.Unconverted().Syntax);
                return;
            }
        }
    }

    /// <summary>The request whose contents are continued with turns of the user alone; null for anything else.</summary>
    private static ISymbol? Continued(IOperation contents)
    {
        if (contents is IInvocationOperation { TargetMethod.Name: "Add", Instance: { } list } add)
        {
            return IsTurnOfUser(add.Arguments[0].Value) ? RequestOf(list) : null;
        }

        if (contents.Syntax is not CollectionExpressionSyntax collection || collection.Elements.Count < 2)
        {
            return null;
        }

        // The operation of a collection expression is newer than the compiler this is built for; its children are not.
        ISymbol? request = null;
        var users = 0;
        foreach (var operation in contents.Descendants())
        {
            if (operation is IInvocationOperation && IsTurnOfUser(operation))
            {
                users++;
            }
            else if (
                operation is IPropertyReferenceOperation { Property.Name: "Contents" }
                && operation.Syntax.FirstAncestorOrSelf<SpreadElementSyntax>() is not null
            )
            {
                request ??= RequestOf(operation);
            }
        }

        return users == collection.Elements.Count - 1 ? request : null;
    }

    private static ISymbol? RequestOf(IOperation contents) =>
        contents.Unconverted() is IPropertyReferenceOperation { Property.Name: "Contents", Instance: { } request }
            ? request.Named()
            : null;

    private static bool IsTurnOfUser(IOperation turn) =>
        turn.Unconverted()
            is IInvocationOperation { TargetMethod: { Name: "User", IsStatic: true, ContainingType.Name: "Content" } };

    private static bool Mentions(IOperation operation, ISymbol symbol) =>
        operation
            .DescendantsAndSelf()
            .Any(inner =>
                inner is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
                && SymbolEqualityComparer.Default.Equals(inner.Named(), symbol)
            );

    private static void Report(OperationAnalysisContext context, SyntaxNode at) =>
        context.ReportDiagnostic(OneLineDiagnostic.Create(CodeRules.DroppedTurn, at.GetLocation()));
}
