using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>What stands around an operation: asked for only where a rule has found something, never before.</summary>
internal static class Surroundings
{
    /// <summary>The object a member is asked of: <c>b</c> in <c>a?.b</c> is asked of <c>a</c>.</summary>
    public static IOperation Resolved(this IOperation operation)
    {
        operation = operation.Unconverted();
        if (operation is not IConditionalAccessInstanceOperation)
        {
            return operation;
        }

        var child = operation;
        for (var parent = operation.Parent; parent is not null; (child, parent) = (parent, parent.Parent))
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
            {
                return access.Operation.Resolved();
            }
        }

        return operation;
    }

    /// <summary>The object a member is asked of, followed to where it is made.</summary>
    public static IOperation Followed(this IOperation operation)
    {
        operation = operation.Resolved();
        while (operation.Origin() is var origin && origin != operation)
        {
            operation = origin.Resolved();
        }

        return operation;
    }

    /// <summary>What the first argument, or the object of an extension method or member, is.</summary>
    public static IOperation? Receiver(this IInvocationOperation call) =>
        call.Instance
        ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);

    /// <summary>The local, parameter or field that is meant; null for anything else.</summary>
    public static ISymbol? Named(this IOperation operation) =>
        operation.Resolved() switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IFieldReferenceOperation field => field.Field,
            IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation } property => property.Property,
            _ => null,
        };

    /// <summary>The loop an operation is run by each time, within the same function; null for none.</summary>
    public static ILoopOperation? Loop(this IOperation operation)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not null; (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return null;
                case ILoopOperation loop when loop.Body == child:
                    return loop;
            }
        }

        return null;
    }

    /// <summary>Whether a symbol is declared within an operation.</summary>
    public static bool Declares(this IOperation operation, ISymbol symbol) =>
        symbol is ILocalSymbol or IParameterSymbol
        && symbol.DeclaringSyntaxReferences.Length > 0
        && symbol.DeclaringSyntaxReferences[0].SyntaxTree == operation.Syntax.SyntaxTree
        && operation.Syntax.Span.Contains(symbol.DeclaringSyntaxReferences[0].Span);
}
