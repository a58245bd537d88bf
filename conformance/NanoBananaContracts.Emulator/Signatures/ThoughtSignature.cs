using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NanoBananaContracts.Emulator;

/// <summary>
/// Signatures that can be recognised again without being remembered: 32 bytes of seed, then bytes that follow from it.
/// </summary>
/// <remarks>A client that re-encodes, trims or re-orders a signature is found out, as it is by the service.</remarks>
internal static class ThoughtSignature
{
    private const int SeedBytes = 32;

    // A multiple of 3, so that the segments of the Base64 text join without padding between them.
    private const int SegmentBytes = 24 * 1024;

    /// <summary>Writes the property <c>thoughtSignature</c>.</summary>
    /// <param name="json">Positioned inside the part.</param>
    /// <param name="about">What the signature is for; the same text gives the same signature.</param>
    /// <param name="length">In bytes; at least the seed is written.</param>
    public static void Write(Utf8JsonWriter json, string about, int length)
    {
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes(about));
        var state = BinaryPrimitives.ReadUInt64LittleEndian(seed);
        var rest = Math.Max(0, length - SeedBytes);
        json.WritePropertyName("thoughtSignature");
#if NET10_0_OR_GREATER
        json.WriteBase64StringSegment(seed, rest == 0);
        Span<byte> segment = new byte[SegmentBytes];
        while (rest > 0)
        {
            var count = Math.Min(rest, SegmentBytes);
            Expand(segment[..count], ref state);
            rest -= count;
            json.WriteBase64StringSegment(segment[..count], rest == 0);
        }
#else
        // The writer of System.Text.Json 8 has no segments.
        var whole = new byte[SeedBytes + rest];
        seed.CopyTo(whole, 0);
        Expand(whole.AsSpan(SeedBytes), ref state);
        json.WriteBase64StringValue(whole);
#endif
    }

    /// <summary>Whether these bytes are a signature that <see cref="Write"/> made, whole and unchanged.</summary>
    public static bool IsGenuine(ReadOnlySpan<byte> signature)
    {
        if (signature.Length < SeedBytes)
        {
            return false;
        }

        var state = BinaryPrimitives.ReadUInt64LittleEndian(signature);
        signature = signature[SeedBytes..];
        Span<byte> segment = new byte[SegmentBytes];
        while (!signature.IsEmpty)
        {
            var count = Math.Min(signature.Length, SegmentBytes);
            Expand(segment[..count], ref state);
            if (!signature[..count].SequenceEqual(segment[..count]))
            {
                return false;
            }

            signature = signature[count..];
        }

        return true;
    }

    // Xorshift64: quick, and as good as random to a compressor, which is all that is asked of it.
    private static void Expand(Span<byte> bytes, ref ulong state)
    {
        Span<byte> word = stackalloc byte[8];
        for (var at = 0; at < bytes.Length; at += 8)
        {
            state |= state == 0 ? 1UL : 0UL;
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            BinaryPrimitives.WriteUInt64LittleEndian(word, state);
            word[..Math.Min(8, bytes.Length - at)].CopyTo(bytes[at..]);
        }
    }
}
