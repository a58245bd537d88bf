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
public sealed class RetiredModelFix() : DocumentFix("NBC0007")
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
            Property(diagnostic, FixProperties.Retired) is not { } retired
            || Property(diagnostic, FixProperties.Use) is not { } use
        )
        {
            return null;
        }

        var text = root.SyntaxTree.GetText();
        var span = diagnostic.Location.SourceSpan;
        var at = text.ToString(span).IndexOf(retired, System.StringComparison.Ordinal);
        if (at < 0)
        {
            return null; // A named constant: the id stands elsewhere.
        }

        var change = new TextChange(new TextSpan(span.Start + at, retired.Length), use);
        return Change($"Use {use}", document.WithText(text.WithChanges(change)), equivalenceKey: "model:" + use);
    }
}
