#if NET8_0_OR_GREATER
using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

namespace NanoBananaContracts;

/// <summary>The searches of the incremental reader, vectorised where the framework can.</summary>
internal static class JsonStringScan
{
    /// <summary>Whether a byte is a character of the standard Base64 alphabet.</summary>
    public static bool IsBase64(byte value) =>
        value
            is (>= (byte)'A' and <= (byte)'Z')
                or (>= (byte)'a' and <= (byte)'z')
                or (>= (byte)'0' and <= (byte)'9')
                or (byte)'+'
                or (byte)'/';

#if NET8_0_OR_GREATER
    private static readonly SearchValues<byte> StringStops = SearchValues.Create([
        .. "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\v\f\r\u000E\u000F"u8,
        .. "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F"u8,
        (byte)'"',
        (byte)'\\',
    ]);

    private static readonly SearchValues<byte> Base64Alphabet = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8
    );

    /// <summary>Where plain string text ends: a quote, a backslash or a control character; -1 if nowhere.</summary>
    public static int IndexOfStringStop(ReadOnlySpan<byte> text) =>
        Vector256.IsHardwareAccelerated && text.Length >= 32 ? IndexInBlocks(text) : text.IndexOfAny(StringStops);

    // The framework's search is as fast once it is compiled for good, which the first signature of a process, often of
    // megabytes, would not live to see.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int IndexInBlocks(ReadOnlySpan<byte> text)
    {
        var quote = Vector256.Create((byte)'"');
        var backslash = Vector256.Create((byte)'\\');
        var lastControl = Vector256.Create((byte)0x1F);
        ref var from = ref MemoryMarshal.GetReference(text);
        var at = 0;
        for (; at <= text.Length - 32; at += 32)
        {
            var block = Vector256.LoadUnsafe(ref from, (nuint)at);
            var stops =
                Vector256.Equals(block, quote)
                | Vector256.Equals(block, backslash)
                | Vector256.Equals(Vector256.Min(block, lastControl), block);
            if (stops != Vector256<byte>.Zero)
            {
                return at + BitOperations.TrailingZeroCount(stops.ExtractMostSignificantBits());
            }
        }

        var inRest = text.Slice(at).IndexOfAny(StringStops);
        return inRest < 0 ? -1 : at + inRest;
    }

    /// <summary>Where a run of the standard Base64 alphabet ends; -1 if nowhere.</summary>
    public static int IndexOfBase64Stop(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(Base64Alphabet);
#else
    /// <summary>Where plain string text ends: a quote, a backslash or a control character; -1 if nowhere.</summary>
    public static int IndexOfStringStop(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is < 0x20 or (byte)'"' or (byte)'\\')
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Where a run of the standard Base64 alphabet ends; -1 if nowhere.</summary>
    public static int IndexOfBase64Stop(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsBase64(text[at]))
            {
                return at;
            }
        }

        return -1;
    }
#endif
}
