using Microsoft.CodeAnalysis;
using NanoBananaContracts.Generator.Emission;

namespace NanoBananaContracts.Generator.Prompts;

/// <summary>Reads what a parameter is to a prompt: words, pictures, or nothing that could be in it.</summary>
internal static class PromptParameterReader
{
    /// <summary>Reads a parameter.</summary>
    public static PromptParameter Read(IParameterSymbol parameter)
    {
        var type = parameter.Type;
        var isNullableStruct = type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        var modifier =
            parameter.IsParams ? "params "
            : IsThis(parameter) ? "this "
            : parameter.RefKind switch
            {
                RefKind.None => "",
                RefKind.Out => "out ",
                RefKind.In => "in ",
                RefKind.Ref => "ref ",
                _ => "ref readonly ",
            };
        return new PromptParameter(
            modifier + PromptNames.Of(type) + " " + CSharpText.Identifier(parameter.Name),
            parameter.Name,
            KindOf(type),
            isNullableStruct || type.NullableAnnotation == NullableAnnotation.Annotated,
            type.IsValueType && !isNullableStruct
        );
    }

    /// <summary>What a value that is written as <paramref name="format"/> says is wrong with that; null for nothing.</summary>
    /// <param name="type">Type of the value.</param>
    /// <param name="kind">What it is to the prompt.</param>
    /// <param name="format">The format.</param>
    public static string? FormatProblem(ITypeSymbol type, PromptParameterKind kind, string format)
    {
        if (kind != PromptParameterKind.Formatted)
        {
            return "It has one form only: leave out the colon and what follows it.";
        }

        return PromptFormats.Problem(Underlying(type), format);
    }

    private static bool IsThis(IParameterSymbol parameter) =>
        parameter is { Ordinal: 0, ContainingSymbol: IMethodSymbol { IsExtensionMethod: true } };

    private static PromptParameterKind KindOf(ITypeSymbol type)
    {
        if (type.IsRefLikeType || type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Dynamic)
        {
            return PromptParameterKind.Unusable;
        }

        var value = Underlying(type);
        return value.SpecialType == SpecialType.System_String ? PromptParameterKind.Text
            : value.SpecialType is SpecialType.System_Boolean or SpecialType.System_Char ? PromptParameterKind.Plain
            : PromptNames.IsOurs(value, "InputImage") ? PromptParameterKind.Image
            : Self(value).Any(IsImages) ? PromptParameterKind.Images
            : value.ToDisplayString() == "System.Threading.CancellationToken" ? PromptParameterKind.Cancellation
            : value.TypeKind == TypeKind.Enum || Self(value).Any(IsFormattable) ? PromptParameterKind.Formatted
            : PromptParameterKind.Unusable;
    }

    private static IEnumerable<INamedTypeSymbol> Self(ITypeSymbol type) =>
        type is INamedTypeSymbol named ? type.AllInterfaces.Insert(0, named)
        : type is ITypeParameterSymbol parameter ? parameter.ConstraintTypes.SelectMany(constraint => Self(constraint))
        : type.AllInterfaces;

    private static bool IsImages(INamedTypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
        && PromptNames.IsOurs(type.TypeArguments[0], "InputImage");

    private static bool IsFormattable(INamedTypeSymbol type) =>
        type
            is {
                Name: "IFormattable",
                ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }
            };

    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;
}
