using System.Buffers.Binary;
using NanoBananaContracts.Runtime.Tests.Harness;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Pictures;

/// <summary>Broken pictures of every format: one verdict however the bytes come, and never an exception.</summary>
public sealed class PictureFuzz
{
    private const int Slice = 20_000;

    private static readonly byte[][] Scraps =
    [
        [0],
        [0xFF],
        [0, 0, 0, 0],
        [0, 0, 0, 1],
        [0, 0, 0, 8],
        [0x7F, 0xFF, 0xFF, 0xFF],
        [0xFF, 0xFF, 0xFF, 0x7F],
        [0xFF, 0xFF, 0xFF, 0xFF],
        [0x80, 0, 0, 0],
        [0xFF, 0xD8],
        [0xFF, 0xD9],
        [0xFF, 0xDA, 0, 2],
        [0xFF, 0xC0, 0, 0],
        [0x2C],
        [0x21, 0xFF],
        [0x3B],
        [.. "IEND"u8],
        [.. "IDAT"u8],
        [.. "VP8X"u8],
        [.. "ALPH"u8],
        [.. "ftyp"u8],
        [.. "meta"u8],
        [.. "ispe"u8],
        [.. "mdat"u8],
        [0, 0, 0, 1, .. "mdat"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
    ];

    private static readonly byte[][] Samples = [.. SamplePictures.All.Values.Select(sample => sample.Bytes)];

    [Fact]
    public void No_picture_breaks_a_walk() =>
        Fuzz.Each<PictureFuzz>(
            Slice,
            seed =>
            {
                var choice = new SeededChoice(seed);
                var picture = new ByteMutator(choice, Scraps).Mutate(choice.Pick(Samples));
                if (choice.Next(2) == 0)
                {
                    MendChecksums(picture);
                }

                var whole = PictureInspector.Inspect(picture);
                var what = Convert.ToHexString(picture);
                foreach (var step in new[] { 1, 1 + choice.Next(70) })
                {
                    var inspector = new PictureInspector();
                    for (var at = 0; at < picture.Length; at += step)
                    {
                        inspector.Append(picture.AsSpan(at, Math.Min(step, picture.Length - at)));
                    }

                    inspector.Complete().ShouldBe(whole, what);
                }

                PictureInspector.Inspect(Base64Data.FromBytes(picture)).ShouldBe(whole, what);
                var promise = default(Promise);
                promise.Holds(whole.Length == picture.Length, what);
                promise.Holds(whole.Width >= 0 && whole.Height >= 0, what);
                promise.Holds(whole.IsWhole == (whole.Defect == PictureDefect.None), what);
                promise.Holds(whole.IsWhole == (whole.Detail is null), what);
                promise.Holds(!whole.IsWhole || whole.Format != ImageFileFormat.Unknown, what);
                promise.Holds(!whole.IsWhole || whole is { Width: > 0, Height: > 0 }, what);
                promise.Holds((whole.Defect == PictureDefect.Empty) == (picture.Length == 0), what);
            }
        );

    /// <summary>A wrong checksum ends the walk of a PNG: with right ones it sees what is behind.</summary>
    private static void MendChecksums(byte[] picture)
    {
        if (ImageFileFormats.Recognize(picture) != ImageFileFormat.Png)
        {
            return;
        }

        for (var at = 8; at + 12 <= picture.Length; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(picture.AsSpan(at));
            if (length > picture.Length - at - 12)
            {
                return;
            }

            var covered = picture.AsSpan(at + 4, 4 + (int)length);
            BinaryPrimitives.WriteUInt32BigEndian(
                picture.AsSpan(at + 8 + (int)length),
                SamplePictures.SlowCrc(covered)
            );
            at += 12 + (int)length;
        }
    }
}
