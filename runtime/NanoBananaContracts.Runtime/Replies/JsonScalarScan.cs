namespace NanoBananaContracts;

/// <summary>Reads one number or literal of a JSON text, byte by byte, wherever the bytes are split.</summary>
internal struct JsonScalarScan
{
    private State state;
    private string? literal;
    private int literalAt;

    private enum State : byte
    {
        None,
        Minus,
        Zero,
        Integer,
        Point,
        Fraction,
        Exponent,
        ExponentSign,
        ExponentDigits,
    }

    /// <summary>What is wrong where the next byte is neither taken nor the end.</summary>
    public readonly string Malformation => literal is null ? "a number is malformed" : "there is no value";

    /// <summary>Whether what was taken is whole.</summary>
    public readonly bool MayEnd =>
        literal is null
            ? state is State.Zero or State.Integer or State.Fraction or State.ExponentDigits
            : literalAt == literal.Length;

    /// <summary>Whether it is whole, and the next byte may stand behind it.</summary>
    public readonly bool EndsAt(byte next) =>
        MayEnd && next is (byte)',' or (byte)']' or (byte)'}' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    /// <summary>Begins a number or a literal.</summary>
    /// <returns>False where none begins with this byte.</returns>
    public bool Begin(byte value)
    {
        literal = value switch
        {
            (byte)'t' => "true",
            (byte)'f' => "false",
            (byte)'n' => "null",
            _ => null,
        };
        literalAt = 1;
        state = value switch
        {
            (byte)'-' => State.Minus,
            (byte)'0' => State.Zero,
            >= (byte)'1' and <= (byte)'9' => State.Integer,
            _ => State.None,
        };
        return literal is not null || state != State.None;
    }

    /// <summary>Takes the next byte.</summary>
    /// <returns>False where it is no part of it.</returns>
    public bool Take(byte value) => literal is null ? TakeDigit(value) : TakeLetter(literal, value);

    private bool TakeLetter(string word, byte value)
    {
        if (literalAt == word.Length || word[literalAt] != value)
        {
            return false;
        }

        literalAt++;
        return true;
    }

    private bool TakeDigit(byte value)
    {
        var isDigit = value is >= (byte)'0' and <= (byte)'9';
        var isExponent = value is (byte)'e' or (byte)'E';
        var next = state switch
        {
            State.Minus when isDigit => value == (byte)'0' ? State.Zero : State.Integer,
            State.Integer when isDigit => State.Integer,
            State.Zero or State.Integer when value == (byte)'.' => State.Point,
            State.Zero or State.Integer or State.Fraction when isExponent => State.Exponent,
            State.Point or State.Fraction when isDigit => State.Fraction,
            State.Exponent when value is (byte)'+' or (byte)'-' => State.ExponentSign,
            State.Exponent or State.ExponentSign or State.ExponentDigits when isDigit => State.ExponentDigits,
            _ => State.None,
        };
        if (next == State.None)
        {
            return false;
        }

        state = next;
        return true;
    }
}
