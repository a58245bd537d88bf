using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0008 and NBC0009: what is done with a reply before anybody looked at it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PictureHandlingAnalyzer() : ContractAnalyzer(CodeRules.FixedExtension, CodeRules.UncheckedCandidate)
{
    private static readonly ImmutableHashSet<string> PictureExtensions = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ".png",
        ".jpg",
        ".jpeg",
        ".webp",
        ".gif"
    );

    private protected override void Register(CompilationStartAnalysisContext start, ContractTypes types)
    {
        start.RegisterOperationBlockAction(block => OnBlock(block, types));
    }

    private static void OnBlock(OperationBlockAnalysisContext context, ContractTypes types)
    {
        var operations = context.OperationBlocks.SelectMany(block => block.DescendantsAndSelf()).ToList();
        foreach (var call in operations.OfType<IInvocationOperation>())
        {
            if (FixedPath(call, types) is { } path)
            {
                context.ReportDiagnostic(
                    OneLineDiagnostic.Create(CodeRules.FixedExtension, call.Syntax.GetLocation(), path)
                );
            }
        }

        var first = operations.Where(operation => IsFirstCandidate(operation, types)).ToList();
        if (first.Count > 0 && !operations.Any(operation => LooksAtOutcome(operation, types)))
        {
            foreach (var access in first)
            {
                context.ReportDiagnostic(
                    OneLineDiagnostic.Create(CodeRules.UncheckedCandidate, access.Syntax.GetLocation())
                );
            }
        }
    }

    // File.WriteAllBytes("fox.png", image.ToArray())
    private static string? FixedPath(IInvocationOperation call, ContractTypes types)
    {
        if (
            call.TargetMethod is not { Name: "WriteAllBytes" or "WriteAllBytesAsync", ContainingType.Name: "File" }
            || call.Arguments.Length < 2
            || call.Arguments[0].Value.Text() is not { } path
            || path.IndexOfAny(Path.GetInvalidPathChars()) >= 0
            || !PictureExtensions.Contains(Path.GetExtension(path))
        )
        {
            return null;
        }

        var fromPicture = call.Arguments[1]
            .Value.DescendantsAndSelf()
            .OfType<IInvocationOperation>()
            .Any(inner => inner.TargetMethod.Name == "ToArray" && IsPicture(inner.TargetMethod.ContainingType, types));
        return fromPicture ? path : null;
    }

    private static bool IsPicture(ITypeSymbol type, ContractTypes types) =>
        SymbolEqualityComparer.Default.Equals(type, types.Base64Data)
        || SymbolEqualityComparer.Default.Equals(type, types.GeneratedImage);

    // response.Candidates[0], response.Candidates.First()
    private static bool IsFirstCandidate(IOperation operation, ContractTypes types) =>
        (
            operation
                is IPropertyReferenceOperation
                {
                    Property.IsIndexer: true,
                    Instance: { } list,
                    Arguments.Length: 1
                } access
            && access.Arguments[0].Value.ConstantValue is { HasValue: true, Value: 0 }
            && IsOf(list, "Candidates", types)
        )
        || (operation is IInvocationOperation { Arguments.Length: 1 } && IsLinqOnCandidates(operation, "First", types));

    private static bool IsLinqOnCandidates(IOperation operation, string method, ContractTypes types)
    {
        if (
            operation
                is not IInvocationOperation
                {
                    TargetMethod: { ContainingType.Name: "Enumerable", ContainingNamespace.Name: "Linq" },
                    Arguments.Length: > 0
                } call
            || call.TargetMethod.Name != method
        )
        {
            return false;
        }

        return IsOf(call.Arguments[0].Value.Unconverted(), "Candidates", types);
    }

    // Any of these in the same method shows that the author knows there may be none.
    private static bool LooksAtOutcome(IOperation operation, ContractTypes types) =>
        IsLinqOnCandidates(operation, "Any", types)
        || (
            operation is IPropertyReferenceOperation reference
            && (
                IsOf(reference, "PromptFeedback", types)
                || (
                    reference.Property.Name is "Count" or "IsAbsent" or "IsEmpty"
                    && reference.Instance is { } instance
                    && IsOf(instance, "Candidates", types)
                )
            )
        );

    private static bool IsOf(IOperation operation, string property, ContractTypes types) =>
        operation is IPropertyReferenceOperation reference
        && reference.Property.Name == property
        && types.IsMessage(reference.Property.ContainingType, "GenerateContentResponse");
}
