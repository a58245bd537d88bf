using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// Lets System.Text.Json read and write a message as the contract does: <c>ToJson()</c> and <c>Parse</c>, unknown fields
/// included. Options that spell names, indent or escape change nothing of it.
/// </summary>
/// <typeparam name="T">Message.</typeparam>
/// <param name="read">Reads one.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MessageJson<T>(ContractRead<T> read) : JsonConverter<T>
    where T : class, IContractMessage
{
    /// <inheritdoc/>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonValueParse.Of(JsonValueCopy.Of(ref reader), read, options);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        ContractWriter.WriteTo(value, writer);
}
