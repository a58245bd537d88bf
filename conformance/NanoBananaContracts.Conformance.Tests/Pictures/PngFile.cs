using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace NanoBananaContracts.Conformance.Tests.Pictures;

/// <summary>Decodes RGB PNG files, strictly: every CRC, every filter, nothing left over.</summary>
internal static class PngFile
{
    public static DecodedPicture Read(byte[] file)
    {
        if (!file.AsSpan().StartsWith((byte[])[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            throw new InvalidDataException("no PNG signature");
        }

        int width = 0,
            height = 0,
            at = 8;
        var ended = false;
        using var deflated = new MemoryStream();
        while (at < file.Length)
        {
            if (ended)
            {
                throw new InvalidDataException("bytes after IEND");
            }

            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var typeAndData = file.AsSpan(at + 4, length + 4);
            if (BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)) != Crc(typeAndData))
            {
                throw new InvalidDataException($"wrong CRC of the chunk at {at}");
            }

            var data = typeAndData[4..];
            switch (Encoding.ASCII.GetString(typeAndData[..4]))
            {
                case "IHDR":
                    width = BinaryPrimitives.ReadInt32BigEndian(data);
                    height = BinaryPrimitives.ReadInt32BigEndian(data[4..]);
                    if (!data[8..].SequenceEqual((byte[])[8, 2, 0, 0, 0]))
                    {
                        throw new InvalidDataException("not 8 bit RGB, not interlaced");
                    }

                    break;
                case "IDAT":
                    deflated.Write(data);
                    break;
                case "IEND":
                    ended = true;
                    break;
                default:
                    throw new InvalidDataException("an unexpected chunk");
            }

            at += length + 12;
        }

        if (!ended)
        {
            throw new InvalidDataException("no IEND");
        }

        deflated.Position = 0;
        using var inflate = new ZLibStream(deflated, CompressionMode.Decompress);
        return new DecodedPicture(width, height, Unfilter(inflate, width * 3, height));
    }

    private static byte[] Unfilter(Stream rows, int stride, int height)
    {
        var pixels = new byte[stride * height];
        var above = new byte[stride];
        for (var y = 0; y < height; y++)
        {
            var filter = rows.ReadByte();
            var row = pixels.AsSpan(y * stride, stride);
            rows.ReadExactly(row);
            for (var x = 0; x < stride; x++)
            {
                int left = x < 3 ? 0 : row[x - 3],
                    up = above[x],
                    corner = x < 3 ? 0 : above[x - 3];
                var predicted = filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => Nearest(left + up - corner, left, up, corner),
                    _ => throw new InvalidDataException($"filter {filter} in row {y}"),
                };
                row[x] = (byte)(row[x] + predicted);
            }

            row.CopyTo(above);
        }

        return rows.ReadByte() == -1 ? pixels : throw new InvalidDataException("more pixels than the header says");
    }

    private static int Nearest(int estimate, int left, int up, int corner)
    {
        var best = left;
        foreach (var candidate in (int[])[up, corner])
        {
            if (Math.Abs(estimate - candidate) < Math.Abs(estimate - best))
            {
                best = candidate;
            }
        }

        return best;
    }

    // Bit by bit, as the standard defines it: slow, and not the table the encoder uses.
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
