using System.Diagnostics.CodeAnalysis;

namespace NanoBananaContracts;

/// <summary>
/// A call that gave no image, or no reply: one <see cref="Kind"/>, what happened, and what to do about it.
/// Never contains the API key. Its message is one line, whatever a service wrote: control characters are spaces there.
/// </summary>
/// <remarks>
/// Whatever is shaped like a key or a token (<c>AIza...</c>, <c>sk-...</c>, <c>Bearer ...</c>) reads <c>[API key]</c> in
/// every text of it, whether it is the key of the call or somebody else's. <see cref="Response"/> is the reply as it came.
/// </remarks>
[SuppressMessage(
    "Design",
    "CA1032:Implement standard exception constructors",
    Justification = "A failure without a kind is exactly what this type exists to prevent."
)]
public sealed class NanoBananaException : Exception
{
    private string? requestId;
    private int? statusCode;

    /// <summary>Creates a failure.</summary>
    /// <param name="kind">Its one name.</param>
    /// <param name="whatHappened">One sentence or two, without the cure, ending in a full stop.</param>
    /// <param name="cure">What to do; <see langword="null"/> for the general cure of the kind.</param>
    /// <param name="innerException">The exception that led here, if one did.</param>
    public NanoBananaException(
        FailureKind kind,
        string whatHappened,
        string? cure = null,
        Exception? innerException = null
    )
        : base(Shown(whatHappened + " " + (cure ?? FailureFacts.Cure(kind))), innerException)
    {
        Kind = kind;
        WhatHappened = Shown(whatHappened);
        Cure = Shown(cure ?? FailureFacts.Cure(kind));
        RetryAdvice = FailureFacts.Advice(kind);
        HelpLink = FailureFacts.HelpLink(kind);
    }

    /// <summary>The one name of this failure.</summary>
    public FailureKind Kind { get; }

    /// <summary>What happened, without the cure. <see cref="Exception.Message"/> has both.</summary>
    public string WhatHappened { get; }

    /// <summary>What to do about it.</summary>
    public string Cure { get; }

    /// <summary>The HTTP status, where a reply had begun; also where it then stood still, was cut, or could not be read.</summary>
    public int? StatusCode
    {
        get => statusCode;
        init => statusCode = value;
    }

    /// <summary>Everything the provider's error body says, where there was one.</summary>
    public ProviderError? Error { get; init; }

    /// <summary>The provider's own code: a number, or a gateway's word.</summary>
    public string? ProviderCode =>
        string.IsNullOrEmpty(Error?.CodeText)
            ? Error?.Code?.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : Error!.CodeText;

    /// <summary>The provider's own status: <c>INVALID_ARGUMENT</c>, ...; or the finish or block reason.</summary>
    public string? ProviderStatus
    {
        get => field ?? Error?.Status;
        init => field = KeyShapes.MaskIfAny(value);
    }

    /// <summary>
    /// The provider's own words: the error's message, the finish message, or the text of the reply. It is cut at 16,384
    /// characters, that of an error at 2,000, with <c>" ..."</c> behind what is left; the whole text of a reply is in
    /// <see cref="Response"/>.
    /// </summary>
    public string? ProviderMessage
    {
        get => field ?? Error?.Message;
        init => field = KeyShapes.MaskIfAny(value);
    }

    /// <summary>Whether asking again can help, and what it may cost.</summary>
    public RetryAdvice RetryAdvice { get; init; }

    /// <summary>How long to wait before asking again, where the service said.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The id under which the provider can find the request.</summary>
    public string? RequestId
    {
        get => requestId;
        init => requestId = KeyShapes.MaskIfAny(value);
    }

    /// <summary>How many times the request was sent; 0 when the failure was found before sending.</summary>
    public int Attempts { get; internal set; }

    /// <summary>
    /// Whether something may have been generated, and billed, before this failed. What was never sent was not, nor what a
    /// service answered with an error; the error of a proxy that had only waited long enough says nothing of the service behind it.
    /// </summary>
    public bool MayBeBilled =>
        this
            is { Attempts: > 0, RetryAdvice: RetryAdvice.MayBillTwice }
                or { Attempts: > 0, StatusCode: null or < 400, RetryAdvice: not RetryAdvice.Safe };

    /// <summary>The reply that is the failure (a refusal, a text, a cut image), where it could be read.</summary>
    public GenerateContentResponse? Response { get; init; }

    /// <summary>Adds what only the transport knows, where the body did not say it.</summary>
    internal NanoBananaException With(string? headerRequestId, int? status = null)
    {
        statusCode ??= status;
        requestId ??= KeyShapes.MaskIfAny(headerRequestId);
        return this;
    }

    private static string Shown(string text) => KeyShapes.Mask(OneLine.Of(text));
}
