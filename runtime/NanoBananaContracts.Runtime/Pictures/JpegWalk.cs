using System.Buffers.Binary;

namespace NanoBananaContracts;

/// <summary>Walks the markers of a JPEG from SOI to EOI; pixels from the first start-of-frame segment.</summary>
internal sealed class JpegWalk : PictureWalk
{
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte DefineNumberOfLines = 0xDC;

    private State state = State.Marker;
    private byte marker;
    private long remaining;
    private bool sawFrame;
    private bool sawData;
    private bool inScan;

    private enum State
    {
        Marker,
        MarkerCode,
        SegmentLength,
        Frame,
        Lines,
        Segment,
        Done,
    }

    public override bool IsComplete => state == State.Done;

    public override string Awaited =>
        inScan ? "more picture data and the EOI marker"
        : state is State.Segment or State.Frame or State.Lines
            ? $"{remaining} more bytes of its 0xFF{marker:X2} segment"
        : "the next marker; there is no EOI marker";

    protected override void Step(ref ReadOnlySpan<byte> bytes)
    {
        switch (state)
        {
            case State.Marker:
                // In a scan everything up to 0xFF is picture data; between segments it is filling that decoders skip.
                var at = bytes.IndexOf((byte)0xFF);
                sawData |= inScan && at != 0;
                bytes = at < 0 ? default : bytes.Slice(at + 1);
                state = at < 0 ? State.Marker : State.MarkerCode;
                break;
            case State.MarkerCode:
                var code = bytes[0];
                bytes = bytes.Slice(1);
                ReadMarker(code);
                break;
            case State.SegmentLength:
                if (Gather(ref bytes, 2, out var length))
                {
                    OpenSegment(BinaryPrimitives.ReadUInt16BigEndian(length));
                }

                break;
            case State.Frame:
                if (Gather(ref bytes, 5, out var frame))
                {
                    sawFrame = true;
                    Height = BinaryPrimitives.ReadUInt16BigEndian(frame.Slice(1));
                    Width = BinaryPrimitives.ReadUInt16BigEndian(frame.Slice(3));
                    remaining -= 5;
                    state = remaining == 0 ? State.Marker : State.Segment;
                }

                break;
            case State.Lines:
                if (Gather(ref bytes, 2, out var lines))
                {
                    Height = BinaryPrimitives.ReadUInt16BigEndian(lines);
                    state = State.Marker;
                }

                break;
            case State.Segment:
                Skip(ref bytes, ref remaining);
                if (remaining == 0)
                {
                    CloseSegment();
                }

                break;
            default:
                bytes = default; // a second picture or metadata may follow EOI; the first one is whole
                break;
        }
    }

    private static bool IsStartOfFrame(byte code) => code is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private void ReadMarker(byte code)
    {
        switch (code)
        {
            case 0xFF: // fill byte before a marker
                break;
            case 0x00: // in a scan: a stuffed 0xFF; elsewhere: filling
                sawData |= inScan;
                state = State.Marker;
                break;
            case 0x01:
            case >= 0xD0 and <= 0xD7: // restart markers stand inside a scan
                state = State.Marker;
                break;
            case StartOfImage when marker == 0:
                marker = code;
                state = State.Marker;
                break;
            case StartOfImage:
                Fail($"a second JPEG begins at byte {Position - 1}, before the first one has ended");
                break;
            // A stream of tables alone, which T.81 allows, is no picture either.
            case EndOfImage when !(sawFrame && sawData):
                Fail("it ends without picture data (no frame, or no scan with bytes in it, before the EOI marker)");
                break;
            case EndOfImage:
                inScan = false;
                state = State.Done;
                break;
            default:
                inScan = false;
                marker = code;
                state = State.SegmentLength;
                break;
        }
    }

    private void OpenSegment(int length)
    {
        // The length counts its own two bytes.
        remaining = length - 2;
        if (remaining < 0 || (IsStartOfFrame(marker) && remaining < 5))
        {
            Fail($"its 0xFF{marker:X2} segment at byte {HeaderAt - 2} has the impossible length {length}");
        }
        else if (IsStartOfFrame(marker) && !sawFrame)
        {
            state = State.Frame;
        }
        else if (marker == DefineNumberOfLines && remaining == 2 && Height == 0)
        {
            state = State.Lines; // a frame of height 0 has it said behind the first scan
        }
        else if (remaining == 0)
        {
            CloseSegment();
        }
        else
        {
            state = State.Segment;
        }
    }

    private void CloseSegment()
    {
        state = State.Marker;
        if (marker == StartOfScan)
        {
            inScan = true;
        }
    }
}
