using System;
using System.IO;

namespace NanoBananaContracts.Emulator.Pictures;

public static partial class SamplePicture
{
    /// <summary>
    /// Baseline JPEG whose 8 x 8 blocks carry only their mean (the DC coefficient). With every quantiser step at 8,
    /// the quantised coefficient of a flat block is simply its sample value minus 128, so no transform is needed.
    /// </summary>
    private static class JpegWriter
    {
        public static byte[] Write(int width, int height, Func<int, int, Colour> colourAt)
        {
            using var file = new MemoryStream();
            SamplePicture.Write(file, [0xFF, 0xD8]);
            SamplePicture.Write(
                file,
                [0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
            );

            SamplePicture.Write(file, [0xFF, 0xDB, 0, 67, 0]);
            Span<byte> steps = stackalloc byte[64];
            steps.Fill(8);
            file.Write(steps);

            SamplePicture.Write(
                file,
                [0xFF, 0xC0, 0, 17, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3]
            );
            SamplePicture.Write(file, [1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]);

            // DC table 0: the nine categories 0 to 8, each a code of four bits equal to its number.
            SamplePicture.Write(file, [0xFF, 0xC4, 0, 28, 0x00, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
            SamplePicture.Write(file, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
            // AC table 0: end of block, one bit.
            SamplePicture.Write(file, [0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

            SamplePicture.Write(file, [0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0]);
            file.Write(Blocks(width, height, colourAt));
            SamplePicture.Write(file, [0xFF, 0xD9]);
            return file.ToArray();
        }

        private static byte[] Blocks(int width, int height, Func<int, int, Colour> colourAt)
        {
            var bits = new BitPacker(mostSignificantFirst: true, stuffed: true);
            Span<int> previous = stackalloc int[3];
            Span<int> current = stackalloc int[3];
            for (int y = 0; y < height; y += 8)
            {
                for (int x = 0; x < width; x += 8)
                {
                    Colour colour = colourAt(x, y);
                    // Luma and chroma as JFIF defines them, each already minus 128.
                    current[0] = ((299 * colour.Red + 587 * colour.Green + 114 * colour.Blue) / 1000) - 128;
                    current[1] = ((-169 * colour.Red - 331 * colour.Green + 500 * colour.Blue) / 1000);
                    current[2] = ((500 * colour.Red - 419 * colour.Green - 81 * colour.Blue) / 1000);
                    for (int component = 0; component < 3; component++)
                    {
                        AddBlock(bits, current[component] - previous[component]);
                        previous[component] = current[component];
                    }
                }
            }

            return bits.Finish(padding: 1);
        }

        private static void AddBlock(BitPacker bits, int difference)
        {
            int magnitude = Math.Abs(difference);
            int category = magnitude == 0 ? 0 : int.Log2(magnitude) + 1;
            bits.Add(category, 4);
            bits.Add(difference < 0 ? difference + (1 << category) - 1 : difference, category);
            bits.Add(0, 1); // end of block: no AC coefficient
        }
    }
}
