#if NET8_0_OR_GREATER
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
#endif

namespace NanoBananaContracts.Serialization;

/// <summary>
/// Decodes Base64 in blocks of thirty-two characters, where the processor has AVX2. The framework's decoder is as fast
/// once it is compiled for good; in a process that makes one call it runs uncompiled for half of a large picture, and
/// takes several times as long. This one is compiled fully at once.
/// </summary>
internal static class Base64Blocks
{
    /// <summary>Decodes the whole blocks at the front of a text, up to the first one that is not all alphabet.</summary>
    /// <param name="text">Characters of the standard alphabet, and whatever follows them.</param>
    /// <param name="destination">Where to. The thirty-two bytes behind what is written may be overwritten.</param>
    /// <param name="written">Bytes decoded: three quarters of what is returned.</param>
    /// <returns>Characters decoded; 0 where there is nothing to gain.</returns>
    public static int Decode(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
#if NET8_0_OR_GREATER
        if (Avx2.IsSupported && text.Length >= 32 && destination.Length >= 32)
        {
            return DecodeVectors(text, destination, out written);
        }
#endif
        written = 0;
        return 0;
    }

#if NET8_0_OR_GREATER
    // A character belongs to the alphabet where its two halves have no bit in common in these tables: the upper half
    // chooses the bit of its row of ASCII, and the lower half has the bits of the rows in which it is illegal.
    //   row 2: only B (+) and F (/)     row 3: 0 to 9     rows 4 and 6: all but 0     rows 5 and 7: 0 to A
    // Every row below and above is illegal. What is added to a character to get its value depends on its row too, but
    // for the slash, which takes the place of row 1.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int DecodeVectors(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        const byte Row2 = 1;
        const byte Row3 = 2;
        const byte Rows46 = 4;
        const byte Rows57 = 8;
        const byte Never = 16;
        const byte All = Row2 | Never;
        var rows = Both(
            Vector128.Create(
                Never,
                Never,
                Row2,
                Row3,
                Rows46,
                Rows57,
                Rows46,
                Rows57,
                Never,
                Never,
                Never,
                Never,
                Never,
                Never,
                Never,
                Never
            )
        );
        var illegal = Both(
            Vector128.Create(
                All | Rows46,
                All,
                All,
                All,
                All,
                All,
                All,
                All,
                All,
                All,
                All | Row3,
                Never | Row3 | Rows57,
                All | Row3 | Rows57,
                All | Row3 | Rows57,
                All | Row3 | Rows57,
                Never | Row3 | Rows57
            )
        );
        var additions = Both(
            Vector128
                .Create(0, 63 - '/', 62 - '+', 52 - '0', 0 - 'A', 0 - 'A', 26 - 'a', 26 - 'a', 0, 0, 0, 0, 0, 0, 0, 0)
                .AsByte()
        );
        var bytesOfGroups = Both(Vector128.Create(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 0x80, 0x80, 0x80, 0x80));
        var half = Vector256.Create((byte)0x0F);
        var slash = Vector256.Create((byte)'/');
        var pairs = Vector256.Create((short)0x0140).AsSByte(); // first * 64 + second
        var groups = Vector256.Create(0x00011000).AsInt16(); // first * 4096 + second
        var together = Vector256.Create(0, 1, 2, 4, 5, 6, 7, 7);

        ref var from = ref MemoryMarshal.GetReference(text);
        ref var to = ref MemoryMarshal.GetReference(destination);
        var read = 0;
        written = 0;
        while (read <= text.Length - 32 && written <= destination.Length - 32)
        {
            var characters = Vector256.LoadUnsafe(ref from, (nuint)read);
            var row = Vector256.ShiftRightLogical(characters.AsUInt32(), 4).AsByte() & half;
            var faults = Avx2.Shuffle(rows, row) & Avx2.Shuffle(illegal, characters & half);
            if (faults != Vector256<byte>.Zero)
            {
                break;
            }

            var slashes = Vector256.Equals(characters, slash);
            var values = characters + Avx2.Shuffle(additions, row + slashes);
            var ofPairs = Avx2.MultiplyAddAdjacent(values, pairs);
            var ofGroups = Avx2.MultiplyAddAdjacent(ofPairs, groups).AsByte();
            var bytes = Avx2.PermuteVar8x32(Avx2.Shuffle(ofGroups, bytesOfGroups).AsInt32(), together).AsByte();
            bytes.StoreUnsafe(ref to, (nuint)written);
            read += 32;
            written += 24;
        }

        return read;
    }

    private static Vector256<byte> Both(Vector128<byte> half) => Vector256.Create(half, half);
#endif
}
