using System.Text;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Subjects.Exec;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>One run from the command line: the stream is written, and every report is made from what was written.</summary>
internal static class ConformanceSession
{
    public static async Task<(int ExitCode, RecordedRun Run)> RunAsync(
        CommandHost host,
        RunOptions options,
        IReadOnlyList<ReportRequest> reports,
        RunOutput output,
        CancellationToken cancellationToken
    )
    {
        foreach (var report in reports)
        {
            TextFile.RefuseFolder(host, report.Path);
        }

        var console = new ConsoleReport(host.Out, UsesColours(host), output == RunOutput.Everything);
        using var running = new RunningLine(host);
        var stream = new StringBuilder();
        RunFinished finished;
        try
        {
            finished = await ConformanceRunner
                .RunAsync(
                    options,
                    runEvent =>
                    {
                        var line = EventStream.ToLine(runEvent);
                        stream.Append(line).Append('\n');
                        if (output == RunOutput.Stream)
                        {
                            host.Out.WriteLine(line);
                        }
                        else
                        {
                            running.OnEvent(runEvent, () => console.OnEvent(runEvent));
                        }
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (ArgumentException exception)
        {
            throw CommandException.Usage(exception.Message);
        }
        catch (SubjectProcessException exception)
        {
            // The message can quote what the client wrote.
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"{ReportText.OneLine(exception.Message, 2000)} 'nanobanana conformance protocol' says what it has to write, 'nanobanana conformance init' makes one that does.",
                exception
            );
        }

        var text = stream.ToString();
        using var reader = new StringReader(text);
        var run = await EventStream.ReadAsync(reader, cancellationToken).ConfigureAwait(false);
        foreach (var report in reports)
        {
            await WriteAsync(report, text, run, cancellationToken).ConfigureAwait(false);
        }

        return (finished.ExitCode, run);
    }

    private static async Task WriteAsync(
        ReportRequest report,
        string stream,
        RecordedRun run,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (report.Format == ReportRequest.Stream)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(report.Path)!);
                await File.WriteAllTextAsync(report.Path, stream, new UTF8Encoding(false), cancellationToken)
                    .ConfigureAwait(false);
            }
            else
            {
                await ReportFormats
                    .WriteAsync(report.Format, run, report.Path, cancellationToken)
                    .ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"The report {report.Path} cannot be written: {exception.Message}",
                exception
            );
        }
    }

    private static bool UsesColours(CommandHost host) =>
        host.OutIsTerminal && string.IsNullOrEmpty(host.Variable("NO_COLOR"));
}

/// <summary>What of a run is written to the standard output.</summary>
internal enum RunOutput
{
    /// <summary>How it went, and of a failure the beginning.</summary>
    Summary,

    /// <summary>The same with every failure in full.</summary>
    Everything,

    /// <summary>The stream of its events, for scripts.</summary>
    Stream,
}
