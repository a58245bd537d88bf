using System;
using System.Collections.Generic;
using NanoBananaContracts.Runtime.Tests.Pictures;

namespace NanoBananaContracts.Runtime.Tests.Failures;

/// <summary>One body of each failure, and of each shape a failure is seen in, written for these tests.</summary>
internal static class OwnBodies
{
    private static readonly string Png = Convert.ToBase64String(SamplePictures.Png(4, 3));
    private static readonly string Jpeg = Convert.ToBase64String(SamplePictures.Jpeg(8, 16));

    /// <summary>What it is called, its status and body, and its kind; null for a success.</summary>
    public static IReadOnlyList<(string Name, int Status, string Body, FailureKind? Kind)> All { get; } =
    [.. Google(), .. Gateways(), .. Pages(), .. Refusals(), .. Texts(), .. Images(), .. Streams()];

    private static IEnumerable<(string, int, string, FailureKind?)> Google()
    {
        yield return (
            "bad key",
            400,
            Error(400, "INVALID_ARGUMENT", "Key refused.", Info("API_KEY_INVALID")),
            FailureKind.Unauthorized
        );
        yield return (
            "bad key, in words only",
            400,
            Error(400, "INVALID_ARGUMENT", "API key not valid."),
            FailureKind.Unauthorized
        );
        yield return ("wrong credential", 401, Error(401, "UNAUTHENTICATED", "Use OAuth."), FailureKind.Unauthorized);
        yield return (
            "wrong credential, by reason",
            403,
            Error(403, "PERMISSION_DENIED", "x", Info("ACCESS_TOKEN_TYPE_UNSUPPORTED")),
            FailureKind.Unauthorized
        );
        yield return (
            "no key",
            403,
            Error(403, "PERMISSION_DENIED", "No unregistered callers here."),
            FailureKind.Unauthorized
        );
        yield return (
            "API off",
            403,
            Error(403, "PERMISSION_DENIED", "Off.", Info("SERVICE_DISABLED")),
            FailureKind.PermissionDenied
        );
        yield return ("no access", 403, Error(403, "PERMISSION_DENIED", "Not for you."), FailureKind.PermissionDenied);
        yield return (
            "place",
            400,
            Error(400, "FAILED_PRECONDITION", "User location is not supported."),
            FailureKind.UnsupportedLocation
        );
        yield return (
            "billing",
            400,
            Error(400, "FAILED_PRECONDITION", "Please enable billing."),
            FailureKind.UnsupportedLocation
        );
        yield return ("model", 404, Error(404, "NOT_FOUND", "models/x is not found."), FailureKind.ModelNotFound);
        yield return (
            "minute quota",
            429,
            Error(429, "RESOURCE_EXHAUSTED", "Slow.", Quota("PerMinute", "60")),
            FailureKind.RateLimited
        );
        yield return (
            "day quota",
            429,
            Error(429, "RESOURCE_EXHAUSTED", "Slow.", Quota("PerDayPerProject", "100")),
            FailureKind.QuotaExhausted
        );
        yield return (
            "no quota",
            429,
            Error(429, "RESOURCE_EXHAUSTED", "Slow.", Quota("PerMinute", "0")),
            FailureKind.QuotaExhausted
        );
        yield return (
            "no quota, in words only",
            429,
            Error(429, "RESOURCE_EXHAUSTED", "metric: x, limit: 0, model: y"),
            FailureKind.QuotaExhausted
        );
        yield return (
            "a limit that is not zero",
            429,
            Error(429, "RESOURCE_EXHAUSTED", "metric: x, limit: 0.5, model: y"),
            FailureKind.RateLimited
        );
        yield return ("internal", 500, Error(500, "INTERNAL", "Sorry."), FailureKind.ServerError);
        yield return ("overloaded", 503, Error(503, "UNAVAILABLE", "Too many."), FailureKind.Overloaded);
        yield return (
            "deadline at 503",
            503,
            Error(503, "UNAVAILABLE", "Deadline expired."),
            FailureKind.UpstreamTimeout
        );
        yield return ("deadline at 504", 504, Error(504, "DEADLINE_EXCEEDED", "Late."), FailureKind.UpstreamTimeout);
        yield return (
            "ratio",
            400,
            Error(400, "INVALID_ARGUMENT", "image_config.aspect_ratio: must be one of 1:1"),
            FailureKind.InvalidAspectRatio
        );
        yield return (
            "size",
            400,
            Error(400, "INVALID_ARGUMENT", "Invalid value for imageSize"),
            FailureKind.InvalidImageSize
        );
        yield return (
            "size, then ratio",
            400,
            Error(400, "INVALID_ARGUMENT", "at image_size; at aspect_ratio"),
            FailureKind.InvalidImageSize
        );
        yield return (
            "unknown field",
            400,
            Error(400, "INVALID_ARGUMENT", "Unknown name 'aspectRatio': Cannot find field."),
            FailureKind.UnknownField
        );
        yield return (
            "signature",
            400,
            Error(400, "INVALID_ARGUMENT", "missing a thought_signature"),
            FailureKind.MissingThoughtSignature
        );
        yield return (
            "mime type",
            400,
            Error(400, "INVALID_ARGUMENT", "Unsupported MIME type: image/tiff"),
            FailureKind.InvalidInputImage
        );
        yield return (
            "input image",
            400,
            Error(400, "INVALID_ARGUMENT", "Unable to read input image."),
            FailureKind.InvalidInputImage
        );
        yield return (
            "field violation",
            400,
            Error(400, "INVALID_ARGUMENT", "Bad.", Violation("generation_config.image_config.image_size")),
            FailureKind.InvalidImageSize
        );
        yield return (
            "too large",
            400,
            Error(400, "INVALID_ARGUMENT", "Request payload size exceeds the limit."),
            FailureKind.RequestTooLarge
        );
        yield return ("too large, by status", 413, "", FailureKind.RequestTooLarge);
        yield return (
            "anything else",
            400,
            Error(400, "INVALID_ARGUMENT", "Invalid argument."),
            FailureKind.InvalidRequest
        );
        yield return ("cancelled", 499, Error(499, "CANCELLED", "Gone."), FailureKind.Cancelled);
        yield return (
            "in an array",
            400,
            "[" + Error(400, "INVALID_ARGUMENT", "Invalid argument.") + "]",
            FailureKind.InvalidRequest
        );
        yield return ("teapot", 418, Error(418, "TEAPOT", "Short and stout."), FailureKind.ErrorReply);
        yield return ("redirect", 307, "", FailureKind.RedirectRefused);
    }

