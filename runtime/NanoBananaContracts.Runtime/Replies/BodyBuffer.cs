using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace NanoBananaContracts;

/// <summary>
/// Reads a body into one array. A length that is announced is believed once 64 kB of it are here: the array then has
/// that length and nothing more is copied. The limits of the stream hold, and no announcement is beyond them.
/// </summary>
internal static class BodyBuffer
{
    private const int TrustedLength = 64 * 1024;

    internal static async Task<ReadOnlyMemory<byte>> ReadAsync(IIncomingBody reply, CancellationToken cancellationToken)
    {
        if (reply.ContentLength is not (> 0 and <= int.MaxValue - 65))
        {
            return await CollectAsync(reply.Body, cancellationToken).ConfigureAwait(false);
        }

        var announced = (int)reply.ContentLength.Value;
        // One byte more finds the end without growing.
        var buffer = BodySegments.New(Math.Min(announced, TrustedLength) + 1);
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length > announced)
                {
                    // A handler of the caller's own may give more than the headers say.
                    var segments = new BodySegments();
                    segments.Write(buffer);
                    return await CollectAsync(reply.Body, segments, cancellationToken).ConfigureAwait(false);
                }

                var larger = BodySegments.New(announced + 1);
                buffer.AsSpan(0, length).CopyTo(larger);
                buffer = larger;
            }

            var read = await reply
                .Body.ReadBytesAsync(buffer, length, buffer.Length - length, cancellationToken)
                .ConfigureAwait(false);
            if (read == 0)
            {
                return buffer.AsMemory(0, length);
            }

            length += read;
        }
    }

    /// <summary>Reads a stream of unknown length to its end.</summary>
    internal static Task<byte[]> CollectAsync(Stream body, CancellationToken cancellationToken) =>
        CollectAsync(body, new BodySegments(), cancellationToken);

    private static async Task<byte[]> CollectAsync(
        Stream body,
        BodySegments segments,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var room = segments.Room();
            var read = await body.ReadBytesAsync(room.Array!, room.Offset, room.Count, cancellationToken)
                .ConfigureAwait(false);
            if (read == 0)
            {
                return segments.Take();
            }

            segments.Advance(read);
        }
    }
}
