namespace NanoBananaContracts.Http;

/// <summary>
/// What a handler, or the stream of a reply, threw that no transport throws by itself. Marked where it leaves them, so
/// that it is told as a failure of the connection and an exception of anybody else (the caller's progress, say) is not.
/// </summary>
internal sealed class HandlerException(Exception cause) : IOException(cause.Message, cause)
{
    /// <summary>Whether an exception that left a handler has to be marked.</summary>
    internal static bool IsToMark(Exception exception) =>
        exception
            is not (
                OperationCanceledException
                or HttpRequestException
                or IOException
                or NanoBananaException
                or OutOfMemoryException
            );
}
