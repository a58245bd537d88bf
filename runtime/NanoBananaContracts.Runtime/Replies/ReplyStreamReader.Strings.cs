using System;
using System.Globalization;

namespace NanoBananaContracts;

/// <content>Names, texts and pictures.</content>
internal sealed partial class ReplyStreamReader
{
    private readonly byte[] name = new byte[ReplyPlaces.LongestName + 1];
    private int nameLength;
    private bool inName;
    private bool keeping;
    private bool pictureEnded;
    private bool pictureNumbered;
    private JsonEscape escape;

    // A name that is longer than the buffer is none of those that matter, and equals none of them.
    private ReadOnlySpan<byte> Name => name.AsSpan(0, nameLength);

    private void BeginName()
    {
        inName = true;
        nameLength = 0;
        BeginText(keep: true);
    }

    private bool BeginString()
    {
        inName = false;
        switch (InObject ? ReplyPlaces.Role(Place, Name) : StringRole.Text)
        {
            case StringRole.Picture:
                Skeleton.Append((byte)'"');
                PictureCount++;
                pictureNumbered = false;
                picture.Reset();
                state = State.Picture;
                return true;
            case StringRole.Signature:
                BeginText(keep: false);
                return false;
            default:
                BeginText(keep: true);
                return false;
        }
    }

    private void BeginText(bool keep)
    {
        keeping = keep;
        Skeleton.BeginString();
        state = State.Text;
    }

    private ReplyEvent? ReadPicture()
    {
        var step = picture.Read(buffer.AsSpan(position, end - position), out var consumed);
        position += consumed;
        NumberPicture(consumed - (step == Base64Step.End ? 1 : 0));
        if (step == Base64Step.End)
        {
            Skeleton.Append((byte)'"');
            state = State.CommaOrEnd;
            pictureEnded = picture.Written > 0;
            return picture.Written > 0 ? ReplyEvent.PictureBytes : ReplyEvent.PictureEnd;
        }

        if (step == Base64Step.Malformed)
        {
            FailInString("a picture's text has a control character or a malformed escape");
        }

        return picture.Written > 0 ? ReplyEvent.PictureBytes : null;
    }

    // The number takes the place of the data, unless that is empty; and its quote is closed where that of the data is,
    // so that a reply that is cut in a picture has a skeleton that is cut in a string.
    private void NumberPicture(int textLength)
    {
        if (textLength > 0 && !pictureNumbered)
        {
            pictureNumbered = true;
            AppendNumber(PictureCount - 1);
        }
    }

    private void ReadText()
    {
        while (position < end)
        {
            if (escape.IsOpen)
            {
                ReadEscape();
                if (state == State.Stopped)
                {
                    return;
                }

                continue;
            }

            var rest = buffer.AsSpan(position, end - position);
            var stop = JsonStringScan.IndexOfStringStop(rest);
            var run = rest.Slice(0, stop < 0 ? rest.Length : stop);
            KeepRun(run);
            position += run.Length;
            if (stop < 0)
            {
                return;
            }

            switch (buffer[position])
            {
                case (byte)'"':
                    Skeleton.Append((byte)'"');
                    position++;
                    EndText();
                    return;
                case (byte)'\\':
                    keeping = keeping && Skeleton.HasRoomForEscape();
                    if (keeping)
                    {
                        Skeleton.Append((byte)'\\');
                    }

                    escape.Begin();
                    position++;
                    break;
                default:
                    FailInString("a control character stands in a string");
                    return;
            }
        }
    }

    private void ReadEscape()
    {
        var value = buffer[position];
        if (!escape.Take(value))
        {
            FailInString("an escape in a string is malformed");
            return;
        }

        position++;
        if (keeping)
        {
            Skeleton.Append(value);
        }

        if (escape.IsOpen)
        {
            return;
        }

        if (inName)
        {
            // No name that matters has a character outside ASCII: 0xFF makes the name differ from all of them.
            KeepName([escape.Character < 0x80 ? (byte)escape.Character : (byte)0xFF]);
        }
        else if (keeping && char.IsHighSurrogate(escape.Character))
        {
            Skeleton.NoteHighSurrogate();
        }
    }

    private void KeepRun(ReadOnlySpan<byte> run)
    {
        if (inName)
        {
            KeepName(run);
        }

        if (keeping && !run.IsEmpty)
        {
            keeping = Skeleton.AppendContent(run);
        }
    }

    private void KeepName(ReadOnlySpan<byte> text)
    {
        var take = Math.Min(text.Length, name.Length - nameLength);
        text.Slice(0, take).CopyTo(name.AsSpan(nameLength));
        nameLength += take;
    }

    private void EndText()
    {
        if (inName)
        {
            inName = false;
            state = State.Colon;
        }
        else
        {
            EndValue();
        }
    }

    // What was left out of the skeleton may be what makes the next byte wrong; a control character is always wrong.
    private void FailInString(string what)
    {
        if (state == State.Picture || !keeping)
        {
            Skeleton.Append(0x00);
        }

        Fail(what);
    }

    private void AppendNumber(int value)
    {
        foreach (var digit in value.ToString(CultureInfo.InvariantCulture))
        {
            Skeleton.Append((byte)digit);
        }
    }
}
