using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace NanoBananaContracts.Runtime.Tests.Harness;

/// <summary>Small pictures of every format, made here, structurally complete to the last byte.</summary>
internal static class SamplePictures
{
    public static IReadOnlyDictionary<
        string,
        (byte[] Bytes, ImageFileFormat Format, int Width, int Height)
    > All { get; } =
        new Dictionary<string, (byte[], ImageFileFormat, int, int)>
        {
            ["png"] = (Png(17, 5), ImageFileFormat.Png, 17, 5),
            ["jpeg"] = (Jpeg(8, 16), ImageFileFormat.Jpeg, 8, 16),
            ["jpeg, progressive"] = (Jpeg(640, 480, progressive: true), ImageFileFormat.Jpeg, 640, 480),
            ["webp, lossy"] = (WebPLossy(300, 200), ImageFileFormat.WebP, 300, 200),
            ["webp, lossless"] = (WebPLossless(16384, 3), ImageFileFormat.WebP, 16384, 3),
            ["webp, extended"] = (WebPExtended(70000, 2), ImageFileFormat.WebP, 70000, 2),
            ["gif"] = (Gif(12, 9), ImageFileFormat.Gif, 12, 9),
            ["avif"] = (IsoMedia("avif", 320, 240), ImageFileFormat.Avif, 320, 240),
            ["heic"] = (IsoMedia("heic", 33, 44), ImageFileFormat.Heic, 33, 44),
            ["heif"] = (IsoMedia("mif1", 5, 6), ImageFileFormat.Heif, 5, 6),
        };

    public static byte[] Png(int width, int height, int seed = 1)
    {
        var noise = new Random(seed);
        var rows = new byte[height * (1 + (width * 3))];
        noise.NextBytes(rows);
        for (var row = 0; row < height; row++)
        {
            rows[row * (1 + (width * 3))] = 0; // no filter
        }

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return
        [
            0x89,
            .. "PNG\r\n\x1A\n"u8,
            .. PngChunk("IHDR", header),
            .. PngChunk("tEXt", "Comment\0made by a test"u8.ToArray()),
            .. PngChunk("IDAT", packed.ToArray()),
            .. PngChunk("IEND", []),
        ];
    }

    public static byte[] PngChunk(string name, byte[] data)
    {
        byte[] covered = [.. Encoding.ASCII.GetBytes(name), .. data];
        return [.. BigEndian(data.Length), .. covered, .. BigEndian((int)SlowCrc(covered))];
    }

    public static byte[] Jpeg(int width, int height, bool progressive = false)
    {
        byte[] size = [(byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width];
        byte[] scan = [.. JpegSegment(0xDA, [1, 1, 0, 0, 63, 0]), 0x3F, 0xFF, 0x00, 0x12, 0xFF, 0xD0, 0x3F];
        return
        [
            0xFF,
            0xD8,
            .. JpegSegment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
            .. JpegSegment(0xFE, []),
            .. JpegSegment(0xDB, [0, .. new byte[64].AsSpan()]),
            0xFF, // a fill byte before a marker
            .. JpegSegment(progressive ? (byte)0xC2 : (byte)0xC0, [8, .. size, 1, 1, 0x11, 0]),
            .. JpegSegment(0xC4, [0, 1, .. new byte[15], 0]),
            .. scan,
            .. progressive ? (byte[])[.. JpegSegment(0xC4, [0x10, 1, .. new byte[15], 0]), .. scan] : [],
            0xFF,
            0xD9,
        ];
    }

    public static byte[] WebPLossy(int width, int height) =>
        WebP(
            RiffChunk(
                "VP8 ",
                [
                    0x10,
                    0,
                    0,
                    0x9D,
                    0x01,
                    0x2A,
                    (byte)width,
                    (byte)(width >> 8),
                    (byte)height,
                    (byte)(height >> 8),
                    1,
                    2,
                    3,
                ]
            )
        );

    public static byte[] WebPLossless(int width, int height) =>
        WebP(RiffChunk("VP8L", [0x2F, .. LittleEndian((width - 1) | ((height - 1) << 14)), 9, 8, 7]));

    public static byte[] WebPExtended(int width, int height)
    {
        byte[] size = [.. LittleEndian(width - 1).AsSpan(0, 3), .. LittleEndian(height - 1).AsSpan(0, 3)];
        return WebP([
            .. RiffChunk("VP8X", [0x10, 0, 0, 0, .. size]),
            .. RiffChunk("ALPH", [1, 2, 3]),
            .. RiffChunk("VP8 ", [0x10, 0, 0, 0x9D, 0x01, 0x2A, 1, 0, 1, 0, 7, 7]),
            .. RiffChunk("EXIF", []),
        ]);
    }

    public static byte[] WebP(byte[] chunks) =>
        [.. "RIFF"u8, .. LittleEndian(4 + chunks.Length), .. "WEBP"u8, .. chunks];

    public static byte[] RiffChunk(string name, byte[] data) =>
        [
            .. Encoding.ASCII.GetBytes(name),
            .. LittleEndian(data.Length),
            .. data,
            .. new byte[data.Length & 1].AsSpan(),
        ];

    public static byte[] Gif(byte width, byte height) =>
        [
            .. "GIF89a"u8,
            width,
            0,
            height,
            0,
            0x80, // a table of two colours follows
            0,
            0,
            .. new byte[6].AsSpan(),
            0x21,
            0xF9,
            4,
            0,
            0,
            0,
            0,
            0,
            0x2C,
            0,
            0,
            0,
            0,
            width,
            0,
            height,
            0,
            0x81, // a local table of four colours follows
            .. new byte[12].AsSpan(),
            2,
            3,
            0x3B, // the trailer's value inside data is no trailer
            2,
            3,
            0,
            0x3B,
        ];

    public static byte[] IsoMedia(string brand, int width, int height)
    {
        byte[] extents = [.. Extent(width / 2, height / 2), .. Extent(width, height)];
        byte[] meta = [0, 0, 0, 0, .. Box("hdlr", new byte[20]), .. Box("iprp", Box("ipco", extents))];
        return
        [
            .. Box("ftyp", [.. Encoding.ASCII.GetBytes(brand), 0, 0, 0, 0, .. "mif1"u8, .. "miaf"u8]),
            .. Box("meta", meta),
            .. LargeBox("mdat", new byte[37]),
        ];
    }

    public static byte[] Box(string name, byte[] data) =>
        [.. BigEndian(8 + data.Length), .. Encoding.ASCII.GetBytes(name), .. data];

    private static byte[] LargeBox(string name, byte[] data) =>
        [0, 0, 0, 1, .. Encoding.ASCII.GetBytes(name), 0, 0, 0, 0, .. BigEndian(16 + data.Length), .. data];

    private static byte[] Extent(int width, int height) =>
        Box("ispe", [0, 0, 0, 0, .. BigEndian(width), .. BigEndian(height)]);

    private static byte[] JpegSegment(byte marker, byte[] data) =>
        [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] LittleEndian(int value) => BitConverter.GetBytes(value);

    // Bit by bit, straight from the definition, so that it can judge the fast one.
    public static uint SlowCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
