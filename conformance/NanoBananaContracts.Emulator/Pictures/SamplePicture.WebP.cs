using System;
using System.Buffers.Binary;

namespace NanoBananaContracts.Emulator.Pictures;

public static partial class SamplePicture
{
    /// <summary>
    /// Lossless WebP with the simplest entropy codes the format has: one symbol for red, blue, alpha and distance
    /// (which then cost no bits), two for green (one bit a pixel).
    /// </summary>
    private static class WebPWriter
    {
        public static byte[] Write(int width, int height, Colour ground, Colour stripe)
        {
            byte low = Math.Min(ground.Green, stripe.Green);
            byte high = Math.Max(ground.Green, stripe.Green);
            if (low == high)
            {
                // Two symbols must differ.
                low = (byte)(high >= 64 ? high - 64 : high);
                high = (byte)(low + 64);
            }

            var bits = new BitPacker(mostSignificantFirst: false, stuffed: false);
            bits.Add(width - 1, 14);
            bits.Add(height - 1, 14);
            bits.Add(0, 1); // no alpha
            bits.Add(0, 3); // version
            bits.Add(0, 1); // no transform
            bits.Add(0, 1); // no colour cache
            bits.Add(0, 1); // one set of codes
            AddCode(bits, low, high);
            AddCode(bits, ground.Red);
            AddCode(bits, ground.Blue);
            AddCode(bits, 255);
            AddCode(bits, 0);
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    bits.Add(((x + y) >> 2) & 1, 1);
                }
            }

            byte[] data = bits.Finish(padding: 0);
            int chunk = data.Length + 1;
            int padded = chunk + (chunk & 1);
            byte[] file = new byte[20 + padded];
            "RIFF"u8.CopyTo(file);
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
            "WEBPVP8L"u8.CopyTo(file.AsSpan(8));
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), chunk);
            file[20] = 0x2F;
            data.CopyTo(file, 21);
            return file;
        }

        private static void AddCode(BitPacker bits, byte symbol)
        {
            bits.Add(1, 1); // simple code
            bits.Add(0, 1); // of one symbol
            bits.Add(1, 1); // written in eight bits
            bits.Add(symbol, 8);
        }

        private static void AddCode(BitPacker bits, byte first, byte second)
        {
            bits.Add(1, 1);
            bits.Add(1, 1); // of two symbols
            bits.Add(1, 1);
            bits.Add(first, 8);
            bits.Add(second, 8);
        }
    }
}