    private static IEnumerable<(string, int, string, FailureKind?)> Gateways()
    {
        yield return (
            "word for a code",
            401,
            """{"error":{"code":"","message":"No such token (request id: 2026abc)","type":"gateway_error"}}""",
            FailureKind.Unauthorized
        );
        yield return (
            "no channel",
            503,
            """{"error":{"message":"No channel.","type":"gateway_error","code":"model_not_found"}}""",
            FailureKind.ModelNotFound
        );
        yield return (
            "no credit",
            403,
            """{"error":{"message":"Top up.","code":"insufficient_user_quota"}}""",
            FailureKind.QuotaExhausted
        );
        yield return ("no credit, by status", 402, """{"error":{"message":"Pay."}}""", FailureKind.QuotaExhausted);
        yield return (
            "blocked",
            400,
            """{"error":{"message":"No.","code":"prompt_blocked"}}""",
            FailureKind.PromptBlocked
        );
        yield return (
            "bad upstream",
            500,
            """{"error":{"message":"x","code":"bad_response_body"}}""",
            FailureKind.GatewayError
        );
        yield return (
            "JSON in the message",
            400,
            """{"error":{"code":400,"status":"INTERNAL","message":"upstream said {\"error\":{\"code\":400,\"message\":\"aspect_ratio must be one of\",\"status\":\"INVALID_ARGUMENT\"}} and left"}}""",
            FailureKind.InvalidAspectRatio
        );
        yield return (
            "object in the message",
            400,
            """{"error":{"message":{"error":{"message":{"error":{"code":400,"message":"missing a thought_signature","status":"INVALID_ARGUMENT"}},"status":"Bad Request"}},"type":"t"}}""",
            FailureKind.MissingThoughtSignature
        );
        yield return (
            "number as text",
            500,
            """{"error":{"message":"proxied: {\"error\":{\"code\":503,\"message\":\"busy\",\"status\":\"UNAVAILABLE\"}}","type":null,"code":"500"}}""",
            FailureKind.Overloaded
        );
        yield return ("error as text", 401, """{"error":"bad token"}""", FailureKind.Unauthorized);
        yield return (
            "error as text and message",
            429,
            """{"error":"limit","message":"Slow down."}""",
            FailureKind.RateLimited
        );
        yield return ("detail", 422, """{"detail":"imageSize is wrong"}""", FailureKind.InvalidImageSize);
        yield return ("message alone", 500, """{"message":"boom"}""", FailureKind.ServerError);
        yield return (
            "list of errors",
            400,
            """{"errors":[{"message":"aspectRatio!"}]}""",
            FailureKind.InvalidAspectRatio
        );
        yield return ("empty error", 500, """{"error":{}}""", FailureKind.ServerError);
        yield return ("null error", 500, """{"error":null}""", FailureKind.ServerError);
    }

