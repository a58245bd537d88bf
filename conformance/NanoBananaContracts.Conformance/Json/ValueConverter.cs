using System.Text.Json;
using System.Text.Json.Serialization;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Json;

/// <summary>Reads a value that holds no others, and says what it must be where the framework would name a .NET type.</summary>
/// <param name="wanted">What it must be.</param>
/// <param name="read">The value; null for one of another type.</param>
internal class ValueConverter<T>(string wanted, Func<JsonElement, object?> read) : JsonConverter<T>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = JsonElement.ParseValue(ref reader);
        return (T)(
            read(value)
            ?? throw new JsonValueException(
                LintRules.WrongType,
                $"This must be {wanted}, not {JsonValueException.Describe(value)}."
            )
        );
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Case files are read here, not written.");
}

/// <summary>Reads one of a closed set of words.</summary>
internal class WordConverter<T>(IReadOnlyDictionary<string, T> words)
    : ValueConverter<T>("a string", value => value.ValueKind == JsonValueKind.String ? Find(value, words) : null)
{
    /// <summary>The words.</summary>
    public IEnumerable<string> Words => words.Keys;

    private static object? Find(JsonElement value, IReadOnlyDictionary<string, T> words)
    {
        var text = value.GetString()!;
        if (words.TryGetValue(text, out var found))
        {
            return found;
        }

        var meant = Misspelling.Nearest(text, [.. words.Keys]) is { } nearest ? $" (did you mean \"{nearest}\"?)" : "";
        throw new JsonValueException(
            LintRules.ValueNotAllowed,
            $"\"{text}\" is not allowed here{meant}; use {string.Join(", ", words.Keys)}."
        );
    }
}
