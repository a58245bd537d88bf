using System.Globalization;

namespace NanoBananaContracts;

/// <summary>Gives an error reply its one <see cref="FailureKind"/>, from its status and what its body says.</summary>
internal static class ErrorClassifier
{
    /// <summary>The kind of an error reply.</summary>
    /// <param name="status">The HTTP status; 2xx when the error came in a reply that claims success.</param>
    /// <param name="error">What the body says, if it says anything.</param>
    /// <param name="isPage">Whether the body is an HTML page: then a proxy wrote it, not the service.</param>
    internal static FailureKind Classify(int status, ProviderError? error, bool isPage)
    {
        if (status == 407)
        {
            return FailureKind.ProxyRefused; // No service says that; whatever the body claims, a proxy wrote it.
        }

        var text = error is null ? "" : Searchable(error);
        if (ByReason(error?.Reason) is { } byReason)
        {
            return byReason;
        }

        if ((ByWord(error?.CodeText) ?? ByType(error?.Type)) is { } byWord)
        {
            return byWord;
        }

        if (status >= 400 && IsSpent(text))
        {
            return FailureKind.QuotaExhausted;
        }

        var code = EffectiveCode(status, error);
        return code switch
        {
            400 or 409 or 412 or 422 => BadRequest(text),
            401 => FailureKind.Unauthorized,
            402 => FailureKind.QuotaExhausted,
            403 => Forbidden(text, isPage),
            404 or 410 => FailureKind.ModelNotFound,
            408 or 504 or 524 => FailureKind.UpstreamTimeout,
            413 => FailureKind.RequestTooLarge,
            429 => IsExhausted(error, text) ? FailureKind.QuotaExhausted : FailureKind.RateLimited,
            499 => FailureKind.Cancelled,
            501 => FailureKind.ErrorReply, // It is not done, and will not be the next time.
            503 when Has(text, "deadline") => FailureKind.UpstreamTimeout,
            503 or 529 when !isPage => FailureKind.Overloaded,
            500 when !isPage => FailureKind.ServerError,
            502 => FailureKind.GatewayError,
            >= 500 => FailureKind.GatewayError,
            >= 300 and < 400 => FailureKind.RedirectRefused,
            >= 400 => FailureKind.ErrorReply,
            _ => ByText(text),
        };
    }

    /// <summary>
    /// The code that counts: the innermost error's own, for a gateway's status often says only that the gateway
    /// failed; then the one its status word stands for; then the HTTP status.
    /// </summary>
    private static int EffectiveCode(int status, ProviderError? error) =>
        error?.Code is >= 400 and < 600 ? error.Code.Value : CodeOf(error?.Status) ?? status;

    private static int? CodeOf(string? status) =>
        status switch
        {
            "INVALID_ARGUMENT" or "FAILED_PRECONDITION" or "OUT_OF_RANGE" => 400,
            "UNAUTHENTICATED" => 401,
            "PERMISSION_DENIED" => 403,
            "NOT_FOUND" => 404,
            "RESOURCE_EXHAUSTED" => 429,
            "CANCELLED" => 499,
            "UNIMPLEMENTED" => 501,
            "INTERNAL" or "UNKNOWN" or "DATA_LOSS" => 500,
            "UNAVAILABLE" => 503,
            "DEADLINE_EXCEEDED" => 504,
            _ => null,
        };

    private static FailureKind? ByReason(string? reason) =>
        reason switch
        {
            "API_KEY_INVALID" or "API_KEY_EXPIRED" or "CREDENTIALS_MISSING" => FailureKind.Unauthorized,
            "ACCESS_TOKEN_TYPE_UNSUPPORTED" or "ACCESS_TOKEN_EXPIRED" => FailureKind.Unauthorized,
            "SERVICE_DISABLED" or "API_KEY_SERVICE_BLOCKED" => FailureKind.PermissionDenied,
            "API_KEY_HTTP_REFERRER_BLOCKED" or "API_KEY_IP_ADDRESS_BLOCKED" => FailureKind.PermissionDenied,
            "API_KEY_ANDROID_APP_BLOCKED" or "API_KEY_IOS_APP_BLOCKED" => FailureKind.PermissionDenied,
            "CONSUMER_SUSPENDED" => FailureKind.PermissionDenied,
            "BILLING_DISABLED" => FailureKind.QuotaExhausted,
            "MODEL_CAPACITY_EXHAUSTED" => FailureKind.Overloaded,
            _ => null,
        };

