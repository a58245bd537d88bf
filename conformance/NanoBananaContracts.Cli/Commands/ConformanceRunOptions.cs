using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Players.WireMock;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Subjects.Exec;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>Options that <c>conformance run</c> and <c>conformance replay</c> share, and what they mean.</summary>
internal sealed class ConformanceRunOptions
{
    public const string Kestrel = "kestrel";

    private const string ExecPrefix = "exec:";

    public Option<string> Subject { get; } =
        new("--subject")
        {
            Description =
                "The client under test: builtin, or exec:\"COMMAND ARGS\" for any executable that speaks the protocol.",
            HelpName = "SUBJECT",
            DefaultValueFactory = _ => "builtin",
        };

    public Option<string> Player { get; } =
        new("--player")
        {
            Description = "What plays the service: kestrel (in process) or wiremock (the original server).",
            HelpName = "PLAYER",
            DefaultValueFactory = _ => Kestrel,
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

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Show every failure in full." };

    public IEnumerable<Option> All => [Subject, Player, Report, Cases, TimeScale, RealTime, Verbose];

    public static IReadOnlyList<ConformanceCase> LoadCases(CommandHost host, string? folder)
    {
        string path = folder is null ? CaseFolder.Default : host.FullPath(folder);
        try
        {
            return CaseCatalogue.Load(path);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw CommandException.Usage($"{exception.Message} Name the folder with --cases.");
        }
        catch (InvalidCaseException exception)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"The cases break their own rules. {exception.Message}",
                exception
            );
        }
    }

    public static ISubject MakeSubject(CommandHost host, string subject)
    {
        if (subject == "builtin")
        {
            return new BuiltInSubject();
        }

        if (!subject.StartsWith(ExecPrefix, StringComparison.Ordinal))
        {
            throw CommandException.Usage($"--subject '{subject}' is neither builtin nor exec:\"COMMAND ARGS\".");
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
        subject is BuiltInSubject && player == Kestrel && host.Time == TimeProvider.System
            ? PacedClock.Shared
            : host.Time;

    public static Func<double, IStubPlayerFactory> MakePlayers(string player, TimeProvider time) =>
        player switch
        {
            Kestrel => scale => new InProcessPlayerFactory(scale, time),
            "wiremock" => WireMock(WireMockCommand.Find()),
            _ => throw CommandException.Usage($"--player '{player}' is neither kestrel nor wiremock."),
        };

    private static Func<double, IStubPlayerFactory> WireMock(string jar) =>
        scale => new WireMockPlayerFactory(jar, scale);

    public static IReadOnlyList<ReportRequest> CheckedReports(CommandHost host, IEnumerable<string> reports) =>
        [
            .. reports.Select(text =>
            {
                int at = text.IndexOf('=', StringComparison.Ordinal);
                string format = at < 0 ? text : text[..at];
                if (format != ReportRequest.Stream && !ReportFormats.Names.Contains(format))
                {
                    throw CommandException.Usage(
                        $"--report '{text}': there is no format '{format}'. There are: ndjson, {string.Join(", ", ReportFormats.Names)}."
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
