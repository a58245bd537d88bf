using System.Net.Sockets;

namespace NanoBananaContracts.Http;

/// <summary>Gives the exceptions of the network and of the clock their one name.</summary>
internal static class HttpFailure
{
    /// <summary>
    /// What <paramref name="exception"/> means for the call; an <see cref="OperationCanceledException"/> with the
    /// caller's token where the caller cancelled; <see langword="null"/> where it is none of the network's.
    /// </summary>
    internal static Exception? Translate(
        Exception exception,
        CallClock clock,
        TimeSpan clientTimeout,
        string way,
        bool hasReply
    )
    {
        if (exception is NanoBananaException)
        {
            return exception;
        }

        // A connection that is torn down by our own token fails in many ways; the reason comes before the symptom.
        if (
            clock.Caller.IsCancellationRequested
            && exception is OperationCanceledException or IOException or HttpRequestException
        )
        {
            return new OperationCanceledException(
                $"The call was cancelled by its caller after {Seconds(clock.Elapsed)}.",
                exception,
                clock.Caller
            );
        }

        switch (clock.Reason)
        {
            case StopReason.Deadline:
                return new NanoBananaException(
                    FailureKind.Timeout,
                    $"The deadline of {Seconds(clock.Deadline)} for the whole call (NanoBananaOptions.Deadline) passed "
                        + (hasReply ? "while the reply was being read." : "before the service answered."),
                    innerException: exception
                );
            case StopReason.Idle:
                return new NanoBananaException(
                    FailureKind.IdleTimeout,
                    $"The reply began and then stood still for {Seconds(clock.IdleLimit)} (NanoBananaOptions.IdleLimit).",
                    innerException: exception
                );
            default:
                break;
        }

        return exception switch
        {
            OperationCanceledException => ClientTimeout(exception, clientTimeout),
            HttpRequestException => Connection(exception, way, hasReply),
            IOException => Connection(exception, way, hasReply),
            OutOfMemoryException when hasReply => new NanoBananaException(
                FailureKind.ResponseTooLarge,
                "Memory ran out while the reply was being read.",
                "Lower MaxResponseBytes to a quarter of the memory there is, or let SaveImageAsync write the image to a "
                    + "file as it comes.",
                exception
            ),
            _ => null,
        };
    }

    /// <summary>HttpClient's own timeout shows as a cancellation nobody asked for.</summary>
    private static NanoBananaException ClientTimeout(Exception exception, TimeSpan clientTimeout) =>
        new(
            FailureKind.Timeout,
            clientTimeout == Timeout.InfiniteTimeSpan
                ? "The HttpClient you supplied cancelled the call (it was disposed, or a handler of its own gave up)."
                : $"The HttpClient you supplied gave up: its own HttpClient.Timeout is {Seconds(clientTimeout)}.",
            "Set HttpClient.Timeout to Timeout.InfiniteTimeSpan and leave time to NanoBananaOptions.Deadline: "
                + "an image takes about 20 seconds, and minutes at 4K or under load.",
            exception
        );

    private static NanoBananaException Connection(Exception exception, string way, bool hasReply)
    {
        var notSent = !hasReply && WasNotSent(exception);
        var what =
            $"The connection to {way} "
            + (
                hasReply ? "broke while the reply was being read: "
                : notSent ? "could not be made: "
                : "broke before the service answered: "
            );
        return new NanoBananaException(
            FailureKind.ConnectionLost,
            what + Innermost(exception).Message.TrimEnd('.') + ".",
            innerException: exception
        )
        {
            RetryAdvice = notSent ? RetryAdvice.Safe : RetryAdvice.MayBillTwice,
        };
    }

    /// <summary>Whether the request cannot have reached the service, so that asking again costs nothing.</summary>
    internal static bool WasNotSent(Exception exception)
    {
#if NET8_0_OR_GREATER
        if (exception is HttpRequestException http && http.HttpRequestError != HttpRequestError.Unknown)
        {
            return http.HttpRequestError
                is HttpRequestError.ConnectionError
                    or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError;
        }
#endif
        return Innermost(exception)
            is SocketException
            {
                SocketErrorCode: SocketError.ConnectionRefused
                    or SocketError.HostNotFound
                    or SocketError.NoData
                    or SocketError.TryAgain
                    or SocketError.HostUnreachable
                    or SocketError.NetworkUnreachable
            };
    }

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }

    private static string Seconds(TimeSpan time) =>
        time.TotalSeconds.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture) + " s";
}
