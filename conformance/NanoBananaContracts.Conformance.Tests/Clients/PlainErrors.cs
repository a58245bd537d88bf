using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>Turns a status and an error body of any shape into a failure.</summary>
internal static partial class PlainErrors
{
    public static ClientFailure OfStatus(Defect defect, int status, string text, HttpResponseMessage response)
    {
        JsonNode? body = null;
        try
        {
            body = JsonNode.Parse(text);
        }
        catch (JsonException) when (defect != Defect.ParsesEveryErrorAsGoogle)
        {
            // A page or a line of text; the status decides.
        }

        if (body is JsonArray { Count: > 0 } list && defect != Defect.ParsesEveryErrorAsGoogle)
        {
            body = list[0];
        }

        if (defect == Defect.ParsesEveryErrorAsGoogle)
        {
            // The defect: an envelope of Google's, or an accident.
            _ = (int)body!["error"]!["code"]!;
            _ = (string)body["error"]!["message"]!;
            _ = (string)body["error"]!["status"]!;
        }

        return Of(defect, status, body, text, response.Headers.RetryAfter?.Delta);
    }

    public static ClientFailure OfBody(Defect defect, JsonObject body)
    {
        var error = body["error"];
        var code = Number(error is JsonObject o ? o["code"] : null);
        return code is >= 400 and < 600
            ? Of(defect, code.Value, body, body.ToJsonString(), null)
            : new ClientFailure(FailureClass.ErrorReply, $"The service answered with an error: {Message(error)}");
    }

    private static ClientFailure Of(Defect defect, int status, JsonNode? body, string text, TimeSpan? header)
    {
        var error = (body as JsonObject)?["error"];
        var message = error is null ? text : $"{Message(error)} {error.ToJsonString()}";
        if (defect == Defect.SendsAnythingBlindly)
        {
            message = string.Empty;
        }

        var all = Regex.Unescape(Escapes().Replace(message, " "));
        var said = $"The service answered {status}: {all}";
        var failureClass = ClassOf(defect, status, all);
        var retryable = failureClass is FailureClass.RateLimit or FailureClass.Server or FailureClass.Timeout;
        return new ClientFailure(failureClass, said, retryable)
        {
            NothingWasGenerated = retryable && status != 499,
            Advice = header ?? Delay(error),
        };
    }

    private static FailureClass ClassOf(Defect defect, int status, string message)
    {
        if (defect != Defect.StatusClassOnly)
        {
            if (message.Contains("API_KEY_INVALID", StringComparison.Ordinal))
            {
                return FailureClass.Authentication;
            }

            if (status == 403 && message.Contains("unregistered", StringComparison.Ordinal))
            {
                return FailureClass.Authentication;
            }

            if (message.Contains("FAILED_PRECONDITION", StringComparison.Ordinal))
            {
                return FailureClass.Permission;
            }

            if (
                status == 429
                && (
                    message.Contains("limit: 0", StringComparison.Ordinal)
                    || message.Contains("PerDay", StringComparison.Ordinal)
                )
            )
            {
                return FailureClass.Quota;
            }

            if (message.Contains("model_not_found", StringComparison.Ordinal))
            {
                return FailureClass.NotFound;
            }
        }

        return status switch
        {
            401 => FailureClass.Authentication,
            402 => FailureClass.Quota,
            403 => FailureClass.Permission,
            404 => FailureClass.NotFound,
            408 => FailureClass.Server,
            429 => FailureClass.RateLimit,
            499 => FailureClass.Server,
            >= 500 => FailureClass.Server,
            _ => FailureClass.InvalidRequest,
        };
    }

    private static string Message(JsonNode? error) =>
        error switch
        {
            JsonObject o when o["message"] is JsonValue value && value.GetValueKind() == JsonValueKind.String =>
                value.GetValue<string>(),
            null => string.Empty,
            _ => error.ToJsonString(),
        };

    private static int? Number(JsonNode? node) =>
        node is JsonValue value
        && int.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static TimeSpan? Delay(JsonNode? error)
    {
        var text = ((error as JsonObject)?["details"] as JsonArray)
            ?.OfType<JsonObject>()
            .Select(d => (string?)d["retryDelay"])
            .FirstOrDefault(d => d is not null);
        return text is not null
            ? TimeSpan.FromSeconds(double.Parse(text.TrimEnd('s'), CultureInfo.InvariantCulture))
            : null;
    }

    [GeneratedRegex(@"\\(?![\\""/bfnrtu])")]
    private static partial Regex Escapes();
}
