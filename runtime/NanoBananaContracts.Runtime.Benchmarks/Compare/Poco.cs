using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoBananaContracts.Runtime.Benchmarks.Compare;

// What a careful developer writes by hand for this job: the fields the reply has, bytes as byte[].
internal sealed record PocoRequest(List<PocoContent> Contents, PocoConfig GenerationConfig);

internal sealed record PocoConfig(List<string> ResponseModalities, PocoImageConfig ImageConfig);

internal sealed record PocoImageConfig(string AspectRatio, string ImageSize);

internal sealed record PocoContent(List<PocoPart> Parts, string? Role = null);

internal sealed record PocoPart(
    string? Text = null,
    PocoBlob? InlineData = null,
    byte[]? ThoughtSignature = null,
    bool? Thought = null
);

internal sealed record PocoBlob(string? MimeType, byte[]? Data);

internal sealed record PocoReply(
    List<PocoCandidate>? Candidates,
    PocoUsage? UsageMetadata,
    string? ModelVersion,
    string? ResponseId
);

internal sealed record PocoCandidate(PocoContent? Content, string? FinishReason, int? Index);

internal sealed record PocoUsage(
    int? PromptTokenCount,
    int? CandidatesTokenCount,
    int? TotalTokenCount,
    int? ThoughtsTokenCount,
    List<PocoTokens>? PromptTokensDetails,
    List<PocoTokens>? CandidatesTokensDetails
);

internal sealed record PocoTokens(string? Modality, int? TokenCount);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PocoRequest))]
[JsonSerializable(typeof(PocoReply))]
internal sealed partial class PocoContext : JsonSerializerContext;
