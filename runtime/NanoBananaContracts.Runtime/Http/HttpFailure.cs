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
                    $"The deadline of {Seconds(clock.Deadline)} for the whole call (the option Deadline) passed "
                        + (hasReply ? "while the reply was being read." : "before the service answered."),
                    innerException: exception
                );
            case StopReason.Idle:
                return new NanoBananaException(
                    FailureKind.IdleTimeout,
                    $"The reply began and then stood still for {Seconds(clock.IdleLimit)} (the option IdleLimit).",
                    innerException: exception
                );
            default:
                break;
        }

        if (exception is HandlerException { InnerException: { } thrown })
        {
            return OfHandler(thrown, way, hasReply);
        }

        return exception switch
        {
            OperationCanceledException => Cancelled(exception, clock, clientTimeout, hasReply),
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

    /// <summary>A cancellation that nobody asked for: HttpClient's own timeout shows as one, and so does a handler that gives up.</summary>
    private static NanoBananaException Cancelled(
        Exception exception,
        CallClock clock,
        TimeSpan clientTimeout,
        bool hasReply
    ) =>
        new(
            FailureKind.Timeout,
            IsClientTimeout(exception, clock, clientTimeout, hasReply)
                ? $"The HttpClient you supplied gave up: its own HttpClient.Timeout is {Seconds(clientTimeout)}."
                : $"The HttpClient cancelled the call after {Seconds(clock.Elapsed)}, which neither the caller nor a time limit "
                    + "of this library asked for: a handler of its own gave up, or it was disposed.",
            "Set HttpClient.Timeout to Timeout.InfiniteTimeSpan, look at the time limits of its handlers, and leave time to "
                + "the option Deadline: an image takes about 20 seconds, and minutes at 4K or under load.",
            exception
        );

    /// <summary>The timeout runs until the headers are here, and newer frameworks mark it.</summary>
    private static bool IsClientTimeout(Exception exception, CallClock clock, TimeSpan clientTimeout, bool hasReply) =>
        !hasReply && clientTimeout != Timeout.InfiniteTimeSpan
#if NET
        && exception.InnerException is TimeoutException;
#else
        && clock.Elapsed >= clientTimeout;
#endif

    /// <summary>
    /// What a handler of the caller's, or its stream, threw of its own. Its words can hold anything, and messages are logged:
    /// they stay with the cause.
    /// </summary>
    private static NanoBananaException OfHandler(Exception thrown, string way, bool hasReply)
    {
        var name = thrown.GetType().Name;
        if (thrown is TimeoutException or Polly.Timeout.TimeoutRejectedException)
        {
            return new NanoBananaException(
                FailureKind.Timeout,
                $"A handler of the HttpClient gave up: {name}, see the inner exception.",
                "Raise or remove the time limit of that handler and leave time to the option Deadline: an image takes "
                    + "about 20 seconds, and minutes at 4K or under load.",
                thrown
            );
        }

        return thrown is SocketException
            ? Connection(thrown, way, hasReply)
            : new NanoBananaException(
                FailureKind.ConnectionLost,
                (
                    hasReply
                        ? "The stream of the reply failed while it was being read"
                        : "A handler of the HttpClient failed"
                ) + $": {name}, see the inner exception.",
                "Look at the handlers of the HttpClient: neither the network nor the service throws this.",
                thrown
            )
            {
                RetryAdvice = RetryAdvice.MayBillTwice,
            };
    }

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
            what + Sentence(Innermost(exception)),
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

    private static string Sentence(Exception exception) => exception.Message.TrimEnd('.') + ".";

    private static string Seconds(TimeSpan time) =>
        time.TotalSeconds.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture) + " s";
}
