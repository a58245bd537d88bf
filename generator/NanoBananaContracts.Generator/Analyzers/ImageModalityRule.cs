using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0003: a GenerationConfig that shapes a picture without asking for one.</summary>
internal sealed class ImageModalityRule() : CodeRule(CodeRules.ImageModalityMissing)
{
    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        rules.On(
            operation => Analyze(operation, types, (IObjectCreationOperation)operation.Operation),
            OperationKind.ObjectCreation
        );
    }

    private static void Analyze(
        OperationAnalysisContext context,
        ContractTypes types,
        IObjectCreationOperation creation
    )
    {
        if (
            !types.IsMessage(creation.Type, "GenerationConfig")
            || creation.Initializer is null
            || Assigned(creation.Initializer, "ImageConfig") is null
        )
        {
            return;
        }

        var modalities = Assigned(creation.Initializer, "ResponseModalities");
        if (modalities is null || Modalities.HasImage(modalities) == false)
        {
            context.ReportDiagnostic(
                OneLineDiagnostic.Create(CodeRules.ImageModalityMissing, creation.Syntax.GetLocation())
            );
        }
    }

    /// <summary>Whether these modalities, which lack IMAGE, stand beside an ImageConfig: then it was said there.</summary>
    public static bool IsReported(IOperation modalities)
    {
        var parent = modalities.Parent;
        while (parent is IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent
                is ISimpleAssignmentOperation
                {
                    Parent: IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation } initializer
                }
            && Assigned(initializer, "ImageConfig") is not null;
    }

    private static IOperation? Assigned(IObjectOrCollectionInitializerOperation initializer, string property) =>
        initializer
            .Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(assignment =>
                assignment.Target is IPropertyReferenceOperation reference && reference.Property.Name == property
            )
            ?.Value;
}
