namespace NanoBananaContracts.Serialization;

/// <summary>What is wrong with a Base64 text.</summary>
public enum Base64Fault
{
    /// <summary>It ends within a group of four characters: the rest is missing.</summary>
    Cut,

    /// <summary>It holds something that is neither Base64 nor white space.</summary>
    IllegalCharacter,
}

/// <summary>A Base64 text cannot be decoded. The message tells the place, not the content.</summary>
public sealed class Base64FormatException : FormatException
{
    /// <summary>Makes one without a place; the others are for use.</summary>
    public Base64FormatException()
        : base("The text is not Base64.") { }

    /// <summary>Makes one without a place.</summary>
    /// <param name="message">What is wrong.</param>
    public Base64FormatException(string message)
        : base(message) { }

    /// <summary>Makes one without a place.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What it comes from.</param>
    public Base64FormatException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Makes one.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="position">Zero-based offset in bytes in the text between the quotes.</param>
    public Base64FormatException(Base64Fault fault, long position)
        : this(fault, position, Describe(fault, position)) { }

    internal Base64FormatException(Base64Fault fault, long position, string message)
        : base(message)
    {
        Fault = fault;
        Position = position;
    }

    /// <summary>What is wrong.</summary>
    public Base64Fault Fault { get; }

    /// <summary>Zero-based offset, in bytes of the JSON text between the quotes, of what could not be decoded.</summary>
    public long Position { get; }

    private static string Describe(Base64Fault fault, long position) =>
        fault == Base64Fault.Cut
            ? FormattableString.Invariant(
                $"The Base64 text is cut: it ends within a group of four characters at position {position}."
            )
            : FormattableString.Invariant(
                $"The Base64 text has a character at position {position} that is not Base64."
            );
}
