namespace NanoBananaContracts.Batch;

/// <summary>What a failure is to a batch.</summary>
internal static class FailureVerdict
{
    /// <summary>What is kept of it.</summary>
    public static FailureEntry Entry(NanoBananaException failure) =>
        new(failure.Kind, failure.Message) { StatusCode = failure.StatusCode, RequestId = failure.RequestId };

    /// <summary>Whether something may have been generated: what was never sent, or answered with an error, was not.</summary>
    public static bool MayBeBilled(NanoBananaException failure) =>
        failure is { Attempts: > 0, StatusCode: null or < 400, RetryAdvice: not RetryAdvice.Safe };

    /// <summary>
    /// Whether every other call would fail alike: it is the key, the account, the address, the disk or the program, not the line.
    /// </summary>
    public static bool IsOfEveryCall(NanoBananaException failure, BatchLine line) =>
        failure.Kind switch
        {
            FailureKind.Unauthorized
            or FailureKind.MissingApiKey
            or FailureKind.PermissionDenied
            or FailureKind.QuotaExhausted
            or FailureKind.UnsupportedLocation
            or FailureKind.InsecureEndpoint
            or FailureKind.RedirectRefused
            or FailureKind.ProxyRefused
            or FailureKind.ResendRefused
            or FailureKind.NotJson
            or FailureKind.OtherDialect
            or FailureKind.ImageInText
            or FailureKind.FileNotWritten => true,
            FailureKind.ModelNotFound => line.Model is null,
            _ => false,
        };

    /// <summary>Whether fewer calls at a time would help.</summary>
    public static bool IsOfLoad(FailureKind kind) => kind is FailureKind.RateLimited or FailureKind.Overloaded;
}
