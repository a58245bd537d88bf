using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace NanoBananaContracts.CodeFixes;

/// <summary>
/// NBC0004: a deadline of the client's own default, 5 minutes. NBC0014: an HttpClient without a limit of its own. Where the
/// time itself stands there.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LongerWaitFix))]
[Shared]
public sealed class LongerWaitFix() : DocumentFix("NBC0004", "NBC0014")
{
    /// <inheritdoc/>
    private protected override CodeAction? Find(
        Document document,
        SyntaxNode root,
        SemanticModel model,
        Diagnostic diagnostic
    )
    {
        // TimeSpan.FromSeconds(10)
        if (
            root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)
                is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax from } call
            || !from.Name.Identifier.ValueText.StartsWith("From", System.StringComparison.Ordinal)
        )
        {
            return null;
        }

        var isDeadline = diagnostic.Id == "NBC0004";
        var longer = isDeadline
            ? SyntaxFactory.ParseExpression($"{from.Expression}.FromMinutes(5)")
            : SyntaxFactory
                .ParseExpression("global::System.Threading.Timeout.InfiniteTimeSpan")
                .WithAdditionalAnnotations(Simplifier.Annotation);
        return Change(
            isDeadline ? "Allow 5 minutes" : "Leave the time to Deadline",
            document.WithSyntaxRoot(root.ReplaceNode(call, longer.WithTriviaFrom(call))),
            equivalenceKey: isDeadline ? "deadline" : "timeout"
        );
    }
}
