using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.CodeFixes;

/// <summary>
/// NBC0011 and NBC0012: the nearest value that the model takes, where the value itself stands there; a parameter that it
/// refuses is left out.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ModelRefusesFix))]
[Shared]
public sealed class ModelRefusesFix() : DocumentFix("NBC0011", "NBC0012")
{
    /// <inheritdoc/>
    private protected override CodeAction? Find(
        Document document,
        SyntaxNode root,
        SemanticModel model,
        Diagnostic diagnostic
    )
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (Property(diagnostic, FixProperties.Member) is { } member && Value(node, member) is { } value)
        {
            return Change(
                $"Use {value}",
                document.WithSyntaxRoot(root.ReplaceNode(node, value)),
                equivalenceKey: "use:" + member
            );
        }

        if (
            Property(diagnostic, FixProperties.Remove) is not { } name
            || node is not AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer } assignment
        )
        {
            return null;
        }

        var rest = initializer.WithExpressions(initializer.Expressions.Remove(assignment));
        return Change(
            $"Leave {name} out",
            document.WithSyntaxRoot(root.ReplaceNode(initializer, rest)),
            equivalenceKey: "remove:" + name
        );
    }

    // ImageSize.Size512 and ImageSize.Parse("512"); a name of somebody's own may stand for it elsewhere too.
    private static ExpressionSyntax? Value(SyntaxNode node, string member) =>
        node switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax parse } => parse
                .WithName(SyntaxFactory.IdentifierName(member))
                .WithTriviaFrom(node),
            MemberAccessExpressionSyntax access when IsType(access.Expression) => access
                .WithName(SyntaxFactory.IdentifierName(member))
                .WithTriviaFrom(node),
            _ => null,
        };

    private static bool IsType(ExpressionSyntax expression) =>
        expression switch
        {
            SimpleNameSyntax name => IsEnum(name),
            MemberAccessExpressionSyntax access => IsEnum(access.Name),
            _ => false,
        };

    private static bool IsEnum(SimpleNameSyntax name) =>
        name.Identifier.ValueText is "ImageSize" or "AspectRatio" or "ThinkingLevel";
}
