using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoBananaContracts.Serialization;

/// <summary>Reads one value of an open enum; false when it has another type.</summary>
/// <typeparam name="T">Enum.</typeparam>
/// <param name="reader">Reader, at the value.</param>
/// <param name="value">The value.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate bool EnumRead<T>(ref ContractReader reader, out T value);

/// <summary>
/// Lets System.Text.Json read and write a value of an open enum as the contract does, as a value and as a key: its text,
/// in the spelling it was made or read with. What nobody documented is kept.
/// </summary>
/// <typeparam name="T">Enum.</typeparam>
/// <param name="read">Reads one.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EnumJson<T>(EnumRead<T> read) : JsonConverter<T>
    where T : struct, IContractEnum
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(JsonValueCopy.Of(ref reader), options);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    /// <inheritdoc/>
    public override T ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => ParseName(reader.GetString()!, options);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);

    /// <summary>The value of a JSON text.</summary>
    private protected T Parse(ReadOnlyMemory<byte> utf8Json, JsonSerializerOptions options) =>
        JsonValueParse.Of(
            utf8Json,
            (ref ContractReader reader) =>
                read(ref reader, out var value)
                    ? value
                    : throw new ContractFormatException(
                        $"A value of {typeof(T).Name} is {Expected}, and the JSON has another type here."
                    ),
            options
        );

    /// <summary>What its JSON is, in words.</summary>
    private protected virtual string Expected => "a text";

    private protected virtual T ParseName(string name, JsonSerializerOptions options)
    {
        using var quoted = new ContractWriter();
        quoted.WriteStringValue(name);
        return Parse(quoted.WrittenSpan.ToArray(), options);
    }
}

/// <summary>As <see cref="EnumJson{T}"/>, for an open enum of integers.</summary>
/// <typeparam name="T">Enum.</typeparam>
/// <param name="read">Reads one.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EnumNumberJson<T>(EnumRead<T> read) : EnumJson<T>(read)
    where T : struct, IContractEnum
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Value);

    private protected override string Expected => "an integer";

    private protected override T ParseName(string name, JsonSerializerOptions options) =>
        Parse(JsonText.ToUtf8(name), options);
}
