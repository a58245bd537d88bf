namespace NanoBananaContracts.Batch;

/// <summary>A batch that cannot be run as it is: its message says what is wrong and what to do, in one line.</summary>
public sealed class BatchException : Exception
{
    /// <summary>Creates one without a message.</summary>
    public BatchException() { }

    /// <summary>Creates one.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    public BatchException(string message)
        : base(message) { }

    /// <summary>Creates one.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="innerException">What led here.</param>
    public BatchException(string message, Exception? innerException)
        : base(message, innerException) { }
}