    private static IEnumerable<(string, int, string, FailureKind?)> Pages()
    {
        yield return ("page at 502", 502, "<html><title>502</title></html>", FailureKind.GatewayError);
        yield return ("page at 503", 503, "<!doctype html><title>Busy</title>", FailureKind.GatewayError);
        yield return ("page at 500", 500, "<html/>", FailureKind.GatewayError);
        yield return ("page at 403", 403, "<html><title>Attention</title></html>", FailureKind.GatewayError);
        yield return ("cloud's own", 522, "", FailureKind.GatewayError);
        yield return ("page at 200", 200, "<html><title>Welcome</title></html>", FailureKind.NotJson);
        yield return ("words at 200", 200, "upstream connect error", FailureKind.NotJson);
        yield return ("empty at 200", 200, "", FailureKind.EmptyReply);
        yield return ("blank at 200", 200, " \r\n\t", FailureKind.EmptyReply);
        yield return ("empty at 500", 500, "", FailureKind.ServerError);
        yield return ("words at 503", 503, "no healthy upstream", FailureKind.Overloaded);
        yield return ("broken JSON", 200, """{"candidates":[}""", FailureKind.NotJson);
        yield return ("garbage behind", 200, """{"candidates":[]}garbage""", FailureKind.NotJson);
        yield return (
            "cut JSON",
            200,
            """{"candidates":[{"content":{"parts":[{"inlineData":{"data":"iVBOR""",
            FailureKind.TruncatedReply
        );
        yield return (
            "cut before the end",
            200,
            """{"candidates":[{"content":{"parts":[]}}""",
            FailureKind.TruncatedReply
        );
        yield return ("error at 200", 200, Error(503, "UNAVAILABLE", "Too many."), FailureKind.Overloaded);
        yield return (
            "error without a code at 200",
            200,
            """{"error":{"message":"Something."}}""",
            FailureKind.ErrorReply
        );
        yield return (
            "wrong size at 200",
            200,
            """{"error":"Invalid value for imageSize"}""",
            FailureKind.InvalidImageSize
        );
        yield return ("wrong key at 200", 200, """{"error":"Invalid token"}""", FailureKind.Unauthorized);
        yield return ("message at 200", 200, """{"message":"Something."}""", FailureKind.ErrorReply);
    }

