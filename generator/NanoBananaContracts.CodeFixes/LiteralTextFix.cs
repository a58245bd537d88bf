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
public sealed class LiteralTextFix() : DocumentFix("NBC0010", "NBC0024")
{
    /// <inheritdoc/>
    private protected override CodeAction? Find(
        Document document,
        SyntaxNode root,
        SemanticModel model,
        Diagnostic diagnostic
    ) =>
        Property(diagnostic, FixProperties.Text) is { } text
            ? Change(
                $"Write {text}",
                document.WithText(
                    root.SyntaxTree.GetText().WithChanges(new TextChange(diagnostic.Location.SourceSpan, text))
                ),
                // One key for all: fixing all mends each with what was meant there.
                equivalenceKey: "meant:" + diagnostic.Id
            )
            : null;
}
