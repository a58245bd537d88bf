using System.CommandLine;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana conformance report</c> and <c>matrix</c>: reports from recorded streams.</summary>
internal static class ConformanceReportCommand
{
    /// <summary>Creates <c>report</c>.</summary>
    public static Command Create(CommandHost host)
    {
        var format = new Argument<string>("FORMAT")
        {
            Description = $"One of: {string.Join(", ", ReportFormats.Names)}.",
        };
        Choices.Only(format, "format", [.. ReportFormats.Names]);
        var stream = new Argument<string>("STREAM") { Description = "A stream written with --report ndjson=FILE." };
        var output = new Option<string?>("--out")
        {
            Description = "File to write; standard output without it.",
            HelpName = "FILE",
        };
        var command = new Command("report", "Makes a report from the recorded stream of a run.")
        {
            format,
            stream,
            output,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var run = await ReadAsync(host, parsed.GetRequiredValue(stream), cancellationToken)
                    .ConfigureAwait(false);
                await WriteAsync(
                        host,
                        parsed.GetValue(output),
                        ReportFormats.Render(parsed.GetRequiredValue(format), run),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                return run.Finished.ExitCode;
            }
        );
        return command;
    }

    /// <summary>Creates <c>matrix</c>.</summary>
    public static Command CreateMatrix(CommandHost host)
    {
        var streams = new Argument<string[]>("STREAM")
        {
            Description = "Streams written with --report ndjson=FILE, one a client.",
            Arity = ArgumentArity.OneOrMore,
        };
        var cases = new Option<bool>("--cases")
        {
            Description = "Add the table of the cases on which the clients differ.",
        };
        var output = new Option<string?>("--out")
        {
            Description = "File to write; standard output without it.",
            HelpName = "FILE",
        };
        var into = new Option<string?>("--into")
        {
            Description = "Markdown file in which to replace what stands between <!-- matrix --> and <!-- /matrix -->.",
            HelpName = "FILE",
        };
        var html = new Option<string?>("--html")
        {
            Description =
                $"Folder for pages to open in a browser: {HtmlMatrix.IndexName} with all clients, and one a client.",
            HelpName = "FOLDER",
        };
        var command = new Command("matrix", "Puts the runs of several clients side by side, in Markdown or HTML.")
        {
            streams,
            cases,
            output,
            into,
            html,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var runs = new List<RecordedRun>();
                foreach (var path in parsed.GetRequiredValue(streams))
                {
                    runs.Add(await ReadAsync(host, path, cancellationToken).ConfigureAwait(false));
                }

                if (parsed.GetValue(html) is { } folder)
                {
                    await WritePagesAsync(host, folder, HtmlMatrix.Render(runs), cancellationToken)
                        .ConfigureAwait(false);
                    if (parsed.GetValue(into) is null && parsed.GetValue(output) is null)
                    {
                        return ExitCodes.Conforms;
                    }
                }

                var text = MatrixReport.Render(runs, parsed.GetValue(cases));
                if (parsed.GetValue(into) is { } page)
                {
                    await ReplaceAsync(host, page, text, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    await WriteAsync(host, parsed.GetValue(output), text, cancellationToken).ConfigureAwait(false);
                }

                return ExitCodes.Conforms;
            }
        );
        return command;
    }

    private static async Task<RecordedRun> ReadAsync(CommandHost host, string path, CancellationToken cancellationToken)
    {
        var text = await TextFile.ReadAsync(host, path, cancellationToken).ConfigureAwait(false);
        using var reader = new StringReader(text);
        try
        {
            return await EventStream.ReadAsync(reader, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            // A stream without its footer proves nothing: red, whatever its verdicts say.
            throw new CommandException(ExitCodes.HarnessTrouble, $"{path}: {exception.Message}", exception);
        }
    }

    private static async Task WriteAsync(
        CommandHost host,
        string? output,
        string text,
        CancellationToken cancellationToken
    )
    {
        if (output is null)
        {
            await host.Out.WriteAsync(text).ConfigureAwait(false);
            return;
        }

        await TextFile.WriteAsync(host, output, text, cancellationToken).ConfigureAwait(false);
    }

    private static async Task WritePagesAsync(
        CommandHost host,
        string folder,
        IReadOnlyList<HtmlPage> pages,
        CancellationToken cancellationToken
    )
    {
        try
        {
            Directory.CreateDirectory(host.FullPath(folder));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"The folder {folder} cannot be made: {exception.Message} Name another with --html.",
                exception
            );
        }

        foreach (var page in pages)
        {
            await TextFile
                .WriteAsync(host, Path.Combine(folder, page.FileName), page.Text, cancellationToken)
                .ConfigureAwait(false);
        }

        var index = Path.Combine(folder, HtmlMatrix.IndexName);
        await host
            .Out.WriteLineAsync(
                $"Wrote {index} and {Counting.Of(pages.Count - 1, "page")} of clients. Open {index} in a browser."
            )
            .ConfigureAwait(false);
    }

    private static async Task ReplaceAsync(
        CommandHost host,
        string page,
        string text,
        CancellationToken cancellationToken
    )
    {
        const string Start = "<!-- matrix -->";
        const string End = "<!-- /matrix -->";
        var whole = await TextFile.ReadAsync(host, page, cancellationToken).ConfigureAwait(false);
        var start = whole.IndexOf(Start, System.StringComparison.Ordinal);
        var end = whole.IndexOf(End, System.StringComparison.Ordinal);
        if (start < 0 || end < start)
        {
            throw CommandException.Usage(
                $"{page} has no place for the matrix: put {Start} and {End} on lines of their own."
            );
        }

        var replaced = $"{whole[..(start + Start.Length)]}\n{text}{whole[end..]}";
        await TextFile.WriteAsync(host, page, replaced, cancellationToken).ConfigureAwait(false);
    }
}
