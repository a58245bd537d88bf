using System.Buffers;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoBananaContracts.Serialization;

/// <summary>Lets System.Text.Json read and write Base64 as the text it is, without decoding it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Base64Json : JsonConverter<Base64Data>
{
    /// <inheritdoc/>
    public override Base64Data Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("Base64 is a text, and the JSON has another type here.");
        }

        var length = reader.HasValueSequence ? (int)reader.ValueSequence.Length : reader.ValueSpan.Length;
        var token = new byte[length + 2];
        token[0] = (byte)'"';
        token[length + 1] = (byte)'"';
        if (reader.HasValueSequence)
        {
            reader.ValueSequence.CopyTo(token.AsSpan(1));
        }
        else
        {
            reader.ValueSpan.CopyTo(token.AsSpan(1));
        }

        return new Base64Data(token);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Base64Data value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Token, skipInputValidation: true);
}

/// <summary>Lets System.Text.Json read and write an instant with all of its digits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TimestampJson : JsonConverter<Timestamp>
{
    /// <inheritdoc/>
    public override Timestamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Timestamp.TryParse(reader.GetString(), out var value)
            ? value
            : throw new JsonException("An instant is a text such as 2026-08-22T09:30:00Z (RFC 3339).");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Timestamp value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

/// <summary>Lets System.Text.Json read and write a duration as the contract does.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DurationJson : JsonConverter<Duration>
{
    /// <inheritdoc/>
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Duration.TryParse(reader.GetString(), out var value)
            ? value
            : throw new JsonException("A duration is a text in seconds such as 1.5s.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
