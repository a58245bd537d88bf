namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>One kind for each status, each code, and each complaint, and which of them counts.</summary>
public sealed class ErrorClassifierTests
{
    [Theory]
    [InlineData(200, FailureKind.ErrorReply)]
    [InlineData(299, FailureKind.ErrorReply)]
    [InlineData(300, FailureKind.RedirectRefused)]
    [InlineData(302, FailureKind.RedirectRefused)]
    [InlineData(399, FailureKind.RedirectRefused)]
    [InlineData(400, FailureKind.InvalidRequest)]
    [InlineData(401, FailureKind.Unauthorized)]
    [InlineData(402, FailureKind.QuotaExhausted)]
    [InlineData(403, FailureKind.PermissionDenied)]
    [InlineData(404, FailureKind.ModelNotFound)]
    [InlineData(405, FailureKind.ErrorReply)]
    [InlineData(407, FailureKind.ProxyRefused)]
    [InlineData(408, FailureKind.UpstreamTimeout)]
    [InlineData(409, FailureKind.InvalidRequest)]
    [InlineData(410, FailureKind.ModelNotFound)]
    [InlineData(412, FailureKind.InvalidRequest)]
    [InlineData(413, FailureKind.RequestTooLarge)]
    [InlineData(418, FailureKind.ErrorReply)]
    [InlineData(422, FailureKind.InvalidRequest)]
    [InlineData(429, FailureKind.RateLimited)]
    [InlineData(499, FailureKind.Cancelled)]
    [InlineData(500, FailureKind.ServerError)]
    [InlineData(501, FailureKind.ErrorReply)]
    [InlineData(502, FailureKind.GatewayError)]
    [InlineData(503, FailureKind.Overloaded)]
    [InlineData(504, FailureKind.UpstreamTimeout)]
    [InlineData(524, FailureKind.UpstreamTimeout)]
    [InlineData(529, FailureKind.Overloaded)]
    [InlineData(599, FailureKind.GatewayError)]
    public void A_status_without_words(int status, FailureKind kind)
    {
        ErrorClassifier.Classify(status, null, isPage: false).ShouldBe(kind);
        ErrorClassifier.Classify(status, new ProviderError(), isPage: false).ShouldBe(kind);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(529)]
    public void A_page_is_of_a_gateway(int status) =>
        ErrorClassifier.Classify(status, null, isPage: true).ShouldBe(FailureKind.GatewayError);

    [Theory]
    [InlineData("INVALID_ARGUMENT", FailureKind.InvalidRequest)]
    [InlineData("FAILED_PRECONDITION", FailureKind.InvalidRequest)]
    [InlineData("OUT_OF_RANGE", FailureKind.InvalidRequest)]
    [InlineData("UNAUTHENTICATED", FailureKind.Unauthorized)]
    [InlineData("PERMISSION_DENIED", FailureKind.PermissionDenied)]
    [InlineData("NOT_FOUND", FailureKind.ModelNotFound)]
    [InlineData("RESOURCE_EXHAUSTED", FailureKind.RateLimited)]
    [InlineData("CANCELLED", FailureKind.Cancelled)]
    [InlineData("INTERNAL", FailureKind.ServerError)]
    [InlineData("UNKNOWN", FailureKind.ServerError)]
    [InlineData("DATA_LOSS", FailureKind.ServerError)]
    [InlineData("UNAVAILABLE", FailureKind.Overloaded)]
    [InlineData("DEADLINE_EXCEEDED", FailureKind.UpstreamTimeout)]
    [InlineData("SOMETHING_NEW", FailureKind.ErrorReply)]
    public void A_status_word_counts_before_the_status(string word, FailureKind kind) =>
        Kind(200, new() { Status = word }).ShouldBe(kind);

    [Theory]
    [InlineData(399, FailureKind.ServerError)]
    [InlineData(400, FailureKind.InvalidRequest)]
    [InlineData(599, FailureKind.GatewayError)]
    [InlineData(600, FailureKind.ServerError)]
    public void A_code_that_is_an_error_counts_before_everything_but_words(int code, FailureKind kind) =>
        Kind(200, new() { Code = code, Status = "INTERNAL" }).ShouldBe(kind);

