using System;
using System.Buffers.Binary;

namespace NanoBananaContracts;

/// <summary>
/// The CRC-32 of PNG chunks (polynomial 0xEDB88320, reflected), eight bytes a step by tables.
/// Ours because no package we may depend on has it for all three targets.
/// </summary>
internal static class Crc32
{
    private static readonly uint[] Tables = MakeTables();

    /// <summary>Continues a checksum.</summary>
    /// <param name="crc">The checksum of what came before; 0 at the beginning.</param>
    /// <param name="bytes">What comes next.</param>
    /// <returns>The checksum of all of it.</returns>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes) => ~Update(~crc, bytes);

    private static uint Update(uint state, ReadOnlySpan<byte> bytes)
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
