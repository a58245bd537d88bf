using System.Buffers.Text;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>What became of the input given to the reader of a string.</summary>
internal enum StringStep
{
    /// <summary>All of it was read and the string goes on.</summary>
    NeedInput,

    /// <summary>The closing quote was read.</summary>
    End,

    /// <summary>At the first unread byte the text stops being a JSON string.</summary>
    Malformed,
}

/// <summary>
/// Decodes the Base64 text of one JSON string, from behind its opening quote to its closing quote, out of network
/// buffers that may split it at any byte. Accepts what <see cref="Base64Data"/> accepts, with the same faults.
/// </summary>
/// <remarks>
/// <para>Invariants: between two calls at most three significant characters are carried over, and possibly an open
/// escape; nothing else of the text is kept. After a fault the rest of the string is still read as JSON, so that a
/// broken picture does not hide the end of the document.</para>
/// <para>The fast path hands the buffer to the vectorised decoders as it is: every byte that may end or interrupt the
/// text is outside the Base64 alphabet and stops a decoder by itself, so no search runs before it.
/// What it leaves (at most the last group of a buffer, in ordinary replies) goes to the slow path, which closes the
/// gaps that escapes and white space leave, in place, and decodes what it gathered in one piece.</para>
/// </remarks>
internal sealed class Base64StringReader
{
    private readonly byte[] output;
    private readonly byte[] carry = new byte[4];
    private int carryCount;
    private JsonEscape escape;
    private long escapeAt;
    private bool interrupted;
    private int padding;
    private int gathered;
    private long textLength;

    // The beginning of the text: all of it while it may be the prefix of a data URL, and what tells its form.
    private readonly byte[] start = new byte[Base64Wrapping.LongestPrefix];
    private int startLength;
    private bool hasBegun;

    /// <summary>Creates a reader that decodes into a buffer of the caller's.</summary>
    /// <param name="output">At least <see cref="OutputLength"/> of the longest input given to a call.</param>
    public Base64StringReader(byte[] output) => this.output = output;

    /// <summary>What is wrong with the text, or <see langword="null"/>; final once the string has ended.</summary>
    public Base64Fault? Fault { get; private set; }

    /// <summary>Offset of the fault in bytes of the JSON text between the quotes.</summary>
    public long FaultAt { get; private set; }

    /// <summary>The picture bytes that the last call decoded: the first so many of the output buffer.</summary>
    public int Written { get; private set; }

    /// <summary>The first characters of the text; enough of them to tell what it is that is no Base64.</summary>
    public ReadOnlySpan<byte> Start => start.AsSpan(0, (int)Math.Min(startLength, textLength));

    /// <summary>How large an output buffer must be for inputs of a length.</summary>
    public static int OutputLength(int inputLength) => (((inputLength + Base64Wrapping.LongestPrefix) / 4) + 2) * 3; // what looked like a prefix comes late

    /// <summary>Makes ready for the next string.</summary>
    public void Reset()
    {
        carryCount = 0;
        escape = default;
        interrupted = false;
        padding = 0;
        textLength = 0;
        startLength = 0;
        hasBegun = false;
        Fault = null;
        FaultAt = 0;
        Written = 0;
    }

    /// <summary>Reads on.</summary>
    /// <param name="input">The next bytes of the document; they are overwritten.</param>
    /// <param name="consumed">How many of them belonged to the string, its closing quote included.</param>
    /// <returns>Whether the string goes on.</returns>
    public StringStep Read(Span<byte> input, out int consumed)
    {
        Written = 0;
        consumed = 0;
        if (!hasBegun)
        {
            return Begin(input, out consumed);
        }

        if (startLength < Base64Wrapping.LongestStart)
        {
            Remember(input);
        }

        return ReadText(input, out consumed);
    }

    // Gathers the text until it shows whether it begins with the prefix of a data URL, which is then passed over.
    private StringStep Begin(Span<byte> input, out int consumed)
    {
        var before = startLength;
        Remember(input);
        var prefix = Base64Wrapping.PrefixLength(start.AsSpan(0, startLength));
        if (prefix < 0)
        {
            consumed = input.Length;
            return StringStep.NeedInput;
        }

        hasBegun = true;
        textLength = prefix;
        consumed = Math.Max(0, prefix - before);
        if (prefix == 0 && before > 0)
        {
            // Nothing of it is the end of the text: that would have shown.
            Span<byte> held = stackalloc byte[Base64Wrapping.LongestPrefix];
            start.AsSpan(0, before).CopyTo(held);
            ReadText(held.Slice(0, before), out _);
        }

        var step = ReadText(input.Slice(consumed), out var more);
        consumed += more;
        return step;
    }

    private void Remember(ReadOnlySpan<byte> input)
    {
        var room = Math.Min(input.Length, start.Length - startLength);
        input.Slice(0, room).CopyTo(start.AsSpan(startLength));
        startLength += room;
    }

    private StringStep ReadText(Span<byte> input, out int consumed)
    {
        consumed = 0;
        if (!interrupted && Fault is null)
        {
            consumed = ReadPlain(input);
            textLength += consumed;
            if (consumed == input.Length)
            {
                return StringStep.NeedInput;
            }
        }

        var step = ReadInterrupted(input.Slice(consumed), out var more);
        textLength += more;
        consumed += more;
        if (step == StringStep.End)
        {
            Finish();
        }

        return step;
    }