    [Theory]
    [InlineData("API_KEY_INVALID", FailureKind.Unauthorized)]
    [InlineData("API_KEY_EXPIRED", FailureKind.Unauthorized)]
    [InlineData("CREDENTIALS_MISSING", FailureKind.Unauthorized)]
    [InlineData("ACCESS_TOKEN_TYPE_UNSUPPORTED", FailureKind.Unauthorized)]
    [InlineData("ACCESS_TOKEN_EXPIRED", FailureKind.Unauthorized)]
    [InlineData("SERVICE_DISABLED", FailureKind.PermissionDenied)]
    [InlineData("API_KEY_SERVICE_BLOCKED", FailureKind.PermissionDenied)]
    [InlineData("API_KEY_HTTP_REFERRER_BLOCKED", FailureKind.PermissionDenied)]
    [InlineData("API_KEY_IP_ADDRESS_BLOCKED", FailureKind.PermissionDenied)]
    [InlineData("BILLING_DISABLED", FailureKind.QuotaExhausted)]
    [InlineData("MODEL_CAPACITY_EXHAUSTED", FailureKind.Overloaded)]
    [InlineData("SOMETHING_NEW", FailureKind.ModelNotFound)]
    public void A_reason_counts_before_a_code(string reason, FailureKind kind) =>
        Kind(
                404,
                new()
                {
                    Code = 404,
                    Reason = reason,
                    CodeText = reason == "SOMETHING_NEW" ? null : "model_not_found",
                }
            )
            .ShouldBe(kind);

    [Theory]
    [InlineData("invalid_api_key", FailureKind.Unauthorized)]
    [InlineData("access_denied", FailureKind.PermissionDenied)]
    [InlineData("unauthorized", FailureKind.Unauthorized)]
    [InlineData("model_not_found", FailureKind.ModelNotFound)]
    [InlineData("insufficient_user_quota", FailureKind.QuotaExhausted)]
    [InlineData("insufficient_quota", FailureKind.QuotaExhausted)]
    [InlineData("pre_consume_token_quota_failed", FailureKind.QuotaExhausted)]
    [InlineData("rate_limit_exceeded", FailureKind.RateLimited)]
    [InlineData("channel:no_available_key", FailureKind.Overloaded)]
    [InlineData("prompt_blocked", FailureKind.PromptBlocked)]
    [InlineData("sensitive_words_detected", FailureKind.PromptBlocked)]
    [InlineData("content_policy_violation", FailureKind.PromptBlocked)]
    [InlineData("bad_response", FailureKind.GatewayError)]
    [InlineData("bad_response_body", FailureKind.GatewayError)]
    [InlineData("bad_response_status_code", FailureKind.GatewayError)]
    [InlineData("do_request_failed", FailureKind.GatewayError)]
    [InlineData("something_new", FailureKind.Cancelled)]
    public void A_word_for_a_code_counts_before_the_status(string word, FailureKind kind) =>
        Kind(499, new() { CodeText = word }).ShouldBe(kind);

    [Theory]
    [InlineData("API key not valid.", FailureKind.Unauthorized)]
    [InlineData("API key expired.", FailureKind.Unauthorized)]
    [InlineData("API Key not found.", FailureKind.Unauthorized)]
    [InlineData("Unknown name \"imageSize\"", FailureKind.UnknownField)]
    [InlineData("Cannot find field: aspectRatio", FailureKind.UnknownField)]
    [InlineData("Part misses a thought_signature for image_size.", FailureKind.MissingThoughtSignature)]
    [InlineData("Bad aspect_ratio.", FailureKind.InvalidAspectRatio)]
    [InlineData("Bad IMAGE_SIZE.", FailureKind.InvalidImageSize)]
    [InlineData("imageSize, aspectRatio", FailureKind.InvalidImageSize)]
    [InlineData("aspectRatio, imageSize", FailureKind.InvalidAspectRatio)]
    [InlineData("User location is not supported, imagesize or not", FailureKind.InvalidImageSize)]
    [InlineData("User location is not supported.", FailureKind.UnsupportedLocation)]
    [InlineData("Enable billing.", FailureKind.UnsupportedLocation)]
    [InlineData("Request payload size exceeds the limit.", FailureKind.RequestTooLarge)]
    [InlineData("Input image too large.", FailureKind.RequestTooLarge)]
    [InlineData("The input image is odd.", FailureKind.InvalidInputImage)]
    [InlineData("Unsupported MIME type: x", FailureKind.InvalidInputImage)]
    [InlineData("Unsupported mimeType", FailureKind.InvalidInputImage)]
    [InlineData("Provided image is not valid.", FailureKind.InvalidInputImage)]
    [InlineData("Invalid image.", FailureKind.InvalidInputImage)]
    [InlineData(
        "Invalid value at 'generation_config.image_config.image_output_options.mime_type'",
        FailureKind.InvalidRequest
    )]
    [InlineData("generationConfig.imageConfig.imageOutputOptions.mimeType is odd", FailureKind.InvalidRequest)]
    [InlineData("Invalid value at 'generation_config.response_mime_type'", FailureKind.InvalidRequest)]
    [InlineData("Invalid value at 'generation_config.response_format.image.mime_type'", FailureKind.InvalidRequest)]
    [InlineData("inline_data is wrong", FailureKind.InvalidInputImage)]
    [InlineData("Nothing of all that.", FailureKind.InvalidRequest)]
    public void What_a_bad_request_complains_of(string message, FailureKind kind)
    {
        Kind(400, new() { Message = message }).ShouldBe(kind);
        Kind(400, new() { FieldViolations = [new(message, "")] }).ShouldBe(kind);
        Kind(400, new() { Message = "Bad.", FieldViolations = [new("a", "b"), new("", message)] }).ShouldBe(kind);
        // Without any status that is an error the words are all there is.
        Kind(200, new() { Message = message })
            .ShouldBe(kind == FailureKind.InvalidRequest ? FailureKind.ErrorReply : kind);
    }

