using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0018: the bytes of a picture, decoded from a part of a reply, that nobody looks at before they are used.</summary>
internal sealed class UncheckedPictureRule() : CodeRule(CodeRules.UncheckedPicture)
{
    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        rules.OnCall(
            operation => Analyze(operation, types, (IInvocationOperation)operation.Operation),
            "ToArray",
            "OpenRead",
            "CopyToAsync",
            "TryDecode"
        );
    }

    private static void Analyze(OperationAnalysisContext context, ContractTypes types, IInvocationOperation call)
    {
        if (
            SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, types.Base64Data)
            && call.Instance is { } data
            && IsOfBlob(data, types)
            && IsOfUncheckedReply(call.Root(), types)
        )
        {
            context.ReportDiagnostic(OneLineDiagnostic.Create(CodeRules.UncheckedPicture, call.Syntax.GetLocation()));
        }
    }

    // blob.Data, blob.Data.Value, blob.Data?., and a local that holds one
    private static bool IsOfBlob(IOperation data, ContractTypes types)
    {
        data = data.Followed();
        while (
            data
                is IPropertyReferenceOperation
                {
                    Property: { Name: "Value", ContainingType.Name: "Nullable" },
                    Instance: { } nullable
                }
        )
        {
            data = nullable.Followed();
        }

        return data switch
        {
            IPropertyReferenceOperation { Property: { Name: "Data" } property } => types.IsMessage(
                property.ContainingType,
                "Blob"
            ),
            ILocalReferenceOperation local => IsMatchedWithBlob(local, types),
            _ => false,
        };
    }

    // part.InlineData is { Data: { } data }, part.InlineData?.Data is { } data
    private static bool IsMatchedWithBlob(ILocalReferenceOperation local, ContractTypes types)
    {
        foreach (var operation in local.Root().DescendantsAndSelf())
        {
            var declared = operation switch
            {
                IRecursivePatternOperation pattern => pattern.DeclaredSymbol,
                IDeclarationPatternOperation pattern => pattern.DeclaredSymbol,
                _ => null,
            };
            if (SymbolEqualityComparer.Default.Equals(declared, local.Local))
            {
                return operation.Parent switch
                {
                    IPropertySubpatternOperation { Member: IPropertyReferenceOperation member } => types.IsMessage(
                        member.Property.ContainingType,
                        "Blob"
                    ),
                    IIsPatternOperation { Value: { } matched } => IsOfBlob(
                        matched is IConditionalAccessOperation access ? access.WhenNotNull : matched,
                        types
                    ),
                    _ => false,
                };
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a method walks through a reply, and neither inspects a picture nor asks anybody about bytes: a part of a
    /// request, or one from elsewhere, is as whole as who made it says.
    /// </summary>
    private static bool IsOfUncheckedReply(IOperation root, ContractTypes types)
    {
        var walks = false;
        foreach (var operation in root.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IPropertyReferenceOperation { Property.Name: "IsWhole" }:
                case IObjectCreationOperation { Type.Name: "PictureInspector" }:
                case IInvocationOperation { TargetMethod.ContainingType.Name: "PictureInspector" }:
                case IInvocationOperation { TargetMethod.ReturnType.SpecialType: SpecialType.System_Boolean } asked
                    when asked.Arguments.Any(argument => IsBytes(argument.Value.Unconverted().Type)):
                    return false;
                case IPropertyReferenceOperation { Property: { Name: "Candidates" or "Content" } property }:
                    walks |=
                        types.IsMessage(property.ContainingType, "GenerateContentResponse")
                        || types.IsMessage(property.ContainingType, "Candidate");
                    break;
            }
        }

        return walks;
    }

    private static bool IsBytes(ITypeSymbol? type) =>
        type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }
        || (
            type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" } span
            && span.TypeArguments.Length == 1
            && span.TypeArguments[0].SpecialType == SpecialType.System_Byte
        );
}
