namespace NanoBananaContracts.Batch;

/// <summary>What a failure is to a batch.</summary>
internal static class FailureVerdict
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>What becomes of an item whose call failed, however fast others are made.</summary>
    public static CallEnd EndOf(BatchClaim claim, NanoBananaException failure, BatchOptions options)
    {
        var entry = Entry(failure);
        var stop = IsOfEveryCall(failure, claim.Line) ? entry : null;
        if (failure.MayBeBilled)
        {
            return new CallFailed(entry, claim.ReservedMicroUsd)
            {
                Stop = stop,
                IsByChance = failure.RetryAdvice == RetryAdvice.MayBillTwice,
            };
        }

        if (stop is not null)
        {
            return new CallReturned(entry, null, Counts: false) { Stop = stop };
        }

        if (failure.RetryAdvice != RetryAdvice.Safe || claim.Tries + 1 >= options.MostTries)
        {
            return new CallFailed(entry, 0) { IsByChance = failure.RetryAdvice == RetryAdvice.Safe };
        }

        var wait = failure.RetryAfter ?? Backoff.After(claim.Tries + 1, FirstWait, LongestWait);
        return new CallReturned(entry, options.Time.GetUtcNow() + wait, Counts: true);
    }

    /// <summary>What is kept of it.</summary>
    public static FailureEntry Entry(NanoBananaException failure) =>
        new(failure.Kind, failure.Message) { StatusCode = failure.StatusCode, RequestId = failure.RequestId };

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

    /// <summary>
    /// Whether no call gets through at the moment, and none of them costs anything: the service refuses for its rate or its load, or
    /// cannot be reached. All wait for that together, and no item fails by it.
    /// </summary>
    public static bool IsOfService(NanoBananaException failure) =>
        !failure.MayBeBilled
        && (
            failure.Kind is FailureKind.RateLimited or FailureKind.Overloaded
            || failure is { Kind: FailureKind.ConnectionLost, RetryAdvice: RetryAdvice.Safe }
        );

    /// <summary>Whether fewer calls at a time would help.</summary>
    public static bool IsOfLoad(FailureKind kind) => kind is FailureKind.RateLimited or FailureKind.Overloaded;
}
