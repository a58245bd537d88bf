namespace NanoBananaContracts;

/// <summary>
/// Reads a body into one array. A small length that is announced is believed at once, a larger one when a part of
/// it is here: the array then has that length, and what is still to come is read to its place. The limits of the stream
/// hold, and no announcement is beyond them.
/// </summary>
internal static class BodyBuffer
{
    private const int SmallLength = 64 * 1024;
    private const int TrustedPart = 64;
    private const int MostBytes = int.MaxValue - 65;

    internal static async Task<ReadOnlyMemory<byte>> ReadAsync(IIncomingBody reply, CancellationToken cancellationToken)
    {
        var announced = reply.ContentLength is { } known and > 0 and <= MostBytes ? (int)known : MostBytes;
        using var segments = new BodySegments();
        // One byte more finds the end without growing.
        var whole = announced <= SmallLength ? BodySegments.New(announced + 1) : null;
        var length = 0;
        while (true)
        {
            var room = whole is null ? segments.Room() : new ArraySegment<byte>(whole, length, whole.Length - length);
            var read = await reply
                .Body.ReadBytesAsync(room.Array!, room.Offset, room.Count, cancellationToken)
                .ConfigureAwait(false);
            if (read == 0)
            {
                return whole is null ? segments.Take() : whole.AsMemory(0, length);
            }

            length += read;
            if (whole is null)
            {
                segments.Advance(read);
                if (announced < MostBytes && length >= announced / TrustedPart && length <= announced)
                {
                    whole = segments.Take(announced + 1);
                }
            }
            else if (length > announced)
            {
                // A handler of the caller's own may give more than the headers say.
                segments.Write(whole.AsSpan(0, length));
                whole = null;
                announced = MostBytes;
            }
        }
    }
}
