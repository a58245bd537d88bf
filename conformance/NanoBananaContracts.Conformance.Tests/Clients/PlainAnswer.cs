using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>Makes pictures and text, or a failure, out of parsed replies.</summary>
internal static class PlainAnswer
{
    private static readonly string[] KnownFinishReasons =
    [
        "STOP",
        "MAX_TOKENS",
        "SAFETY",
        "RECITATION",
        "LANGUAGE",
        "OTHER",
        "SPII",
        "MALFORMED_FUNCTION_CALL",
        "IMAGE_SAFETY",
        "IMAGE_PROHIBITED_CONTENT",
        "IMAGE_RECITATION",
        "NO_IMAGE",
    ];

    private static readonly string[] Policy =
    [
        "SAFETY",
        "SPII",
        "BLOCKLIST",
        "PROHIBITED_CONTENT",
        "RECITATION",
        "IMAGE_SAFETY",
        "IMAGE_PROHIBITED_CONTENT",
        "IMAGE_RECITATION",
    ];

    private static readonly string[] KnownFields =
    [
        "candidates",
        "promptFeedback",
        "usageMetadata",
        "modelVersion",
        "responseId",
        "error",
    ];

    public static PlainReply Read(Defect defect, CaseTask task, IReadOnlyList<JsonObject> replies)
    {
        if (replies.FirstOrDefault(r => r["error"] is not null) is { } failed)
        {
            throw PlainErrors.OfBody(defect, failed);
        }

        if (defect == Defect.ClosedFields && replies.SelectMany(r => r).Any(p => !KnownFields.Contains(p.Key)))
        {
            throw new ClientFailure(FailureClass.MalformedReply, "The reply has a field that is not known.");
        }

        if (
            replies
                .Select(r => Text(Get(r["promptFeedback"], "blockReason")))
                .FirstOrDefault(r => r is not null && (defect == Defect.AnyBlockReason || !IsUnspecified(r))) is
            { } block
        )
        {
            if (defect == Defect.ClosedEnums && block.Contains("TOMORROW", StringComparison.Ordinal))
            {
                throw new ClientFailure(FailureClass.MalformedReply, $"'{block}' is no BlockReason.");
            }

            throw new ClientFailure(FailureClass.Blocked, $"The prompt was blocked: {block}");
        }

        JsonObject[] candidates = [.. replies.SelectMany(r => Items(r["candidates"]))];
        if (candidates.Length == 0)
        {
            throw new ClientFailure(FailureClass.NoImage, "The reply has no candidates.");
        }

        if (
            defect == Defect.ClosedEnums
            && candidates.Select(Reason).FirstOrDefault(r => r is not null && !KnownFinishReasons.Contains(r))
                is { } strange
        )
        {
            throw new ClientFailure(FailureClass.MalformedReply, $"'{strange}' is no FinishReason.");
        }

        if (defect == Defect.TypedFields)
        {
            ReadStrictly(replies);
        }

        JsonObject[] parts = [.. candidates.SelectMany(Parts)];
        var text = string.Concat(parts.Where(p => !IsThought(p)).Select(p => Text(p["text"])));
        var pictures = PlainPictures.Read(defect, parts);
        if (pictures.Count > 0)
        {
            return new PlainReply(
                pictures,
                defect == Defect.DropsText || text.Length == 0 ? null : text,
                candidates[0]["content"] as JsonObject
            );
        }

        throw WithoutPicture(task, candidates, text);
    }

    // Vertex AI writes one beside what it made.
    private static bool IsUnspecified(string reason) => reason.EndsWith("_UNSPECIFIED", StringComparison.Ordinal);

    public static IEnumerable<JsonObject> Items(JsonNode? node) =>
        node is JsonArray array ? array.OfType<JsonObject>() : [];

    public static string? Text(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static bool IsThought(JsonObject part) =>
        part["thought"] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    public static JsonNode? Get(JsonNode? node, string name) =>
        node is JsonObject o ? o[name] ?? o[JsonNamingPolicy.SnakeCaseLower.ConvertName(name)] : null;

    private static IEnumerable<JsonObject> Parts(JsonObject candidate) =>
        Items((candidate["content"] as JsonObject)?["parts"]);

    private static string? Reason(JsonObject candidate) =>
        Text(candidate["finishReason"]) ?? Text(candidate["finish_reason"]);

    private static ClientFailure WithoutPicture(CaseTask task, JsonObject[] candidates, string text)
    {
        var reason = candidates.Select(Reason).LastOrDefault(r => r is not null);
        var message = candidates.Select(c => Text(c["finishMessage"])).LastOrDefault(m => m is not null);
        var asked = task.Modalities?.Contains("IMAGE") == true;
        var said = !asked
            ? $"There is no picture, because responseModalities does not ask for IMAGE. {text}"
            : $"There is no picture. Finish reason {reason}: {message} {text}";
        var failureClass =
            reason is not null && Policy.Contains(reason) && asked ? FailureClass.Blocked : FailureClass.NoImage;
        return new ClientFailure(failureClass, said);
    }

    /// <summary>The defect: properties of fixed types, as a deserialiser into classes has them.</summary>
    private static void ReadStrictly(IReadOnlyList<JsonObject> replies)
    {
        foreach (var reply in replies)
        {
            if (reply["usageMetadata"] is JsonObject usage)
            {
                foreach (var name in (string[])["promptTokenCount", "candidatesTokenCount", "totalTokenCount"])
                {
                    if (usage[name] is JsonNode node)
                    {
                        _ = node.GetValue<int>();
                    }
                }
            }

            foreach (var part in Items(reply["candidates"]).SelectMany(c => Items(c["content"]?["parts"])))
            {
                if (part.Count == 0 || part.ContainsKey("holographicData"))
                {
                    throw new InvalidOperationException("A part holds exactly one kind of data.");
                }

                if (part.ContainsKey("text") && part["text"] is null)
                {
                    throw new InvalidOperationException("text is null.");
                }
            }
        }
    }
}
