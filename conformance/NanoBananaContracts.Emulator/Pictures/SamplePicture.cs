using System;
using System.Collections.Generic;
using System.IO;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>
/// Draws small, complete and valid pictures (a few hundred bytes) for the bodies of cases: a client that decodes
/// them gets a real PNG, JPEG or WebP of known size. The same arguments always give the same bytes.
/// </summary>
public static partial class SamplePicture
{
    /// <summary>The largest side the three writers accept, in pixels. WebP's own limit is 16384; a sample needs less.</summary>
    public const int LargestSide = 4096;

    /// <summary>Draws a PNG (8-bit RGB): a gradient whose colours follow from <paramref name="seed"/>.</summary>
    /// <param name="width">Width in pixels, 1 to <see cref="LargestSide"/>.</param>
    /// <param name="height">Height in pixels, 1 to <see cref="LargestSide"/>.</param>
    /// <param name="seed">Chooses the colours; two seeds give two different files.</param>
    /// <returns>The whole file.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is out of range.</exception>
    public static byte[] Png(int width, int height, int seed)
    {
        CheckSides(width, height);
        return PngWriter.Write(width, height, (x, y) => ColourAt(x, y, width, height, seed));
    }

    /// <summary>Draws a baseline JPEG (JFIF, three components, no subsampling) of 8 x 8 pixel tiles.</summary>
    /// <inheritdoc cref="Png" path="/param|/returns|/exception"/>
    public static byte[] Jpeg(int width, int height, int seed)
    {
        CheckSides(width, height);
        return JpegWriter.Write(width, height, (x, y) => ColourAt(x, y, width, height, seed));
    }

    /// <summary>Draws a lossless WebP (VP8L) of diagonal stripes in two colours.</summary>
    /// <inheritdoc cref="Png" path="/param|/returns|/exception"/>
    public static byte[] WebP(int width, int height, int seed)
    {
        CheckSides(width, height);
        return WebPWriter.Write(
            width,
            height,
            ColourAt(0, 0, width, height, seed),
            ColourAt(width, height, width, height, seed)
        );
    }

    private static void CheckSides(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, LargestSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, LargestSide);
    }

    private static Colour ColourAt(int x, int y, int width, int height, int seed)
    {
        // Tiles of 8 x 8 pixels in every format: flat tiles are what the JPEG can hold, and they compress well.
        x &= ~7;
        y &= ~7;
        // Three phases from the seed by a multiplicative hash, so that neighbouring seeds look different.
        uint hash = unchecked((uint)seed * 2654435761u + 0x9E3779B9u);
        byte first = (byte)(hash >> 24);
        byte second = (byte)(hash >> 16);
        byte third = (byte)(hash >> 8);
        return new Colour(
            (byte)(first ^ (x * 255 / Math.Max(1, width) / 2)),
            (byte)(second ^ (y * 255 / Math.Max(1, height) / 2)),
            (byte)(third ^ ((x + y) * 255 / (width + height) / 2))
        );
    }

    internal readonly record struct Colour(byte Red, byte Green, byte Blue);

    /// <summary>Packs bits most significant first (JPEG) or least significant first (VP8L).</summary>
    private sealed class BitPacker(bool mostSignificantFirst, bool stuffed)
    {
        private readonly List<byte> _bytes = [];
        private int _current;
        private int _used;

        public void Add(int value, int count)
        {
            for (int i = 0; i < count; i++)
            {
                int bit = mostSignificantFirst ? (value >> (count - 1 - i)) & 1 : (value >> i) & 1;
                _current |= mostSignificantFirst ? bit << (7 - _used) : bit << _used;
                if (++_used == 8)
                {
                    Flush();
                }
            }
        }

        public byte[] Finish(int padding)
        {
            while (_used != 0)
            {
                Add(padding, 1);
            }

            return [.. _bytes];
        }

        private void Flush()
        {
            _bytes.Add((byte)_current);
            if (stuffed && _current == 0xFF)
            {
                // Inside JPEG's entropy-coded data a 0xFF is followed by a zero, or it would read as a marker.
                _bytes.Add(0);
            }

            _current = 0;
            _used = 0;
        }
    }

    private static void Write(Stream stream, ReadOnlySpan<byte> bytes) => stream.Write(bytes);
}