    /// <summary>Codes of gateways that are words, and say more than the status they come with.</summary>
    private static FailureKind? ByWord(string? code) =>
        code switch
        {
            null => null,
            "invalid_api_key" or "unauthorized" => FailureKind.Unauthorized,
            "access_denied" => FailureKind.PermissionDenied, // the key is good, and may not call this
            "model_not_found" or "get_channel_failed" => FailureKind.ModelNotFound, // no channel of this model
            "insufficient_user_quota"
            or "insufficient_quota"
            or "pre_consume_token_quota_failed"
            or "budget_exceeded" => FailureKind.QuotaExhausted,
            "rate_limit_exceeded" or "token_concurrency_unavailable" => FailureKind.RateLimited,
            "channel:no_available_key" or "channel:response_time_exceeded" => FailureKind.Overloaded,
            "prompt_blocked"
            or "sensitive_words_detected"
            or "content_policy_violation"
            or "content_filter"
            or "moderation_blocked" => FailureKind.PromptBlocked,
            "bad_response" or "bad_response_body" or "bad_response_status_code" or "do_request_failed" =>
                FailureKind.GatewayError,
            _ when Begins(code, "entitlement_") => FailureKind.QuotaExhausted,
            _ when Begins(code, "token_concurrency_limit") => FailureKind.RateLimited,
            _ when Begins(code, "channel:") => FailureKind.ErrorReply, // set up wrongly, and so the next time
            _ => null,
        };

    /// <summary>Classes of errors that say more than their status; most say nothing.</summary>
    private static FailureKind? ByType(string? type) =>
        type switch
        {
            "budget_exceeded" or "insufficient_quota" => FailureKind.QuotaExhausted,
            "content_filter" or "content_policy_violation" => FailureKind.PromptBlocked,
            _ => null,
        };

    /// <summary>An error with neither a code nor a status that is one: its words are all there is.</summary>
    private static FailureKind ByText(string text)
    {
        if (Has(text, "invalid token") || Has(text, "invalid api key") || Has(text, "unauthorized"))
        {
            return FailureKind.Unauthorized;
        }

        if (IsSpent(text))
        {
            return FailureKind.QuotaExhausted;
        }

        var kind = BadRequest(text);
        return kind == FailureKind.InvalidRequest ? FailureKind.ErrorReply : kind;
    }

    private static FailureKind Forbidden(string text, bool isPage)
    {
        if (
            Has(text, "unregistered callers")
            || Has(text, "without established identity")
            || Has(text, "api key not")
            || Has(text, "reported as leaked")
        )
        {
            return FailureKind.Unauthorized;
        }

        if (IsAboutLocation(text) || Has(text, "region"))
        {
            return FailureKind.UnsupportedLocation;
        }

        if (Has(text, "insufficient") || Has(text, "quota") || Has(text, "balance"))
        {
            return FailureKind.QuotaExhausted;
        }

        return isPage ? FailureKind.GatewayError : FailureKind.PermissionDenied;
    }

