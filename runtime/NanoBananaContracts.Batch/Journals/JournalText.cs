using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoBananaContracts.Batch;

/// <summary>What journals and messages keep of lines, pictures and failures: the same JSON everywhere.</summary>
public static class JournalText
{
    // Prompts are in every script, and this is no page.
    private static readonly JournalJson Json = new(
        new JsonSerializerOptions(JournalJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    /// <summary>A line as JSON; equal lines of one number have equal texts.</summary>
    /// <param name="line">The line.</param>
    public static string Of(BatchLine line) => JsonSerializer.Serialize(line, Json.BatchLine);

    /// <summary>A picture as JSON.</summary>
    /// <param name="picture">The picture.</param>
    public static string Of(PictureEntry picture) => JsonSerializer.Serialize(picture, Json.PictureEntry);

    /// <summary>A failure as JSON.</summary>
    /// <param name="failure">The failure.</param>
    public static string Of(FailureEntry failure) => JsonSerializer.Serialize(failure, Json.FailureEntry);

    /// <summary>Reads what <see cref="Of(BatchLine)"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="JsonException">It is something else.</exception>
    public static BatchLine ReadLine(string json) =>
        JsonSerializer.Deserialize(json, Json.BatchLine) ?? throw new JsonException("The line is null.");

    /// <summary>Reads what <see cref="Of(PictureEntry)"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="JsonException">It is something else.</exception>
    public static PictureEntry ReadPicture(string json) =>
        JsonSerializer.Deserialize(json, Json.PictureEntry) ?? throw new JsonException("The picture is null.");

    /// <summary>Reads what <see cref="Of(FailureEntry)"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="JsonException">It is something else.</exception>
    public static FailureEntry ReadFailure(string json) =>
        JsonSerializer.Deserialize(json, Json.FailureEntry) ?? throw new JsonException("The failure is null.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(BatchLine))]
[JsonSerializable(typeof(PictureEntry))]
[JsonSerializable(typeof(FailureEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;
