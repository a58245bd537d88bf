using System.Globalization;
using System.Text;
using System.Text.Json;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// Reads an error body in any shape seen in the wild. A gateway wraps what it got: as an object in
/// <c>message</c>, or as JSON text inside it, several times over. The innermost error is the true one; what only an
/// outer one says (request id, details) is kept.
/// </summary>
internal sealed class ErrorBodyReader
{
    /// <summary>An error is small; a body beyond this is a page, a loop, or an image, and is not taken apart.</summary>
    internal const int Largest = 1024 * 1024;

    private const int MaxNesting = 8;
    private const int MaxMessageLength = 2000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    private readonly ApiKey? key;

    private ErrorBodyReader(ApiKey? key) => this.key = key;

    /// <summary>
    /// Reads <paramref name="body"/>; <see langword="null"/> when there is no error in it: it is empty, too large,
    /// or no JSON, or it is JSON that does not look like an error.
    /// </summary>
    /// <param name="body">UTF-8.</param>
    /// <param name="anyObject">
    /// Whether an object without <c>error</c> counts, when it has a message: true for a status that is an error.
    /// </param>
    /// <param name="key">What is taken out of words before they are shortened.</param>
    internal static ProviderError? Read(ReadOnlyMemory<byte> body, bool anyObject, ApiKey? key = null)
    {
        if (body.Length > Largest)
        {
            return null;
        }

        try
        {
            // By way of a text: an element of bytes that are not UTF-8 cannot be read at all.
            using var document = JsonDocument.Parse(JsonText.FromUtf8(body.Span), Options);
            return Find(document.RootElement, anyObject) is { } error
                ? new ErrorBodyReader(key).ReadError(error, 0)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // Not JSON: whoever asked decides what else it is.
        }
    }

    /// <summary>The value that holds the error: an object or a string.</summary>
    private static JsonElement? Find(JsonElement root, bool anyObject)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in root.EnumerateArray())
            {
                if (Find(item, anyObject) is { } inItem)
                {
                    return inItem;
                }
            }

            return null;
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (root.TryGetProperty("error", out var error) && IsSaid(error))
        {
            // {"error":"unauthorized","message":"..."}: the message stands beside it.
            return error.ValueKind == JsonValueKind.String && Text(root, "message") is not null ? root : error;
        }

        if (root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in errors.EnumerateArray())
            {
                return item.ValueKind == JsonValueKind.Object ? Find(item, anyObject: true) ?? item : item;
            }
        }

        if (!anyObject)
        {
            return null;
        }

        return Message(root) is { } ? root : null;
    }

    private static bool IsSaid(JsonElement error) =>
        error.ValueKind switch
        {
            JsonValueKind.Object or JsonValueKind.Array => true,
            JsonValueKind.String => JsonText.Of(error).Length > 0,
            _ => false,
        };

    private ProviderError ReadError(JsonElement error, int nesting)
    {
        switch (error.ValueKind)
        {
            case JsonValueKind.String:
                return FromText(JsonText.Of(error), nesting)
                    ?? new ProviderError { Message = Shorten(JsonText.Of(error)) };
            case JsonValueKind.Array:
                foreach (var item in error.EnumerateArray())
                {
                    return ReadError(item, nesting + 1);
                }

                return new ProviderError();
            case JsonValueKind.Object:
                return ReadObject(error, nesting);
            default:
                return new ProviderError { Message = Shorten(error.ToString()) };
        }
    }

    private ProviderError ReadObject(JsonElement error, int nesting)
    {
        var message = Message(error);
        ProviderError? inner = null;
        string? text = null;
        if (message is { } said)
        {
            if (said.ValueKind == JsonValueKind.String)
            {
                text = JsonText.Of(said);
                inner = FromText(text!, nesting);
            }
            else if (nesting < MaxNesting)
            {
                inner = ReadError(Find(said, anyObject: true) ?? said, nesting + 1);
            }
        }

        string? word = null;
        if (inner is null && nesting < MaxNesting && error.TryGetProperty("error", out var nested) && IsSaid(nested))
        {
            if (text is not null && nested.ValueKind == JsonValueKind.String)
            {
                // {"error":"unauthorized","message":"..."}: a name for the error, and then what it is.
                var name = JsonText.Of(nested);
                inner = FromText(name, nesting);
                word = inner is null ? name : null;
            }
            else
            {
                inner = ReadError(nested, nesting + 1);
            }
        }

        var details = new ErrorDetails();
        if (error.TryGetProperty("details", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var detail in list.EnumerateArray())
            {
                details.Read(detail);
            }
        }

        var (code, codeText) = Code(error);
        var words = inner?.Message ?? text;
        return new ProviderError
        {
            Code = inner?.Code ?? code,
            CodeText = inner?.CodeText ?? codeText ?? Shorten(word),
            Status = inner?.Status ?? Text(error, "status"),
            Type = inner?.Type ?? Text(error, "type"),
            Reason = inner?.Reason ?? details.Reason ?? Text(error, "reason"),
            Message = Shorten(words),
            RequestId =
                inner?.RequestId
                ?? Text(error, "request_id")
                ?? Text(error, "requestId")
                ?? details.RequestId
                ?? ErrorText.RequestId(key is null ? text : key.RemoveFrom(text)),
            RetryDelay = inner?.RetryDelay ?? details.RetryDelay ?? ErrorText.RetryDelay(text),
            FieldViolations = inner is { FieldViolations.Count: > 0 } ? inner.FieldViolations : details.FieldViolations,
            QuotaViolations = inner is { QuotaViolations.Count: > 0 } ? inner.QuotaViolations : details.QuotaViolations,
            HelpLinks = inner is { HelpLinks.Count: > 0 } ? inner.HelpLinks : details.HelpLinks,
        };
    }

    /// <summary>The error in JSON text that stands alone or at the end of a sentence: <c>failed: {"error":...}</c>.</summary>
    private ProviderError? FromText(string text, int nesting)
    {
        var start = text.IndexOf('{');
        if (start < 0 || nesting >= MaxNesting)
        {
            return null;
        }

        var utf8 = Encoding.UTF8.GetBytes(text.Substring(start));
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Options.MaxDepth });
            using var document = JsonDocument.ParseValue(ref reader); // What follows the value is somebody's prose.
            return Find(document.RootElement, anyObject: true) is { } error ? ReadError(error, nesting + 1) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // A brace in a sentence.
        }
    }

    private static JsonElement? Message(JsonElement error)
    {
        foreach (var name in MessageNames)
        {
            if (error.TryGetProperty(name, out var message) && IsSaid(message))
            {
                return message;
            }
        }

        return null;
    }

    private static readonly string[] MessageNames =
    [
        "message",
        "detail",
        "error_description",
        "error_msg",
        "msg",
        "title",
    ];

    private static (int? Code, string? Text) Code(JsonElement error)
    {
        if (!error.TryGetProperty("code", out var code))
        {
            return (null, null);
        }

        if (code.ValueKind == JsonValueKind.Number)
        {
            return (code.TryGetInt32(out var number) ? number : null, null);
        }

        if (code.ValueKind != JsonValueKind.String || JsonText.Of(code) is not { Length: > 0 } text)
        {
            return (null, null);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
            ? (parsed, null)
            : (null, text);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? JsonText.Of(value) is { Length: > 0 } text
                ? text
                : null
            : null;

    private string? Shorten(string? message) =>
        message is null ? null : ErrorText.Excerpt(message, MaxMessageLength, key);
}
