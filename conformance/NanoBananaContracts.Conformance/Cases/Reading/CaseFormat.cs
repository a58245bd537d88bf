using System.Text.Json;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Cases.Reading;

/// <summary>How the files of a corpus are written: strictly, with the values that are more than JSON.</summary>
internal static class CaseFormat
{
    /// <summary>Nothing unknown, missing, doubled or null is let through.</summary>
    public static JsonSerializerOptions Options { get; } =
        StrictFormat.With([
            .. StubFormat.Values,
            new ValueConverter<AttemptRange>("a whole number, or an object of \"min\" and \"max\"", Attempts),
            new ValueConverter<TimeSpan>(
                "a string",
                value => StrictFormat.Text(value) is { } text ? Duration(text) : null
            ),
            new WordConverter<FailureClass>(FailureClasses.ByWord),
            new WordConverter<CaseOperation>(Words<CaseOperation>(name => name.ToLowerInvariant())),
            new WordConverter<RequirementLevel>(Words<RequirementLevel>(name => name.ToUpperInvariant())),
        ]);

    private static Dictionary<string, T> Words<T>(Func<string, string> word)
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(value => word(value.ToString()));

    private static AttemptRange? Attempts(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return StrictFormat.WholeNumber(value) is { } exactly ? new AttemptRange(exactly, exactly) : null;
        }

        return
            value.GetPropertyCount() == 2
            && value.TryGetProperty("min", out var least)
            && value.TryGetProperty("max", out var most)
            && (StrictFormat.WholeNumber(least), StrictFormat.WholeNumber(most)) is ({ } minimum, { } maximum)
            ? new AttemptRange(minimum, maximum)
            : throw new JsonValueException(
                LintRules.WrongType,
                "Write a whole number, or an object of the whole numbers \"min\" and \"max\", both."
            );
    }

    private static TimeSpan Duration(string text) =>
        CaseDuration.TryParse(text, out var value)
            ? value
            : throw new JsonValueException(
                LintRules.ValueNotAllowed,
                $"\"{text}\" is not a length of time; write a number and a unit, for example \"20s\", \"250ms\" or \"1.5m\"."
            );
}
