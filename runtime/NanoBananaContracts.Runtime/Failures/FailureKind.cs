namespace NanoBananaContracts;

/// <summary>
/// The one name of each way a generateContent call can fail. <c>docs/failures.md</c> has a row for every member,
/// with the source of the fact; <see cref="System.Exception.HelpLink"/> points at that row.
/// </summary>
/// <remarks>Members are only ever added, at the end: their numbers are stable.</remarks>
public enum FailureKind
{
    /// <summary>
    /// The service did not accept the key. Symptom: 401; at Google also 400 <c>API_KEY_INVALID</c>, and 403 when no
    /// key was sent. Cause: a wrong, deleted or missing key, a key of another provider, or a Bearer header.
    /// Cure: take a key from the provider's key page and send it as <c>x-goog-api-key</c>.
    /// </summary>
    Unauthorized,

    /// <summary>
    /// The reply has no image because none was asked for. Symptom: text only. Cause: <c>responseModalities</c> is
    /// missing or has no <c>IMAGE</c>. Cure: ask for <c>["TEXT","IMAGE"]</c> or <c>["IMAGE"]</c>.
    /// </summary>
    MissingImageModality,

    /// <summary>
    /// The service answered with an error that no other kind describes, whatever the status. Symptom: an
    /// <c>error</c> object and no <c>candidates</c>. Cure: read <see cref="NanoBananaException.ProviderMessage"/>.
    /// </summary>
    ErrorReply,

    /// <summary>
    /// The time given to the call ran out. Symptom: no complete reply within the deadline (or within the supplied
    /// <c>HttpClient.Timeout</c>; the message says which). Cause: generation takes 20 s and more, minutes at 4K or
    /// under load. Cure: a longer <see cref="CallOptions.Deadline"/>, or a smaller image.
    /// </summary>
    Timeout,

    /// <summary>
    /// The image size is not one this model makes. Symptom: found before sending, or 400 naming
    /// <c>imageSize</c>. Cure: one of the sizes the message lists.
    /// </summary>
    InvalidImageSize,

    /// <summary>
    /// The aspect ratio is not one this model makes. Symptom: found before sending, or 400 naming
    /// <c>aspectRatio</c>. Cure: one of the ratios the message lists.
    /// </summary>
    InvalidAspectRatio,

    /// <summary>
    /// The Base64 text of the image ends too early. Symptom: its length leaves a fragment that is no whole byte.
    /// Cause: a gateway or a connection cut the reply. Cure: ask again; take <c>inlineData.data</c> whole.
    /// </summary>
    TruncatedBase64,

    /// <summary>
    /// There is no usable key to send. Symptom: found before sending. Cause: the variable or the option is empty, or
    /// its text cannot be a header value. Cure: set the variable that the message names.
    /// </summary>
    MissingApiKey,

    /// <summary>
    /// The request breaks the contract. Symptom: found before sending with the path of the field, or 400
    /// <c>INVALID_ARGUMENT</c> that names nothing more precise. Cure: correct the named field.
    /// </summary>
    InvalidRequest,

    /// <summary>
    /// The request has a field the service does not know. Symptom: 400 "Unknown name". Cause: a misspelt field or
    /// one at the wrong level, such as <c>aspectRatio</c> beside <c>imageConfig</c>, or one of another provider's. Cure:
    /// move or rename it, or leave it out.
    /// </summary>
    UnknownField,

    /// <summary>
    /// A model turn was sent back without its thought signature. Symptom: 400 naming <c>thought_signature</c>, or
    /// finish reason <c>MISSING_THOUGHT_SIGNATURE</c>. Cure: return every part exactly as it came;
    /// <see cref="Conversation"/> does.
    /// </summary>
    MissingThoughtSignature,

    /// <summary>
    /// An input image is not what it is declared to be, or cannot be read. Symptom: found before sending, or 400
    /// about the image or its MIME type. Cure: send a whole PNG, JPEG, WebP, HEIC, HEIF, GIF or AVIF, declared as
    /// what its bytes are.
    /// </summary>
    InvalidInputImage,

    /// <summary>
    /// The request is larger than the service takes. Symptom: found before sending, or 413. Cure: fewer or smaller
    /// input images, or uploaded files.
    /// </summary>
    RequestTooLarge,

