using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0008: a picture saved under a name that says more than is known.</summary>
internal sealed class FixedExtensionRule() : CodeRule(CodeRules.FixedExtension)
{
    private static readonly ImmutableHashSet<string> PictureExtensions = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ".png",
        ".jpg",
        ".jpeg",
        ".webp",
        ".gif"
    );

    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        rules.OnCall(
            operation => Analyze(operation, types, (IInvocationOperation)operation.Operation),
            "WriteAllBytes",
            "WriteAllBytesAsync"
        );
    }

    private static void Analyze(OperationAnalysisContext context, ContractTypes types, IInvocationOperation call)
    {
        if (FixedPath(call, types) is { } path)
        {
            context.ReportDiagnostic(
                OneLineDiagnostic.Create(CodeRules.FixedExtension, call.Syntax.GetLocation(), path)
            );
        }
    }

    // File.WriteAllBytes("fox.png", image.ToArray())
    private static string? FixedPath(IInvocationOperation call, ContractTypes types)
    {
        if (
            call.TargetMethod is not { ContainingType.Name: "File" }
            || call.Arguments.Length < 2
            || call.Arguments[0].Value.Text() is not { } path
            || path.IndexOfAny(Path.GetInvalidPathChars()) >= 0
            || !PictureExtensions.Contains(Path.GetExtension(path))
        )
        {
            return null;
        }

        return IsFromPicture(call.Arguments[1], types) ? path : null;
    }

    // Apart: what is closed over here is made when the method begins.
    private static bool IsFromPicture(IOperation value, ContractTypes types) =>
        value
            .DescendantsAndSelf()
            .OfType<IInvocationOperation>()
            .Any(inner => inner.TargetMethod.Name == "ToArray" && IsPicture(inner.TargetMethod.ContainingType, types));

    private static bool IsPicture(ITypeSymbol type, ContractTypes types) =>
        SymbolEqualityComparer.Default.Equals(type, types.Base64Data)
        || SymbolEqualityComparer.Default.Equals(type, types.GeneratedImage);
}
