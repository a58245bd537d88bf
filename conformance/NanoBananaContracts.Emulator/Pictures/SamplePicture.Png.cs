using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace NanoBananaContracts.Emulator.Pictures;

public static partial class SamplePicture
{
    private static class PngWriter
    {
        private static readonly uint[] CrcTable = MakeCrcTable();

        public static byte[] Write(int width, int height, Func<int, int, Colour> colourAt)
        {
            using var file = new MemoryStream();
            SamplePicture.Write(file, [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);

            Span<byte> header = stackalloc byte[13];
            BinaryPrimitives.WriteInt32BigEndian(header, width);
            BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
            header[8] = 8; // bits a channel
            header[9] = 2; // RGB
            WriteChunk(file, "IHDR"u8, header);

            using var compressed = new MemoryStream();
            using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            {
                byte[] row = new byte[1 + (width * 3)]; // the leading zero is the row's filter: none
                for (int y = 0; y < height; y++)
                {
                    for (int x = 0; x < width; x++)
                    {
                        Colour colour = colourAt(x, y);
                        row[1 + (x * 3)] = colour.Red;
                        row[2 + (x * 3)] = colour.Green;
                        row[3 + (x * 3)] = colour.Blue;
                    }

                    zlib.Write(row);
                }
            }

            WriteChunk(file, "IDAT"u8, compressed.GetBuffer().AsSpan(0, (int)compressed.Length));
            WriteChunk(file, "IEND"u8, []);
            return file.ToArray();
        }

        private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
        {
            Span<byte> number = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
            file.Write(number);
            file.Write(type);
            file.Write(data);
            BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
            file.Write(number);
        }

        private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
        {
            foreach (byte value in bytes)
            {
                crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
            }

            return crc;
        }

        private static uint[] MakeCrcTable()
        {
            var table = new uint[256];
            for (uint i = 0; i < 256; i++)
            {
                uint value = i;
                for (int bit = 0; bit < 8; bit++)
                {
                    value = (value & 1) == 0 ? value >> 1 : 0xEDB88320u ^ (value >> 1);
                }

                table[i] = value;
            }

            return table;
        }
    }
}
