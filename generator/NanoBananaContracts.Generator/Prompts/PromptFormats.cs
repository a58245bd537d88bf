using System.Globalization;
using Microsoft.CodeAnalysis;

namespace NanoBananaContracts.Generator.Prompts;

/// <summary>
/// Tries a format on values of its type while the code is compiled. Types that know for themselves what a format means are not
/// tried.
/// </summary>
internal static class PromptFormats
{
    // The compiler may run on an older .NET than the method, or a newer one: what they do not agree on is left to the latter.
    // More than two digits of precision are words to .NET Framework, and may be a gigabyte to .NET.
    private const int LongestPrecision = 2;

    // They differ in each part that a format can name, and no summer time is between them.
    private static readonly DateTime One = new DateTime(2026, 11, 26, 9, 11, 12).AddTicks(3456789);
    private static readonly DateTime Other = new DateTime(2027, 12, 3, 22, 43, 54).AddTicks(9876543);

    private static readonly object[] Enums = [DayOfWeek.Monday, DayOfWeek.Friday];
    private static readonly object[] Integers = [1, 1234567];
    private static readonly object[] Doubles = [1d, 1234.5];
    private static readonly object[] Decimals = [1m, 1234.5m];
    private static readonly object[] Signs = [1, 0, -1];
    private static readonly object[] Dates = [One, Other];
    private static readonly object[] Moments =
    [
        new DateTimeOffset(One, TimeSpan.FromMinutes(90)),
        new DateTimeOffset(Other, TimeSpan.FromHours(-4)),
    ];
    private static readonly object[] Spans = [TimeSpan.FromTicks(938471234567), -TimeSpan.FromTicks(1847365432198)];
    private static readonly object[] Guids = [new Guid("6f0e1f0e-8b0b-4f0c-9a57-0d3f5b0c2a11"), Guid.Empty];

    /// <summary>What is wrong with writing a value as <paramref name="format"/>, as the cure; null for nothing.</summary>
    /// <param name="type">Type of the value, not nullable.</param>
    /// <param name="format">The format.</param>
    public static string? Problem(ITypeSymbol type, string format)
    {
        var samples = Samples(type, out var part);
        if (samples.Length == 0 || !IsTheSameEverywhere(type, format))
        {
            return null;
        }

        const string Use = "Use a format of its type, such as {when:yyyy} of a date or {count:N0} of a number.";
        if (part is { } only && !only.Takes(format))
        {
            return $"It has no {only.Lacks}. {Use}";
        }

        try
        {
            // "yes;;no" tells a number by its sign alone; without parts for it, a bare sign is not the value.
            return IsTold(samples, format) || (IsNumber(type) && format.IndexOf(';') >= 0 && IsTold(Signs, format))
                ? null
                : "It says the same of every value. " + Use;
        }
        catch (FormatException)
        {
            return Use;
        }
    }

    private static bool IsTold(object[] samples, string format) =>
        samples
            .Select(sample => ((IFormattable)sample).ToString(format, CultureInfo.InvariantCulture))
            .Distinct()
            .Skip(1)
            .Any();

    private static object[] Samples(ITypeSymbol type, out DatePart? part)
    {
        part = null;
        if (type.TypeKind == TypeKind.Enum)
        {
            return Enums;
        }

        switch (type.SpecialType)
        {
            case SpecialType.System_DateTime:
                return Dates;
            case SpecialType.System_Double or SpecialType.System_Single:
                return Doubles;
            case SpecialType.System_Decimal:
                return Decimals;
            case >= SpecialType.System_SByte and <= SpecialType.System_UInt64:
            case SpecialType.System_IntPtr or SpecialType.System_UIntPtr:
                return Integers;
        }

        if (type.ContainingNamespace is not { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
        {
            return [];
        }

        switch (type.Name)
        {
            case "DateTimeOffset":
                return Moments;
            case "TimeSpan":
                return Spans;
            case "Guid":
                return Guids;
            // Not types of the machine that this runs on.
            case "DateOnly":
                part = DatePart.Day;
                return Dates;
            case "TimeOnly":
                part = DatePart.Time;
                return Dates;
            default:
                return [];
        }
    }

    private static bool IsTheSameEverywhere(ITypeSymbol type, string format)
    {
        if (format.Length == 0 || !IsLetter(format[0]) || !format.Skip(1).All(char.IsDigit))
        {
            return true;
        }

        // {count:B} is binary since .NET 8; {count:R} was an error before .NET Core.
        var isNew = format[0] is 'B' or 'b' or 'R' or 'r' && type.Name is not ("Guid" or "Double" or "Single");
        return format.Length <= 1 + LongestPrecision && !(isNew && IsNumber(type));
    }

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsNumber(ITypeSymbol type) =>
        type.SpecialType
            is (>= SpecialType.System_SByte and <= SpecialType.System_Decimal)
                or SpecialType.System_IntPtr
                or SpecialType.System_UIntPtr;

    /// <summary>A day without a time, or a time without a day: what of the formats of both it takes.</summary>
    /// <param name="Lacks">What it has not.</param>
    /// <param name="Standard">Its formats of one letter.</param>
    /// <param name="Foreign">Characters that say something of what it lacks.</param>
    private sealed record DatePart(string Lacks, string Standard, string Foreign)
    {
        public static readonly DatePart Day = new("time of day", "dDmMoOrRyY", ":tfFhHmszK");
        public static readonly DatePart Time = new("day", "tToOrR", "dMy/zkK");

        public bool Takes(string format)
        {
            if (format.Length == 1)
            {
                return Standard.IndexOf(format[0]) >= 0;
            }

            for (var at = 0; at < format.Length; at++)
            {
                var character = format[at];
                if (character == '\\')
                {
                    at++;
                }
                else if (character is '\'' or '"')
                {
                    at = format.IndexOf(character, at + 1);
                    if (at < 0)
                    {
                        return true; // Malformed, which the trial finds.
                    }
                }
                else if (Foreign.IndexOf(character) >= 0)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