    /// <summary>
    /// The key is good but may not do this. Symptom: 403, or 200 with finish reason <c>PUP_LIMITED_DISABLED</c>. Cause:
    /// the API is not enabled in the project, the key is restricted, or the account has no access to the model or was
    /// limited for breaking the use policy. Cure: enable or unrestrict it.
    /// </summary>
    PermissionDenied,

    /// <summary>
    /// The service is not offered where the call comes from. Symptom: 400 <c>FAILED_PRECONDITION</c> about the
    /// location, or billing. Cure: call from a supported region, or enable billing.
    /// </summary>
    UnsupportedLocation,

    /// <summary>
    /// The service does not know the model, or the address. Symptom: 404, or a gateway's <c>model_not_found</c>.
    /// Cause: a retired or misspelt id. Cure: a current model id.
    /// </summary>
    ModelNotFound,

    /// <summary>
    /// Too many requests or tokens in the current minute. Symptom: 429. Cure: wait as long as
    /// <see cref="NanoBananaException.RetryAfter"/> says.
    /// </summary>
    RateLimited,

    /// <summary>
    /// The quota or the credit is used up, or was never there. Symptom: 402, or 429 with <c>limit: 0</c> or a
    /// per-day quota. Waiting seconds never helps. Cure: enable billing, add credit, or wait for the reset.
    /// </summary>
    QuotaExhausted,

    /// <summary>
    /// The service failed internally. Symptom: 500. Cure: ask again; simplify the prompt if it persists.
    /// </summary>
    ServerError,

    /// <summary>
    /// The model has no capacity now. Symptom: 503 "overloaded" or "high demand". Cure: ask again later.
    /// </summary>
    Overloaded,

    /// <summary>
    /// The service gave up before the image was done. Symptom: 504, 408, or 503 "Deadline expired". Cure: ask again,
    /// or for a smaller image.
    /// </summary>
    UpstreamTimeout,

    /// <summary>
    /// A gateway or proxy between here and the model failed. Symptom: 502, or an HTML page with a 5xx status.
    /// Cure: ask again; if it persists, another base address.
    /// </summary>
    GatewayError,

    /// <summary>
    /// The service says that the call was cancelled. Symptom: 499 or status <c>CANCELLED</c>, often in the middle of
    /// a stream. Cancelling your own token gives an <see cref="System.OperationCanceledException"/> instead.
    /// Cure: ask again.
    /// </summary>
    Cancelled,

    /// <summary>
    /// The prompt was refused; nothing was generated. Symptom: 200 with <c>promptFeedback.blockReason</c>.
    /// Cure: another prompt or input image.
    /// </summary>
    PromptBlocked,

    /// <summary>
    /// The image or the answer was withheld by policy. Symptom: 200 with finish reason <c>IMAGE_SAFETY</c>,
    /// <c>IMAGE_PROHIBITED_CONTENT</c>, <c>IMAGE_RECITATION</c>, <c>SAFETY</c>, <c>ESCALATION</c>, ... Cure: another prompt.
    /// </summary>
    ImageRefused,

    /// <summary>
    /// The model made no image, and says so. Symptom: 200 with finish reason <c>NO_IMAGE</c> or
    /// <c>IMAGE_OTHER</c>. Cure: ask plainly for an image, or ask again.
    /// </summary>
    NoImage,

    /// <summary>
    /// The reply is a reply, with nothing in it. Symptom: 200, <c>candidates</c> absent, null or empty, no block
    /// reason. Cause: mostly a prompt blocked behind a gateway. Cure: another prompt, or the service directly.
    /// </summary>
    NoCandidates,

    /// <summary>
    /// The model answered with words although an image was asked for. Symptom: finish reason <c>STOP</c>, text
    /// parts only. Cause: a refusal in words, a question back, or chance. Cure: read the text; ask again.
    /// </summary>
    TextInsteadOfImage,

    /// <summary>
    /// A gateway put the image into the text. Symptom: a <c>data:</c> URL or an image link in a text part. Cure: the
    /// service directly, or take it from <see cref="NanoBananaReply.Text"/> yourself.
    /// </summary>
    ImageInText,

    /// <summary>
    /// The token limit was reached before the image. Symptom: finish reason <c>MAX_TOKENS</c>, or <c>CONTINUATION</c>
    /// at the service's own limit, without an image. Cure: a higher <c>maxOutputTokens</c>, or none; after
    /// <c>CONTINUATION</c> the request again with the candidate's <c>continuationToken</c>.
    /// </summary>
    TokenLimitReached,

