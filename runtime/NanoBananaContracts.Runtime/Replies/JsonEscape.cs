namespace NanoBananaContracts;

/// <summary>Reads one escape of a JSON string, byte by byte, wherever the bytes are split.</summary>
internal struct JsonEscape
{
    private int hexLeft;
    private int code;
    private bool open;

    /// <summary>Whether an escape has begun and not ended.</summary>
    public readonly bool IsOpen => open;

    /// <summary>The character of the escape that has just ended.</summary>
    public readonly char Character => (char)code;

    /// <summary>Begins an escape, at its backslash.</summary>
    public void Begin()
    {
        open = true;
        hexLeft = 0;
        code = 0;
    }

    /// <summary>Takes the next byte after the backslash.</summary>
    /// <returns>False where this byte cannot stand here.</returns>
    public bool Take(byte value)
    {
        if (hexLeft > 0)
        {
            var digit = Hex(value);
            code = (code << 4) | digit;
            hexLeft--;
            open = hexLeft > 0;
            return digit >= 0;
        }

        switch (value)
        {
            case (byte)'u':
                hexLeft = 4;
                return true;
            case (byte)'"' or (byte)'\\' or (byte)'/':
                code = value;
                break;
            case (byte)'b':
                code = '\b';
                break;
            case (byte)'f':
                code = '\f';
                break;
            case (byte)'n':
                code = '\n';
                break;
            case (byte)'r':
                code = '\r';
                break;
            case (byte)'t':
                code = '\t';
                break;
            default:
                return false;
        }

        open = false;
        return true;
    }

    private static int Hex(byte value) =>
        value switch
        {
            >= (byte)'0' and <= (byte)'9' => value - '0',
            >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
            _ => -1,
        };
}
