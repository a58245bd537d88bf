using System.Buffers.Binary;

namespace NanoBananaContracts;

/// <summary>Walks the chunks of a PNG: lengths, checksums, IHDR first, IDAT with bytes in it somewhere, IEND last.</summary>
internal sealed class PngWalk : PictureWalk
{
    private const int HeaderType = 0x49484452; // IHDR
    private const int DataType = 0x49444154; // IDAT
    private const int EndType = 0x49454E44; // IEND

    private State state = State.Signature;
    private int type;
    private long remaining;
    private uint crc;
    private bool sawHeader;
    private bool sawData;

    private enum State
    {
        Signature,
        ChunkHeader,
        ImageHeader,
        ChunkData,
        ChunkChecksum,
        Done,
    }

    public override bool IsComplete => state == State.Done;

    public override string Awaited =>
        state switch
        {
            State.Signature => "the signature",
            State.ChunkHeader => "the next chunk; there is no IEND chunk",
            State.ChunkChecksum => $"the checksum of its {Name(type)} chunk",
            _ => $"{remaining} more bytes of its {Name(type)} chunk",
        };

    protected override void Step(ref ReadOnlySpan<byte> bytes)
    {
        switch (state)
        {
            case State.Signature:
                if (Gather(ref bytes, 8, out _))
                {
                    state = State.ChunkHeader;
                }

                break;
            case State.ChunkHeader:
                ReadChunkHeader(ref bytes);
                break;
            case State.ImageHeader:
                ReadImageHeader(ref bytes);
                break;
            case State.ChunkData:
                var data = bytes;
                Skip(ref bytes, ref remaining);
                crc = Crc32.Append(crc, data.Slice(0, data.Length - bytes.Length));
                state = remaining == 0 ? State.ChunkChecksum : State.ChunkData;
                break;
            case State.ChunkChecksum:
                ReadChecksum(ref bytes);
                break;
            default:
                bytes = default; // what follows IEND is not part of the picture
                break;
        }
    }

    private static string Name(int type)
    {
        Span<byte> letters = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(letters, type);
        return new string([(char)letters[0], (char)letters[1], (char)letters[2], (char)letters[3]]);
    }

    private static bool IsChunkName(ReadOnlySpan<byte> name)
    {
        foreach (var letter in name)
        {
            if ((uint)((letter | 0x20) - 'a') > 'z' - 'a')
            {
                return false;
            }
        }

        return true;
    }

    private void ReadChunkHeader(ref ReadOnlySpan<byte> bytes)
    {
        if (!Gather(ref bytes, 8, out var header))
        {
            return;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(header);
        var name = header.Slice(4, 4);
        if (!IsChunkName(name) || length > int.MaxValue)
        {
            Fail($"what should be a PNG chunk at byte {HeaderAt} has an impossible name or length");
            return;
        }

        type = BinaryPrimitives.ReadInt32BigEndian(name);
        if (!sawHeader && (type != HeaderType || length != 13))
        {
            Fail("its first PNG chunk is not an IHDR chunk of 13 bytes");
            return;
        }

        remaining = length;
        crc = Crc32.Append(0, name);
        sawData |= type == DataType && length > 0;
        state =
            !sawHeader ? State.ImageHeader
            : remaining == 0 ? State.ChunkChecksum
            : State.ChunkData;
        sawHeader = true;
    }

    private void ReadImageHeader(ref ReadOnlySpan<byte> bytes)
    {
        if (!Gather(ref bytes, 13, out var header))
        {
            return;
        }

        Width = BinaryPrimitives.ReadInt32BigEndian(header);
        Height = BinaryPrimitives.ReadInt32BigEndian(header.Slice(4));
        crc = Crc32.Append(crc, header);
        state = State.ChunkChecksum;
        if (Width <= 0 || Height <= 0)
        {
            Width = Height = 0;
            Fail("its IHDR chunk has a width or height of nothing");
        }
    }

    private void ReadChecksum(ref ReadOnlySpan<byte> bytes)
    {
        if (!Gather(ref bytes, 4, out var header))
        {
            return;
        }

        if (BinaryPrimitives.ReadUInt32BigEndian(header) != crc)
        {
            Fail($"the checksum of its {Name(type)} chunk at byte {HeaderAt} does not match");
        }
        else if (type == EndType && !sawData)
        {
            Fail("it ends without picture data (no IDAT chunk, or none with bytes in it)");
        }
        else
        {
            state = type == EndType ? State.Done : State.ChunkHeader;
        }
    }
}
