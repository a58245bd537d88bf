using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0025: a price that may not be known, read as if it always were.</summary>
internal sealed class UnknownPriceRule() : CodeRule(CodeRules.UnknownPrice)
{
    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        rules.OnProperty(
            operation =>
            {
                if (operation.Operation is IPropertyReferenceOperation { Instance: { } price })
                {
                    Check(operation, price, "throws");
                }
            },
            "Value"
        );
        rules.OnCall(
            operation =>
            {
                if (operation.Operation is IInvocationOperation { Arguments.Length: 0, Instance: { } price })
                {
                    Check(operation, price, "counts what was billed as free");
                }
            },
            "GetValueOrDefault"
        );
        rules.On(
            operation =>
            {
                if (
                    operation.Operation is IConversionOperation
                    {
                        IsImplicit: false,
                        Type.SpecialType: SpecialType.System_Decimal,
                        Operand: { } price
                    }
                )
                {
                    Check(operation, price, "throws");
                }
            },
            OperationKind.Conversion
        );
    }

    private static void Check(OperationAnalysisContext context, IOperation price, string consequence)
    {
        if (
            context.Operation.Type?.SpecialType == SpecialType.System_Decimal
            && price.Type is { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
            && Price(price) is { } name
            && !IsLookedAt(context.Operation.Root(), name)
        )
        {
            context.ReportDiagnostic(
                OneLineDiagnostic.Create(
                    CodeRules.UnknownPrice,
                    context.Operation.Syntax.GetLocation(),
                    name,
                    consequence
                )
            );
        }
    }

    /// <summary>Name of the member of ours that a price comes from; null for any other value.</summary>
    private static string? Price(IOperation value)
    {
        ISymbol? member = value.Origin() switch
        {
            IPropertyReferenceOperation { Property: { Name: "PriceUsd" or "CostUsd" } property } => property,
            IInvocationOperation { TargetMethod: { Name: "PricePerImageUsd" } method } => method,
            _ => null,
        };
        return member is not null && ContractTypes.IsOurs(member) ? member.Name : null;
    }

    // Any look at it in the method will do: which branch it guards is the author's affair.
    private static bool IsLookedAt(IOperation root, string name)
    {
        foreach (var operation in root.Descendants())
        {
            IOperation?[] looked = operation switch
            {
                IPropertyReferenceOperation { Property.Name: "HasValue", Instance: { } price } => [price],
                IIsPatternOperation pattern => [pattern.Value],
                // reply is { PriceUsd: not null }
                IPropertySubpatternOperation pattern => [pattern.Member],
                ISwitchExpressionOperation choice => [choice.Value],
                ISwitchOperation choice => [choice.Value],
                // Nothing is more or less than a price that is not known.
                IBinaryOperation { OperatorKind: var kind } comparison when IsComparison(kind) =>
                [
                    comparison.LeftOperand,
                    comparison.RightOperand,
                ],
                _ => [],
            };
            foreach (var price in looked)
            {
                if (price is not null && Price(price) == name)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsComparison(BinaryOperatorKind kind) =>
        kind
            is BinaryOperatorKind.Equals
                or BinaryOperatorKind.NotEquals
                or BinaryOperatorKind.LessThan
                or BinaryOperatorKind.LessThanOrEqual
                or BinaryOperatorKind.GreaterThan
                or BinaryOperatorKind.GreaterThanOrEqual;
}
