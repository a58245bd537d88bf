using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.CodeFixes;

/// <summary>NBC0016: has a handler leave redirects alone, or an HttpClient made with such a one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RedirectFix))]
[Shared]
public sealed class RedirectFix() : DocumentFix("NBC0016")
{
    private const string Setting = "AllowAutoRedirect";
    private const string Namespace = "System.Net.Http";
    private const string Handler = "HttpClientHandler";

    /// <inheritdoc/>
    private protected override CodeAction? Find(
        Document document,
        SyntaxNode root,
        SemanticModel model,
        Diagnostic diagnostic
    )
    {
        var creation = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)
            .FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>();
        if (creation is null || Property(diagnostic, FixProperties.IsHandler) is not { } isHandler)
        {
            return null;
        }

        var changed = isHandler == "true" ? WithSetting(creation) : WithHandler(creation, model);
        return Change(
            $"Set {Setting} = false",
            document.WithSyntaxRoot(root.ReplaceNode(creation, changed)),
            equivalenceKey: "redirects"
        );
    }

    private static BaseObjectCreationExpressionSyntax WithHandler(
        BaseObjectCreationExpressionSyntax client,
        SemanticModel model
    )
    {
        // The bare name where it means the handler, the whole one where its namespace is not there.
        var isKnown = model
            .LookupNamespacesAndTypes(client.SpanStart, name: Handler)
            .Any(symbol => symbol.ContainingNamespace?.ToDisplayString() == Namespace);
        var name = isKnown ? Handler : $"global::{Namespace}.{Handler}";
        var arguments = SyntaxFactory.ParseArgumentList($"(new {name} {{ {Setting} = false }})");
        return client switch
        {
            // new HttpClient { ... }: the space stands after the type.
            ObjectCreationExpressionSyntax { ArgumentList: null } named => named
                .WithType(named.Type.WithoutTrailingTrivia())
                .WithArgumentList(arguments.WithTrailingTrivia(named.Type.GetTrailingTrivia())),
            _ => client.WithArgumentList(arguments.WithTrailingTrivia(client.ArgumentList!.GetTrailingTrivia())),
        };
    }

    private static BaseObjectCreationExpressionSyntax WithSetting(BaseObjectCreationExpressionSyntax handler)
    {
        var set = (AssignmentExpressionSyntax)SyntaxFactory.ParseExpression($"{Setting} = false");
        if (handler.Initializer is not { } initializer)
        {
            var only = SyntaxFactory.InitializerExpression(
                SyntaxKind.ObjectInitializerExpression,
                SyntaxFactory.SingletonSeparatedList<ExpressionSyntax>(set)
            );
            var bare = handler is ObjectCreationExpressionSyntax { ArgumentList: { Arguments.Count: 0 } } named
                ? named.WithArgumentList(null).WithType(named.Type.WithoutTrailingTrivia())
                : handler;
            return bare.WithInitializer(only.WithAdditionalAnnotations(Formatter.Annotation))
                .WithTrailingTrivia(handler.GetTrailingTrivia());
        }

        var existing = initializer
            .Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(assignment => assignment.Left is IdentifierNameSyntax { Identifier.ValueText: Setting });
        return handler.WithInitializer(
            existing is null
                ? initializer.WithExpressions(
                    initializer.Expressions.Insert(0, set.WithAdditionalAnnotations(Formatter.Annotation))
                )
                : initializer.ReplaceNode(existing.Right, set.Right.WithTriviaFrom(existing.Right))
        );
    }
}
