using System.Text.Json;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// Recognises whole JSON of other APIs where a reply of generateContent was expected: the address speaks another
/// dialect, and will the next time too. It looks at names and short values alone, which are the same whether pictures were
/// kept or left out.
/// </summary>
internal static class OtherDialect
{
    private const int MostNames = 5;
    private const int LongestName = 40;
    private const int LongestText = 128;

    /// <summary>What a document of another API is, as part of a sentence; <see langword="null"/> for one that may be ours.</summary>
    internal static string? Of(GenerateContentResponse document) =>
        IsForeign(document) ? Named(document.UnknownFields!) : null;

    /// <summary>What a document is that no field of ours is in, whether its API is known or not.</summary>
    internal static string? OfAny(GenerateContentResponse document, ApiKey? key) =>
        IsForeign(document) ? Named(document.UnknownFields!) ?? Listed(document.UnknownFields!, key) : null;

    /// <summary>Whether a text that is no JSON is several JSON objects, one behind the other.</summary>
    internal static bool IsJsonLines(ReadOnlySpan<byte> text)
    {
        text = BodyShape.Trimmed(text);
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = ReplyNesting.MaxDepth });
        try
        {
            return reader.Read()
                && reader.TokenType == JsonTokenType.StartObject
                && reader.TrySkip()
                && BodyShape.Trimmed(text.Slice((int)reader.BytesConsumed)) is [(byte)'{', ..];
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The failure that a document of another API is.</summary>
    internal static NanoBananaException Failure(string what, int status, CallContext context) =>
        new(
            FailureKind.OtherDialect,
            $"{context.Service} answered {status} with {what}: another dialect than that of generateContent.",
            "Asking again gives the same. Make an address that speaks generateContent the base address: "
                + string.Join(
                    ", or ",
                    ProviderInfo.ChosenByVariable.Select(provider =>
                        $"{provider.BaseAddress.GetLeftPart(UriPartial.Authority)} ({provider.Name})"
                    )
                )
                + $", each with /v1beta/models/{context.ModelId ?? "MODEL"}:generateContent behind it."
        )
        {
            StatusCode = status,
        };

    private static bool IsForeign(GenerateContentResponse document) =>
        document.Candidates.IsAbsent
        && document.PromptFeedback is null
        && document.UnknownFields is { Count: > 0, IsReplacement: false } fields
        && fields.Find("candidates").IsAbsent
        && fields.Find("error").ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    private static string? Named(UnknownFields fields) => OfOpenAI(fields) ?? OfGoogle(fields) ?? OfOthers(fields);

    private static string? OfOpenAI(UnknownFields fields)
    {
        var kind = Text(fields, "object");
        if (fields.Find("choices").ValueKind == JsonValueKind.Array)
        {
            return kind?.EndsWith(".chunk", StringComparison.Ordinal) == true
                ? "a piece of a chat completion in OpenAI's dialect"
                : "a chat completion in OpenAI's dialect";
        }

        if (fields.Find("data") is { ValueKind: JsonValueKind.Array } data && HasMember(data, "b64_json", "url"))
        {
            return "a reply of OpenAI's images API";
        }

        return kind switch
        {
            "response" => "a reply of OpenAI's responses API",
            "list" => "a list in OpenAI's dialect",
            _ => Text(fields, "type") is { } type
            && (
                type.StartsWith("response.", StringComparison.Ordinal)
                || type.StartsWith("image_generation.", StringComparison.Ordinal)
            )
                ? "an event of OpenAI's responses or images API"
                : null,
        };
    }

    private static string? OfGoogle(UnknownFields fields)
    {
        var name = Text(fields, "name");
        if (fields.Find("response") is { ValueKind: JsonValueKind.Object } inner)
        {
            return HasMember(inner, "inlinedResponses", "responsesFile")
                || name?.StartsWith("batches/", StringComparison.Ordinal) == true
                    ? "the result of a batch"
                : fields.Find("key").ValueKind == JsonValueKind.String ? "a line of a batch's result"
                : HasMember(inner, "candidates", "promptFeedback", "usageMetadata")
                    ? "a reply of generateContent inside an object \"response\", as Cloud Code's API wraps it"
                : null;
        }

        return name?.StartsWith("batches/", StringComparison.Ordinal) == true ? "a batch that is not done"
            : name is not null && !(fields.Find("done").IsAbsent && fields.Find("metadata").IsAbsent)
                ? "a long-running operation"
            : fields.Find("predictions").ValueKind == JsonValueKind.Array ? "a reply of Vertex AI's predict"
            : !fields.Find("totalTokens").IsAbsent ? "a count of tokens"
            : fields.Find("models").ValueKind == JsonValueKind.Array ? "a list of models"
            : null;
    }

    private static string? OfOthers(UnknownFields fields) =>
        Text(fields, "type") == "message" && fields.Find("content").ValueKind == JsonValueKind.Array
            ? "a message in Anthropic's dialect"
        : fields.Find("response").ValueKind == JsonValueKind.String && !fields.Find("done").IsAbsent
            ? "a reply of Ollama's API"
        : !fields.Find("taskId").IsAbsent
        || !fields.Find("task_id").IsAbsent
        || (fields.Find("data") is { ValueKind: JsonValueKind.Object } data && HasMember(data, "taskId", "task_id"))
            ? "a task of another API, whose result is fetched from elsewhere"
        : null;

    private static string? Listed(UnknownFields fields, ApiKey? key)
    {
        var names = fields
            .Take(MostNames)
            .Select(field =>
                field.EscapedName.Length > LongestName ? "..." : ErrorText.Excerpt(field.Name, LongestName, key)
            );
        return $"JSON of another kind ({string.Join(", ", names)}{(fields.Count > MostNames ? ", ..." : "")})";
    }

    private static string? Text(UnknownFields fields, string name) =>
        fields.Find(name) is { ValueKind: JsonValueKind.String } value && value.Utf8.Length <= LongestText
            ? JsonText.Unescape(value.Utf8.Span.Slice(1, value.Utf8.Length - 2))
            : null;

    /// <summary>Whether an object, or the first one of an array, has one of the names. Nothing of it is copied.</summary>
    private static bool HasMember(RawJson value, params string[] names)
    {
        var reader = new Utf8JsonReader(value.Utf8.Span, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            foreach (var name in names)
            {
                if (reader.ValueTextEquals(name))
                {
                    return true;
                }
            }

            reader.Skip();
        }

        return false;
    }
}
