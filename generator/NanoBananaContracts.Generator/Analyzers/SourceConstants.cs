using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>What the source itself says of a value.</summary>
internal static class SourceConstants
{
    /// <summary>The text of a constant; null for everything else.</summary>
    public static string? Text(this IOperation value)
    {
        if (value is ILiteralOperation)
        {
            // As the literal has it: the compiler makes an object for each constant that is asked for.
            if (value.Syntax is LiteralExpressionSyntax literal)
            {
                return literal.RawKind == (int)SyntaxKind.StringLiteralExpression ? literal.Token.ValueText : null;
            }

            if (value.Type?.SpecialType != SpecialType.System_String)
            {
                return null;
            }

            if (
                value.Syntax is InterpolatedStringTextSyntax { TextToken.ValueText: var piece }
                && piece.IndexOf("{{", StringComparison.Ordinal) < 0
                && piece.IndexOf("}}", StringComparison.Ordinal) < 0
            )
            {
                return piece;
            }
        }

        return value.ConstantValue is { HasValue: true, Value: string text } ? text : null;
    }

    /// <summary>The value as it was written, before the compiler converted it to what was wanted.</summary>
    public static IOperation Unconverted(this IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }
}
