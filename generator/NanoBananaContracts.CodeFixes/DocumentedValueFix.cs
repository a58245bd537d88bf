using System.Collections.Immutable;
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
public sealed class DocumentedValueFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("NBC0001", "NBC0002");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (
                root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)
                    is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
                && diagnostic.Properties.TryGetValue(FixProperties.Member, out var member)
                && member is not null
            )
            {
                var value = access.WithName(SyntaxFactory.IdentifierName(member)).WithTriviaFrom(call);
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Use {access.Expression}.{member}",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(call, value))),
                        equivalenceKey: "documented:" + member
                    ),
                    diagnostic
                );
            }
        }
    }
}
