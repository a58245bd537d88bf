using System.CommandLine;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana conformance run</c>: puts the cases to a client and reports.</summary>
internal static class ConformanceRunCommand
{
    /// <summary>How long a new known-failing entry excuses: long enough to work on it, short enough to be asked again.</summary>
    private const int DaysExcused = 90;

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var options = new ConformanceRunOptions();
        var filters = new CaseFilterOptions();
        var slow = new Option<bool>("--slow") { Description = "Include the cases that run in real time." };
        var repeat = NumberOption.Whole("--repeat", "Run each case so many times. Default: once.", minimum: 1);
        var parallel = NumberOption.Whole("--parallel", "Cases at a time.", minimum: 1);
        var strict = new Option<bool>("--strict")
        {
            Description = "Count a SHOULD that fails as failed, not as warned.",
        };
        var known = new Option<string?>("--known-failing")
        {
            Description = "File of failures that are known.",
            HelpName = "FILE",
        };
        var update = new Option<bool>("--update-known-failing")
        {
            Description = "Write the failures of this run into the known-failing file. Not together with a filter.",
        };
        var command = new Command("run", "Puts the cases to a client: 0 when it conforms, 1 when it does not.")
        {
            slow,
            repeat,
            parallel,
            strict,
            known,
            update,
        };
        foreach (var option in filters.All.Concat(options.All))
        {
            command.Add(option);
        }

        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var filter = filters.Of(parsed, includeSlow: parsed.GetValue(slow));
                var knownFile = parsed.GetValue(known);
                var updates = parsed.GetValue(update);
                if (updates && (filter.Narrows || knownFile is null))
                {
                    throw CommandException.Usage(
                        knownFile is null
                            ? "--update-known-failing needs --known-failing FILE."
                            : "--update-known-failing is refused on a filtered run: it would forget the failures that were filtered out."
                    );
                }

                var catalogue = ConformanceRunOptions.LoadCases(host, parsed.GetValue(options.Cases));
                var reports = ConformanceRunOptions.CheckedReports(host, parsed.GetValue(options.Report) ?? []);
                var subject = ConformanceRunOptions.MakeSubject(host, parsed.GetRequiredValue(options.Subject));
                await using (subject.ConfigureAwait(false))
                {
                    var player = parsed.GetRequiredValue(options.Player);
                    var time = ConformanceRunOptions.ClockOf(host, subject, player);
                    var run = new RunOptions
                    {
                        Subject = subject,
                        Players = ConformanceRunOptions.MakePlayers(player, time),
                        Catalogue = catalogue,
                        Filter = filter,
                        Repetitions = parsed.GetValue(repeat) ?? 1,
                        TimeScale = parsed.GetValue(options.TimeScale),
                        RealTime = parsed.GetValue(options.RealTime),
                        Strict = parsed.GetValue(strict),
                        KnownFailing = updates ? KnownFailing.Nothing : Known(host, knownFile, catalogue),
                        Command = ConformanceRunOptions.TypedCommand(parsed),
                        Commands = options.CommandsOf(parsed),
                        Time = time,
                    };
                    if (parsed.GetValue(parallel) is { } width)
                    {
                        run = run with { Parallelism = width };
                    }

                    (var exitCode, var recorded) = await ConformanceSession
                        .RunAsync(
                            host,
                            run,
                            reports,
                            parsed.GetValue(options.Json) ? RunOutput.Stream
                                : parsed.GetValue(options.Verbose) ? RunOutput.Everything
                                : RunOutput.Summary,
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                    if (updates)
                    {
                        await UpdateAsync(host, knownFile!, recorded, catalogue, cancellationToken)
                            .ConfigureAwait(false);
                    }

                    return exitCode;
                }
            }
        );
        return command;
    }

    private static KnownFailing Known(CommandHost host, string? file, IReadOnlyList<ConformanceCase> catalogue)
    {
        if (file is null)
        {
            return KnownFailing.Nothing;
        }

        TextFile.RefuseFolder(host, file);
        try
        {
            var today = DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime);
            return KnownFailing.Parse(File.ReadAllText(host.FullPath(file)), catalogue, today);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw CommandException.Usage($"--known-failing {file}: {exception.Message}");
        }
    }

    private static async Task UpdateAsync(
        CommandHost host,
        string file,
        RecordedRun recorded,
        IReadOnlyList<ConformanceCase> catalogue,
        CancellationToken cancellationToken
    )
    {
        var expires = DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime).AddDays(DaysExcused);
        // What the file says already was written by somebody who knew why.
        var before = File.Exists(host.FullPath(file)) ? Known(host, file, catalogue) : KnownFailing.Nothing;
        var text = before.Update(recorded.Verdicts, "link missing: say where this is followed", expires);
        await TextFile.WriteAsync(host, file, text, cancellationToken).ConfigureAwait(false);
        var entries = recorded.Verdicts.Count(v => v.Status == VerdictStatus.Failed);
        await host
            .Error.WriteLineAsync(
                ForeignText.Line(
                    $"Wrote the failures of {entries} cases to {file}. Say in each entry where it is followed."
                )
            )
            .ConfigureAwait(false);
    }
}
