using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// Follows a value to where the source writes it: through conversions, locals that get one value, constants, and readonly
/// fields that no constructor sets. What it cannot be sure of it leaves as it is.
/// </summary>
internal static class ValueOrigin
{
    // More names for one value nobody writes; code that goes in a circle does not compile, but is analysed.
    private const int MostSteps = 8;

    /// <summary>The operation that makes the value; the value itself where that cannot be said.</summary>
    public static IOperation Origin(this IOperation value)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            value = value.Unconverted();
            var written = value switch
            {
                ILocalReferenceOperation local => OfLocal(local),
                IFieldReferenceOperation field => OfField(field),
                _ => null,
            };
            if (written is null)
            {
                return value;
            }

            value = written;
        }

        return value;
    }

    /// <summary>The outermost operation that it is a part of: a method's body, a field's initialiser.</summary>
    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    /// <summary>The one value that a local gets; null where it gets none, several, or one that is not seen.</summary>
    private static IOperation? OfLocal(ILocalReferenceOperation reference)
    {
        var local = reference.Local;
        if (local.RefKind != RefKind.None)
        {
            return null;
        }

        IOperation? written = null;
        foreach (var operation in reference.Root().DescendantsAndSelf())
        {
            var value = operation switch
            {
                IVariableDeclaratorOperation declarator when Same(declarator.Symbol, local) => declarator
                    .GetVariableInitializer()
                    ?.Value,
                ILocalReferenceOperation other when Same(other.Local, local) && IsWrite(other) =>
                // The reference itself stands for "a value that is not seen".
                other.Parent
                    is ISimpleAssignmentOperation { IsRef: false } assignment
                && assignment.Target == other
                    ? assignment.Value
                    : other,
                _ => null,
            };
            if (value is null)
            {
                continue;
            }

            if (written is not null || value is ILocalReferenceOperation { Local: var same } && Same(same, local))
            {
                return null;
            }

            written = value;
        }

        return written;
    }

    private static bool IsWrite(ILocalReferenceOperation reference)
    {
        IOperation place = reference;
        while (place.Parent is ITupleOperation tuple)
        {
            place = tuple;
        }

        return reference.IsDeclaration
            || place.Parent switch
            {
                IAssignmentOperation assignment => assignment.Target == place,
                IIncrementOrDecrementOperation => true,
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
                IAddressOfOperation => true,
                // ref var other = ref local;
                IVariableInitializerOperation
                {
                    Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None }
                } => true,
                // An array whose items are set is not what its initialiser says.
                IArrayElementReferenceOperation { Parent: IAssignmentOperation item } element => item.Target == element,
                _ => false,
            };
    }

    private static IOperation? OfField(IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (
            !(field.IsReadOnly || field.IsConst)
            || field.DeclaringSyntaxReferences.Length != 1
            || field.DeclaringSyntaxReferences[0].GetSyntax()
                is not VariableDeclaratorSyntax { Initializer.Value: { } initializer }
            || IsSetByConstructor(field)
            || reference.SemanticModel is not { } model
        )
        {
            return null;
        }

#pragma warning disable RS1030 // A field of another file: asked for only where one stands in a call of ours, which is seldom.
        return (
            model.SyntaxTree == initializer.SyntaxTree
                ? model
                : model.Compilation.GetSemanticModel(initializer.SyntaxTree)
        ).GetOperation(initializer);
#pragma warning restore RS1030
    }

    private static bool IsSetByConstructor(IFieldSymbol field)
    {
        var constructors = field.IsStatic
            ? field.ContainingType.StaticConstructors
            : field.ContainingType.InstanceConstructors;
        foreach (var constructor in constructors)
        {
            foreach (var declaration in constructor.DeclaringSyntaxReferences)
            {
                // By name alone: whoever names the field there may set it.
                if (
                    declaration.GetSyntax() is ConstructorDeclarationSyntax body
                    && body.DescendantTokens()
                        .Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == field.Name)
                )
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Same(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
