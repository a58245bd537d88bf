using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Subjects;

/// <summary>The class of each exact kind of failure of the runtime.</summary>
public static class FailureKindClasses
{
    /// <summary>The class of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="beforeSending">Whether the failure was found before anything was sent.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not one of the runtime's.</exception>
    public static FailureClass ToClass(this FailureKind kind, bool beforeSending) =>
        kind switch
        {
            FailureKind.MissingApiKey or FailureKind.InsecureEndpoint => FailureClass.Configuration,
            FailureKind.InvalidImageSize
            or FailureKind.InvalidAspectRatio
            or FailureKind.InvalidRequest
            or FailureKind.UnknownField
            or FailureKind.MissingThoughtSignature
            or FailureKind.InvalidInputImage
            or FailureKind.RequestTooLarge => beforeSending ? FailureClass.Configuration : FailureClass.InvalidRequest,
            FailureKind.Unauthorized => FailureClass.Authentication,
            FailureKind.PermissionDenied or FailureKind.UnsupportedLocation => FailureClass.Permission,
            FailureKind.ModelNotFound => FailureClass.NotFound,
            FailureKind.RateLimited => FailureClass.RateLimit,
            FailureKind.QuotaExhausted => FailureClass.Quota,
            FailureKind.ServerError
            or FailureKind.Overloaded
            or FailureKind.UpstreamTimeout
            or FailureKind.GatewayError
            or FailureKind.Cancelled => FailureClass.Server,
            FailureKind.ErrorReply => FailureClass.ErrorReply,
            FailureKind.PromptBlocked or FailureKind.ImageRefused => FailureClass.Blocked,
            FailureKind.MissingImageModality => beforeSending ? FailureClass.Configuration : FailureClass.NoImage,
            FailureKind.NoImage
            or FailureKind.NoCandidates
            or FailureKind.TextInsteadOfImage
            or FailureKind.ImageInText
            or FailureKind.TokenLimitReached
            or FailureKind.GenerationStopped => FailureClass.NoImage,
            FailureKind.EmptyImage
            or FailureKind.CorruptBase64
            or FailureKind.TruncatedBase64
            or FailureKind.TruncatedImage
            or FailureKind.UnrecognizedImage => FailureClass.CorruptImage,
            FailureKind.NotJson
            or FailureKind.TruncatedReply
            or FailureKind.EmptyReply
            or FailureKind.OtherDialect
            or FailureKind.ResponseTooLarge => FailureClass.MalformedReply,
            FailureKind.ConnectionLost or FailureKind.ProxyRefused or FailureKind.ResendRefused =>
                FailureClass.Connection,
            FailureKind.Timeout or FailureKind.IdleTimeout => FailureClass.Timeout,
            FailureKind.RedirectRefused => FailureClass.Redirect,
            FailureKind.FileNotWritten => FailureClass.File,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of failure has no class yet."),
        };
}