    /// <summary>
    /// Generation stopped for another reason before the image. Symptom: another finish reason, such as
    /// <c>MALFORMED_FUNCTION_CALL</c>, or one that is not documented. Cure: see the message; ask again.
    /// </summary>
    GenerationStopped,

    /// <summary>
    /// The image part has no data. Symptom: <c>inlineData.data</c> empty or absent. Cure: ask again.
    /// </summary>
    EmptyImage,

    /// <summary>
    /// The image is not Base64. Symptom: an illegal character, or padding in the middle. Cure: look at the gateway
    /// between here and the model.
    /// </summary>
    CorruptBase64,

    /// <summary>
    /// The Base64 is sound but the image in it is cut or damaged. Symptom: a PNG without its end or with a wrong
    /// checksum, a JPEG without its end marker, a WebP shorter than it says. Cure: ask again.
    /// </summary>
    TruncatedImage,

    /// <summary>
    /// The bytes are no image format this library knows. Symptom: no PNG, JPEG or WebP signature. Cure: look at
    /// the bytes; they are at <see cref="GeneratedImage.ToArray"/>.
    /// </summary>
    UnrecognizedImage,

    /// <summary>
    /// The body is not JSON. Symptom: HTML or text with a 2xx status, or JSON that is broken before its end.
    /// Cause: a proxy's page, or a wrong base address. Cure: check the base address.
    /// </summary>
    NotJson,

    /// <summary>
    /// The JSON stops in the middle. Symptom: the body ends inside a value. Cause: the connection or a proxy cut it.
    /// Cure: ask again (the cut image was probably billed).
    /// </summary>
    TruncatedReply,

    /// <summary>The body is empty. Symptom: no bytes, or white space only, with a 2xx status. Cure: ask again.</summary>
    EmptyReply,

    /// <summary>
    /// The connection could not be made, or broke. Symptom: refused, reset, name not found, TLS failure, or closed
    /// in mid-reply. Cure: check the address and the network.
    /// </summary>
    ConnectionLost,

    /// <summary>
    /// The reply began and then stood still. Symptom: no byte for <see cref="CallOptions.IdleLimit"/>.
    /// Cure: ask again, or a longer limit.
    /// </summary>
    IdleTimeout,

    /// <summary>
    /// The reply is larger than allowed. Symptom: more than <see cref="CallOptions.MaxResponseBytes"/>, compressed or
    /// plain, more values or text than that has room for, more than 100 images, or no memory left. Cure: raise the limit if
    /// the reply is honest.
    /// </summary>
    ResponseTooLarge,

    /// <summary>
    /// The service redirected to another origin; the key was not sent there. Symptom: 3xx to another scheme, host or
    /// port, or too many redirects. Cure: the new address as <see cref="NanoBananaOptions.BaseAddress"/>, if you
    /// trust it.
    /// </summary>
    RedirectRefused,

    /// <summary>
    /// The address would expose the key. Symptom: found before sending: plain http to a host that is not this
    /// machine, or a key in the shape of Google's for another provider's host. Cure: https, and the key's own provider.
    /// </summary>
    InsecureEndpoint,

    /// <summary>
    /// The image could not be written. Symptom: disk full, folder missing or not writable; nothing is left behind.
    /// Cure: another path, or more space. The image is still in the reply.
    /// </summary>
    FileNotWritten,

    /// <summary>
    /// A proxy on the way to the service is out of reach, or let nothing through; the service never saw the call. Symptom:
    /// 407, another 4xx answer to CONNECT, or no connection to the proxy; the message names it. Cure: give the proxy its
    /// user name and password, or correct or unset it.
    /// </summary>
    ProxyRefused,

    /// <summary>
    /// A handler of the HttpClient tried to send a request again by itself, which may be billed each time; only the first
    /// was sent. Symptom: a resilience, retry or hedging handler on the client, and a call that failed or took long. Cure:
    /// take it off, and leave repeating to <see cref="CallOptions.MaxAttempts"/> and
    /// <see cref="CallOptions.MaxBilledAttempts"/>.
    /// </summary>
    ResendRefused,

    /// <summary>
    /// Whole JSON of another API. Symptom: <c>choices</c>, <c>data[].b64_json</c>, a reply inside <c>response</c>, a batch, a
    /// task, JSON Lines; the message names it. Cause: the address, or the gateway, speaks another dialect. Cure: an address
    /// that speaks generateContent; asking again gives the same.
    /// </summary>
    OtherDialect,
}
