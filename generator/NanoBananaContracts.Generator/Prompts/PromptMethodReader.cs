using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Prompts;

/// <summary>Reads a partial method whose body is a prompt.</summary>
internal static class PromptMethodReader
{
    /// <summary>Reads a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="findings">Where to put what is wrong.</param>
    /// <returns>What is to be emitted; null where that is nothing.</returns>
    public static PromptMethodUnit? Read(IMethodSymbol method, List<PromptFinding> findings)
    {
        if (
            PromptNames.AttributeOf(method, PromptNames.Attribute) is not { } attribute
            || method.DeclaringSyntaxReferences.FirstOrDefault() is not { } place
            || place.GetSyntax() is not MethodDeclarationSyntax declaration
        )
        {
            return null;
        }

        var isNew = PromptReader.CheckLanguage(method, place.SyntaxTree.Options, findings);
        var need = NeededToBePartial(method, declaration);
        if (need is not null)
        {
            findings.Add(PromptFinding.Of(PromptRules.NotPartial, method, method.Name, need));
        }

        var isRequest =
            !method.ReturnsByRef
            && !method.ReturnsByRefReadonly
            && PromptNames.IsOurs(method.ReturnType, "GenerateContentRequest");
        if (!isRequest)
        {
            findings.Add(
                PromptFinding.Of(
                    PromptRules.WrongReturn,
                    method,
                    method.Name,
                    PromptNames.Short(method.ReturnType),
                    "Return GenerateContentRequest, which the method makes; an interface with [NanoBananaContract] has methods that send it."
                )
            );
        }

        PromptReader.CheckGeneric(method, findings);
        var prompt = PromptReader.Read(method, attribute, isCall: false, findings);
        // A head of namespaces as files have them since C# 10 is the least.
        var canBeEmitted =
            need is null
            && method is { Arity: 0, ReturnsByRef: false, ReturnsByRefReadonly: false }
            && place.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp10 };
        return canBeEmitted && prompt is not null
            ? new PromptMethodUnit(
                PromptNames.Namespace(method.ContainingType),
                PromptNames.Heads(PromptNames.Containers(method)),
                PromptNames.File(method),
                string.Join(" ", declaration.Modifiers.Select(modifier => modifier.ValueText)),
                PromptNames.Of(method.ReturnType) + " " + Emission.CSharpText.Identifier(method.Name),
                isRequest && isNew ? prompt : prompt with { IsWhole = false, Pieces = default }
            )
            : null;
    }

    /// <summary>What the method lacks for a second half in another file, as the end of a sentence; null for nothing.</summary>
    private static string? NeededToBePartial(IMethodSymbol method, MethodDeclarationSyntax declaration)
    {
        if (declaration.Body is not null || declaration.ExpressionBody is not null)
        {
            return "it without one: make it partial, and end it with a semicolon";
        }

        if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return "it to be partial";
        }

        if (method.PartialImplementationPart is { } written && !PromptNames.IsEmitted(written))
        {
            return "it without one: remove the other half, which has a body";
        }

        if (!declaration.Modifiers.Any(IsAccessibility))
        {
            return "it to say who may call it, such as public";
        }

        foreach (var type in PromptNames.Containers(method))
        {
            if (!type.DeclaringSyntaxReferences.Any(IsPartial))
            {
                return $"the type {type.Name} to be partial too";
            }

            if (type.IsFileLocal)
            {
                return $"the type {type.Name} to be seen from another file: it cannot be file-local";
            }
        }

        return null;
    }

    private static bool IsPartial(SyntaxReference place) =>
        place.GetSyntax() is TypeDeclarationSyntax type && type.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static bool IsAccessibility(SyntaxToken modifier) =>
        modifier.Kind()
            is SyntaxKind.PublicKeyword
                or SyntaxKind.InternalKeyword
                or SyntaxKind.ProtectedKeyword
                or SyntaxKind.PrivateKeyword;
}
