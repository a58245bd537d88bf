using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.CodeFixes;

/// <summary>NBC0010 and NBC0024: writes what was meant in the place of the reported characters of a string.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LiteralTextFix))]
[Shared]
public sealed class LiteralTextFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("NBC0010", "NBC0024");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var source = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.TryGetValue(FixProperties.Text, out var text) && text is not null)
            {
                var change = new TextChange(diagnostic.Location.SourceSpan, text);
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Write {text}",
                        _ => Task.FromResult(context.Document.WithText(source.WithChanges(change))),
                        // One key for all: fixing all mends each with what was meant there.
                        equivalenceKey: "meant:" + diagnostic.Id
                    ),
                    diagnostic
                );
            }
        }
    }
}
