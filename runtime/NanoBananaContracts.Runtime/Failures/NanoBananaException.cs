using System.Diagnostics.CodeAnalysis;

namespace NanoBananaContracts;

/// <summary>
/// A call that gave no image, or no reply: one <see cref="Kind"/>, what happened, and what to do about it.
/// Never contains the API key. Its message is one line, whatever a service wrote: control characters are spaces there.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1032:Implement standard exception constructors",
    Justification = "A failure without a kind is exactly what this type exists to prevent."
)]
public sealed class NanoBananaException : Exception
{
    private string? requestId;

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
        : base(OneLine.Of(whatHappened + " " + (cure ?? FailureFacts.Cure(kind))), innerException)
    {
        Kind = kind;
        WhatHappened = OneLine.Of(whatHappened);
        Cure = OneLine.Of(cure ?? FailureFacts.Cure(kind));
        RetryAdvice = FailureFacts.Advice(kind);
        HelpLink = FailureFacts.HelpLink(kind);
    }

    /// <summary>The one name of this failure.</summary>
    public FailureKind Kind { get; }

    /// <summary>What happened, without the cure. <see cref="Exception.Message"/> has both.</summary>
    public string WhatHappened { get; }

    /// <summary>What to do about it.</summary>
    public string Cure { get; }

    /// <summary>The HTTP status, where there was a reply.</summary>
    public int? StatusCode { get; init; }

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
        init;
    }

    /// <summary>The provider's own words: the error's message, the finish message, or the text of the reply.</summary>
    public string? ProviderMessage
    {
        get => field ?? Error?.Message;
        init;
    }

    /// <summary>Whether asking again can help, and what it may cost.</summary>
    public RetryAdvice RetryAdvice { get; init; }

    /// <summary>How long to wait before asking again, where the service said.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The id under which the provider can find the request.</summary>
    public string? RequestId
    {
        get => requestId;
        init => requestId = value;
    }

    /// <summary>How many times the request was sent; 0 when the failure was found before sending.</summary>
    public int Attempts { get; internal set; }

    /// <summary>The reply that is the failure (a refusal, a text, a cut image), where it could be read.</summary>
    public GenerateContentResponse? Response { get; init; }

    /// <summary>Adds what only the transport knows, where the body did not say it.</summary>
    internal NanoBananaException With(string? headerRequestId)
    {
        requestId ??= headerRequestId;
        return this;
    }
}
