using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace NanoBananaContracts.Conformance.Subjects.Exec;

/// <summary>One started process of an executable under test. It does one assignment at a time.</summary>
internal sealed class SubjectProcess : IAsyncDisposable
{
    /// <summary>Names of variables that hold real keys; a client under test never gets to see them.</summary>
    private static readonly string[] KeyVariables =
    [
        "WISDOM_GATE_KEY",
        "GEMINI_API_KEY",
        "GOOGLE_API_KEY",
        "GOOGLE_APPLICATION_CREDENTIALS",
    ];

    /// <summary>How long an ending process, or its pipe, is waited for.</summary>
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(2);

    private readonly Process process;
    private readonly BoundedLineReader answers;
    private readonly KeptOutput log;
    private readonly HashSet<string> answered = new(StringComparer.Ordinal);
    private volatile bool givenUp;
    private bool endedWell;
    private bool disposed;

    private SubjectProcess(Process process)
    {
        this.process = process;
        // Without detection: a mark of another encoding is to be told, not obeyed.
        answers = new BoundedLineReader(
            new StreamReader(process.StandardOutput.BaseStream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false)
        );
        log = new KeptOutput(process.StandardError);
    }

    /// <summary>
    /// Whether the process can take another assignment. One that was given up cannot, though the system may take a while
    /// to end it.
    /// </summary>
    public bool IsUsable => !givenUp && !disposed && !process.HasExited;

    /// <summary>Whether the process has answered an assignment already.</summary>
    public bool HasAnswered => answered.Count > 0;

