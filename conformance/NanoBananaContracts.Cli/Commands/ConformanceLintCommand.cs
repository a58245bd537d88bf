using System.CommandLine;
using System.Globalization;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana conformance lint</c>: what is wrong with a corpus of cases, one line each, as compilers write it.</summary>
internal static class ConformanceLintCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var folder = new Argument<string>("FOLDER")
        {
            Description = "The folder that holds a folder per family, for example conformance/cases.",
        };
        var json = new Option<bool>("--json") { Description = "One JSON object, for scripts." };
        var command = new Command("lint", "Holds a folder of cases to every rule.") { folder, json };
        command.SetAction(
            async (parsed, _) =>
            {
                var path = host.FullPath(parsed.GetRequiredValue(folder));
                if (!Directory.Exists(path))
                {
                    throw CommandException.Usage($"There is no folder {path}.");
                }

                var problems = CatalogueLint.Check(path);
                if (parsed.GetValue(json))
                {
                    await host.Out.WriteLineAsync(Json(problems)).ConfigureAwait(false);
                    return problems.Count > 0 ? ExitCodes.DoesNotConform : ExitCodes.Conforms;
                }

                foreach (var problem in problems)
                {
                    await host.Out.WriteLineAsync(ForeignText.Line(problem.ToString())).ConfigureAwait(false);
                }

                if (problems.Count > 0)
                {
                    return ExitCodes.DoesNotConform;
                }

                var cases = CaseCatalogue.Load(path).Count;
                await host
                    .Out.WriteLineAsync(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{cases} cases keep all {LintRules.All.Count} rules."
                        )
                    )
                    .ConfigureAwait(false);
                return ExitCodes.Conforms;
            }
        );
        return command;
    }

    /// <summary>Creates <c>nanobanana conformance freeze</c>: the scored cases as the set of a contract revision.</summary>
    public static Command CreateFreeze(CommandHost host)
    {
        var revision = new Argument<string>("REVISION") { Description = "Contract revision, for example 2026.1." };
        var folder = new Option<string>("--cases")
        {
            Description = "The folder that holds a folder per family.",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => "conformance/cases",
        };
        var command = new Command("freeze", "Freezes the scored cases as the set of a contract revision.")
        {
            revision,
            folder,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var cases = ConformanceRunOptions.LoadCases(host, parsed.GetRequiredValue(folder));
                var name = parsed.GetRequiredValue(revision);
                var target = Path.Combine(
                    host.FullPath(parsed.GetRequiredValue(folder)),
                    "..",
                    "revisions",
                    name + ".json"
                );
                if (File.Exists(target))
                {
                    throw new CommandException(
                        ExitCodes.Refused,
                        $"{name} is frozen already; a changed set is a new revision."
                    );
                }

                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                var frozen = ContractRevision.Freeze(name, cases);
                var file = File.Create(target);
                await using (file.ConfigureAwait(false))
                {
                    frozen.WriteTo(file);
                }

                await host
                    .Out.WriteLineAsync(
                        string.Create(
                                CultureInfo.InvariantCulture,
                                $"{frozen.Cases.Count} scored cases are frozen in {Path.GetFullPath(target)}."
                            )
                            .AsMemory(),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                return ExitCodes.Conforms;
            }
        );
        return command;
    }

    private static string Json(IReadOnlyList<CaseProblem> problems) =>
        JsonLine.Of(json =>
        {
            json.WriteBoolean("keepsRules", problems.Count == 0);
            json.WriteStartArray("problems");
            foreach (var problem in problems)
            {
                json.WriteStartObject();
                json.WriteString("rule", problem.Rule);
                json.WriteString("file", problem.File);
                json.WriteString("pointer", problem.Pointer);
                json.WriteNumber("line", problem.Line);
                json.WriteNumber("column", problem.Column);
                json.WriteString("message", problem.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
}
