using System.CommandLine;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana conformance replay ID</c>: one case again, with everything there is to see.</summary>
internal static class ConformanceReplayCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var options = new ConformanceRunOptions();
        var id = CaseById.Argument(host);
        var command = new Command("replay", "Puts one case to a client again and shows all of it.") { id };
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var wanted = parsed.GetRequiredValue(id);
                var catalogue = ConformanceRunOptions.LoadCases(host, parsed.GetValue(options.Cases));
                _ = CaseById.Find(catalogue, wanted);
                var subject = ConformanceRunOptions.MakeSubject(host, parsed.GetRequiredValue(options.Subject));
                await using (subject.ConfigureAwait(false))
                {
                    var json = parsed.GetValue(options.Json);
                    var player = parsed.GetRequiredValue(options.Player);
                    var time = ConformanceRunOptions.ClockOf(host, subject, player);
                    var run = new RunOptions
                    {
                        Subject = subject,
                        Players = ConformanceRunOptions.MakePlayers(player, time),
                        Catalogue = catalogue,
                        Filter = new CaseFilter { Globs = [wanted], IncludeSlow = true },
                        TimeScale = parsed.GetValue(options.TimeScale),
                        RealTime = parsed.GetValue(options.RealTime),
                        Strict = true,
                        Command = ConformanceRunOptions.TypedCommand(parsed),
                        Commands = options.CommandsOf(parsed),
                        Time = time,
                    };
                    var (exitCode, recorded) = await ConformanceSession
                        .RunAsync(
                            host,
                            run,
                            ConformanceRunOptions.CheckedReports(host, parsed.GetValue(options.Report) ?? []),
                            json ? RunOutput.Stream : RunOutput.Everything,
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                    if (exitCode == ExitCodes.Conforms && !json)
                    {
                        // A failure has been shown in full; somebody who replays a pass wants to see that too.
                        await host.Out.WriteAsync(ConsoleReport.Details(recorded.Verdicts[0])).ConfigureAwait(false);
                    }

                    return exitCode;
                }
            }
        );
        return command;
    }
}
