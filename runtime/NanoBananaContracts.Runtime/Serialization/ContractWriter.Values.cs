using System;
using System.Buffers;
using System.Buffers.Text;
using System.ComponentModel;
#if NET
using System.Text.Unicode;
#endif

namespace NanoBananaContracts.Serialization;

/// <content>Single values.</content>
public sealed partial class ContractWriter
{
    /// <summary>Writes a text; half of a surrogate pair is written as its escape.</summary>
    /// <param name="value">Text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public void WriteStringValue(string value)
    {
        if (value is null)
        {
            throw new ArgumentNullException(nameof(value));
        }

        Comma();
        WriteText(value.AsSpan());
        needsComma = true;
    }

    /// <summary>Writes a truth value.</summary>
    /// <param name="value">Value.</param>
    public void WriteBooleanValue(bool value) => WriteTokenValue(value ? "true"u8 : "false"u8);

    /// <summary>Writes an integer.</summary>
    /// <param name="value">Value.</param>
    public void WriteInt64Value(long value)
    {
        Comma();
        Utf8Formatter.TryFormat(value, Reserve(20), out var written);
        length += written;
        needsComma = true;
    }

    /// <summary>Writes an integer as a text, as proto3 JSON writes those of 64 bits.</summary>
    /// <param name="value">Value.</param>
    public void WriteInt64StringValue(long value)
    {
        Comma();
        var destination = Reserve(22);
        destination[0] = (byte)'"';
        Utf8Formatter.TryFormat(value, destination.Slice(1), out var written);
        destination[written + 1] = (byte)'"';
        length += written + 2;
        needsComma = true;
    }

    /// <summary>Writes a number; what is none as the text <c>NaN</c>, <c>Infinity</c> or <c>-Infinity</c>.</summary>
    /// <param name="value">Value.</param>
    public void WriteDoubleValue(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            WriteTokenValue(
                double.IsNaN(value) ? "\"NaN\""u8
                : value > 0 ? "\"Infinity\""u8
                : "\"-Infinity\""u8
            );
            return;
        }

        Comma();
        length += NumberText.Write(value, Reserve(NumberText.MaxLength));
        needsComma = true;
    }

    /// <summary>Writes a number with the text it was read with, as long as that still stands for it.</summary>
    /// <param name="value">Value.</param>
    /// <param name="unknown">Kept fields of the message, or null.</param>
    /// <param name="name">Wire name of the property.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void WriteDoubleValue(double value, UnknownFields? unknown, ReadOnlySpan<byte> name)
    {
        if (
            unknown is not null
            && unknown.TryFindVerbatim(name, out var text)
            && ContractReader.Parse(text.Utf8, static (ref reader) => reader.TryReadDouble(out var read) ? read : 0)
                == value
        )
        {
            WriteRawValue(text);
        }
        else
        {
            WriteDoubleValue(value);
        }
    }

    /// <summary>Writes an integer with the text it was read with, as long as that still stands for it.</summary>
    /// <param name="value">Value.</param>
    /// <param name="unknown">Kept fields of the message, or null.</param>
    /// <param name="name">Wire name of the property.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void WriteInt64StringValue(long value, UnknownFields? unknown, ReadOnlySpan<byte> name)
    {
        if (
            unknown is not null
            && unknown.TryFindVerbatim(name, out var text)
            && ContractReader.Parse(text.Utf8, static (ref reader) => reader.TryReadInt64(out var read) ? read : 0)
                == value
        )
        {
            WriteRawValue(text);
        }
        else
        {
            WriteInt64StringValue(value);
        }
    }

    /// <summary>Writes Base64 as it stands, without decoding it.</summary>
    /// <param name="value">Value.</param>
    public void WriteBase64Value(Base64Data value) => WriteTokenValue(value.Token);

    /// <summary>Writes an instant.</summary>
    /// <param name="value">Value.</param>
    public void WriteTimestampValue(Timestamp value) => WriteStringValue(value.ToString());

    /// <summary>Writes a duration.</summary>
    /// <param name="value">Value.</param>
    public void WriteDurationValue(Duration value) => WriteStringValue(value.ToString());

    /// <summary>Writes a value as it stands; <c>null</c> when it is absent.</summary>
    /// <param name="value">Value.</param>
    public void WriteRawValue(RawJson value) => WriteTokenValue(value.IsAbsent ? "null"u8 : value.Utf8.Span);

#if NET
    private static readonly SearchValues<char> Special = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015"
            + "\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\"\\"
    );

    private void WriteText(ReadOnlySpan<char> text)
    {
        Quote();
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Special);
            var run = plain < 0 ? text : text[..plain];
            while (!run.IsEmpty)
            {
                // Piece by piece, so that a long text does not ask for three times its length at once.
                var piece = run.Length > FirstLength ? run[..FirstLength] : run;
                var destination = Reserve(piece.Length * 3);
                var status = Utf8.FromUtf16(piece, destination, out var read, out var written, false, false);
                length += written;
                run = run[read..];
                if (
                    status == OperationStatus.InvalidData
                    || (status == OperationStatus.NeedMoreData && run.Length == 1)
                )
                {
                    WriteEscaped(run[0]);
                    run = run[1..];
                }
            }

            if (plain < 0)
            {
                break;
            }

            WriteEscaped(text[plain]);
            text = text[(plain + 1)..];
        }

        Quote();
    }
#else
    private void WriteText(ReadOnlySpan<char> text)
    {
        Quote();
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character is < ' ' or '"' or '\\')
            {
                WriteEscaped(character);
            }
            else if (!char.IsSurrogate(character))
            {
                WriteScalar(character);
            }
            else if (i + 1 < text.Length && char.IsSurrogatePair(character, text[i + 1]))
            {
                WriteScalar(char.ConvertToUtf32(character, text[++i]));
            }
            else
            {
                WriteEscaped(character);
            }
        }

        Quote();
    }

    private void WriteScalar(int scalar)
    {
        var destination = Reserve(4);
        var extra =
            scalar < 0x80 ? 0
            : scalar < 0x800 ? 1
            : scalar < 0x10000 ? 2
            : 3;
        for (var i = extra; i > 0; i--)
        {
            destination[i] = (byte)(0x80 | (scalar & 0x3F));
            scalar >>= 6;
        }

        destination[0] = (byte)(extra == 0 ? scalar : (0xF00 >> extra & 0xFF) | scalar);
        length += extra + 1;
    }
#endif

    private void Quote()
    {
        Reserve(1)[0] = (byte)'"';
        length++;
    }

    private void WriteEscaped(char character)
    {
        var destination = Reserve(6);
        destination[0] = (byte)'\\';
        var letter = character switch
        {
            '"' or '\\' => character,
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\b' => 'b',
            '\f' => 'f',
            _ => 'u',
        };
        destination[1] = (byte)letter;
        length += 2;
        if (letter == 'u')
        {
            Utf8Formatter.TryFormat((uint)character, destination.Slice(2), out _, new StandardFormat('x', 4));
            length += 4;
        }
    }
}
