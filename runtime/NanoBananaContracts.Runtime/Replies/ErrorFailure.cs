namespace NanoBananaContracts;

/// <summary>Makes the failure of a reply that is an error: by its status, or by its body whatever the status.</summary>
internal static class ErrorFailure
{
    /// <summary>The failure that a reply with an error status is.</summary>
    internal static NanoBananaException FromStatus(
        int status,
        string? contentType,
        ReadOnlyMemory<byte> body,
        CallContext context,
        TimeSpan? retryAfter = null,
        string? requestId = null
    )
    {
        body = BodyShape.WithoutMark(body);
        var error = ErrorBodyReader.Read(body, anyObject: true, context.Key);
        return Create(
            status,
            error,
            BodyShape.IsPage(contentType, body.Span),
            body.Span,
            context,
            retryAfter,
            requestId
        );
    }

    /// <summary>The failure that an error body is.</summary>
    internal static NanoBananaException Create(
        int status,
        ProviderError? error,
        bool isPage,
        ReadOnlySpan<byte> body,
        CallContext context,
        TimeSpan? retryAfter = null,
        string? requestId = null
    )
    {
        var kind = ErrorClassifier.Classify(status, error, isPage);
        if (kind == FailureKind.InvalidRequest)
        {
            kind = Narrowed(context) ?? kind;
        }

        var wait = retryAfter ?? error?.RetryDelay;
        return new NanoBananaException(
            kind,
            Sentence(status, error, isPage, body, context),
            ErrorCure.Of(kind, status, error, isPage, context) ?? Cure(kind, wait, context)
        )
        {
            StatusCode = status,
            Error = error,
            RetryAfter = wait,
            RequestId = requestId ?? error?.RequestId,
            // A service that says 200 may have counted it as one.
            RetryAdvice =
                FailureFacts.Advice(kind) != RetryAdvice.Safe ? FailureFacts.Advice(kind)
                : status < 400 ? RetryAdvice.MayBillTwice
                : error is null && IsOfProxy(status) ? RetryAdvice.MayBillTwice
                : isPage && status < 500 && status is not (408 or 429) ? RetryAdvice.Never // It was refused, not lost.
                : RetryAdvice.Safe,
        };
    }

    /// <summary>
    /// What a proxy says, in a page or in nothing, of a request that it had passed on: it waited too long, or lost the
    /// connection. What stands behind it may go on, and bill, as where our own connection breaks.
    /// </summary>
    private static bool IsOfProxy(int status) => status is 408 or 502 or 504 or 520 or 524;

    /// <summary>
    /// "Request contains an invalid argument" is all that some services say of a wrong size or ratio: the request
    /// itself then tells which it was.
    /// </summary>
    private static FailureKind? Narrowed(CallContext context)
    {
        var image = context.Request?.GenerationConfig?.ImageConfig;
        if (image?.ImageSize is { IsDocumented: false })
        {
            return FailureKind.InvalidImageSize;
        }

        return image?.AspectRatio is { IsDocumented: false } ? FailureKind.InvalidAspectRatio : null;
    }

    private static string? Cure(FailureKind kind, TimeSpan? wait, CallContext context) =>
        kind == FailureKind.RateLimited && wait is { } time
            ? FormattableString.Invariant(
                $"Wait {time.TotalSeconds:0.###} s, then ask again; send fewer requests a minute."
            )
            : context.Cure(kind);

    private static string Sentence(
        int status,
        ProviderError? error,
        bool isPage,
        ReadOnlySpan<byte> body,
        CallContext context
    )
    {
        var isSuccess = status is >= 200 and < 300;
        var head =
            isSuccess ? $"{context.Service} answered {status} with an error inside"
            : status == 407
                ? $"A proxy before {(context.Provider is null ? "the service" : context.Service)} answered 407"
            : $"{context.Service} answered {status}";
        var name = error?.Status ?? error?.CodeText;
        if (name is not null)
        {
            head += FormattableString.Invariant(
                $" ({(isSuccess && error?.Code is { } code ? FormattableString.Invariant($"{code} ") : "")}{name})"
            );
        }

        if (error?.Message is { Length: > 0 } message)
        {
            return $"{head}: {Sentence(message)}";
        }

        return isPage ? $"{head} with an HTML page instead of an error of the service{BodyShape.Title(body)}."
            : body.IsEmpty ? head + " with an empty body."
            : head + ": " + Sentence(BodyShape.Start(body, context.Key));
    }

    private static string Sentence(string message) =>
        message.Length > 0 && message[message.Length - 1] is '.' or '!' or '?' ? message : message + ".";
}
