using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Prompts;

namespace NanoBananaContracts.Generator.Tests.Prompts;

/// <summary>
/// What is said of the formats of <see cref="DateOnly"/> and <see cref="TimeOnly"/>, which a compiler on .NET Framework does not
/// have, is what they say themselves.
/// </summary>
public sealed class PromptFormatTests
{
    private static readonly CSharpCompilation Compilation = CSharpCompilation.Create(
        "types",
        references: [MetadataReference.CreateFromFile(typeof(DateOnly).Assembly.Location)]
    );

    public static TheoryData<Type> Types => [typeof(DateOnly), typeof(TimeOnly)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_type_without_a_day_or_without_a_time_refuses_what_is_reported(Type type)
    {
        var symbol = Compilation.GetTypeByMetadataName(type.FullName!).ShouldNotBeNull();
        var characters = Enumerable.Range(' ', 95).Select(code => (char)code).ToArray();
        var formats = characters
            .Select(one => one.ToString())
            .Concat(
                characters.SelectMany(one => new[] { $"{one}{one}", $"%{one}", $"\\{one}", $"'{one}'", $"'a'{one}" })
            )
            .Concat(["'", "\"a", "\\", "d\\"]);

        foreach (var format in formats)
        {
            var one = Written(type, 1, format);
            var isReported = PromptFormats.Problem(symbol, format) is not null;
            isReported.ShouldBe(one is null || one == Written(type, 2, format), $"{type.Name} as \"{format}\"");
        }
    }

    private static string? Written(Type type, int which, string format)
    {
        IFormattable value =
            type == typeof(DateOnly)
                ? (which == 1 ? new DateOnly(2026, 11, 26) : new DateOnly(2027, 12, 3))
                : (which == 1 ? new TimeOnly(9, 11, 12, 345, 678) : new TimeOnly(22, 43, 54, 987, 654));
        try
        {
            return value.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
