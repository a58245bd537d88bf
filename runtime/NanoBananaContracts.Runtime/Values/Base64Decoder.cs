using System.Buffers;
using System.Buffers.Text;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// Decodes one Base64 text piece by piece. Whole groups of the standard alphabet go through the framework's
/// vectorised decoder; whatever that does not take (URL-safe characters, white space, escapes, missing padding) goes
/// through <see cref="DecodeOdd"/>, one group at a time, and then the fast way is tried again.
/// Invariant between calls: <see cref="position"/> stands before a group, with no bits pending.
/// </summary>
internal struct Base64Decoder
{
    private const byte Padding = 0xFD;
    private const byte Skip = 0xFE;
    private const byte Illegal = 0xFF;

    private static readonly byte[] Values = MakeValues();

    private int position;
    private int oddRun;

    /// <summary>Begins at a place of the text.</summary>
    /// <param name="start">How many characters stand before it.</param>
    public Base64Decoder(int start) => position = start;

    /// <summary>Decodes the next bytes.</summary>
    /// <param name="text">The whole text, the same on every call.</param>
    /// <param name="destination">Where to; at least 3 bytes.</param>
    /// <returns>Number of bytes written; 0 at the end.</returns>
    /// <exception cref="Base64FormatException">The text is not Base64, or is cut.</exception>
    public int Decode(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var total = 0;
        while (position < text.Length && destination.Length - total >= 3)
        {
            var rest = text.Slice(position);
            if (oddRun == 0)
            {
                total += DecodeClean(rest, destination.Slice(total));
                if (position >= text.Length || destination.Length - total < 3)
                {
                    break;
                }

                // A text in the URL-safe alphabet is odd every few characters; going back to the fast way after each
                // odd group would cost more than it saves, so it is left alone for a while.
                oddRun = 64;
            }

            oddRun--;
            total += DecodeOdd(text, destination.Slice(total));
        }

        return total;
    }

    /// <summary>Decodes as many whole, unpadded groups of the standard alphabet as there are and fit.</summary>
    private int DecodeClean(ReadOnlySpan<byte> rest, Span<byte> destination)
    {
        var read = Base64Blocks.Decode(rest, destination, out var inBlocks);
        position += read;
        rest = rest.Slice(read);
        destination = destination.Slice(inBlocks);
        var groups = Math.Min(rest.Length / 4, destination.Length / 3);
        Base64.DecodeFromUtf8(rest.Slice(0, groups * 4), destination, out var consumed, out var written, false);

        // Newer frameworks skip white space themselves; then the two counts differ and only the bytes of whole groups
        // before the place are sure. The odd way decodes those again, the same.
        if (written == consumed / 4 * 3 && consumed % 4 == 0)
        {
            position += consumed;
            return inBlocks + written;
        }

        return inBlocks;
    }

    /// <summary>Decodes one group, or the last one with what is missing of it.</summary>
    private int DecodeOdd(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var bits = 0;
        var characters = 0;
        while (position < text.Length)
        {
            var start = position;
            var value = Next(text);
            if (value < 64)
            {
                bits = (bits << 6) | value;
                if (++characters == 4)
                {
                    destination[0] = (byte)(bits >> 16);
                    destination[1] = (byte)(bits >> 8);
                    destination[2] = (byte)bits;
                    return 3;
                }
            }
            else if (value == Padding)
            {
                return DecodePadded(text, destination, bits, characters, start);
            }
            else if (value == Illegal)
            {
                throw new Base64FormatException(Base64Fault.IllegalCharacter, start);
            }
        }

        return characters == 0 ? 0 : DecodeLast(text, destination, bits, characters, padded: false);
    }

    private int DecodePadded(ReadOnlySpan<byte> text, Span<byte> destination, int bits, int characters, int start)
    {
        if (characters < 2)
        {
            throw new Base64FormatException(Base64Fault.IllegalCharacter, start);
        }

        var signs = 1;
        while (position < text.Length)
        {
            start = position;
            var value = Next(text);
            if (value == Padding)
            {
                signs++;
            }

            if (value != Skip && (value != Padding || characters + signs > 4))
            {
                throw new Base64FormatException(Base64Fault.IllegalCharacter, start);
            }
        }

        if (characters + signs < 4)
        {
            throw new Base64FormatException(Base64Fault.Cut, text.Length);
        }

        return DecodeLast(text, destination, bits, characters, padded: true);
    }

    private static int DecodeLast(
        ReadOnlySpan<byte> text,
        Span<byte> destination,
        int bits,
        int characters,
        bool padded
    )
    {
        // Two characters carry one byte and four spare bits, three carry two bytes and two. An encoder leaves the
        // spare bits zero; without padding, spare bits that are not zero are the front of a byte whose rest is gone.
        var spare = characters == 2 ? 4 : 2;
        if (characters == 1 || (!padded && (bits & ((1 << spare) - 1)) != 0))
        {
            throw new Base64FormatException(Base64Fault.Cut, text.Length);
        }

        if (characters == 2)
        {
            destination[0] = (byte)(bits >> 4);
            return 1;
        }

        destination[0] = (byte)(bits >> 10);
        destination[1] = (byte)(bits >> 2);
        return 2;
    }

    /// <summary>Value of the next character: below 64, <see cref="Padding"/>, <see cref="Skip"/> or <see cref="Illegal"/>.</summary>
    private byte Next(ReadOnlySpan<byte> text)
    {
        var character = text[position++];
        return character == '\\' ? Values[Unescape(text)] : Values[character];
    }

    /// <summary>The character an escape stands for; a control character where it stands for none of ours.</summary>
    private byte Unescape(ReadOnlySpan<byte> text)
    {
        if (position >= text.Length)
        {
            return 0;
        }

        var kind = text[position++];
        switch (kind)
        {
            case (byte)'/':
                return (byte)'/';
            case (byte)'n' or (byte)'r' or (byte)'t':
                return (byte)' ';
            case (byte)'u'
                when position + 4 <= text.Length
                    && Utf8Parser.TryParse(text.Slice(position, 4), out int code, out var used, 'x')
                    && used == 4:
                position += 4;
                return code is > 0 and < 128 ? (byte)code : (byte)0;
            default:
                return 0;
        }
    }

    private static byte[] MakeValues()
    {
        var values = new byte[256];
        values.AsSpan().Fill(Illegal);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        for (var i = 0; i < alphabet.Length; i++)
        {
            values[alphabet[i]] = (byte)i;
        }

        values['-'] = 62;
        values['_'] = 63;
        values['='] = Padding;
        values[' '] = values['\t'] = values['\r'] = values['\n'] = Skip;
        return values;
    }
}
