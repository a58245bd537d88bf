namespace NanoBananaContracts.Http;

/// <summary>
/// When a failed attempt is repeated: freely where nothing was generated, within
/// <see cref="CallOptions.MaxBilledAttempts"/> where something may have been, and never when the wait would outlast
/// the deadline.
/// </summary>
internal static class RetryPolicy
{
    internal static bool ShouldRetry(NanoBananaException failure, HttpCall call, CallClock clock, CallOptions options)
    {
        if (call.Attempts >= options.MaxAttempts || clock.Token.IsCancellationRequested)
        {
            return false;
        }

        var isAllowed = failure.RetryAdvice switch
        {
            // Without advice a 429 repeated blindly only keeps the limit exceeded.
            RetryAdvice.Safe => failure.Kind != FailureKind.RateLimited || failure.RetryAfter is not null,
            RetryAdvice.MayBillTwice => failure.Kind != FailureKind.Timeout
                && call.BilledAttempts < options.MaxBilledAttempts,
            _ => false,
        };
        return isAllowed && LongestWait(failure, call.Attempts, options) < clock.Remaining;
    }

    /// <summary>The wait before the next attempt: what the service asks for, or at most our own backoff.</summary>
    private static TimeSpan LongestWait(NanoBananaException failure, int attempts, CallOptions options)
    {
        if (failure.RetryAfter is { } advised)
        {
            return advised;
        }

        var backoff = options.RetryDelay.TotalSeconds * Math.Pow(2, attempts);
        return TimeSpan.FromSeconds(Math.Min(backoff, options.MaxRetryDelay.TotalSeconds));
    }
}
