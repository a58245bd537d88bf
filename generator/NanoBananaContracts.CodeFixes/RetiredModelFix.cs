using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.CodeFixes;

/// <summary>NBC0007: puts the model's successor in the place of its id, alone or within a URL.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RetiredModelFix))]
[Shared]
public sealed class RetiredModelFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("NBC0007");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (
                !diagnostic.Properties.TryGetValue(FixProperties.Retired, out var retired)
                || !diagnostic.Properties.TryGetValue(FixProperties.Use, out var use)
                || retired is null
                || use is null
            )
            {
                continue;
            }

            var span = diagnostic.Location.SourceSpan;
            var at = text.ToString(span).IndexOf(retired, System.StringComparison.Ordinal);
            if (at < 0)
            {
                continue; // A named constant: the id stands elsewhere.
            }

            var change = new TextChange(new TextSpan(span.Start + at, retired.Length), use);
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Use {use}",
                    _ => Task.FromResult(context.Document.WithText(text.WithChanges(change))),
                    equivalenceKey: "model:" + use
                ),
                diagnostic
            );
        }
    }
}
