using System.Buffers;

namespace NanoBananaContracts;

/// <summary>
/// Bytes whose number is not known before they are here, collected in segments from the pool and put together once: what
/// is allocated is one array of their length, where an array that doubles takes three times that. The segments go back
/// when the bytes are taken, or here is disposed.
/// </summary>
internal sealed class BodySegments : IDisposable
{
    private const int FirstLength = 16 * 1024;

    // Many of one length: the pool gives those to every thread, and a single one only to the thread that returned it.
    private const int LargestLength = 2 * 1024 * 1024;

    // What an array can hold, on every target.
    private const int MostBytes = int.MaxValue - 64;

    private readonly List<byte[]> full = [];
    private byte[] current = [];
    private int used;
    private long before;

    /// <summary>How many bytes there are.</summary>
    internal long Length => before + used;

    /// <summary>Where the next bytes go; at least one has room.</summary>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.ResponseTooLarge"/>: no array holds more.</exception>
    internal ArraySegment<byte> Room()
    {
        if (used == current.Length)
        {
            if (Length >= MostBytes)
            {
                throw new NanoBananaException(
                    FailureKind.ResponseTooLarge,
                    FormattableString.Invariant(
                        $"The reply is larger than {MostBytes:N0} bytes, which is the most that memory can hold in one piece."
                    )
                );
            }

            var next = Math.Min(Math.Max(Length, FirstLength), LargestLength);
            if (used > 0)
            {
                full.Add(current);
            }

            before += used;
            used = 0;
            current = ArrayPool<byte>.Shared.Rent((int)Math.Min(next, MostBytes - before));
        }

        return new ArraySegment<byte>(current, used, current.Length - used);
    }

    /// <summary>Says how many bytes were put into <see cref="Room"/>.</summary>
    internal void Advance(int count) => used += count;

    /// <summary>Appends bytes.</summary>
    internal void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Span<byte> room = Room();
            var count = Math.Min(room.Length, bytes.Length);
            bytes.Slice(0, count).CopyTo(room);
            Advance(count);
            bytes = bytes.Slice(count);
        }
    }

    /// <summary>All bytes in an array of their length; nothing is collected afterwards.</summary>
    internal byte[] Take() => Take((int)Length);

    /// <summary>All bytes at the front of an array of a given length; nothing is collected afterwards.</summary>
    internal byte[] Take(int length)
    {
        var whole = New(length);
        var at = 0;
        foreach (var segment in full)
        {
            segment.CopyTo(whole, at);
            at += segment.Length;
        }

        Array.Copy(current, 0, whole, at, used);
        Dispose();
        return whole;
    }

    /// <summary>Gives the segments back; nothing is collected afterwards.</summary>
    public void Dispose()
    {
        foreach (var segment in full)
        {
            ArrayPool<byte>.Shared.Return(segment);
        }

        full.Clear();
        if (current.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(current);
        }

        current = [];
        before = used = 0;
    }

    /// <summary>An array whose bytes are all written before they are read.</summary>
    internal static byte[] New(int length) =>
#if NET
        GC.AllocateUninitializedArray<byte>(length);
#else
        new byte[length];
#endif
}
