using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace NanoBananaContracts.Http;

/// <summary>
/// A reply's bytes as they come: every read is watched by the idle limit, and the sum by the size limit.
/// </summary>
/// <param name="inner">Where the bytes come from.</param>
/// <param name="clock">The time of the call.</param>
/// <param name="limit">How many bytes may come.</param>
/// <param name="what">The option that sets the limit.</param>
/// <param name="packed">Where <paramref name="inner"/> decompresses: the bytes on the wire.</param>
internal sealed class LimitedStream(
    Stream inner,
    CallClock clock,
    long limit,
    string what,
    LimitedStream? packed = null
) : ReadOnlyStream
{
    private long total;
    private bool hasEnded;

#if NET
    // A large reply is read a thousand times and more: the state of a read that waits is used again by the next.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        clock.BeginRead();
        try
        {
            return Count(await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));
        }
        catch (InvalidOperationException exception) when (IsBrotli(inner))
        {
            throw Damage(exception);
        }
        catch (InvalidDataException exception)
        {
            throw Damage(exception);
        }
        catch (Exception exception) when (HandlerException.IsToMark(exception))
        {
            throw new HandlerException(exception);
        }
        finally
        {
            clock.EndRead();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // By itself, so that reading a plain reply does not load the assembly of the type.
    private static bool IsBrotli(Stream stream) => stream is BrotliStream;
#else
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        clock.BeginRead();
        try
        {
            return Count(await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false));
        }
        catch (InvalidDataException exception)
        {
            throw Damage(exception);
        }
        catch (Exception exception) when (HandlerException.IsToMark(exception))
        {
            throw new HandlerException(exception);
        }
        finally
        {
            clock.EndRead();
        }
    }
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Compressed data that is damaged is told from data that ends too early: only that has been read to its end.</summary>
    private NanoBananaException Damage(Exception exception) =>
        packed is { hasEnded: true }
            ? new(
                FailureKind.TruncatedReply,
                FormattableString.Invariant(
                    $"The reply is cut: its compressed data ends after {packed.total:N0} bytes, before it is complete."
                ),
                innerException: exception
            )
            : new(
                FailureKind.NotJson,
                "The reply's compression is damaged.",
                "Ask again. If it persists, look at the gateway between here and the service.",
                exception
            );

    internal static NanoBananaException TooLarge(long limit, string what) =>
        new(
            FailureKind.ResponseTooLarge,
            FormattableString.Invariant($"The reply is larger than {limit:N0} bytes ({what}).")
        );

    private int Count(int read)
    {
        hasEnded |= read == 0;
        total += read;
        return total <= limit ? read : throw TooLarge(limit, what);
    }
}
