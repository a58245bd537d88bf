using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>What the source says of a property of an object that can be changed after it was made: options, an HttpClient.</summary>
internal static class WrittenObject
{
    /// <summary>Finds the value of a property.</summary>
    /// <param name="instance">The object.</param>
    /// <param name="name">Name of the property.</param>
    /// <param name="value">The value as it is written; null where the property is surely not set.</param>
    /// <returns>False where the source does not say.</returns>
    public static bool TryFind(IOperation instance, string name, out IOperation? value)
    {
        value = null;
        if (instance.Unconverted() is ILocalReferenceOperation local && !IsSetLater(local, name, out value))
        {
            return false;
        }

        if (value is not null)
        {
            return true;
        }

        switch (instance.Origin())
        {
            case IObjectCreationOperation creation:
                value = creation.Initializer is null ? null : Assigned(creation.Initializer, name);
                return true;
            case IWithOperation copy:
                value = Assigned(copy.Initializer, name);
                return value is not null || TryFind(copy.Operand, name, out value);
            default:
                return false;
        }
    }

    /// <summary>The value that a statement gives a property of a local; false where one of its uses could give it any.</summary>
    private static bool IsSetLater(ILocalReferenceOperation local, string name, out IOperation? value)
    {
        value = null;
        foreach (var operation in local.Root().Descendants())
        {
            if (
                operation is not ILocalReferenceOperation use
                || !SymbolEqualityComparer.Default.Equals(use.Local, local.Local)
            )
            {
                continue;
            }

            var isKnown = use.Parent switch
            {
                IPropertyReferenceOperation { Parent: IAssignmentOperation set } property when set.Target == property =>
                    property.Property.Name != name || (value is null && IsStatement(set, use, out value)),
                // What is ours, and what belongs to the object itself, leaves its properties alone.
                IPropertyReferenceOperation or IWithOperation or IInvocationOperation or IReturnOperation => true,
                IArgumentOperation { Parent: IObjectCreationOperation or IInvocationOperation } argument => IsOurs(
                    argument.Parent
                ),
                IConversionOperation { Parent: IArgumentOperation argument } => IsOurs(argument.Parent),
                _ => false,
            };
            if (!isKnown)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOurs(IOperation? call) =>
        call switch
        {
            IObjectCreationOperation { Constructor: { } constructor } => ContractTypes.IsOurs(constructor),
            IInvocationOperation invocation => ContractTypes.IsOurs(invocation.TargetMethod),
            _ => false,
        };

    // Beside the declaration it runs whenever what follows does; within an if it may not.
    private static bool IsStatement(IAssignmentOperation set, ILocalReferenceOperation use, out IOperation? value)
    {
        value = set.Value;
        return set
                is ISimpleAssignmentOperation
                {
                    Parent: IExpressionStatementOperation { Parent: IBlockOperation block }
                }
            && block.Locals.Contains(use.Local);
    }

    private static IOperation? Assigned(IObjectOrCollectionInitializerOperation initializer, string name)
    {
        foreach (var each in initializer.Initializers)
        {
            if (
                each is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment
                && target.Property.Name == name
            )
            {
                return assignment.Value;
            }
        }

        return null;
    }
}
