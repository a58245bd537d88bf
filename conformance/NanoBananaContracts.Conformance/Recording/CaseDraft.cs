using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Emulator;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Conformance.Recording;

/// <summary>One sanitized exchange, read: what was asked, what came, and the pieces of a case that follow from it.</summary>
internal sealed class CaseDraft
{
    /// <summary>Statuses after which a client may try the same again: nothing was generated.</summary>
    private static readonly FrozenSet<int> TriedAgain = [408, 429, 500, 502, 503, 504];

    private readonly RecordedExchange exchange;
    private readonly EmulatedPath path;
    private readonly GenerateContentRequest request;

    private CaseDraft(RecordedExchange exchange, EmulatedPath path, GenerateContentRequest request) =>
        (this.exchange, this.path, this.request) = (exchange, path, request);

    /// <summary>The HTTP status of the reply.</summary>
    public int Status => exchange.Status;

    /// <summary>The reply in a few words.</summary>
    public string Answer =>
        string.Create(CultureInfo.InvariantCulture, $"{exchange.Status}{(exchange.BrokeOff ? " broken off" : "")}");

    /// <summary>Whether the key went into x-goog-api-key and nowhere else.</summary>
    public bool KeyInItsHeader => exchange.KeyInItsHeader;

    /// <summary>The reply as the reference client reads it, whether or not it would have sent the request.</summary>
    public SubjectReport Reading()
    {
        if (exchange.BrokeOff)
        {
            return Failure(FailureKind.ConnectionLost, "The reply broke off.");
        }

        var type = exchange.ResponseHeaders.FirstOrDefault(IsContentType).Value;
        var body = Encoding.UTF8.GetBytes(exchange.ResponseBody);
        var outcome = ReplyOutcome.Classify(Status, type, body, request);
        return outcome.Failure is { } failure
            ? Failure(failure.Kind, failure.Message)
            : StreamedPictures.Of(outcome.Response!);
    }

    private static SubjectFailure Failure(FailureKind kind, string message) =>
        new()
        {
            Class = kind.ToClass(beforeSending: false),
            Kind = kind.ToString(),
            Message = message,
        };

