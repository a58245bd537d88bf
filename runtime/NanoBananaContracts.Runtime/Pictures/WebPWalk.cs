using System.Buffers.Binary;

namespace NanoBananaContracts;

/// <summary>Walks the chunks of a WebP inside its RIFF length; pixels from the first chunk.</summary>
internal sealed class WebPWalk : PictureWalk
{
    private const int FrameHeaderLength = 16; // of ANMF, in front of its own chunks

    private State state = State.FileHeader;
    private long riffRemaining;
    private long remaining;
    private bool sawFirst;
    private bool sawPicture;
    private ChunkKind kind;

    private enum State
    {
        FileHeader,
        ChunkHeader,
        PictureHeader,
        ChunkData,
        Done,
    }

    private enum ChunkKind
    {
        Other,
        Lossy,
        Lossless,
        Extended,
    }

    public override bool IsComplete => state == State.Done;

    public override string Awaited => $"{riffRemaining} more bytes its RIFF header announces";

    protected override void Step(ref ReadOnlySpan<byte> bytes)
    {
        switch (state)
        {
            case State.FileHeader:
                if (Gather(ref bytes, 12, out var file))
                {
                    // The RIFF length counts from the form type ("WEBP") on.
                    riffRemaining = BinaryPrimitives.ReadUInt32LittleEndian(file.Slice(4)) - 4L;
                    OpenNextChunk();
                }

                break;
            case State.ChunkHeader:
                if (Gather(ref bytes, 8, out var chunk))
                {
                    OpenChunk(chunk);
                }

                break;
            case State.PictureHeader:
                ReadPictureHeader(ref bytes);
                break;
            case State.ChunkData:
                var before = remaining;
                Skip(ref bytes, ref remaining);
                riffRemaining -= before - remaining;
                if (remaining == 0)
                {
                    OpenNextChunk();
                }

                break;
            default:
                bytes = default;
                break;
        }
    }

    private static ChunkKind KindOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("VP8 "u8) ? ChunkKind.Lossy
        : name.SequenceEqual("VP8L"u8) ? ChunkKind.Lossless
        : name.SequenceEqual("VP8X"u8) ? ChunkKind.Extended
        : ChunkKind.Other;

    private static int HeaderLength(ChunkKind kind) => kind == ChunkKind.Lossless ? 5 : 10;

    private void OpenNextChunk()
    {
        if (riffRemaining >= 8)
        {
            state = State.ChunkHeader;
        }
        else if (riffRemaining != 0)
        {
            Fail("the chunks of the WebP do not add up to its RIFF length");
        }
        else if (!sawPicture)
        {
            Fail("the WebP ends without a picture chunk that has bytes behind its header");
        }
        else
        {
            state = State.Done;
        }
    }

    private void OpenChunk(ReadOnlySpan<byte> header)
    {
        var name = header.Slice(0, 4);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(4));
        kind = KindOf(name);
        remaining = length + (length & 1); // chunks are padded to even lengths
        riffRemaining -= 8;
        sawPicture |= kind is ChunkKind.Lossy or ChunkKind.Lossless
            ? length > HeaderLength(kind)
            : name.SequenceEqual("ANMF"u8) && length > FrameHeaderLength;
        if (remaining > riffRemaining)
        {
            Fail($"a chunk of the WebP at byte {HeaderAt} is longer than its RIFF length allows");
        }
        else if (!sawFirst && (kind == ChunkKind.Other || length < HeaderLength(kind)))
        {
            Fail("the first chunk of the WebP is not VP8, VP8L or VP8X");
        }
        else
        {
            state = !sawFirst ? State.PictureHeader : State.ChunkData;
            if (sawFirst && remaining == 0)
            {
                OpenNextChunk();
            }
        }

        sawFirst = true;
    }

    private void ReadPictureHeader(ref ReadOnlySpan<byte> bytes)
    {
        var length = HeaderLength(kind);
        if (!Gather(ref bytes, length, out var header))
        {
            return;
        }

        switch (kind)
        {
            case ChunkKind.Lossy when header.Slice(3, 3) is [0x9D, 0x01, 0x2A]:
                Width = BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(6)) & 0x3FFF;
                Height = BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(8)) & 0x3FFF;
                break;
            case ChunkKind.Lossless when header[0] == 0x2F:
                var bits = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(1));
                Width = (int)(bits & 0x3FFF) + 1;
                Height = (int)((bits >> 14) & 0x3FFF) + 1;
                break;
            case ChunkKind.Extended:
                Width = (header[4] | (header[5] << 8) | (header[6] << 16)) + 1;
                Height = (header[7] | (header[8] << 8) | (header[9] << 16)) + 1;
                break;
            default:
                Fail("the picture chunk of the WebP has a wrong start code");
                return;
        }

        remaining -= length;
        riffRemaining -= length;
        state = State.ChunkData;
        if (remaining == 0)
        {
            OpenNextChunk();
        }
    }
}
