namespace NanoBananaContracts.Schema.Tests.Harness;

/// <summary>What the contract has and no document of Google's Developer API does.</summary>
internal static class NewerThanDocuments
{
    /// <summary>
    /// From others of its own: the SDK @google/genai 3.3.0 (2026-11-12), and the discovery document of aiplatform v1 (revision
    /// 20260815). In the schema each says so in <c>x-source</c>.
    /// </summary>
    public static readonly string[] Names =
    [
        "GenerateContentRequest.labels",
        "GenerateContentRequest.continuationToken",
        "Candidate.continuationToken",
        "Part.audioTranscription",
        "Part.speechMetadata",
        "VoiceConfig.replicatedVoiceConfig",
        "VoiceConfig.voice",
        "FinishReason: PUP_LIMITED_DISABLED",
        "FinishReason: CONTINUATION",
        "FinishReason: MODEL_ARMOR",
        "BlockReason: MODEL_ARMOR",
        "BlockReason: JAILBREAK",
        "ThinkingLevel: XHIGH",
        "ToolType: MEDIA_PROCESSING",
        "SpeechMetadata",
        "GenerateContentRequest.modelArmorConfig",
        "GenerateContentRequest.outputConfig",
        "Blob.displayName",
        "FileData.displayName",
        "SafetySetting.method",
        "GenerationConfig.routingConfig",
        "ImageConfig.personGeneration",
        "ImageConfig.prominentPeople",
        "ImageConfig.imageOutputOptions",
        "GenerateContentResponse.createTime",
        "PromptFeedback.blockReasonMessage",
        "SafetyRating.probabilityScore",
        "SafetyRating.severity",
        "SafetyRating.severityScore",
        "SafetyRating.overwrittenThreshold",
        "UsageMetadata.trafficType",
        "CitationMetadata.citations",
        "CitationSource.title",
        "CitationSource.publicationDate",
        "HarmCategory: HARM_CATEGORY_IMAGE_HATE",
        "HarmCategory: HARM_CATEGORY_IMAGE_DANGEROUS_CONTENT",
        "HarmCategory: HARM_CATEGORY_IMAGE_HARASSMENT",
        "HarmCategory: HARM_CATEGORY_IMAGE_SEXUALLY_EXPLICIT",
        "ModelArmorConfig",
        "OutputConfig",
        "ImageOutputOptions",
        "RoutingConfig",
        "AutoRoutingMode",
        "ManualRoutingMode",
        "Date",
        "HarmSeverity",
        "HarmBlockMethod",
        "PersonGeneration",
        "ProminentPeople",
        "ModelRoutingPreference",
        "TrafficType",
    ];
}
