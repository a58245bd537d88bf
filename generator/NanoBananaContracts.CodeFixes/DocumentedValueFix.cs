using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.CodeFixes;

/// <summary>NBC0001 and NBC0002: <c>ImageSize.Parse("2k")</c> becomes <c>ImageSize.Size2K</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DocumentedValueFix))]
[Shared]
public sealed class DocumentedValueFix() : DocumentFix("NBC0001", "NBC0002")
{
    /// <inheritdoc/>
    private protected override CodeAction? Find(
        Document document,
        SyntaxNode root,
        SemanticModel model,
        Diagnostic diagnostic
    )
    {
        if (
            root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)
                is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
            || Property(diagnostic, FixProperties.Member) is not { } member
        )
        {
            return null;
        }

        var value = access.WithName(SyntaxFactory.IdentifierName(member)).WithTriviaFrom(call);
        return Change(
            $"Use {access.Expression}.{member}",
            document.WithSyntaxRoot(root.ReplaceNode(call, value)),
            equivalenceKey: "documented:" + member
        );
    }
}
