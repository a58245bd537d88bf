using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// Silences CS0436 on types of a contract that a project compiles for itself and also sees in a friend, or in a library
/// that shows it: a project that compiles a contract means its own. The types are not hidden from friends instead: a test
/// project that compiles no contract is there to use those of its library.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractConflictSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor OwnContract = new(
        "NBCS001",
        "CS0436",
        "The project compiles the contract itself, so its own type is meant, not the one of the same name that a reference shows."
    );

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
        ImmutableArray.Create(OwnContract);

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree)
            {
                continue;
            }

            var node = tree.GetRoot(context.CancellationToken)
                .FindNode(diagnostic.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
            var symbol = context.GetSemanticModel(tree).GetSymbolInfo(node, context.CancellationToken).Symbol;
            if ((symbol as INamedTypeSymbol ?? symbol?.ContainingType) is { } type && IsEmitted(type))
            {
                context.ReportSuppression(Suppression.Create(OwnContract, diagnostic));
            }
        }
    }

    private static bool IsEmitted(INamedTypeSymbol type) =>
        type.GetAttributes()
            .Any(attribute =>
                attribute.AttributeClass is { Name: "GeneratedCodeAttribute" }
                && attribute.ConstructorArguments.FirstOrDefault().Value is "NanoBananaContracts"
            );
}
