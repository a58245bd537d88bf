using System.CommandLine;
using System.Globalization;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Players.Original;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Subjects.Exec;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>Options that <c>conformance run</c> and <c>conformance replay</c> share, and what they mean.</summary>
internal sealed class ConformanceRunOptions
{
    public const string WireMockNet = "wiremock.net";

    private const string WireMock = "wiremock";
    private const string ExecPrefix = "exec:";

    private static readonly IReadOnlyList<string> Formats = [ReportRequest.Stream, .. ReportFormats.Names];

    public Option<string> Subject { get; } =
        new("--subject")
        {
            Description =
                "The client under test: builtin, or exec:\"COMMAND ARGS\" for any executable that speaks the protocol, which 'nanobanana conformance protocol' prints.",
            HelpName = "SUBJECT",
            DefaultValueFactory = _ => "builtin",
        };

    public Option<string> Player { get; } =
        new("--player")
        {
            Description = "What plays the service: wiremock.net (in process) or wiremock (the original server).",
            HelpName = "PLAYER",
            DefaultValueFactory = _ => WireMockNet,
        };

    public Option<string[]> Report { get; } =
        new("--report")
        {
            Description =
                $"FORMAT=FILE, more than once if wanted. Formats: ndjson, {string.Join(", ", ReportFormats.Names)}.",
            HelpName = "FORMAT=FILE",
        };

    public Option<string?> Cases { get; } =
        new("--cases") { Description = "Folder of the cases; the tool's own without it.", HelpName = "FOLDER" };

    public Option<double> TimeScale { get; } =
        NumberOption.TimeScale(
            "Real seconds for each second of a case, above 0 and at most 1.",
            RunOptions.DefaultTimeScale
        );

    public Option<bool> RealTime { get; } =
        new("--real-time") { Description = "Run cases about time unscaled for a client that cannot scale its clock." };

    public Option<bool> Json { get; } =
        new("--json") { Description = "Write the stream of the run, one JSON object a line, instead of text." };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Show every failure in full." };

    /// <summary>Creates the options; a player and a report are completed by name.</summary>
    public ConformanceRunOptions()
    {
        Choices.Only(Player, "player", WireMockNet, WireMock);
        Subject.CompletionSources.Add("builtin", ExecPrefix);
        Report.CompletionSources.Add([.. Formats.Select(format => format + "=")]);
    }

    public IEnumerable<Option> All => [Subject, Player, Report, Cases, TimeScale, RealTime, Verbose, Json];

    public static IReadOnlyList<ConformanceCase> LoadCases(CommandHost host, string? folder)
    {
        var path = folder is null ? CaseFolder.Default : host.FullPath(folder);
        try
        {
            var cases = CaseCatalogue.Load(path);
            return cases.Count > 0
                ? cases
                : throw CommandException.Usage(
                    $"The folder {path} holds no cases. A case is family/name with case.json, stub.json and expect.json."
                );
        }
        catch (DirectoryNotFoundException exception)
        {
            throw CommandException.Usage($"{exception.Message} Name the folder with --cases.");
        }
        catch (InvalidCaseException exception)
        {
            // One a line, as editors and terminals make links of them.
            foreach (var problem in exception.Problems)
            {
                host.Error.WriteLine(ForeignText.Line(problem.ToString()));
            }

            throw new CommandException(ExitCodes.HarnessTrouble, "The cases break their own rules.", exception);
        }
    }

    /// <summary>The command that was typed, as a shell takes it.</summary>
    public static string TypedCommand(ParseResult parsed) =>
        ShellWords.Join(["nanobanana", .. parsed.Tokens.Select(token => token.Value)]);

    /// <summary>The commands that repeat one case of this run.</summary>
    public CaseCommands CommandsOf(ParseResult parsed)
    {
        List<string> options = [];
        foreach (var option in (Option<string>[])[Subject, Player])
        {
            if (parsed.GetResult(option) is { Implicit: false })
            {
                options.AddRange([option.Name, parsed.GetRequiredValue(option)]);
            }
        }

        var folder = parsed.GetValue(Cases);
        options.AddRange(CasesOption(folder));
        if (parsed.GetResult(TimeScale) is { Implicit: false })
        {
            options.AddRange([TimeScale.Name, parsed.GetValue(TimeScale).ToString(CultureInfo.InvariantCulture)]);
        }

        if (parsed.GetValue(RealTime))
        {
            options.Add(RealTime.Name);
        }

        return new CaseCommands(
            id => ShellWords.Join(["nanobanana", "conformance", "replay", id, .. options]),
            PlayCommand(folder)
        );
    }

    /// <summary>The command that plays a case by hand.</summary>
    /// <param name="folder">Folder of the cases; null for the tool's own.</param>
    public static Func<string, string> PlayCommand(string? folder) =>
        id => ShellWords.Join([.. CaseCommands.PlayWords(id), .. CasesOption(folder)]);

    public static IReadOnlyList<string> CasesOption(string? folder) => folder is null ? [] : ["--cases", folder];

    public static ISubject MakeSubject(CommandHost host, string subject)
    {
        if (subject == "builtin")
        {
            return new BuiltInSubject();
        }

        if (!subject.StartsWith(ExecPrefix, StringComparison.Ordinal))
        {
            throw CommandException.Usage(
                $"--subject '{subject}' is neither builtin nor exec:\"COMMAND ARGS\". 'nanobanana conformance init' writes an adapter to begin with."
            );
        }

        try
        {
            return new ExecSubject(CommandWords.Split(subject[ExecPrefix.Length..]), host.WorkingDirectory);
        }
        catch (FormatException exception)
        {
            throw CommandException.Usage(exception.Message);
        }
    }

    /// <summary>
    /// The clock of a run: where player and client are both in this process, one on which a busy machine blames nobody.
    /// </summary>
    public static TimeProvider ClockOf(CommandHost host, ISubject subject, string player) =>
        subject is BuiltInSubject && player == WireMockNet && host.Time == TimeProvider.System
            ? PacedClock.Shared
            : host.Time;

    public static Func<double, IStubPlayerFactory> MakePlayers(string player, TimeProvider time) =>
        player switch
        {
            WireMockNet => scale => new InProcessPlayerFactory(scale, time),
            _ => Original(WireMockCommand.Find()),
        };

    private static Func<double, IStubPlayerFactory> Original(string jar) =>
        scale => new WireMockPlayerFactory(jar, scale);

    public static IReadOnlyList<ReportRequest> CheckedReports(CommandHost host, IEnumerable<string> reports) =>
        [
            .. reports.Select(text =>
            {
                var at = text.IndexOf('=', StringComparison.Ordinal);
                var format = at < 0 ? text : text[..at];
                if (!Formats.Contains(format))
                {
                    throw CommandException.Usage(
                        $"--report '{text}': there is no format '{format}'.{Misspelling.DidYouMean(format, Formats)} There are: {string.Join(", ", Formats)}."
                    );
                }

                return at < 0 || at == text.Length - 1
                    ? throw CommandException.Usage($"--report '{text}' names no file. Write {format}=FILE.")
                    : new ReportRequest(format, host.FullPath(text[(at + 1)..]));
            }),
        ];
}

/// <summary>A report that is wanted.</summary>
/// <param name="Format"><c>ndjson</c>, or one of <see cref="ReportFormats.Names"/>.</param>
/// <param name="Path">Full path of the file.</param>
internal sealed record ReportRequest(string Format, string Path)
{
    public const string Stream = "ndjson";
}
