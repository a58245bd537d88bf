using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// What the model wrote is not what a <see cref="ResponseContractAttribute"/> promises: no JSON, or JSON that breaks the schema. The
/// message tells the place and what belongs there, never what was written.
/// </summary>
public sealed class ResponseContractException : FormatException
{
    /// <summary>Makes one without a place; the others are for use.</summary>
    public ResponseContractException()
        : this("The text breaks the response contract.") { }

    /// <summary>Makes one without a place.</summary>
    /// <param name="message">What is wrong.</param>
    public ResponseContractException(string message)
        : base(message) => Path = "";

    /// <summary>Makes one without a place.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What it comes from.</param>
    public ResponseContractException(string message, Exception? innerException)
        : base(message, innerException) => Path = "";

    internal ResponseContractException(string path, string message, Exception? innerException)
        : base(VisibleText.Of(message), innerException) => Path = path;

    /// <summary>Path of the value that is wrong, for example <c>tags[2]</c>; empty for the whole text.</summary>
    public string Path { get; }
}
