namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>Bodies that are errors, or no replies at all, written for these tests.</summary>
internal static class OwnErrorBodies
{
    /// <summary>What it is called, its status and body, and its kind; null for a success.</summary>
    public static IEnumerable<(string Name, int Status, string Body, FailureKind? Kind)> All =>
        [.. Google(), .. Gateways(), .. Pages()];

    /// <summary>The body of an error as Google writes it.</summary>
    public static string Error(int code, string status, string message, string details = "") =>
        $$$"""{"error":{"code":{{{code}}},"message":"{{{message}}}","status":"{{{status}}}","details":[{{{details}}}]}}""";

    private static string Info(string reason) =>
        $$"""{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"{{reason}}"}""";

    private static string Quota(string id, string value) =>
        $$"""{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":"m","quotaId":"{{id}}","quotaValue":"{{value}}"}]}""";

    private static string Violation(string field) =>
        $$"""{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"{{field}}","description":"Wrong."}]}""";

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
        yield return (
            "page at 407",
            407,
            "<html><title>407 Proxy Authentication Required</title></html>",
            FailureKind.ProxyRefused
        );
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
}
