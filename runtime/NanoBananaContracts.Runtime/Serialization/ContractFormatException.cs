namespace NanoBananaContracts.Serialization;

/// <summary>
/// A text is not JSON. It is never thrown for JSON of an unexpected shape: that is kept as it is and reported by
/// validation. The message tells the place, not the content.
/// </summary>
public sealed class ContractFormatException : FormatException
{
    /// <summary>Makes one without a place; the others are for use.</summary>
    public ContractFormatException()
        : this("The text is not JSON.") { }

    /// <summary>Makes one without a place.</summary>
    /// <param name="message">What is wrong.</param>
    public ContractFormatException(string message)
        : base(message) => Path = "";

    /// <summary>Makes one without a place.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What it comes from.</param>
    public ContractFormatException(string message, Exception? innerException)
        : base(message, innerException) => Path = "";

    /// <summary>Makes one.</summary>
    /// <param name="message">What is wrong and where.</param>
    /// <param name="offset">Zero-based offset in bytes.</param>
    /// <param name="line">Zero-based line.</param>
    /// <param name="byteInLine">Zero-based byte in the line.</param>
    /// <param name="path">Path of the value that was being read; empty for the whole text.</param>
    /// <param name="innerException">What it comes from.</param>
    public ContractFormatException(
        string message,
        long offset,
        long line,
        long byteInLine,
        string path,
        Exception? innerException
    )
        : base(message, innerException)
    {
        Offset = offset;
        Line = line;
        ByteInLine = byteInLine;
        Path = path;
    }

    /// <summary>Zero-based offset in bytes of what could not be read.</summary>
    public long Offset { get; }

    /// <summary>Zero-based line.</summary>
    public long Line { get; }

    /// <summary>Zero-based byte in the line.</summary>
    public long ByteInLine { get; }

    /// <summary>Path of the value that was being read, for example <c>candidates[0].content</c>; empty for the whole text.</summary>
    public string Path { get; }

    /// <summary>Whether nothing is wrong with the text but that it ends too early.</summary>
    internal bool IsCut { get; init; }
}