    private static bool IsContentType(KeyValuePair<string, string> header) =>
        header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);

    /// <summary>The text of the last turn.</summary>
    public string Prompt => Text(LastTurn);

    private ValueList<Part> LastTurn => request.Contents.Count > 0 ? request.Contents[^1].Parts : default;

    /// <summary>The family the case belongs to, by what it is about.</summary>
    public string Family =>
        exchange.BrokeOff ? "transport"
        // Google says a bad key, and a place it does not serve, with 400.
        : Reading() is SubjectFailure { Class: FailureClass.Authentication or FailureClass.Permission } ? "auth"
        : exchange.Status >= 400 ? "http"
        : path.Streaming ? "stream"
        : "response";

    /// <summary>Reads what was asked.</summary>
    /// <returns>The draft, or the reason why the exchange cannot become a case.</returns>
    public static (CaseDraft? Draft, string? Problem) Read(RecordedExchange exchange)
    {
        var what = $"{exchange.Method} {exchange.Path}";
        if (exchange.Method != "POST" || !EmulatedPath.TryParse(exchange.Path, ProviderInfo.Google, out var path))
        {
            return (null, $"{what} is no call of generateContent: a case asks for nothing else.");
        }

        try
        {
            var draft = new CaseDraft(exchange, path.Value, GenerateContentRequest.Parse(exchange.RequestBody));
            return draft.Prompt.Length == 0
                ? (null, $"{what}: the request has no prompt, which a case cannot say.")
                : (draft, null);
        }
        catch (ContractFormatException exception)
        {
            return (null, $"{what}: the request is not JSON ({exception.Message})");
        }
    }

    /// <summary>Whether this call is another try of a call that failed.</summary>
    public bool Repeats(CaseDraft before) =>
        (before.exchange.BrokeOff || TriedAgain.Contains(before.Status))
        && exchange.Path == before.exchange.Path
        && exchange.RequestBody == before.exchange.RequestBody;

    /// <summary>Whether this call is the next turn of a conversation, as far as a case can say one: words behind words.</summary>
    public bool Follows(CaseDraft before)
    {
        var turns = before.request.Contents.Count;
        return !path.Streaming
            && before is { Status: 200, exchange.BrokeOff: false }
            && exchange.Path == before.exchange.Path
            && request.Contents.Count == turns + 2
            && request.Contents[turns].Role == Role.Model
            && LastTurn.All(part => part.InlineData is null)
            && request
                .Contents.Zip(before.request.Contents, (mine, theirs) => (mine, theirs))
                .Where(pair => pair.theirs.Role != Role.Model)
                .All(pair => Text(pair.mine.Parts) == Text(pair.theirs.Parts));
    }

    /// <summary>What is known of the pictures that small ones stand for; empty where there are none.</summary>
    public string PictureNote =>
        string.Concat(
            exchange.Pictures.Select(picture =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"; a small picture stands for {picture.MediaType} of {picture.Width} x {picture.Height}, {picture.Length} bytes, sha256 {picture.Sha256}"
                )
            )
        );

    /// <summary>The requirement that a case of this call alone covers.</summary>
    public string Requirement =>
        exchange.BrokeOff ? "NBR-304"
        : exchange.Status >= 400 ? "NBR-301"
        : path.Streaming ? "NBR-701"
        : exchange.Pictures.Count == 0 ? "NBR-401"
        : "NBR-407";

    /// <summary>What a client is asked to do, to send this.</summary>
    public JsonObject Task(ProviderInfo provider)
    {
        var task = new JsonObject
        {
            ["operation"] = path.Streaming ? "stream" : "generate",
            ["provider"] = provider.Id,
            ["model"] = path.Model,
            ["prompt"] = Prompt,
        };
        var config = request.GenerationConfig;
        if (config?.ImageConfig?.AspectRatio is { } ratio)
        {
            task["aspectRatio"] = ratio.Value;
        }

        if (config?.ImageConfig?.ImageSize is { } size)
        {
            task["imageSize"] = size.Value;
        }

        if (config is not null && !config.ResponseModalities.IsAbsent)
        {
            var modalities = config.ResponseModalities.Where(modality => modality.IsDocumented);
            task["modalities"] = new JsonArray([.. modalities.Select(modality => JsonValue.Create(modality.Value))]);
        }

        if (request.Tools.Any(tool => tool.GoogleSearch is not null))
        {
            task["googleSearch"] = true;
        }

        var images = LastTurn.Where(part => part.InlineData is not null).ToArray();
        if (images.Length > 0)
        {
            task["inputImages"] = new JsonArray([.. images.Select(part => Image(part.InlineData!))]);
        }

        return task;
    }

    private static JsonObject Image(Blob blob) =>
        new() { ["mediaType"] = blob.MimeType, ["base64"] = Convert.ToBase64String(blob.Data?.ToArray() ?? []) };

    private static string Text(ValueList<Part> parts) =>
        string.Join('\n', parts.Select(part => part.Text).OfType<string>());

    /// <summary>A stub that gives the reply.</summary>
    public JsonObject Stub()
    {
        var headers = new JsonObject();
        foreach (var (name, value) in exchange.ResponseHeaders)
        {
            headers[name] = value;
        }

        var body = exchange.ResponseBody;
        if (exchange.BrokeOff)
        {
            // More is promised than comes: the player closes the connection behind the last byte.
            headers["Content-Length"] = (Encoding.UTF8.GetByteCount(body) + 1).ToString(CultureInfo.InvariantCulture);
        }

        var response = new JsonObject { ["status"] = exchange.Status, ["headers"] = headers };
        if (!exchange.BrokeOff && Parse(body) is { } json)
        {
            response["jsonBody"] = json;
        }
        else
        {
            response["body"] = body;
        }

        return new JsonObject
        {
            ["request"] = new JsonObject { ["method"] = "POST", ["urlPath"] = exchange.Path },
            ["response"] = response,
            ["metadata"] = new JsonObject
            {
                ["sanitized"] = new JsonObject(
                    exchange.Changes.Select(change => KeyValuePair.Create(change.Key, (JsonNode?)change.Value))
                ),
            },
        };
    }

    /// <summary>The body as an object or a list, where it is one and reads the same again.</summary>
    private static JsonNode? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) is (JsonObject or JsonArray) and var node ? node : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
