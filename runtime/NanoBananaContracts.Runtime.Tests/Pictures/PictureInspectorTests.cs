using FsCheck;
using FsCheck.Fluent;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Pictures;

public sealed class PictureInspectorTests
{
    public static IEnumerable<TheoryDataRow<string>> Samples =>
        SamplePictures.All.Keys.Select(name => new TheoryDataRow<string>(name));

    // In the box formats what follows the end is read as another box.
    public static IEnumerable<TheoryDataRow<string>> SamplesWithEndMark =>
        SamplePictures
            .All.Where(sample =>
                sample.Value.Format is not (ImageFileFormat.Avif or ImageFileFormat.Heic or ImageFileFormat.Heif)
            )
            .Select(sample => new TheoryDataRow<string>(sample.Key));

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_whole_picture_is_recognised_and_measured(string sample)
    {
        var (bytes, format, width, height) = SamplePictures.All[sample];
        var found = PictureInspector.Inspect(bytes);
        found.ShouldBe(
            new PictureInspection
            {
                Format = format,
                Width = width,
                Height = height,
                Length = bytes.Length,
            }
        );
        found.IsWhole.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Cut_at_any_byte_it_is_never_whole(string sample)
    {
        var (bytes, format, _, _) = SamplePictures.All[sample];
        for (var length = 0; length < bytes.Length; length++)
        {
            var found = PictureInspector.Inspect(bytes.AsSpan(0, length));
            var expected =
                length == 0 ? PictureDefect.Empty
                : found.Format == ImageFileFormat.Unknown ? PictureDefect.Unrecognized
                : PictureDefect.Cut;
            found.Defect.ShouldBe(expected, $"{sample} cut at {length}: {found.Detail}");
            found.Detail.ShouldNotBeNullOrWhiteSpace();
            if (length >= 16 && format != ImageFileFormat.Heif)
            {
                found.Format.ShouldBe(format);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void How_the_bytes_are_split_does_not_matter(string sample)
    {
        var bytes = SamplePictures.All[sample].Bytes;
        var whole = PictureInspector.Inspect(bytes);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var inspector = new PictureInspector();
            inspector.Append(bytes.AsSpan(0, cut));
            inspector.Append(bytes.AsSpan(cut));
            inspector.Complete().ShouldBe(whole);
        }

        var byByte = new PictureInspector();
        foreach (var value in bytes)
        {
            byByte.Append([value]);
        }

        byByte.Complete().ShouldBe(whole);
    }

    [Fact]
    public void Damage_is_found_the_same_way_however_the_bytes_are_split()
    {
        var samples = SamplePictures.All.Values.Select(sample => sample.Bytes).ToArray();
        Prop.ForAll<NonNegativeInt, (int Place, byte Change), NonNegativeInt>(
                (which, damage, split) =>
                {
                    var bytes = samples[which.Get % samples.Length].ToArray();
                    bytes[(int)((uint)damage.Place % bytes.Length)] ^= damage.Change;
                    var whole = PictureInspector.Inspect(bytes);
                    var inspector = new PictureInspector();
                    var step = 1 + (split.Get % 70);
                    for (var at = 0; at < bytes.Length; at += step)
                    {
                        inspector.Append(bytes.AsSpan(at, Math.Min(step, bytes.Length - at)));
                    }

                    return inspector.Complete() == whole;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_flipped_byte_of_a_png_is_noticed()
    {
        var bytes = SamplePictures.All["png"].Bytes;
        for (var at = 0; at < bytes.Length; at++)
        {
            var broken = bytes.ToArray();
            broken[at] ^= 0x01;
            PictureInspector.Inspect(broken).IsWhole.ShouldBeFalse($"byte {at}");
        }
    }

    [Theory]
    [MemberData(nameof(SamplesWithEndMark))]
    public void Bytes_behind_the_end_do_not_make_a_picture_broken(string sample)
    {
        var bytes = SamplePictures.All[sample].Bytes;
        var found = PictureInspector.Inspect([.. bytes, .. "and then some"u8]);
        found.IsWhole.ShouldBeTrue(found.Detail);
        found.Length.ShouldBe(bytes.Length + 13);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("RIFF....WAVEfmt ................................................................")]
    [InlineData("....ftypisom....mp42isom........................................................")]
    public void What_is_no_picture_is_said_to_be_none(string text)
    {
        var found = PictureInspector.Inspect(System.Text.Encoding.ASCII.GetBytes(text));
        found.Format.ShouldBe(ImageFileFormat.Unknown);
        found.Defect.ShouldBe(text.Length == 0 ? PictureDefect.Empty : PictureDefect.Unrecognized);
        (found.Width, found.Height).ShouldBe((0, 0));
    }

    [Fact]
    public void A_png_contradicting_itself_is_damaged()
    {
        byte[] signature = [0x89, .. "PNG\r\n\x1A\n"u8];
        byte[] header = [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0];
        var begin = signature.Concat(SamplePictures.PngChunk("IHDR", header)).ToArray();
        Damage([.. signature, .. SamplePictures.PngChunk("IDAT", [1])]).ShouldContain("IHDR");
        Damage([.. signature, .. SamplePictures.PngChunk("IHDR", [.. header, 0])]).ShouldContain("13 bytes");
        Damage([.. signature, .. SamplePictures.PngChunk("IHDR", new byte[13])]).ShouldContain("width or height");
        Damage([.. begin, .. SamplePictures.PngChunk("IEND", [])]).ShouldContain("IDAT");
        Damage([.. begin, 0x80, 0, 0, 0, .. "IDAT"u8]).ShouldContain("byte 33");
        Damage([.. begin, 0, 0, 0, 0, .. "ID T"u8]).ShouldContain("impossible name");
        Damage([.. begin, 0, 0, 0, 0, .. "IDAT"u8, 1, 2, 3, 4]).ShouldContain("checksum of its IDAT chunk");
    }

    [Fact]
    public void A_jpeg_contradicting_itself_is_damaged()
    {
        byte[] start = [0xFF, 0xD8];
        Damage([.. start, 0xFF, 0xD9]).ShouldContain("without picture data");
        Damage([.. start, 0xFF, 0xDB, 0, 3, 0, 0xFF, 0xD9]).ShouldContain("without picture data");
        Damage([.. start, 0xFF, 0xE0, 0, 1]).ShouldContain("impossible length 1");
        Damage([.. start, 0xFF, 0xC0, 0, 6, 0, 0, 0, 0]).ShouldContain("impossible length 6");
        Damage([.. start, 0xFF, 0xE0, 0, 2, 0xFF, 0xD8]).ShouldContain("second JPEG");
        var noFrame = SamplePictures.Jpeg(1, 1).ToList();
        var frame = noFrame.FindIndex(value => value == 0xC0);
        noFrame[frame] = 0xE5;
        Damage(noFrame.ToArray()).ShouldContain("no frame");
    }

    [Fact]
    public void A_picture_without_pixels_is_not_whole()
    {
        byte[][] empty =
        [
            SamplePictures.Jpeg(0, 1),
            SamplePictures.Jpeg(1, 0),
            SamplePictures.WebPLossy(0, 1),
            SamplePictures.WebPLossy(1, 0),
            SamplePictures.IsoMedia("avif", 0, 1),
            SamplePictures.IsoMedia("heic", 1, 0),
            [
                .. SamplePictures.Box("ftyp", [.. "avif"u8, 0, 0, 0, 0]),
                .. SamplePictures.Box("meta", new byte[4]),
                .. SamplePictures.Box("mdat", [1]),
            ],
        ];
        foreach (var picture in empty)
        {
            Damage(picture).ShouldContain("no pixels");
        }

        // A frame of nothing is no frame.
        byte[] screen = [.. "GIF89a"u8, 0, 0, 0, 0, 0, 0, 0];
        Damage([.. screen, 0x2C, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0x3B]).ShouldContain("without a frame");
        Damage([.. screen, 0x2C, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2, 0, 0x3B]).ShouldContain("without a frame");
    }

    /// <summary>Frames, scans and chunks that are there, and hold nothing.</summary>
    [Fact]
    public void A_picture_without_data_is_not_whole()
    {
        var png = SamplePictures.All["png"].Bytes;
        Damage([.. png[..33], .. SamplePictures.PngChunk("IDAT", []), .. SamplePictures.PngChunk("IEND", [])])
            .ShouldContain("no IDAT chunk, or none with bytes");

        byte[] frame = [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0];
        byte[] scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0x3F, 0];
        Damage([.. frame, .. scan, 0xFF, 0xD9]).ShouldContain("no scan with bytes in it");
        PictureInspector.Inspect([.. frame, .. scan, 0xFF, 0, 0xFF, 0xD9]).IsWhole.ShouldBeTrue();

        byte[] screen = [.. "GIF89a"u8, 8, 0, 8, 0, 0, 0, 0];
        byte[] descriptor = [0x2C, 0, 0, 0, 0, 8, 0, 8, 0, 0];
        Damage([.. screen, .. descriptor, 2, 0, 0x3B]).ShouldContain("without a frame that has picture data");
        // Bytes of a comment are none of a frame's.
        Damage([.. screen, .. descriptor, 2, 0, 0x21, 0xFE, 1, 65, 0, 0x3B]).ShouldContain("without a frame");
        PictureInspector.Inspect([.. screen, .. descriptor, 2, 1, 0, 0, 0x3B]).IsWhole.ShouldBeTrue();

        byte[] lossy = [0, 0, 0, 0x9D, 1, 0x2A, 8, 0, 8, 0];
        byte[] lossless = [0x2F, 7, 0, 0, 0];
        Damage(WebP("VP8 ", lossy)).ShouldContain("bytes behind its header");
        Damage(WebP("VP8L", lossless)).ShouldContain("bytes behind its header");
        PictureInspector.Inspect(WebP("VP8 ", [.. lossy, 1])).IsWhole.ShouldBeTrue();
        PictureInspector.Inspect(WebP("VP8L", [.. lossless, 1])).IsWhole.ShouldBeTrue();

        static byte[] WebP(string name, byte[] data)
        {
            byte[] padded = [.. data, .. new byte[data.Length & 1]];
            return
            [
                .. "RIFF"u8,
                (byte)(12 + padded.Length),
                0,
                0,
                0,
                .. "WEBP"u8,
                .. System.Text.Encoding.ASCII.GetBytes(name),
                (byte)data.Length,
                0,
                0,
                0,
                .. padded,
            ];
        }
    }

    [Fact]
    public void Pixels_are_found_where_the_header_leaves_them_to_what_follows()
    {
        byte[] screen = [.. "GIF89a"u8, 0, 0, 0, 0, 0, 0, 0];
        var gif = PictureInspector.Inspect([.. screen, 0x2C, 0, 0, 0, 0, 5, 0, 3, 0, 0, 2, 1, 7, 0, 0x3B]);
        (gif.IsWhole, gif.Width, gif.Height).ShouldBe((true, 5, 3));

        var lines = SamplePictures.Jpeg(5, 0);
        var jpeg = PictureInspector.Inspect([.. lines.AsSpan(0, lines.Length - 2), 0xFF, 0xDC, 0, 4, 0, 3, 0xFF, 0xD9]);
        (jpeg.IsWhole, jpeg.Width, jpeg.Height).ShouldBe((true, 5, 3));
    }

    [Fact]
    public void A_webp_contradicting_itself_is_damaged()
    {
        Damage(SamplePictures.WebP(SamplePictures.RiffChunk("EXIF", [1, 2]))).ShouldContain("first chunk");
        Damage(SamplePictures.WebP(SamplePictures.RiffChunk("VP8L", [0x2F, 0, 0]))).ShouldContain("first chunk");
        Damage(SamplePictures.WebP(SamplePictures.RiffChunk("VP8L", new byte[6]))).ShouldContain("start code");
        Damage(SamplePictures.WebP(SamplePictures.RiffChunk("VP8X", new byte[10]))).ShouldContain("picture chunk");
        Damage(SamplePictures.WebP([.. "VP8L"u8, 0xFF, 0, 0, 0, 0x2F, 0, 0, 0, 0])).ShouldContain("longer than");
        Damage(SamplePictures.WebP([.. "VP8L"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0x2F, 0, 0, 0, 0]))
            .ShouldContain("longer than");
        Damage([.. SamplePictures.WebP([.. SamplePictures.RiffChunk("VP8L", [0x2F, 0, 0, 0, 0]), 1, 2])])
            .ShouldContain("add up");
    }

    [Fact]
    public void Pixels_that_a_list_of_items_does_not_speak_of_are_not_none()
    {
        byte[] items = [.. new byte[4], .. SamplePictures.Box("iinf", new byte[6])];
        byte[] picture =
        [
            .. SamplePictures.Box("ftyp", [.. "heic"u8, 0, 0, 0, 0]),
            .. SamplePictures.Box("meta", items),
            .. SamplePictures.Box("mdat", [1]),
        ];

        var found = PictureInspector.Inspect(picture);

        (found.Defect, found.Width, found.Height).ShouldBe((PictureDefect.None, 0, 0));
        Part.FromImage(picture).InlineData!.MimeType.ShouldBe("image/heic");
    }

    [Fact]
    public void A_box_up_to_the_end_lacks_no_bytes_that_can_be_counted()
    {
        var type = SamplePictures.Box("ftyp", [.. "avif"u8, 0, 0, 0, 0]);
        var found = PictureInspector.Inspect([.. type, 0, 0, 0, 0, .. "mdat"u8, 1]);

        found.Defect.ShouldBe(PictureDefect.Cut);
        found.Detail!.ShouldEndWith("lacks more boxes (meta and mdat are both needed)");
    }

    [Fact]
    public void A_gif_or_a_box_contradicting_itself_is_damaged()
    {
        byte[] screen = [.. "GIF87a"u8, 1, 0, 1, 0, 0, 0, 0];
        Damage([.. screen, 0x3B]).ShouldContain("without a frame");
        Damage([.. screen, 0x42]).ShouldContain("0x42");
        var type = SamplePictures.Box("ftyp", [.. "avif"u8, 0, 0, 0, 0]);
        Damage([.. type, 0, 0, 0, 7, .. "mdat"u8]).ShouldContain("impossible length");
        PictureInspector.Inspect([.. type, .. SamplePictures.Box("mdat", [1])]).Defect.ShouldBe(PictureDefect.Cut);
    }

    [Fact]
    public void The_checksum_is_that_of_its_definition()
    {
        Crc32.Append(0, "123456789"u8).ShouldBe(0xCBF43926u);
        Prop.ForAll<byte[], byte[]>(
                (first, second) =>
                {
                    byte[] both = [.. first, .. second];
                    return Crc32.Append(Crc32.Append(0, first), second) == SamplePictures.SlowCrc(both);
                }
            )
            .QuickCheckThrowOnFailure();
        var large = new byte[70_001];
        new Random(7).NextBytes(large);
        for (var length = 0; length < 300; length++)
        {
            var some = large.AsSpan(length % 7, length);
            Crc32.Append(0x12345678, some).ShouldBe(Crc32.AppendByTables(0x12345678, some));
        }

        for (var start = 0; start < 20; start++)
        {
            Crc32.Append(0, large.AsSpan(start)).ShouldBe(SamplePictures.SlowCrc(large.AsSpan(start)));
            Crc32.AppendByTables(0, large.AsSpan(start)).ShouldBe(SamplePictures.SlowCrc(large.AsSpan(start)));
        }
    }

    private static string Damage(byte[] bytes)
    {
        var found = PictureInspector.Inspect(bytes);
        found.Defect.ShouldBe(PictureDefect.Damaged, found.Detail);
        return found.Detail.ShouldNotBeNull();
    }
}
