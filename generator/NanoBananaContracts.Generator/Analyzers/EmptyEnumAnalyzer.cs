using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0022: <c>default(ImageSize)</c> and its siblings, given to a message or to a method of the contract.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EmptyEnumAnalyzer() : ContractAnalyzer(CodeRules.EmptyEnum)
{
    private protected override void Register(CompilationStartAnalysisContext start, ContractTypes types)
    {
        start.RegisterOperationAction(
            operation => OnAssignment(operation, types, (ISimpleAssignmentOperation)operation.Operation),
            OperationKind.SimpleAssignment
        );
        start.RegisterOperationAction(
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
            assignment.Target is IPropertyReferenceOperation { Property: var property }
            && IsEnumOrNone(property.Type, types)
            && types.IsMessage(property.ContainingType)
        )
        {
            Check(context, types, assignment.Value, property.Name);
        }
    }

    private static void OnArgument(OperationAnalysisContext context, ContractTypes types, IArgumentOperation argument)
    {
        if (
            argument.Parameter is { ContainingSymbol: IMethodSymbol method } parameter
            && argument.ArgumentKind == ArgumentKind.Explicit
            && IsEnumOrNone(parameter.Type, types)
            && method.MethodKind == MethodKind.Ordinary
            && method.Name != "Equals"
            && (ContractTypes.IsOurs(method) || types.IsMessage(method.ContainingType))
        )
        {
            Check(context, types, argument.Value, parameter.Name);
        }
    }

    private static void Check(OperationAnalysisContext context, ContractTypes types, IOperation value, string name)
    {
        var written = value.Origin();
        if (
            written
                is IDefaultValueOperation
                    or IObjectCreationOperation { Arguments.Length: 0, Type.TypeKind: TypeKind.Struct }
            && written.Type is { } type
            && types.IsEnum(type)
        )
        {
            context.ReportDiagnostic(
                OneLineDiagnostic.Create(CodeRules.EmptyEnum, value.Unconverted().Syntax.GetLocation(), type.Name, name)
            );
        }
    }

    private static bool IsEnumOrNone(ITypeSymbol type, ContractTypes types) =>
        type.TypeKind == TypeKind.Struct
        && types.IsEnum(
            type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
                ? nullable.TypeArguments[0]
                : type
        );
}
