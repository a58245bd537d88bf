using System.Collections.Immutable;
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
public sealed class ModelRefusesFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("NBC0011", "NBC0012");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var node = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (Property(diagnostic, FixProperties.Member) is { } member && Value(node, member) is { } value)
            {
                Register(context, diagnostic, $"Use {value}", "use:" + member, root!.ReplaceNode(node!, value));
            }
            else if (
                Property(diagnostic, FixProperties.Remove) is { } name
                && node is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer } assignment
            )
            {
                var rest = initializer.WithExpressions(initializer.Expressions.Remove(assignment));
                Register(
                    context,
                    diagnostic,
                    $"Leave {name} out",
                    "remove:" + name,
                    root!.ReplaceNode(initializer, rest)
                );
            }
        }
    }

    // ImageSize.Size512 and ImageSize.Parse("512"); a name of somebody's own may stand for it elsewhere too.
    private static ExpressionSyntax? Value(SyntaxNode? node, string member) =>
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

    private static string? Property(Diagnostic diagnostic, string name) =>
        diagnostic.Properties.TryGetValue(name, out var value) ? value : null;

    private static void Register(
        CodeFixContext context,
        Diagnostic diagnostic,
        string title,
        string key,
        SyntaxNode changed
    ) =>
        context.RegisterCodeFix(
            CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)), key),
            diagnostic
        );
}
