using System.Text.Json.Serialization;
using NanoBananaContracts.Conformance.Cases.Reading;

namespace NanoBananaContracts.Conformance.Cases;

/// <summary>What a client is asked to do: facts of the request, none of the answer.</summary>
public sealed record CaseTask
{
    /// <summary>The operation.</summary>
    public required CaseOperation Operation { get; init; }

    /// <summary>Id of the provider whose dialect the client speaks: <c>wisgate</c> or <c>google</c>.</summary>
    [JsonConverter(typeof(ProviderWords))]
    public required string Provider { get; init; }

    /// <summary>Model id as it goes into the path, without <c>models/</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The prompt of the first turn.</summary>
    public required string Prompt { get; init; }

    /// <summary>Prompts of further turns, each an edit of the picture before it; only with <see cref="CaseOperation.Edit"/>.</summary>
    public IReadOnlyList<string> FollowUps { get; init; } = [];

    /// <summary>Pictures sent along with the first prompt.</summary>
    public IReadOnlyList<CaseInputImage> InputImages { get; init; } = [];

    /// <summary>Aspect ratio as a user would type it, possibly wrong; null leaves it out.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>Image size as a user would type it, possibly wrong; null leaves it out.</summary>
    public string? ImageSize { get; init; }

    /// <summary><c>TEXT</c>, <c>IMAGE</c>; null leaves the field out, empty sends an empty list.</summary>
    public IReadOnlyList<string>? Modalities { get; init; }

    /// <summary>Whether the client is told to let the model search the web.</summary>
    public bool GoogleSearch { get; init; }

    /// <summary>Whether the client is given a key. Whether the key is good is up to the stub.</summary>
    [JsonPropertyName("key"), JsonConverter(typeof(KeyWords))]
    public bool HasKey { get; init; } = true;

    /// <summary>Time limit the client is told to keep for one call, at full scale; null leaves it at the client's default.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Retries the client is told to allow; null leaves it at the client's default.</summary>
    public int? Retries { get; init; }

    /// <summary>Plain name, without folder and extension, the picture is to be saved under; only with <see cref="CaseOperation.Save"/>.</summary>
    public string? SaveAs { get; init; }
}

/// <summary>A picture sent along with a prompt.</summary>
/// <param name="MediaType">Declared media type, possibly wrong.</param>
/// <param name="Data">The bytes.</param>
/// <param name="FileName">File under <c>__files</c> the bytes come from; null when they stand in the case itself.</param>
public sealed record CaseInputImage(
    string MediaType,
    [property: JsonPropertyName("base64")] ReadOnlyMemory<byte> Data = default,
    [property: JsonPropertyName("file")] string? FileName = null
);

/// <summary>The operations a client can be asked for.</summary>
public enum CaseOperation
{
    /// <summary>One call of generateContent, the picture kept in memory.</summary>
    Generate,

    /// <summary>One call of streamGenerateContent, read to its end.</summary>
    Stream,

    /// <summary>One call of generateContent, the picture written to a file.</summary>
    Save,

    /// <summary>A conversation: each follow-up edits the picture of the turn before.</summary>
    Edit,
}