    /// <summary>What a 400 complains of. The order matters: the more precise complaint comes first.</summary>
    private static FailureKind BadRequest(string text)
    {
        if (Has(text, "api key not valid") || Has(text, "api key expired") || Has(text, "api key not found"))
        {
            return FailureKind.Unauthorized;
        }

        if (Has(text, "unknown name") || Has(text, "cannot find field"))
        {
            return FailureKind.UnknownField;
        }

        if (Has(text, "thoughtsignature"))
        {
            return FailureKind.MissingThoughtSignature;
        }

        var ratio = text.IndexOf("aspectratio", StringComparison.Ordinal);
        var size = text.IndexOf("imagesize", StringComparison.Ordinal);
        if (ratio >= 0 || size >= 0)
        {
            return ratio >= 0 && (size < 0 || ratio < size)
                ? FailureKind.InvalidAspectRatio
                : FailureKind.InvalidImageSize;
        }

        if (IsAboutLocation(text) || Has(text, "billing"))
        {
            return FailureKind.UnsupportedLocation;
        }

        if (Has(text, "payload size exceeds") || Has(text, "too large"))
        {
            return FailureKind.RequestTooLarge;
        }

        return IsAboutInputImage(text) && !IsAboutOutput(text)
            ? FailureKind.InvalidInputImage
            : FailureKind.InvalidRequest;
    }

    /// <summary>Whether words say, in lower case, that the service is not offered where the caller is.</summary>
    internal static bool IsAboutLocation(string text) =>
        Has(text, "location is not supported")
        || Has(text, "not available in your country")
        || Has(text, "not available in your region")
        || Has(text, "not supported in your country")
        || Has(text, "country, region, or territory not supported");

    /// <summary>Whether words say that money, or what stands for it, is used up: more precise than the status they come with.</summary>
    private static bool IsSpent(string text) =>
        Has(text, "spending cap")
        || Has(text, "spend cap")
        || Has(text, "budget has been exceeded")
        || (Has(text, "quota") && Has(text, "is not enough"))
        || Has(text, "\u989d\u5ea6\u4e0d\u8db3") // "quota is not enough", as gateways say it in Chinese
        || Has(text, "\u4f59\u989d\u4e0d\u8db3"); // "balance is not enough"

    private static bool Begins(string text, string start) => text.StartsWith(start, StringComparison.Ordinal);

    private static bool IsAboutInputImage(string text) =>
        Has(text, "input image")
        || Has(text, "mime type")
        || Has(text, "mimetype")
        || Has(text, "image is not valid")
        || Has(text, "invalid image")
        || Has(text, "inlinedata");

    /// <summary>Fields of <c>generationConfig</c> that have a media type too, of what is to come.</summary>
    private static bool IsAboutOutput(string text) =>
        Has(text, "imageoutputoptions") || Has(text, "responseformat") || Has(text, "responsemimetype");

    /// <summary>A quota that waiting seconds cannot refill.</summary>
    private static bool IsExhausted(ProviderError? error, string text) =>
        error is not null
        && (
            error.QuotaViolations.Any(quota =>
                quota.Value == "0" || quota.Id?.IndexOf("PerDay", StringComparison.OrdinalIgnoreCase) >= 0
            )
            || HasLimitZero(text)
            || Has(text, "insufficient")
            || Has(text, "per day")
            || Has(text, "balance")
        );

    /// <summary>"limit: 0", but not "limit: 0.5" and not "limit: 05".</summary>
    private static bool HasLimitZero(string text)
    {
        const string Limit = "limit: 0";
        for (
            var at = text.IndexOf(Limit, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(Limit, at + Limit.Length, StringComparison.Ordinal)
        )
        {
            var end = at + Limit.Length;
            var continues =
                end < text.Length
                && (
                    char.IsDigit(text[end])
                    || (text[end] == '.' && end + 1 < text.Length && char.IsDigit(text[end + 1]))
                );
            if (!continues)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Message and violations in lower case without underscores, so that <c>aspect_ratio</c>, <c>aspectRatio</c> and
    /// <c>ASPECT_RATIO</c> are one word.
    /// </summary>
    private static string Searchable(ProviderError error)
    {
        var parts = error.FieldViolations.Select(violation => violation.Field + " " + violation.Description);
        var text = string.Join("\n", parts.Prepend(error.Message ?? ""));
#pragma warning disable CA1308 // For searching only.
        return text.Replace("_", "").ToLower(CultureInfo.InvariantCulture);
#pragma warning restore CA1308
    }

    private static bool Has(string text, string words) => text.Contains(words, StringComparison.Ordinal);
}
