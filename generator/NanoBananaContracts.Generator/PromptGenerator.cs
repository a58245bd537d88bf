using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NanoBananaContracts.Generator.Prompts;

namespace NanoBananaContracts.Generator;

/// <summary>
/// Writes the bodies of methods that are prompts, and the implementations of interfaces of prompts. What is wrong with one
/// is the analyzer's to say, which has the place in the source that <c>#pragma</c> and <c>.editorconfig</c> go by; nothing
/// that is emitted depends on a place, so that code which only moves is not made again.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class PromptGenerator : IIncrementalGenerator
{
    // Without a byte order mark, like every other text of a repository.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var methods = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                PromptNames.Attribute,
                static (node, _) => node is MethodDeclarationSyntax { Parent: not InterfaceDeclarationSyntax },
                static (found, _) => PromptMethodReader.Read((IMethodSymbol)found.TargetSymbol, [])
            )
            .Where(static unit => unit is not null)
            .Select(static (unit, _) => unit!)
            .WithTrackingName(PromptTracking.Methods);
        var interfaces = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                PromptNames.Interface,
                static (node, _) => node is InterfaceDeclarationSyntax,
                static (found, _) =>
                    ContractInterfaceReader.Read(
                        (INamedTypeSymbol)found.TargetSymbol,
                        found.SemanticModel.Compilation,
                        []
                    )
            )
            .Where(static unit => unit is not null)
            .Select(static (unit, _) => unit!)
            .WithTrackingName(PromptTracking.Interfaces);

        context.RegisterSourceOutput(
            methods,
            static (output, unit) =>
                output.AddSource(unit.FileName + ".g.cs", SourceText.From(PromptMethodEmitter.Emit(unit), Utf8))
        );
        context.RegisterSourceOutput(
            interfaces,
            static (output, unit) =>
                output.AddSource(unit.FileName + ".g.cs", SourceText.From(ContractInterfaceEmitter.Emit(unit), Utf8))
        );
    }
}
