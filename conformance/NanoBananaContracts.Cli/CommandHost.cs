namespace NanoBananaContracts.Cli;

/// <summary>What a command may touch of the world: handed in, so that every command runs in process in a test.</summary>
internal sealed class CommandHost
{
    /// <summary>What help is folded to that goes to a file: it is the same on every machine.</summary>
    public const int PageColumns = 100;

    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where errors and progress go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Reads an environment variable; <see langword="null"/> where it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The names of the environment variables that are set.</summary>
    public Func<IEnumerable<string>> VariableNames { get; init; } =
        () => Environment.GetEnvironmentVariables().Keys.OfType<string>();

    /// <summary>The folder that relative paths start from: the full path of an existing folder.</summary>
    public string WorkingDirectory { get; init; } = Environment.CurrentDirectory;

    /// <summary>Opens the standard input; its reader closes it.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    /// <summary>Whether <see cref="Out"/> is a terminal, which makes links and colours; a pipe and a test are none.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Columns that help is folded to.</summary>
    public int OutColumns { get; init; } = PageColumns;

    /// <summary>Whether <see cref="Error"/> is a terminal, on which a line may be written over.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the terminal that <see cref="Error"/> is, as they are when it is asked: windows change.</summary>
    public Func<int> ErrorColumns { get; init; } = () => PageColumns;

    /// <summary>Whether a line of <see cref="Error"/> may be written over: it is a terminal, and one that can.</summary>
    public bool CanWriteOver => ErrorIsTerminal && Variable("TERM") != "dumb";

    /// <summary>Whether a person types the input, line by line.</summary>
    public bool InputIsTerminal { get; init; }

    /// <summary>
    /// For a command that waits for calls under way where it is interrupted: cancelled by the second Ctrl+C, which otherwise ends
    /// the process.
    /// </summary>
    public Func<CancellationToken> TakeSecondInterruption { get; init; } = () => CancellationToken.None;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The full path of a path the user typed.</summary>
    /// <param name="path">Absolute, or relative to <see cref="WorkingDirectory"/>.</param>
    /// <returns>The full path.</returns>
    public string FullPath(string path) => Path.GetFullPath(path, WorkingDirectory);
}