    // The fast path: as many whole groups of the standard alphabet as stand at the front.
    private int ReadPlain(ReadOnlySpan<byte> input)
    {
        var consumed = 0;
        while (carryCount > 0 && consumed < input.Length && JsonStringScan.IsBase64(input[consumed]))
        {
            Carry(input[consumed++]);
        }

        if (carryCount > 0)
        {
            return consumed;
        }

        consumed += Base64Blocks.Decode(input.Slice(consumed), output.AsSpan(Written), out var inBlocks);
        Written += inBlocks;
        Base64.DecodeFromUtf8(
            input.Slice(consumed),
            output.AsSpan(Written),
            out var read,
            out var decoded,
            isFinalBlock: false
        );

        // The framework's decoder passes over white space, be it in the text or behind its closing quote, and then
        // counts characters as read that it has not decoded. The slow path starts again from before them.
        if (decoded / 3 * 4 != read)
        {
            return consumed;
        }

        Written += decoded;
        return consumed + read;
    }

    // Gathers the significant characters at the front of the input, then decodes them.
    private StringStep ReadInterrupted(Span<byte> input, out int consumed)
    {
        gathered = 0;
        var step = StringStep.NeedInput;
        var at = 0;
        while (at < input.Length && step == StringStep.NeedInput)
        {
            if (escape.IsOpen)
            {
                if (!escape.Take(input[at]))
                {
                    step = StringStep.Malformed;
                    break;
                }

                at++;
                if (!escape.IsOpen)
                {
                    TakeCharacter(escape.Character, input, escapeAt);
                }

                continue;
            }

            var rest = input.Slice(at);
            var stop = Fault is null ? JsonStringScan.IndexOfBase64Stop(rest) : JsonStringScan.IndexOfStringStop(rest);
            var run = stop < 0 ? rest.Length : stop;
            TakeRun(rest.Slice(0, run), input, textLength + at);
            at += run;
            if (stop >= 0)
            {
                step = TakeStop(input, ref at);
            }
        }

        consumed = at;
        Decode(input.Slice(0, gathered));
        return step;
    }

    private StringStep TakeStop(Span<byte> input, ref int at)
    {
        var value = input[at];
        switch (value)
        {
            case (byte)'"':
                at++;
                return StringStep.End;
            case < 0x20:
                return StringStep.Malformed;
            case (byte)'\\' when at + 1 < input.Length && input[at + 1] == (byte)'/':
                // What some encoders do to every slash: once in sixty-four characters.
                TakeRun("/"u8, input, textLength + at);
                at++;
                break;
            case (byte)'\\':
                escapeAt = textLength + at;
                escape.Begin();
                break;
            default:
                TakeCharacter((char)value, input, textLength + at);
                break;
        }

        interrupted = true;
        at++;
        return StringStep.NeedInput;
    }

    private void TakeRun(ReadOnlySpan<byte> run, Span<byte> input, long position)
    {
        if (run.IsEmpty || Fault is not null)
        {
            return;
        }

        if (padding > 0)
        {
            Break(Base64Fault.IllegalCharacter, position);
            return;
        }

        run.CopyTo(input.Slice(gathered)); // to the left or in place, so nothing unread is overwritten
        gathered += run.Length;
    }

    private void TakeCharacter(char character, Span<byte> input, long position)
    {
        switch (character)
        {
            case ' ' or '\t' or '\r' or '\n':
                break;
            case '-':
                TakeRun("+"u8, input, position);
                break;
            case '_':
                TakeRun("/"u8, input, position);
                break;
            case '=':
                padding++;
                var characters = (carryCount + gathered) & 3;
                if (characters < 2 || characters + padding > 4)
                {
                    Break(Base64Fault.IllegalCharacter, position);
                }

                break;
            case < (char)0x80 when JsonStringScan.IsBase64((byte)character):
                ReadOnlySpan<byte> one = [(byte)character];
                TakeRun(one, input, position);
                break;
            default:
                Break(Base64Fault.IllegalCharacter, position);
                break;
        }
    }

    private void Decode(ReadOnlySpan<byte> text)
    {
        while (carryCount > 0 && !text.IsEmpty)
        {
            Carry(text[0]);
            text = text.Slice(1);
        }

        text = text.Slice(Base64Blocks.Decode(text, output.AsSpan(Written), out var inBlocks));
        Written += inBlocks;
        Base64.DecodeFromUtf8(text, output.AsSpan(Written), out var read, out var decoded, isFinalBlock: false);
        Written += decoded;
        foreach (var character in text.Slice(read))
        {
            Carry(character);
        }
    }

    // Completes a group of four character by character.
    private void Carry(byte character)
    {
        carry[carryCount++] = character;
        if (carryCount == 4)
        {
            DecodeCarry();
        }
    }

    private void DecodeCarry()
    {
        Base64.DecodeFromUtf8(carry, output.AsSpan(Written), out _, out var decoded);
        Written += decoded;
        carryCount = 0;
    }

    private void Finish()
    {
        // Padding may be left out; where it begins, it must be complete.
        if (Fault is not null || carryCount == 0)
        {
            return;
        }

        if (carryCount == 1 || (padding > 0 ? carryCount + padding < 4 : HasSpareBits()))
        {
            Break(Base64Fault.Cut, textLength - 1); // without the closing quote
            return;
        }

        carry.AsSpan(carryCount).Fill((byte)'=');
        DecodeCarry();
    }

    // Two characters carry one byte and four spare bits, three carry two bytes and two. An encoder leaves the spare
    // bits zero; without padding, spare bits that are not zero are the front of a byte whose rest is gone.
    private bool HasSpareBits()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        var last = Alphabet.IndexOf((char)carry[carryCount - 1]);
        return (last & (carryCount == 2 ? 0x0F : 0x03)) != 0;
    }

    private void Break(Base64Fault fault, long at)
    {
        // The first fault is the one to report: it is the nearest to the cause.
        if (Fault is null)
        {
            Fault = fault;
            FaultAt = at;
        }
    }
}
