using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Cases.Reading;

/// <summary>How the files of a corpus are written: the framework's strict rules, and the values that are more than JSON.</summary>
internal static class CaseFormat
{
    /// <summary>Nothing unknown, missing, doubled or null is let through.</summary>
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerOptions.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            MaxDepth = JsonPlaces.MaxDepth,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RefuseNull } },
            Converters =
            {
                new ValueConverter<string>("a string", Text),
                new ValueConverter<bool>(
                    "true or false",
                    value => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null
                ),
                new ValueConverter<int>("a whole number", value => WholeNumber(value)),
                new ValueConverter<AttemptRange>("a whole number, or an object of \"min\" and \"max\"", Attempts),
                new ValueConverter<TimeSpan>("a string", value => Text(value) is { } text ? Duration(text) : null),
                new ValueConverter<ReadOnlyMemory<byte>>(
                    "a string",
                    value => Text(value) is { } text ? Base64(text) : null
                ),
                new ValueConverter<Guid>("a UUID", value => Text(value) is { } text ? Uuid(text) : null),
                new WordConverter<StubFault>(StubEntryResponse.Faults),
                new WordConverter<FailureClass>(FailureClasses.ByWord),
                new WordConverter<CaseOperation>(Words<CaseOperation>(name => name.ToLowerInvariant())),
                new WordConverter<RequirementLevel>(Words<RequirementLevel>(name => name.ToUpperInvariant())),
            },
        };

    private static Dictionary<string, T> Words<T>(Func<string, string> word)
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(value => word(value.ToString()));

    private static string? Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? WholeNumber(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static AttemptRange? Attempts(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return WholeNumber(value) is { } exactly ? new AttemptRange(exactly, exactly) : null;
        }

        return
            value.GetPropertyCount() == 2
            && value.TryGetProperty("min", out var least)
            && value.TryGetProperty("max", out var most)
            && (WholeNumber(least), WholeNumber(most)) is ({ } minimum, { } maximum)
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

    private static Guid Uuid(string text) =>
        Guid.TryParseExact(text, "D", out var id)
            ? id
            : throw new JsonValueException(LintRules.ValueNotAllowed, $"\"{text}\" is not a UUID.");

    private static ReadOnlyMemory<byte> Base64(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw new JsonValueException(LintRules.Operand, "This is not Base64.");
        }
    }

    /// <summary>
    /// What may be absent may not be null: a file says a thing in one way. The framework looks at annotations of
    /// members only, and never into lists and maps.
    /// </summary>
    private static void RefuseNull(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
        {
            member.IsSetNullable = false;
        }

        if (type.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)
        {
            type.OnDeserialized = list =>
            {
                if (((list as IDictionary)?.Values ?? (IEnumerable)list).Cast<object?>().Contains(null))
                {
                    throw new JsonValueException(LintRules.WrongType, "This holds null; leave it out.");
                }
            };
        }
    }
}
