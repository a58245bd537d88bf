namespace NanoBananaContracts.Cli;

/// <summary>Ends a command with one clear line on the error stream and an exit code.</summary>
/// <remarks>The message goes to the user as it stands: one line, what is wrong and what to do about it, never a key.</remarks>
internal sealed class CommandException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
    /// <param name="message">The line the user reads.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public CommandException(int exitCode, string message, Exception? innerException = null)
        : base(message, innerException) => ExitCode = exitCode;

    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; }

    /// <summary>A wrong value on the command line.</summary>
    /// <param name="message">The line the user reads.</param>
    /// <returns>An exception that ends the command with <see cref="ExitCodes.Usage"/>.</returns>
    public static CommandException Usage(string message) => new(ExitCodes.Usage, message);
}
