using System;

namespace NanoBananaContracts;

/// <summary>
/// Finds where the items of a JSON array begin and end, in pieces split anywhere. It counts brackets and passes over
/// strings; whether an item is JSON is for its reader to say.
/// </summary>
internal struct JsonItemScanner
{
    private int depth;
    private bool inString;
    private bool escaped;

    /// <summary>Whether the array itself has ended.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>Whether an item has begun and not ended.</summary>
    internal readonly bool IsInItem => depth > 1;

    /// <summary>
    /// Reads on to the end of the next item.
    /// </summary>
    /// <param name="bytes">The next bytes.</param>
    /// <param name="start">Where the item begins in them; 0 when it began before; -1 when none does.</param>
    /// <returns>How many bytes were read. The item is complete when <see cref="IsInItem"/> is false and start is not -1.</returns>
    internal int Read(ReadOnlySpan<byte> bytes, out int start)
    {
        start = IsInItem ? 0 : -1;
        var at = 0;
        while (at < bytes.Length && !HasEnded)
        {
            if (inString)
            {
                at += SkipString(bytes.Slice(at));
                continue;
            }

            switch (bytes[at])
            {
                case (byte)'"':
                    inString = true;
                    break;
                case (byte)'{' or (byte)'[':
                    if (++depth == 2)
                    {
                        start = at;
                    }

                    break;
                case (byte)'}' or (byte)']':
                    depth--;
                    if (depth == 1)
                    {
                        return at + 1;
                    }

                    HasEnded = depth <= 0;
                    break;
                default:
                    break;
            }

            at++;
        }

        return at;
    }

    private int SkipString(ReadOnlySpan<byte> bytes)
    {
        if (escaped)
        {
            escaped = false;
            return 1;
        }

        var end = bytes.IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0)
        {
            return bytes.Length;
        }

        escaped = bytes[end] == (byte)'\\';
        inString = escaped;
        return end + 1;
    }
}