    /// <summary>Starts the executable and exchanges hello.</summary>
    /// <exception cref="SubjectProcessException">It cannot be started, or its hello is not one.</exception>
    public static async Task<(SubjectProcess Process, SubjectDescription Description)> StartAsync(
        IReadOnlyList<string> command,
        string workingDirectory,
        CancellationToken cancellationToken
    )
    {
        var started = Start(command, workingDirectory);
        // A pipe may not heed the token; an end of the process ends every wait for its pipes.
        using var end = cancellationToken.UnsafeRegister(_ => started.GiveUp(), null);
        try
        {
            var line = await started.ExchangeAsync(SubjectProtocol.Hello(), cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return line is null
                ? throw new SubjectProcessException(
                    $"'{ShellWords.Join(command)}' ended before its hello. {await started.EpitaphAsync().ConfigureAwait(false)}"
                )
                : (started, SubjectProtocol.ReadHello(WithoutMark(line)));
        }
        catch (Exception exception)
        {
            await started.DisposeAsync().ConfigureAwait(false);
            if (exception is InvalidDataException)
            {
                throw new SubjectProcessException(
                    $"The hello of '{ShellWords.Join(command)}' is not one: {exception.Message}",
                    exception
                );
            }

            throw;
        }
    }

    /// <summary>
    /// Gives an assignment and waits for its result. When the token fires, or the answer is none, the process is given up.
    /// </summary>
    public async Task<SubjectReport> RunAsync(SubjectAssignment assignment, CancellationToken cancellationToken)
    {
        this.log.Clear();

        // Its end waits for a kill that is under way: nobody hears of the cancellation before the process is gone.
        using var end = cancellationToken.UnsafeRegister(_ => GiveUp(), null);
        var isReused = HasAnswered;
        string[] repeated = [];

        SubjectReport report;
        try
        {
            var line = await ExchangeAsync(SubjectProtocol.Run(assignment), cancellationToken).ConfigureAwait(false);
            SubjectReport? result = null;
            while (line is not null && result is null)
            {
                try
                {
                    result = SubjectProtocol.ReadResult(line, assignment.Id);
                    answered.Add(assignment.Id);
                }
                catch (InvalidDataException) when (SubjectProtocol.IdOfResult(line) is { } id && answered.Contains(id))
                {
                    // It is no answer to this assignment, and says nothing against it.
                    repeated = ["The client answered an earlier assignment once more; the line was passed over."];
                    line = await answers.ReadLineAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            // Of a client that was ended nothing is told, not even how it ended.
            cancellationToken.ThrowIfCancellationRequested();
            givenUp = result is null;
            report =
                result
                ?? new SubjectCrash(SubjectCrashKind.Crashed, await EpitaphAsync().ConfigureAwait(false))
                {
                    IsReused = isReused,
                    EndedWell = endedWell,
                };
        }
        catch (InvalidDataException exception)
        {
            // What comes next on this pipe can no longer be told apart: the process has to go.
            GiveUp();
            report = new SubjectCrash(SubjectCrashKind.Rubbish, exception.Message) { IsReused = isReused };
        }

        report = report with { Warnings = [.. repeated, .. report.Warnings] };

        return this.log.Text is { Length: > 0 } log ? report with { Log = log } : report;
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        if (!givenUp && !process.HasExited)
        {
            try
            {
                await process.StandardInput.WriteLineAsync(SubjectProtocol.Bye()).ConfigureAwait(false);
                process.StandardInput.Close();
                using var patience = new CancellationTokenSource(LongestFarewell);
                await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            }
            catch (Exception exception)
                when (exception is IOException or OperationCanceledException or InvalidOperationException)
            {
                // It does not listen any more; it is ended below.
            }
        }

        ProcessTree.Kill(process);
        await LogReadAsync().ConfigureAwait(false);
        answers.Dispose();
        process.Dispose();
    }

    private void GiveUp()
    {
        givenUp = true;
        ProcessTree.Kill(process);
    }

    private static SubjectProcess Start(IReadOnlyList<string> command, string workingDirectory)
    {
        var start = new ProcessStartInfo(command[0])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var word in command.Skip(1))
        {
            start.ArgumentList.Add(word);
        }

        foreach (var name in KeyVariables)
        {
            start.Environment.Remove(name);
        }

        NoProxy.AddLoopback(start.Environment);
        try
        {
            return new SubjectProcess(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw SubjectProcessException.NotStarted(command, exception);
        }
    }

    private async Task<string?> ExchangeAsync(string line, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken).ConfigureAwait(false);
            await process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The pipe is gone: the process has ended, which the missing answer says below.
            return null;
        }

        return await answers.ReadLineAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The first line without the mark of UTF-8, which some shells write; no other encoding is read.</summary>
    /// <exception cref="InvalidDataException">The line is UTF-16.</exception>
    private static string WithoutMark(string line)
    {
        // Both bytes of the mark of UTF-16 are no UTF-8; without it, every other byte of the text is 0.
        if (line.StartsWith("\uFFFD\uFFFD", StringComparison.Ordinal) || line.Contains('\0', StringComparison.Ordinal))
        {
            throw new InvalidDataException(
                "Its output is UTF-16; the protocol is UTF-8. In PowerShell: [Console]::OutputEncoding = [Text.UTF8Encoding]::new()."
            );
        }

        return line.TrimStart('\uFEFF');
    }

    private async Task<string> EpitaphAsync()
    {
        using var patience = new CancellationTokenSource(LongestFarewell);
        try
        {
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            ProcessTree.Kill(process);
            return "It closed its output without a result.";
        }

        await LogReadAsync().ConfigureAwait(false);
        var log = this.log.Text.Trim();

        endedWell = process.ExitCode == 0;
        return FormattableString.Invariant($"It ended with exit code {process.ExitCode}.")
            + (log.Length == 0 ? "" : $" It wrote: {log[Math.Max(0, log.Length - 400)..]}");
    }

    /// <summary>
    /// Waits for the last words of a process that has ended: they can still be in the pipe. A child that it left behind
    /// can hold the pipe open for ever, so the wait has an end.
    /// </summary>
    private async Task LogReadAsync()
    {
        try
        {
            await log.Reading.WaitAsync(LongestFarewell).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What was read by now is what there is.
        }
    }
}

/// <summary>An executable under test cannot be put to the test at all: this is trouble of the set-up, not a verdict.</summary>
public sealed class SubjectProcessException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public SubjectProcessException(string message, Exception? innerException = null)
        : base(message, innerException) { }

    // The system's own words; the exception's say nothing more and name folders.
    internal static SubjectProcessException NotStarted(
        IReadOnlyList<string> command,
        System.ComponentModel.Win32Exception exception
    ) =>
        new(
            $"'{ShellWords.Join(command)}' cannot be started: {Marshal.GetPInvokeErrorMessage(exception.NativeErrorCode)}.",
            exception
        );
}
