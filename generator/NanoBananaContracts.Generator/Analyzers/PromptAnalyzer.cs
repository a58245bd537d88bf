using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NanoBananaContracts.Generator.Diagnostics;
using NanoBananaContracts.Generator.Prompts;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC30xx: what is wrong with a prompt that is a method, at its place inside the prompt.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PromptAnalyzer() : ContractAnalyzer([.. PromptRules.All])
{
    private protected override void Register(CompilationStartAnalysisContext start, ContractTypes types)
    {
        var values = new Lazy<PromptValueCheck>(() => new PromptValueCheck(start.Compilation, types, start.Options));
        start.RegisterSyntaxNodeAction(node => OnMethod(node, values), SyntaxKind.MethodDeclaration);
        start.RegisterSyntaxNodeAction(OnInterface, SyntaxKind.InterfaceDeclaration);
        start.RegisterSyntaxNodeAction(OnAttribute, SyntaxKind.Attribute);
    }

    /// <summary>The attribute on what the compiler takes for a method too and no generator can: a function in another's body.</summary>
    private static void OnAttribute(SyntaxNodeAnalysisContext context)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (Is(attribute, "ImagePrompt") && Place(attribute) is var (name, place))
        {
            ReportMisplaced(context, attribute, name, place);
        }
    }

    private static void ReportMisplaced(
        SyntaxNodeAnalysisContext context,
        AttributeSyntax attribute,
        string name,
        Location place
    )
    {
        if (
            context.SemanticModel.GetSymbolInfo(attribute, context.CancellationToken).Symbol
                is IMethodSymbol constructor
            && constructor.ContainingType.ToDisplayString() == PromptNames.Attribute
        )
        {
            context.ReportDiagnostic(
                OneLineDiagnostic.Create(
                    PromptRules.NotPartial,
                    place,
                    name,
                    "a method of a type: make it a partial method there"
                )
            );
        }
    }

    private static (string Name, Location Place)? Place(AttributeSyntax attribute) =>
        attribute.Parent?.Parent switch
        {
            LocalFunctionStatementSyntax function => (function.Identifier.ValueText, function.Identifier.GetLocation()),
            LambdaExpressionSyntax => ("this lambda", attribute.GetLocation()),
            AccessorDeclarationSyntax accessor => (
                $"this {accessor.Keyword.ValueText}",
                accessor.Keyword.GetLocation()
            ),
            OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax => (
                "this operator",
                attribute.GetLocation()
            ),
            _ => null,
        };

    private static void OnMethod(SyntaxNodeAnalysisContext context, Lazy<PromptValueCheck> values)
    {
        if (
            !Has(((MethodDeclarationSyntax)context.Node).AttributeLists, "ImagePrompt")
            || context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)
                is not IMethodSymbol method
            || PromptNames.AttributeOf(method, PromptNames.Attribute) is not { } attribute
            || PromptArguments.Of(attribute, context.SemanticModel) is not { } arguments
        )
        {
            return;
        }

        var findings = new List<PromptFinding>();
        if (method.ContainingType.TypeKind != TypeKind.Interface)
        {
            PromptMethodReader.Read(method, findings);
        }
        else if (PromptNames.AttributeOf(method.ContainingType, PromptNames.Interface) is not null)
        {
            ContractInterfaceReader.ReadMethod(method, attribute, findings);
        }
        else
        {
            findings.Add(
                PromptFinding.Of(PromptRules.InterfaceNotMarked, method, method.Name, method.ContainingType.Name)
            );
        }

        foreach (var finding in findings)
        {
            Report(
                context,
                finding,
                finding.At is null
                    ? arguments.PlaceOfPrompt(finding.Start, finding.Length)
                    : Place(finding.At, context.Node.SyntaxTree)
            );
        }

        values.Value.Check(arguments, context.ReportDiagnostic);
    }

    private static void OnInterface(SyntaxNodeAnalysisContext context)
    {
        if (
            !Has(((InterfaceDeclarationSyntax)context.Node).AttributeLists, "NanoBananaContract")
            || context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)
                is not INamedTypeSymbol type
            || PromptNames.AttributeOf(type, PromptNames.Interface) is null
        )
        {
            return;
        }

        var findings = new List<PromptFinding>();
        ContractInterfaceReader.Read(type, context.Compilation, findings);
        foreach (var finding in findings)
        {
            // What is wrong with a method's own prompt is reported there.
            if (finding.Rule == PromptRules.WrongInterface || finding.Rule == PromptRules.LanguageTooOld)
            {
                Report(context, finding, Place(finding.At ?? type, context.Node.SyntaxTree));
            }
        }
    }

    private static void Report(SyntaxNodeAnalysisContext context, PromptFinding finding, Location place) =>
        context.ReportDiagnostic(OneLineDiagnostic.Create(finding.Rule, place, finding.Texts));

    // One of several halves may be in another file, which is not the one that is looked at.
    private static Location Place(ISymbol symbol, SyntaxTree tree) =>
        symbol.Locations.FirstOrDefault(place => place.SourceTree == tree) ?? symbol.Locations[0];

    // Before anything is bound: most methods have no attribute, and most attributes are somebody else's.
    private static bool Has(SyntaxList<AttributeListSyntax> lists, string name)
    {
        foreach (var list in lists)
        {
            foreach (var attribute in list.Attributes)
            {
                if (Is(attribute, name))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Is(AttributeSyntax attribute, string name)
    {
        var written = Last(attribute.Name).Identifier.ValueText;
        return written.StartsWith(name, StringComparison.Ordinal)
            && (written.Length == name.Length || written.Length == name.Length + "Attribute".Length);
    }

    private static SimpleNameSyntax Last(NameSyntax name) =>
        name switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax alias => alias.Name,
            _ => (SimpleNameSyntax)name,
        };
}
