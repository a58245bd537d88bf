using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Emulation;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Conformance.Recording;

/// <summary>Makes <c>case.json</c> and <c>stub.json</c> of a sanitized exchange.</summary>
internal sealed class CaseDraft
{
    private const string Revision = "2026.1";

    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly RecordedExchange _exchange;
    private readonly ProviderInfo _provider;
    private readonly EmulatedPath _path;
    private readonly GenerateContentRequest _request;

    private CaseDraft(
        RecordedExchange exchange,
        ProviderInfo provider,
        EmulatedPath path,
        GenerateContentRequest request
    ) => (_exchange, _provider, _path, _request) = (exchange, provider, path, request);

    /// <summary>The family the case belongs to, by what it is about.</summary>
    public string Family =>
        _exchange.BrokeOff ? "transport"
        : _exchange.Status is 401 or 403 ? "auth"
        : _exchange.Status >= 400 ? "http"
        : _path.Streaming ? "stream"
        : "response";

    /// <summary>Reads what was asked.</summary>
    /// <returns>The draft, or the reason why the exchange cannot become a case.</returns>
    public static (CaseDraft? Draft, string? Problem) Read(RecordedExchange exchange, ProviderInfo provider)
    {
        var what = $"{exchange.Method} {exchange.Path}";
        if (exchange.Method != "POST" || !EmulatedPath.TryParse(exchange.Path, out var path))
        {
            return (null, $"{what} is no call of generateContent: a case asks for nothing else.");
        }

        try
        {
            var request = GenerateContentRequest.Parse(exchange.RequestBody);
            return Prompt(request).Length == 0
                ? (null, $"{what}: the request has no prompt, which a case cannot say.")
                : (new CaseDraft(exchange, provider, path.Value, request), null);
        }
        catch (ContractFormatException exception)
        {
            return (null, $"{what}: the request is not JSON ({exception.Message})");
        }
    }

    /// <summary>The texts of the two files.</summary>
    /// <param name="id"><c>family/name</c>.</param>
    /// <param name="at">When the exchange was recorded.</param>
    public IReadOnlyDictionary<string, string> Files(string id, DateTimeOffset at) =>
        new Dictionary<string, string> { ["case.json"] = Write(Case(id, at)), ["stub.json"] = Write(Stub()) };

    /// <summary>Writes JSON as the files of cases are written.</summary>
    public static string Write(JsonNode node) => node.ToJsonString(Layout) + "\n";

    private JsonObject Case(string id, DateTimeOffset at)
    {
        var day = at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["$schema"] = "../../../schemas/case.schema.json",
            ["id"] = id,
            ["title"] =
                $"Recorded: {_exchange.Status} from {_provider.Name}{(_exchange.BrokeOff ? ", broken off" : "")}",
            ["why"] =
                $"Real traffic of {day}. A client must make of it what the reference client made of it when it was recorded.",
            ["sources"] = new JsonArray(
                new JsonObject { ["where"] = "nanobanana record", ["note"] = $"{_provider.Id}, {day}{PictureNote()}" }
            ),
            ["level"] = "SHOULD",
            ["tags"] = new JsonArray("recorded"),
            ["requirements"] = new JsonArray(Requirement()),
            ["since"] = Revision,
            ["scored"] = false,
            ["timeBudget"] = "300s",
            ["task"] = Task(),
        };
    }

    private string PictureNote() =>
        string.Concat(
            _exchange.Pictures.Select(picture =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"; a small picture stands for {picture.MediaType} of {picture.Width} x {picture.Height}, {picture.Length} bytes, sha256 {picture.Sha256}"
                )
            )
        );

    private string Requirement() =>
        _exchange.BrokeOff ? "NBR-304"
        : _exchange.Status >= 400 ? "NBR-301"
        : _path.Streaming ? "NBR-701"
        : _exchange.Pictures.Count == 0 ? "NBR-401"
        : "NBR-407";

    private JsonObject Task()
    {
        var task = new JsonObject
        {
            ["operation"] = _path.Streaming ? "stream" : "generate",
            ["provider"] = _provider.Id,
            ["model"] = _path.Model,
            ["prompt"] = Prompt(_request),
        };
        var config = _request.GenerationConfig;
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

        if (_request.Tools.Any(tool => tool.GoogleSearch is not null))
        {
            task["googleSearch"] = true;
        }

        var images = LastTurn(_request).Where(part => part.InlineData is not null).ToArray();
        if (images.Length > 0)
        {
            task["inputImages"] = new JsonArray([.. images.Select(part => Image(part.InlineData!))]);
        }

        return task;
    }

    private static JsonObject Image(Blob blob) =>
        new() { ["mediaType"] = blob.MimeType, ["base64"] = Convert.ToBase64String(blob.Data?.ToArray() ?? []) };

    private static string Prompt(GenerateContentRequest request) =>
        string.Join('\n', LastTurn(request).Select(part => part.Text).OfType<string>());

    private static ValueList<Part> LastTurn(GenerateContentRequest request) =>
        request.Contents.Count > 0 ? request.Contents[^1].Parts : default;

    private JsonObject Stub()
    {
        var headers = new JsonObject();
        foreach (var (name, value) in _exchange.ResponseHeaders)
        {
            headers[name] = value;
        }

        var body = _exchange.ResponseBody;
        if (_exchange.BrokeOff)
        {
            // More is promised than comes: the player closes the connection behind the last byte.
            headers["Content-Length"] = (Encoding.UTF8.GetByteCount(body) + 1).ToString(CultureInfo.InvariantCulture);
        }

        var response = new JsonObject { ["status"] = _exchange.Status, ["headers"] = headers };
        if (!_exchange.BrokeOff && Parse(body) is { } json)
        {
            response["jsonBody"] = json;
        }
        else
        {
            response["body"] = body;
        }

        return new JsonObject
        {
            ["request"] = new JsonObject { ["method"] = "POST", ["urlPath"] = _exchange.Path },
            ["response"] = response,
            ["metadata"] = new JsonObject
            {
                ["sanitized"] = new JsonObject(
                    _exchange.Changes.Select(change => KeyValuePair.Create(change.Key, (JsonNode?)change.Value))
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
