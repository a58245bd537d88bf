using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>What the source itself says of a value.</summary>
internal static class SourceConstants
{
    /// <summary>The text of a constant; null for everything else.</summary>
    public static string? Text(this IOperation value) =>
        value.ConstantValue is { HasValue: true, Value: string text } ? text : null;

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