    private static IEnumerable<(string, int, string, FailureKind?)> Refusals()
    {
        yield return (
            "prompt",
            200,
            """{"promptFeedback":{"blockReason":"SAFETY"},"modelVersion":"m"}""",
            FailureKind.PromptBlocked
        );
        yield return (
            "prompt, new reason",
            200,
            """{"promptFeedback":{"blockReason":"NEWS"},"candidates":null}""",
            FailureKind.PromptBlocked
        );
        yield return (
            "no candidates",
            200,
            """{"candidates":null,"promptFeedback":{"safetyRatings":null}}""",
            FailureKind.NoCandidates
        );
        yield return ("empty candidates", 200, """{"candidates":[]}""", FailureKind.NoCandidates);
        yield return ("empty object", 200, "{}", FailureKind.NoCandidates);
        foreach (
            var reason in new[]
            {
                "IMAGE_SAFETY",
                "IMAGE_PROHIBITED_CONTENT",
                "IMAGE_RECITATION",
                "SAFETY",
                "RECITATION",
                "BLOCKLIST",
                "PROHIBITED_CONTENT",
                "SPII",
                "MODEL_ARMOR",
            }
        )
        {
            yield return (reason, 200, Finished(reason, "\"content\":{\"parts\":null},"), FailureKind.ImageRefused);
        }

        yield return ("draft, then refused", 200, Candidate(Draft(Png), "IMAGE_SAFETY"), FailureKind.ImageRefused);
        yield return ("NO_IMAGE", 200, Finished("NO_IMAGE"), FailureKind.NoImage);
        yield return ("IMAGE_OTHER", 200, Finished("IMAGE_OTHER", "\"content\":{},"), FailureKind.NoImage);
        yield return (
            "MAX_TOKENS",
            200,
            Finished("MAX_TOKENS", "\"content\":{\"role\":\"model\"},"),
            FailureKind.TokenLimitReached
        );
        yield return ("signature", 200, Finished("MISSING_THOUGHT_SIGNATURE"), FailureKind.MissingThoughtSignature);
        yield return ("OTHER", 200, Finished("OTHER"), FailureKind.GenerationStopped);
        yield return (
            "MALFORMED_FUNCTION_CALL",
            200,
            Finished("MALFORMED_FUNCTION_CALL"),
            FailureKind.GenerationStopped
        );
        yield return ("new reason", 200, Finished("OUT_OF_PAINT"), FailureKind.GenerationStopped);
    }

    private static IEnumerable<(string, int, string, FailureKind?)> Texts()
    {
        yield return ("text", 200, Candidate("""{"text":"I would rather not."}"""), FailureKind.TextInsteadOfImage);
        yield return (
            "data URL",
            200,
            Candidate($$"""{"text":"![x](data:image/png;base64,{{Png}})"}"""),
            FailureKind.ImageInText
        );
        yield return (
            "Markdown link",
            200,
            Candidate("""{"text":"Here: ![fox](https://files.example/fox)"}"""),
            FailureKind.ImageInText
        );
        yield return (
            "link",
            200,
            Candidate("""{"text":"https://files.example/fox.png?x=1"}"""),
            FailureKind.ImageInText
        );
        yield return (
            "a source in a sentence",
            200,
            Candidate("""{"text":"See https://files.example/fox.png for more."}"""),
            FailureKind.TextInsteadOfImage
        );
        yield return (
            "thoughts only",
            200,
            Candidate("""{"thought":true,"text":"Let me see ..."}"""),
            FailureKind.NoImage
        );
        yield return ("nothing", 200, Candidate("{}"), FailureKind.NoImage);
        yield return ("no parts", 200, Finished("STOP", "\"content\":{\"role\":\"model\"},"), FailureKind.NoImage);
    }

    private static IEnumerable<(string, int, string, FailureKind?)> Images()
    {
        yield return ("image", 200, Candidate(Image(Png)), null);
        yield return (
            "snake case",
            200,
            Candidate($$$"""{"inline_data":{"mime_type":"image/png","data":"{{{Png}}}"}}"""),
            null
        );
        yield return ("JPEG called PNG", 200, Candidate(Image(Jpeg)), null);
        yield return ("no declared type", 200, Candidate($$$"""{"inlineData":{"data":"{{{Png}}}"}}"""), null);
        yield return ("draft first", 200, Candidate(Draft("/9j/4AAQ") + "," + Image(Png)), null);
        yield return ("several", 200, Candidate(Image("/9j/4AAQ") + "," + Image(Png)), null);
        yield return ("a draft only", 200, Candidate(Draft(Png)), null);
        yield return ("empty part between", 200, Candidate("{\"text\":\"x\"},{}," + Image(Png)), null);
        yield return ("empty image beside a full one", 200, Candidate(Image(Png) + "," + Image("")), null);
        yield return ("token limit behind the image", 200, Candidate(Image(Png), "MAX_TOKENS"), null);
        yield return ("empty data", 200, Candidate(Image("")), FailureKind.EmptyImage);
        yield return ("no data", 200, Candidate("""{"inlineData":{"mimeType":"image/png"}}"""), FailureKind.EmptyImage);
        yield return ("cut Base64", 200, Candidate(Image(Png[..37])), FailureKind.TruncatedBase64);
        yield return ("cut image", 200, Candidate(Image(Png[..40])), FailureKind.TruncatedImage);
        yield return ("cut JPEG", 200, Candidate(Image(Jpeg[..(Jpeg.Length / 8 * 4)])), FailureKind.TruncatedImage);
        yield return ("no Base64", 200, Candidate(Image("iVBO*Rw0KGgo")), FailureKind.CorruptBase64);
        yield return (
            "no image",
            200,
            Candidate(Image(Convert.ToBase64String("Hello, world, this is no image."u8))),
            FailureKind.UnrecognizedImage
        );
    }

