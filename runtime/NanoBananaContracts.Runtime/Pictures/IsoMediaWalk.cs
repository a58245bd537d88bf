using System.Buffers.Binary;

namespace NanoBananaContracts;

/// <summary>
/// Walks the boxes of an AVIF or HEIF file; pixels from the largest <c>ispe</c> property, which is that of the
/// picture itself and not of its thumbnail or its tiles.
/// </summary>
internal sealed class IsoMediaWalk : PictureWalk
{
    private State state = State.BoxHeader;
    private uint type;
    private long remaining;
    private bool sawMeta;
    private bool sawData;
    private bool sawExtent;
    private bool sawItems;
    private bool toTheEnd;

    private enum State
    {
        BoxHeader,
        LargeSize,
        MetaVersion,
        Extent,
        Content,
    }

    // The file has no closing mark: it is whole when the bytes end where a box ends.
    public override bool IsComplete => sawMeta && sawData && (toTheEnd || (state == State.BoxHeader && AtBoundary));

    public override string Awaited =>
        state == State.Content && !toTheEnd
            ? $"{remaining} more bytes of a box"
            : "more boxes (meta and mdat are both needed)";

    // A list of items is a picture, also where it leaves their sizes to the codec.
    public override bool NeedsPixels => sawExtent || !sawItems;

    private bool AtBoundary { get; set; }

    protected override void Step(ref ReadOnlySpan<byte> bytes)
    {
        switch (state)
        {
            case State.BoxHeader:
                AtBoundary = false;
                if (Gather(ref bytes, 8, out var header))
                {
                    var size = BinaryPrimitives.ReadUInt32BigEndian(header);
                    type = BinaryPrimitives.ReadUInt32BigEndian(header.Slice(4));
                    OpenBox(size, 8);
                }

                break;
            case State.LargeSize:
                if (Gather(ref bytes, 8, out var large))
                {
                    var size = BinaryPrimitives.ReadUInt64BigEndian(large);
                    OpenBox(size > long.MaxValue || size < 16 ? 2 : (long)size, 16);
                }

                break;
            case State.MetaVersion:
                if (Gather(ref bytes, 4, out _))
                {
                    Close();
                }

                break;
            case State.Extent:
                if (Gather(ref bytes, 12, out var extent))
                {
                    ReadExtent(extent);
                }

                break;
            default:
                if (toTheEnd)
                {
                    bytes = default;
                    break;
                }

                Skip(ref bytes, ref remaining);
                if (remaining == 0)
                {
                    Close();
                }

                break;
        }
    }

    private void OpenBox(long size, int headerLength)
    {
        const uint Meta = 0x6D657461;
        const uint Items = 0x69696E66; // iinf
        const uint Properties = 0x69707270; // iprp
        const uint PropertyContainer = 0x6970636F; // ipco
        const uint SpatialExtent = 0x69737065; // ispe
        const uint MediaData = 0x6D646174; // mdat
        sawMeta |= type == Meta;
        sawItems |= type == Items;
        sawData |= type == MediaData;
        remaining = size - headerLength;
        if (size == 1 && headerLength == 8)
        {
            state = State.LargeSize;
        }
        else if (size == 0)
        {
            toTheEnd = true;
            state = State.Content;
        }
        else if (remaining < 0)
        {
            Fail($"a box at byte {HeaderAt} has an impossible length");
        }
        else if (type == Meta && remaining >= 4)
        {
            state = State.MetaVersion; // its boxes follow and are walked in place
        }
        else if (type is Properties or PropertyContainer || remaining == 0)
        {
            Close();
        }
        else
        {
            state = type == SpatialExtent && remaining >= 12 ? State.Extent : State.Content;
        }
    }

    private void ReadExtent(ReadOnlySpan<byte> extent)
    {
        sawExtent = true;
        var width = BinaryPrimitives.ReadInt32BigEndian(extent.Slice(4));
        var height = BinaryPrimitives.ReadInt32BigEndian(extent.Slice(8));
        if (width > 0 && height > 0 && (long)width * height > (long)Width * Height)
        {
            (Width, Height) = (width, height);
        }

        remaining -= 12;
        state = State.Content;
        if (remaining == 0)
        {
            Close();
        }
    }

    private void Close()
    {
        state = State.BoxHeader;
        AtBoundary = true;
    }
}
