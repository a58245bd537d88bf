using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0003: a GenerationConfig that shapes a picture without asking for one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ImageModalityAnalyzer() : ContractAnalyzer(CodeRules.ImageModalityMissing)
{
    private protected override void Register(CompilationStartAnalysisContext start, ContractTypes types)
    {
        start.RegisterOperationAction(
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
        if (!types.IsMessage(creation.Type, "GenerationConfig") || creation.Initializer is null)
        {
            return;
        }

        if (Assigned(creation.Initializer, "ImageConfig") is null)
        {
            return;
        }

        var modalities = Assigned(creation.Initializer, "ResponseModalities");
        if (modalities is null || LacksImage(modalities))
        {
            context.ReportDiagnostic(
                OneLineDiagnostic.Create(CodeRules.ImageModalityMissing, creation.Syntax.GetLocation())
            );
        }
    }

    private static IOperation? Assigned(IObjectOrCollectionInitializerOperation initializer, string property) =>
        initializer
            .Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(assignment =>
                assignment.Target is IPropertyReferenceOperation reference && reference.Property.Name == property
            )
            ?.Value;

    // Silent unless every modality in sight is spelled out here: a variable may hold IMAGE.
    private static bool LacksImage(IOperation modalities)
    {
        var references = modalities.DescendantsAndSelf().OfType<IPropertyReferenceOperation>().ToList();
        if (references.Count == 0 || modalities.DescendantsAndSelf().Any(IsOpaque))
        {
            return false;
        }

        return references.All(reference =>
            reference.Property.IsStatic
            && reference.Property.ContainingType.Name == "ResponseModality"
            && reference.Property.Name != "Image"
        );
    }

    private static bool IsOpaque(IOperation operation) =>
        operation.Kind
            is OperationKind.LocalReference
                or OperationKind.ParameterReference
                or OperationKind.FieldReference
                or OperationKind.Invocation;
}
