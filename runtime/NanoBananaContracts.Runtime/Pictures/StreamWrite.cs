namespace NanoBananaContracts;

/// <summary>
/// Writes a whole image to a stream of the caller's from its position on, and takes it back if that fails: what was
/// overwritten is put back, what was added is cut off, and the position is what it was.
/// </summary>
internal sealed class StreamWrite(Stream stream) : IDisposable
{
    private SpoolSink? overwritten;
    private long start;
    private long length;

    /// <summary>Writes the image.</summary>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.FileNotWritten"/>.</exception>
    public async Task RunAsync(SpoolSink image, CancellationToken cancellationToken)
    {
        var isTouched = false;
        try
        {
            await RememberAsync(image.Length, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            isTouched = true;
            await image.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The caller gets the first failure; one in taking it back goes along with it.
            var second = isTouched ? await TryUndoAsync().ConfigureAwait(false) : null;
            if (exception is OperationCanceledException cancelled)
            {
                throw second is null
                    ? cancelled
                    : new OperationCanceledException(
                        cancelled.Message,
                        new AggregateException(cancelled, second),
                        cancelled.CancellationToken
                    );
            }

            throw exception as NanoBananaException ?? PictureFileFailure.OfStream(exception, second);
        }
    }

    /// <summary>Forgets what was overwritten.</summary>
    public void Dispose() => overwritten?.Dispose();

    private async Task RememberAsync(long count, CancellationToken cancellationToken)
    {
        if (!stream.CanSeek)
        {
            return;
        }

        start = stream.Position;
        length = stream.Length;
        if (start < length && stream.CanRead)
        {
            overwritten = new SpoolSink();
            try
            {
                await overwritten
                    .CopyFromAsync(stream, Math.Min(count, length - start), cancellationToken)
                    .ConfigureAwait(false);
            }
            finally
            {
                stream.Position = start;
            }
        }
    }

    private async Task<Exception?> TryUndoAsync()
    {
        try
        {
            if (!stream.CanSeek)
            {
                return new NotSupportedException("it cannot seek");
            }

            stream.Position = start;
            if (overwritten is not null)
            {
                // The caller may have cancelled, and wants back what was there all the more.
                await overwritten.CopyToAsync(stream, CancellationToken.None).ConfigureAwait(false);
            }

            if (stream.Length > length)
            {
                stream.SetLength(length);
            }

            stream.Position = start;
            return start < length && overwritten is null
                ? new NotSupportedException("it cannot be read, so what was overwritten is not known")
                : null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
