using System.Buffers.Binary;

namespace NanoBananaContracts;

/// <summary>Walks the blocks of a GIF to its trailer.</summary>
internal sealed class GifWalk : PictureWalk
{
    private State state = State.Screen;
    private long remaining;
    private bool inFrame;
    private bool sawFrame;

    private enum State
    {
        Screen,
        Table,
        Block,
        ImageDescriptor,
        LocalTable,
        CodeSize,
        ExtensionLabel,
        SubBlockLength,
        SubBlock,
        Done,
    }

    public override bool IsComplete => state == State.Done;

    public override string Awaited => "more blocks and the trailer";

    protected override void Step(ref ReadOnlySpan<byte> bytes)
    {
        switch (state)
        {
            case State.Screen:
                if (Gather(ref bytes, 13, out var screen))
                {
                    Width = BinaryPrimitives.ReadUInt16LittleEndian(screen.Slice(6));
                    Height = BinaryPrimitives.ReadUInt16LittleEndian(screen.Slice(8));
                    OpenTable(screen[10], State.Table, State.Block);
                }

                break;
            case State.ImageDescriptor:
                if (Gather(ref bytes, 9, out var descriptor))
                {
                    var width = BinaryPrimitives.ReadUInt16LittleEndian(descriptor.Slice(4));
                    var height = BinaryPrimitives.ReadUInt16LittleEndian(descriptor.Slice(6));
                    inFrame = width > 0 && height > 0;
                    if (inFrame)
                    {
                        // A screen of nothing is as large as the first frame to every viewer.
                        (Width, Height) = Width == 0 || Height == 0 ? (width, height) : (Width, Height);
                    }

                    OpenTable(descriptor[8], State.LocalTable, State.CodeSize);
                }

                break;
            case State.Table:
                SkipTo(ref bytes, State.Block);
                break;
            case State.LocalTable:
                SkipTo(ref bytes, State.CodeSize);
                break;
            case State.SubBlock:
                SkipTo(ref bytes, State.SubBlockLength);
                break;
            case State.Done:
                bytes = default;
                break;
            default:
                var value = bytes[0];
                bytes = bytes.Slice(1);
                ReadByte(value);
                break;
        }
    }

    private void ReadByte(byte value)
    {
        switch (state)
        {
            case State.Block when value == 0x2C:
                state = State.ImageDescriptor;
                break;
            case State.Block when value == 0x21:
                state = State.ExtensionLabel;
                break;
            case State.Block when value == 0x3B && sawFrame:
                state = State.Done;
                break;
            case State.Block when value == 0x3B:
                Fail("the GIF ends without a frame that has picture data");
                break;
            case State.Block:
                Fail($"the GIF has an unknown block 0x{value:X2} at byte {Position}");
                break;
            case State.SubBlockLength:
                remaining = value;
                sawFrame |= inFrame && value > 0;
                state = value == 0 ? State.Block : State.SubBlock;
                break;
            case State.ExtensionLabel:
                inFrame = false;
                state = State.SubBlockLength;
                break;
            default: // code size
                state = State.SubBlockLength;
                break;
        }
    }

    private void OpenTable(byte flags, State table, State without)
    {
        remaining = (flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1);
        state = remaining == 0 ? without : table;
    }

    private void SkipTo(ref ReadOnlySpan<byte> bytes, State next)
    {
        Skip(ref bytes, ref remaining);
        if (remaining == 0)
        {
            state = next;
        }
    }
}