    private static IEnumerable<(string, int, string, FailureKind?)> Streams()
    {
        var image = Candidate(Image(Png));
        var text = """{"candidates":[{"content":{"parts":[{"text":"Once "}]},"index":0}]}""";
        yield return ("events", 200, $"data: {text}\r\n\r\ndata: {image}\r\n\r\n", null);
        yield return ("events without the last blank line", 200, $"data: {text}\n\ndata: {image}", null);
        yield return (
            "comments, events, [DONE]",
            200,
            $": hello\nevent: message\ndata: {image}\n\ndata: [DONE]\n\n",
            null
        );
        yield return (
            "error behind the events",
            200,
            $"data: {text}\n\n" + Error(499, "CANCELLED", "Gone."),
            FailureKind.Cancelled
        );
        yield return (
            "error over several lines",
            200,
            $"data: {text}\r\n\r\n{{\r\n  \"error\": {{\r\n    \"code\": 503,\r\n    \"message\": \"busy\"\r\n  }}\r\n}}\r\n",
            FailureKind.Overloaded
        );
        yield return (
            "error as an event",
            200,
            $"data: {text}\n\ndata: {Error(500, "INTERNAL", "x")}\n\n",
            FailureKind.ServerError
        );
        yield return ("cut event", 200, $"data: {image[..(image.Length / 2)]}", FailureKind.TruncatedReply);
        yield return ("no end", 200, $"data: {text}\n\n", FailureKind.TruncatedReply);
        yield return ("no events", 200, ": nothing\n\n", FailureKind.EmptyReply);
        yield return ("page in the stream", 200, $"data: {text}\n\n<html>504</html>\n", FailureKind.NotJson);
        yield return ("array", 200, $"[{text}\n,{image}]", null);
        yield return (
            "array with an error",
            200,
            $"[{text},{Error(503, "UNAVAILABLE", "busy")}]",
            FailureKind.Overloaded
        );
        yield return ("cut array", 200, $"[{text},{image[..(image.Length / 2)]}", FailureKind.TruncatedReply);
        yield return ("array without its end", 200, $"[{image},", FailureKind.TruncatedReply);
        yield return ("empty array", 200, "[]", FailureKind.EmptyReply);
    }

    private static string Image(string data) => "{" + Inline(data) + "}";

    private static string Draft(string data) => "{\"thought\":true," + Inline(data) + "}";

    private static string Inline(string data) =>
        "\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"" + data + "\"}";

    private static string Candidate(string parts, string reason = "STOP") =>
        $$$"""{"candidates":[{"content":{"role":"model","parts":[{{{parts}}}]},"finishReason":"{{{reason}}}","index":0}]}""";

    private static string Finished(string reason, string content = "") =>
        "{\"candidates\":[{" + content + "\"finishReason\":\"" + reason + "\",\"index\":0}]}";

    private static string Error(int code, string status, string message, string details = "") =>
        $$$"""{"error":{"code":{{{code}}},"message":"{{{message}}}","status":"{{{status}}}","details":[{{{details}}}]}}""";

    private static string Info(string reason) =>
        $$"""{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"{{reason}}"}""";

    private static string Quota(string id, string value) =>
        $$"""{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":"m","quotaId":"{{id}}","quotaValue":"{{value}}"}]}""";

    private static string Violation(string field) =>
        $$"""{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"{{field}}","description":"Wrong."}]}""";
}
