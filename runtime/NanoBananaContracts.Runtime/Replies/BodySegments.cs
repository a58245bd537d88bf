using System;
using System.Collections.Generic;

namespace NanoBananaContracts;

/// <summary>
/// Bytes whose number is not known before they are here, collected in segments and put together once: never more than
/// twice their size in memory, where an array that doubles takes three times and leaves as much behind.
/// </summary>
internal sealed class BodySegments
{
    private const int FirstLength = 64 * 1024;
    private const int LargestLength = 8 * 1024 * 1024;

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
            current = New((int)Math.Min(next, MostBytes - before));
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
    internal byte[] Take()
    {
        var whole = New((int)Length);
        var at = 0;
        foreach (var segment in full)
        {
            segment.CopyTo(whole, at);
            at += segment.Length;
        }

        Array.Copy(current, 0, whole, at, used);
        if (full.Count > 0)
        {
            // The next one may be small: a segment is kept for it, not the largest.
            full.Clear();
            current = [];
        }

        before = used = 0;
        return whole;
    }

    /// <summary>An array whose bytes are all written before they are read.</summary>
    internal static byte[] New(int length) =>
#if NET
        GC.AllocateUninitializedArray<byte>(length);
#else
        new byte[length];
#endif
}
