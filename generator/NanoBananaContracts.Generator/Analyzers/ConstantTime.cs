using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>Times that the source writes down.</summary>
internal static class ConstantTime
{
    /// <summary>The time of <c>TimeSpan.FromSeconds(10)</c> and its siblings, followed to where it is written; null for anything not constant.</summary>
    public static TimeSpan? Time(this IOperation value)
    {
        if (
            value.Origin()
                is not IInvocationOperation
                {
                    TargetMethod: { IsStatic: true, ContainingType.Name: "TimeSpan" } method
                } call
            || call.Arguments.Length == 0
        )
        {
            return null;
        }

        double? amount = null;
        foreach (var argument in call.Arguments)
        {
            if (
                argument.Parameter?.Ordinal == 0
                && argument.Value.Origin().ConstantValue is { HasValue: true, Value: { } first }
            )
            {
                amount = Convert.ToDouble(first, CultureInfo.InvariantCulture);
            }
            else if (argument.ArgumentKind != ArgumentKind.DefaultValue)
            {
                return null;
            }
        }

        var seconds = method.Name switch
        {
            "FromMilliseconds" => amount / 1000,
            "FromSeconds" => amount,
            "FromMinutes" => amount * 60,
            _ => null,
        };
        return seconds is >= 0 and < 1e9 ? TimeSpan.FromSeconds(seconds.Value) : null;
    }
}
