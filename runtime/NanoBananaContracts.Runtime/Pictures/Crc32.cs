using System.Buffers.Binary;
#if NET8_0_OR_GREATER
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
#endif

namespace NanoBananaContracts;

/// <summary>
/// The CRC-32 of PNG chunks (polynomial 0xEDB88320, reflected): sixty-four bytes a step where the processor multiplies
/// without carry, else eight bytes a step by tables. Ours because System.IO.Hashing, which has it for all three targets,
/// takes a streamed save of 24 MB from 1.16 to 1.53 times the time of one that looks at nothing.
/// </summary>
internal static class Crc32
{
    private static readonly uint[] Tables = MakeTables();

    /// <summary>Continues a checksum.</summary>
    /// <param name="crc">The checksum of what came before; 0 at the beginning.</param>
    /// <param name="bytes">What comes next.</param>
    /// <returns>The checksum of all of it.</returns>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes) => ~Update(~crc, bytes);

    /// <summary>As <see cref="Append"/>, by tables only: what processors without the instruction do.</summary>
    public static uint AppendByTables(uint crc, ReadOnlySpan<byte> bytes) => ~UpdateByTables(~crc, bytes);

    private static uint Update(uint state, ReadOnlySpan<byte> bytes)
    {
#if NET8_0_OR_GREATER
        if (Pclmulqdq.IsSupported && bytes.Length >= 128)
        {
            var folded = bytes.Length & ~15;
            Span<byte> rest = stackalloc byte[16];
            Fold(state, bytes.Slice(0, folded), rest);

            // What is left has the remainder of all that was folded, the state before it included.
            state = UpdateByTables(0, rest);
            bytes = bytes.Slice(folded);
        }
#endif
        return UpdateByTables(state, bytes);
    }

#if NET8_0_OR_GREATER
    // Replaces bytes (at least 64, a multiple of 16) by 16 that have the same remainder, after the method of Gopal et
    // al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction" (Intel, 2009). The constants are
    // x to the power of the distance in bits, modulo the polynomial, reflected: 544 and 480 for four blocks of 128
    // bits, 160 and 96 for one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fold(uint state, ReadOnlySpan<byte> bytes, Span<byte> rest)
    {
        var byFour = Vector128.Create(0x154442BD4UL, 0x1C6E41596UL);
        var byOne = Vector128.Create(0x1751997D0UL, 0x0CCAA009EUL);
        var blocks = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        var first = blocks[0] ^ Vector128.CreateScalar(state).AsUInt64();
        var second = blocks[1];
        var third = blocks[2];
        var fourth = blocks[3];
        blocks = blocks.Slice(4);
        while (blocks.Length >= 4)
        {
            first = Advance(first, byFour) ^ blocks[0];
            second = Advance(second, byFour) ^ blocks[1];
            third = Advance(third, byFour) ^ blocks[2];
            fourth = Advance(fourth, byFour) ^ blocks[3];
            blocks = blocks.Slice(4);
        }

        second ^= Advance(first, byOne);
        third ^= Advance(second, byOne);
        fourth ^= Advance(third, byOne);
        foreach (var block in blocks)
        {
            fourth = Advance(fourth, byOne) ^ block;
        }

        fourth.AsByte().CopyTo(rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Advance(Vector128<ulong> block, Vector128<ulong> distance) =>
        Pclmulqdq.CarrylessMultiply(block, distance, 0x00) ^ Pclmulqdq.CarrylessMultiply(block, distance, 0x11);
#endif

#if NET8_0_OR_GREATER
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
#endif
    private static uint UpdateByTables(uint state, ReadOnlySpan<byte> bytes)
    {
        var tables = Tables;
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ state;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(4));
            state =
                tables[(7 << 8) | (byte)low]
                ^ tables[(6 << 8) | (byte)(low >> 8)]
                ^ tables[(5 << 8) | (byte)(low >> 16)]
                ^ tables[(4 << 8) | (byte)(low >> 24)]
                ^ tables[(3 << 8) | (byte)high]
                ^ tables[(2 << 8) | (byte)(high >> 8)]
                ^ tables[(1 << 8) | (byte)(high >> 16)]
                ^ tables[(byte)(high >> 24)];
            bytes = bytes.Slice(8);
        }

        foreach (var value in bytes)
        {
            state = tables[(byte)(state ^ value)] ^ (state >> 8);
        }

        return state;
    }

    // Table k holds the effect of one byte followed by k zero bytes.
    private static uint[] MakeTables()
    {
        var tables = new uint[8 * 256];
        for (var value = 0u; value < 256; value++)
        {
            var entry = value;
            for (var bit = 0; bit < 8; bit++)
            {
                entry = (entry & 1) != 0 ? 0xEDB88320 ^ (entry >> 1) : entry >> 1;
            }

            tables[value] = entry;
        }

        for (var at = 256; at < tables.Length; at++)
        {
            var previous = tables[at - 256];
            tables[at] = tables[(byte)previous] ^ (previous >> 8);
        }

        return tables;
    }
}
