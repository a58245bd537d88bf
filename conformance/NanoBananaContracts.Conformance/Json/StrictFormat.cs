using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Json;

/// <summary>The framework's strict rules: nothing unknown, missing, doubled or null is let through.</summary>
internal static class StrictFormat
{
    /// <summary>The rules, with what a kind of file writes as values that are more than JSON.</summary>
    public static JsonSerializerOptions With(
        params IEnumerable<System.Text.Json.Serialization.JsonConverter> converters
    )
    {
        var options = new JsonSerializerOptions(JsonSerializerOptions.Strict)
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
                new ValueConverter<ReadOnlyMemory<byte>>(
                    "a string",
                    value => Text(value) is { } text ? Base64(text) : null
                ),
                new ValueConverter<Guid>("a UUID", value => Text(value) is { } text ? Uuid(text) : null),
            },
        };
        foreach (var converter in converters)
        {
            options.Converters.Add(converter);
        }

        return options;
    }

    /// <summary>A string; null for another value.</summary>
    public static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A whole number of 32 bits; null for another value.</summary>
    public static int? WholeNumber(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

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
