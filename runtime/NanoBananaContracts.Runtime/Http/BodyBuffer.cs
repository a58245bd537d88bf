using System;
using System.Threading;
using System.Threading.Tasks;

namespace NanoBananaContracts.Http;

/// <summary>
/// Reads a body into one array. Where its length is announced, the array has that length and nothing is copied; the
/// announcement is no more than a hint, and the limits of the stream hold.
/// </summary>
internal static class BodyBuffer
{
    private const int FirstLength = 64 * 1024;

    internal static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpReply reply, CancellationToken cancellationToken)
    {
        var announced = reply.ContentLength is > 0 and <= int.MaxValue - 64 ? (int)reply.ContentLength.Value : 0;
        // One byte more finds the end without growing.
        var buffer = New(announced > 0 ? announced + 1 : FirstLength);
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                var larger = New((int)Math.Min((long)buffer.Length * 2, int.MaxValue - 64));
                buffer.AsSpan().CopyTo(larger);
                buffer = larger;
            }

            var read = await reply
                .Body.ReadAsync(buffer, length, buffer.Length - length, cancellationToken)
                .ConfigureAwait(false);
            if (read == 0)
            {
                return buffer.AsMemory(0, length);
            }

            length += read;
        }
    }

    private static byte[] New(int length) =>
#if NET
        GC.AllocateUninitializedArray<byte>(length);
#else
        new byte[length];
#endif
}
