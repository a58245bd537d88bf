using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0022: <c>default(ImageSize)</c> and its siblings, given to a message or to a method of the contract.</summary>
internal sealed class EmptyEnumRule() : CodeRule(CodeRules.EmptyEnum)
{
    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        rules.On(
            operation => OnAssignment(operation, types, (ISimpleAssignmentOperation)operation.Operation),
            OperationKind.SimpleAssignment
        );
        rules.On(
            operation => OnArgument(operation, types, (IArgumentOperation)operation.Operation),
            OperationKind.Argument
        );
    }

    private static void OnAssignment(
        OperationAnalysisContext context,
        ContractTypes types,
        ISimpleAssignmentOperation assignment
    )
    {
        if (
            assignment
                is { Parent: IObjectOrCollectionInitializerOperation, Target: IPropertyReferenceOperation property }
            && IsEmpty(assignment.Value, types)
            && types.IsMessage(property.Property.ContainingType)
        )
        {
            Report(context, assignment.Value, property.Property.Name);
        }
    }

    private static void OnArgument(OperationAnalysisContext context, ContractTypes types, IArgumentOperation argument)
    {
        if (
            MayBeEmpty(argument.Value)
            && argument
                is {
                    ArgumentKind: ArgumentKind.Explicit,
                    Parameter: { ContainingSymbol: IMethodSymbol method } parameter
                }
            && method is { MethodKind: MethodKind.Ordinary, Name: not nameof(Equals) }
            && ContractTypes.IsOurs(method)
            && IsEmpty(argument.Value, types)
        )
        {
            Report(context, argument.Value, parameter.Name);
        }
    }

    // Of a nullable enum the default is null, which chooses nothing.
    private static bool IsEmpty(IOperation value, ContractTypes types) =>
        MayBeEmpty(value)
        && types.IsEnum(value.Unconverted().Type)
        && value.Origin() is IDefaultValueOperation or IObjectCreationOperation { Arguments.Length: 0 };

    // Cheap: assignments and arguments are many.
    private static bool MayBeEmpty(IOperation value) =>
        value.Unconverted()
            is (
                    IDefaultValueOperation
                    or IObjectCreationOperation { Arguments.Length: 0 }
                    or ILocalReferenceOperation
                    or IFieldReferenceOperation
                )
                and { Type: { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } };

    private static void Report(OperationAnalysisContext context, IOperation value, string name)
    {
        value = value.Unconverted();
        context.ReportDiagnostic(
            OneLineDiagnostic.Create(CodeRules.EmptyEnum, value.Syntax.GetLocation(), value.Type!.Name, name)
        );
    }
}
