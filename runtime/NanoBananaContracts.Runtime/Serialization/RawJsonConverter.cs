using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoBananaContracts.Serialization;

/// <summary>Lets System.Text.Json take a <see cref="RawJson"/> as the value it holds; an absent one is written as null.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RawJsonConverter : JsonConverter<RawJson>
{
    /// <summary>True: null is a value like any other.</summary>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonValueCopy.Of(ref reader));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.IsAbsent ? "null"u8 : value.Utf8.Span, skipInputValidation: true);
}
