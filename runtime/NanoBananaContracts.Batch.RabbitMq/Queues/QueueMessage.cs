using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>
/// What a message says: which item is to be made. All else of it is in the journal, so that a message is never out of date, and
/// never holds a prompt, a picture or a key.
/// </summary>
internal sealed record QueueMessage(int Line, int Picture)
{
    public const string ContentType = "application/json";

    [JsonIgnore]
    public BatchItem Item => new(Line, Picture);

    public static byte[] Write(BatchItem item) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new QueueMessage(item.Line, item.Picture),
            QueueMessageContext.Default.QueueMessage
        );

    /// <summary>The item of a message; null where it is none of ours.</summary>
    public static BatchItem? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return
                JsonSerializer.Deserialize(body, QueueMessageContext.Default.QueueMessage)
                    is { Line: > 0, Picture: > 0 } message
                ? message.Item
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(QueueMessage))]
internal sealed partial class QueueMessageContext : JsonSerializerContext;
