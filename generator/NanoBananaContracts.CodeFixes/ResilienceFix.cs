using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NanoBananaContracts.CodeFixes;

/// <summary>NBC0017: takes the handler that sends again off a client, with what is set of it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ResilienceFix))]
[Shared]
public sealed class ResilienceFix() : DocumentFix("NBC0017")
{
    /// <inheritdoc/>
    private protected override CodeAction? Find(
        Document document,
        SyntaxNode root,
        SemanticModel model,
        Diagnostic diagnostic
    ) =>
        root.FindNode(diagnostic.Location.SourceSpan)
            is { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access }
        && Without(root, call, access.Expression, model) is { } changed
            ? Change(
                $"Remove {access.Name.Identifier.ValueText}",
                document.WithSyntaxRoot(changed),
                equivalenceKey: "resilience"
            )
            : null;

    private static SyntaxNode? Without(
        SyntaxNode root,
        InvocationExpressionSyntax call,
        ExpressionSyntax builder,
        SemanticModel model
    )
    {
        // Policies of Polly give the builder back: what follows is said of the client.
        if (
            model.GetTypeInfo(call).Type is { Name: "IHttpClientBuilder" }
            && call.Parent is not ExpressionStatementSyntax
        )
        {
            return root.ReplaceNode(call, builder.WithTrailingTrivia(call.GetTrailingTrivia()));
        }

        // What follows is said of the handler, and goes with it.
        ExpressionSyntax whole = call;
        while (whole.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next })
        {
            whole = next;
        }

        if (whole.Parent is not ExpressionStatementSyntax statement)
        {
            return null;
        }

        if (builder is InvocationExpressionSyntax)
        {
            return root.ReplaceNode(whole, builder.WithTrailingTrivia(whole.GetTrailingTrivia()));
        }

        // all => { all.AddStandardResilienceHandler(); } is about other clients too, and not ours to change.
        if (model.GetSymbolInfo(builder).Symbol is not ILocalSymbol)
        {
            return null;
        }

        return statement.Parent switch
        {
            GlobalStatementSyntax global => root.RemoveNode(global, SyntaxRemoveOptions.KeepNoTrivia),
            BlockSyntax => root.RemoveNode(statement, SyntaxRemoveOptions.KeepNoTrivia),
            _ => null,
        };
    }
}
