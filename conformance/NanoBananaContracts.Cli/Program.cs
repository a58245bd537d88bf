using System.CommandLine;
using System.Runtime.InteropServices;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Secrets;

namespace NanoBananaContracts.Cli;

/// <summary>The <c>nanobanana</c> command.</summary>
internal static class Program
{
    /// <summary>Runs the command line of this process.</summary>
    /// <param name="args">The arguments, without the name of the program.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> Main(string[] args)
    {
        using var interruption = new Interruption(TimeProvider.System);
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        var host = new CommandHost
        {
            Out = Console.Out,
            Error = Console.Error,
            OutIsTerminal = !Console.IsOutputRedirected,
            OutColumns = Columns(Console.IsOutputRedirected),
            ErrorIsTerminal = !Console.IsErrorRedirected,
            ErrorColumns = () => Columns(Console.IsErrorRedirected),
            InputIsTerminal = !Console.IsInputRedirected,
            TakeSecondInterruption = interruption.TakeSecond,
        };
        return await RunAsync(args, host, interruption.Token).ConfigureAwait(false);

        void Interrupt(PosixSignalContext context) => context.Cancel = interruption.Ask();

        // A terminal that does not know its width says 0.
        static int Columns(bool isRedirected) =>
            !isRedirected && Console.WindowWidth is > 0 and var width ? width : CommandHost.PageColumns;
    }

    /// <summary>Runs a command line in process.</summary>
    /// <param name="args">The arguments, without the name of the program.</param>
    /// <param name="stdout">Where results go.</param>
    /// <param name="stderr">Where errors and progress go.</param>
    /// <param name="cancellationToken">Ends the command, as Ctrl+C does.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static Task<int> RunAsync(
        string[] args,
        TextWriter stdout,
        TextWriter stderr,
        CancellationToken cancellationToken = default
    ) => RunAsync(args, new CommandHost { Out = stdout, Error = stderr }, cancellationToken);

    /// <summary>Runs a command line in process, in a world of the caller's making.</summary>
    /// <param name="args">The arguments, without the name of the program.</param>
    /// <param name="host">What the command may touch.</param>
    /// <param name="cancellationToken">Ends the command, as Ctrl+C does.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(
        string[] args,
        CommandHost host,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(host);
        var parsed = CommandTree.Create(host).Parse(args);
        if (CommandLineMistake.Of(parsed) is { } mistake)
        {
            // One line, not the library's page of help: the mistake must not scroll away.
            var command = CommandPath.Of(parsed.CommandResult);
            await host
                .Error.WriteLineAsync($"nanobanana: {Flatten(mistake)} See '{command} --help'.")
                .ConfigureAwait(false);
            return ExitCodes.Usage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = host.Out,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            // Signals are Main's: the library ends the process after a time, whatever is still to be written or ended.
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandException exception)
        {
            // Every message names the next command: its own, or the help of the one that was typed.
            var next =
                exception.ExitCode == ExitCodes.Usage
                && !exception.Message.Contains("'nanobanana ", StringComparison.Ordinal)
                    ? $" See '{CommandPath.Of(parsed.CommandResult)} --help'."
                    : "";
            await host.Error.WriteLineAsync($"nanobanana: {Flatten(exception.Message)}{next}").ConfigureAwait(false);
            return exception.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await host.Error.WriteLineAsync("nanobanana: Interrupted.").ConfigureAwait(false);
            return ExitCodes.Interrupted;
        }
#pragma warning disable CA1031 // The last line of defence: a user gets a line and an exit code, not a stack trace.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await host
                .Error.WriteLineAsync($"nanobanana: {exception.GetType().Name}: {Flatten(exception.Message)}")
                .ConfigureAwait(false);
            return ExitCodes.HarnessTrouble;
        }
    }

    private static string Flatten(string message) =>
        // A message can quote a file or a client: a terminal shows it and does not obey it.
        // And one can quote an address, with a password in it, or a key that was typed where none belongs.
        ForeignText.Line(
            SecretText.MaskAddresses(
                string.Join(
                    ' ',
                    message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                )
            )
        );
}
