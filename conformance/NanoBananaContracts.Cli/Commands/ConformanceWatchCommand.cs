using System.CommandLine;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects.Exec;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana conformance watch -- COMMAND ARGS</c>: judges a client by its traffic alone.</summary>
internal static class ConformanceWatchCommand
{
    /// <summary>Families whose cases say something about a client of which only the traffic is seen.</summary>
    private static readonly string[] Families = ["auth", "http", "transport", "payload", "response", "behaviour"];

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var words = new Argument<string[]>("COMMAND")
        {
            Description =
                $"The command and its arguments, behind --. It finds the address in {WatchSubject.AddressVariables[0]}, the key in {WatchSubject.KeyVariables[0]}, the prompt in {WatchSubject.PromptVariable} and the model in {WatchSubject.ModelVariable}.",
            Arity = ArgumentArity.OneOrMore,
        };
        var globs = new Option<string[]>("--case")
        {
            Description = "Only cases whose id fits the pattern; more than one if wanted.",
            HelpName = "PATTERN",
        };
        var realTime = new Option<bool>("--real-time")
        {
            Description = "Run the cases about time too, unscaled: they take as long as they say.",
        };
        var report = new Option<string[]>("--report")
        {
            Description = "FORMAT=FILE, as with run.",
            HelpName = "FORMAT=FILE",
        };
        var cases = new Option<string?>("--cases")
        {
            Description = "Folder of the cases; the tool's own without it.",
            HelpName = "FOLDER",
        };
        var verbose = new Option<bool>("--verbose") { Description = "Show every failure in full." };
        var command = new Command("watch", "Starts a command once a case and judges what it sends, and how often.")
        {
            words,
            globs,
            realTime,
            report,
            cases,
            verbose,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var folder = parsed.GetValue(cases);
                IReadOnlyList<ConformanceCase> catalogue =
                [
                    .. ConformanceRunOptions
                        .LoadCases(host, folder)
                        .Where(c => c.Task.Operation == CaseOperation.Generate),
                ];
                var inRealTime = parsed.GetValue(realTime);
                var patterns = parsed.GetValue(globs) ?? [];
                var subject = new WatchSubject(parsed.GetRequiredValue(words), host.WorkingDirectory);
                await using (subject.ConfigureAwait(false))
                {
                    var run = new RunOptions
                    {
                        Subject = subject,
                        Players = ConformanceRunOptions.MakePlayers(ConformanceRunOptions.WireMockNet, host.Time),
                        Catalogue = catalogue,
                        Filter =
                            patterns.Length > 0
                                ? new CaseFilter { Globs = patterns }
                                : new CaseFilter { Families = inRealTime ? [.. Families, "time"] : Families },
                        RealTime = inRealTime,
                        Command = ConformanceRunOptions.TypedCommand(parsed),
                        Commands = new CaseCommands(
                            id =>
                                ShellWords.Join([
                                    .. (string[])["nanobanana", "conformance", "watch", globs.Name, id],
                                    .. inRealTime ? [realTime.Name] : Array.Empty<string>(),
                                    .. ConformanceRunOptions.CasesOption(folder),
                                    "--",
                                    .. parsed.GetRequiredValue(words),
                                ]),
                            ConformanceRunOptions.PlayCommand(folder)
                        ),
                        Time = host.Time,
                    };
                    var (exitCode, _) = await ConformanceSession
                        .RunAsync(
                            host,
                            run,
                            ConformanceRunOptions.CheckedReports(host, parsed.GetValue(report) ?? []),
                            parsed.GetValue(verbose) ? RunOutput.Everything : RunOutput.Summary,
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                    return exitCode;
                }
            }
        );
        return command;
    }
}
