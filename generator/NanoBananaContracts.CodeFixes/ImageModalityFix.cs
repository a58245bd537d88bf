using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace NanoBananaContracts.CodeFixes;

/// <summary>
/// NBC0003 and NBC0013: asks for text and a picture where the configuration shapes a picture, or one is taken from the reply.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ImageModalityFix))]
[Shared]
public sealed class ImageModalityFix() : DocumentFix("NBC0003", "NBC0013")
{
    private const string Modalities = "ResponseModalities";

    /// <inheritdoc/>
    private protected override CodeAction? Find(
        Document document,
        SyntaxNode root,
        SemanticModel model,
        Diagnostic diagnostic
    )
    {
        var creation = diagnostic.Id == "NBC0003" ? At(root, diagnostic.Location) : Around(root, diagnostic);
        if (creation?.Initializer is not { } initializer || model.GetTypeInfo(creation).Type is not { } type)
        {
            return null;
        }

        // The bare name where it means the contract's own type, the whole one where something else is called so.
        var modality = model
            .LookupNamespacesAndTypes(initializer.SpanStart, name: "ResponseModality")
            .Any(symbol => SymbolEqualityComparer.Default.Equals(symbol.ContainingNamespace, type.ContainingNamespace))
            ? "ResponseModality"
            : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + ".ResponseModality";
        return Change(
            "Ask for text and a picture",
            document.WithSyntaxRoot(root.ReplaceNode(initializer, WithModalities(initializer, modality))),
            equivalenceKey: "modalities"
        );
    }

    private static BaseObjectCreationExpressionSyntax? At(SyntaxNode root, Location place) =>
        root.FindNode(place.SourceSpan, getInnermostNodeForTie: true)
            .DescendantNodesAndSelf()
            .OfType<BaseObjectCreationExpressionSyntax>()
            .FirstOrDefault();

    /// <summary>The configuration whose modalities are the cause; null where they stand under a name, for others' too.</summary>
    private static BaseObjectCreationExpressionSyntax? Around(SyntaxNode root, Diagnostic diagnostic)
    {
        if (diagnostic.AdditionalLocations.Count == 0)
        {
            return null;
        }

        var cause = diagnostic.AdditionalLocations[0].SourceSpan;
        var assigned = root.FindNode(cause, getInnermostNodeForTie: true)
            .FirstAncestorOrSelf<AssignmentExpressionSyntax>(each => each.Right.Span == cause);
        return assigned?.Parent?.Parent as BaseObjectCreationExpressionSyntax;
    }

    // An array, not a collection expression: the consumer may compile C# 11.
    private static InitializerExpressionSyntax WithModalities(InitializerExpressionSyntax initializer, string modality)
    {
        var value = SyntaxFactory
            .ParseExpression($"new[] {{ {modality}.Text, {modality}.Image }}")
            .WithAdditionalAnnotations(Formatter.Annotation);
        var existing = initializer
            .Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(assignment => assignment.Left is IdentifierNameSyntax { Identifier.ValueText: Modalities });
        if (existing is not null)
        {
            return initializer.ReplaceNode(existing.Right, value.WithTriviaFrom(existing.Right));
        }

        var assigned = SyntaxFactory
            .AssignmentExpression(
                SyntaxKind.SimpleAssignmentExpression,
                SyntaxFactory.IdentifierName(Modalities),
                value
            )
            .WithAdditionalAnnotations(Formatter.Annotation);
        return initializer.WithExpressions(initializer.Expressions.Insert(0, assigned));
    }
}
