using NanoBananaContracts.Cli;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary>One run of the command line, in process, with what it wrote.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    public static async Task<CommandRun> Of(
        string[] args,
        IReadOnlyDictionary<string, string>? variables = null,
        string? workingDirectory = null,
        byte[]? input = null,
        bool isTerminal = false,
        CancellationToken cancellationToken = default
    )
    {
        var stdout = new StringWriter();
        var stderr = new StringWriter();
        var host = new CommandHost
        {
            Out = TextWriter.Synchronized(stdout),
            Error = TextWriter.Synchronized(stderr),
            Variable = name => variables?.GetValueOrDefault(name),
            VariableNames = () => variables?.Keys ?? [],
            OpenInput = () => new MemoryStream(input ?? []),
            OutIsTerminal = isTerminal,
            ErrorIsTerminal = isTerminal,
            InputIsTerminal = isTerminal,
            WorkingDirectory = workingDirectory ?? Environment.CurrentDirectory,
        };
        var exitCode = await Program.RunAsync(args, host, cancellationToken);
        return new CommandRun(exitCode, stdout.ToString(), stderr.ToString());
    }
}