    [Theory]
    [InlineData("Invalid token given.")]
    [InlineData("Invalid API key given.")]
    [InlineData("Unauthorized.")]
    public void Words_alone_can_refuse_a_key(string message)
    {
        Kind(200, new() { Message = message }).ShouldBe(FailureKind.Unauthorized);
        Kind(400, new() { Message = message }).ShouldBe(FailureKind.InvalidRequest);
    }

    [Theory]
    [InlineData("No unregistered callers, whatever the region.", FailureKind.Unauthorized)]
    [InlineData("Callers without established identity", FailureKind.Unauthorized)]
    [InlineData("API key not authorized.", FailureKind.Unauthorized)]
    [InlineData("User location is not supported.", FailureKind.UnsupportedLocation)]
    [InlineData("Not in this region, whatever the quota.", FailureKind.UnsupportedLocation)]
    [InlineData("insufficient funds", FailureKind.QuotaExhausted)]
    [InlineData("No quota.", FailureKind.QuotaExhausted)]
    [InlineData("Your balance is low.", FailureKind.QuotaExhausted)]
    [InlineData("No.", FailureKind.PermissionDenied)]
    public void Why_something_is_forbidden(string message, FailureKind kind) =>
        Kind(403, new() { Message = message }).ShouldBe(kind);

    [Theory]
    [InlineData("limit: 0", FailureKind.QuotaExhausted)]
    [InlineData("limit: 0, model", FailureKind.QuotaExhausted)]
    [InlineData("limit: 0.", FailureKind.QuotaExhausted)]
    [InlineData("limit: 0. 5 more", FailureKind.QuotaExhausted)]
    [InlineData("limit: 0.5", FailureKind.RateLimited)]
    [InlineData("limit: 05", FailureKind.RateLimited)]
    [InlineData("limit: 05 and limit: 0.7", FailureKind.RateLimited)]
    [InlineData("limit: 05 and limit: 0", FailureKind.QuotaExhausted)]
    [InlineData("insufficient credit", FailureKind.QuotaExhausted)]
    [InlineData("10 requests per day", FailureKind.QuotaExhausted)]
    [InlineData("no balance", FailureKind.QuotaExhausted)]
    [InlineData("10 requests per minute", FailureKind.RateLimited)]
    public void Whether_waiting_refills_a_quota(string message, FailureKind kind) =>
        Kind(429, new() { Message = message }).ShouldBe(kind);

    [Theory]
    [InlineData("id", "0", FailureKind.QuotaExhausted)]
    [InlineData("RequestsPerDayPerProject", "50", FailureKind.QuotaExhausted)]
    [InlineData("PerDay", null, FailureKind.QuotaExhausted)]
    [InlineData("perday", "1", FailureKind.QuotaExhausted)]
    [InlineData("PerMinute", "10", FailureKind.RateLimited)]
    [InlineData(null, null, FailureKind.RateLimited)]
    public void A_quota_of_a_day_or_of_nothing_is_not_refilled(string? id, string? value, FailureKind kind) =>
        Kind(429, new() { QuotaViolations = [new("m", "PerMinute", "5"), new("m", id, value)] }).ShouldBe(kind);

    [Fact]
    public void A_deadline_at_503_is_a_timeout() =>
        Kind(503, new() { Message = "Deadline expired." }).ShouldBe(FailureKind.UpstreamTimeout);

    private static FailureKind Kind(int status, ProviderError error) =>
        ErrorClassifier.Classify(status, error, isPage: false);
}
