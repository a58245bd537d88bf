using System.Buffers;
using System.Buffers.Text;
#if NET
using System.Text.Unicode;
#endif

namespace NanoBananaContracts.Serialization;

/// <summary>Writes texts as JSON strings, with no more escapes than JSON asks for.</summary>
internal static class JsonStringText
{
#if NET
    // Piece by piece, so that a long text does not ask for three times its length at once.
    private const int PieceLength = 4096;

    private static readonly SearchValues<char> Special = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015"
            + "\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\"\\"
    );

    /// <summary>Writes a text in quotes; half of a surrogate pair is written as its escape.</summary>
    public static void Write(ReadOnlySpan<char> text, ContractBuffer buffer)
    {
        Quote(buffer);
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Special);
            var run = plain < 0 ? text : text[..plain];
            while (!run.IsEmpty)
            {
                var piece = run.Length > PieceLength ? run[..PieceLength] : run;
                var destination = buffer.Reserve(piece.Length * 3);
                var status = Utf8.FromUtf16(piece, destination, out var read, out var written, false, false);
                buffer.Advance(written);
                run = run[read..];
                if (
                    status == OperationStatus.InvalidData
                    || (status == OperationStatus.NeedMoreData && run.Length == 1)
                )
                {
                    WriteEscaped(run[0], buffer);
                    run = run[1..];
                }
            }

            if (plain < 0)
            {
                break;
            }

            WriteEscaped(text[plain], buffer);
            text = text[(plain + 1)..];
        }

        Quote(buffer);
    }
#else
    /// <summary>Writes a text in quotes; half of a surrogate pair is written as its escape.</summary>
    public static void Write(ReadOnlySpan<char> text, ContractBuffer buffer)
    {
        Quote(buffer);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character is < ' ' or '"' or '\\')
            {
                WriteEscaped(character, buffer);
            }
            else if (!char.IsSurrogate(character))
            {
                WriteScalar(character, buffer);
            }
            else if (i + 1 < text.Length && char.IsSurrogatePair(character, text[i + 1]))
            {
                WriteScalar(char.ConvertToUtf32(character, text[++i]), buffer);
            }
            else
            {
                WriteEscaped(character, buffer);
            }
        }

        Quote(buffer);
    }

    private static void WriteScalar(int scalar, ContractBuffer buffer)
    {
        var destination = buffer.Reserve(4);
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
        buffer.Advance(extra + 1);
    }
#endif

    private static void Quote(ContractBuffer buffer)
    {
        buffer.Reserve(1)[0] = (byte)'"';
        buffer.Advance(1);
    }

    private static void WriteEscaped(char character, ContractBuffer buffer)
    {
        var destination = buffer.Reserve(6);
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
        buffer.Advance(2);
        if (letter == 'u')
        {
            Utf8Formatter.TryFormat((uint)character, destination.Slice(2), out _, new StandardFormat('x', 4));
            buffer.Advance(4);
        }
    }
}
