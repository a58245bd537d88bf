using System.Buffers;
using System.Buffers.Text;

namespace NanoBananaContracts.Serialization;

/// <summary>Whole Base64 texts: the clean ones at full speed, the others by <see cref="Base64Decoder"/>.</summary>
internal static class Base64Text
{
    public static int DecodedLength(ReadOnlySpan<byte> text)
    {
        // White space and escapes start with one of these; searching for them is vectorised.
        if (text.IndexOfAny((byte)'\\', (byte)' ', (byte)'\n') >= 0 || text.IndexOfAny((byte)'\r', (byte)'\t') >= 0)
        {
            return DecodedLengthOfOdd(text);
        }

        var characters = text.Length;
        while (characters > 0 && text[characters - 1] == '=' && text.Length - characters < 2)
        {
            characters--;
        }

        return (int)(characters * 3L / 4);
    }

    public static bool TryDecode(ReadOnlySpan<byte> text, int start, Span<byte> destination, out int written)
    {
        var rest = text.Slice(start);
        rest = rest.Slice(Base64Blocks.Decode(rest, destination, out var inBlocks));
        var status = Base64.DecodeFromUtf8(rest, destination.Slice(inBlocks), out var consumed, out written);
        written += inBlocks;
        if (status == OperationStatus.Done && consumed == rest.Length)
        {
            return true;
        }

        return TryDecodeOdd(text, start, destination, out written);
    }

    private static bool TryDecodeOdd(ReadOnlySpan<byte> text, int start, Span<byte> destination, out int written)
    {
        var needed = DecodedLength(text.Slice(start));
        if (destination.Length < needed)
        {
            // Too small and wrong at once: the text is what to know about first.
            Check(text, start);
            written = 0;
            return false;
        }

        // The decoder wants room for a whole group; the last bytes go through a small one of their own.
        var decoder = new Base64Decoder(start);
        written = 0;
        Span<byte> last = stackalloc byte[3];
        while (true)
        {
            var room = destination.Slice(written);
            var count = room.Length >= 3 ? decoder.Decode(text, room) : decoder.Decode(text, last);
            if (count == 0)
            {
                return true;
            }

            if (room.Length < 3)
            {
                last.Slice(0, count).CopyTo(room);
            }

            written += count;
        }
    }

    private static void Check(ReadOnlySpan<byte> text, int start)
    {
        var decoder = new Base64Decoder(start);
        Span<byte> sink = stackalloc byte[768];
        while (decoder.Decode(text, sink) > 0) { }
    }

    private static int DecodedLengthOfOdd(ReadOnlySpan<byte> text)
    {
        long characters = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or (byte)'=':
                    break;
                case (byte)'\\' when i + 1 < text.Length && text[i + 1] == 'u':
                    var code = i + 6 <= text.Length ? text.Slice(i + 2, 4) : default;
                    characters += IsPaddingOrSpace(code) ? 0 : 1;
                    i += 5;
                    break;
                case (byte)'\\':
                    characters += i + 1 < text.Length && text[i + 1] == '/' ? 1 : 0;
                    i++;
                    break;
                default:
                    characters++;
                    break;
            }
        }

        return (int)(characters * 3 / 4);
    }

    private static bool IsPaddingOrSpace(ReadOnlySpan<byte> code) =>
        Utf8Parser.TryParse(code, out int value, out _, 'x') && value is '=' or ' ' or '\r' or '\n' or '\t';
}
