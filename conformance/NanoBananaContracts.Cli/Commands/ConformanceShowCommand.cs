using System.CommandLine;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana conformance show ID</c>: what a case asks, plays and expects, and why.</summary>
internal static class ConformanceShowCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var id = CaseById.Argument(host);
        var cases = new ConformanceRunOptions().Cases;
        var json = new Option<bool>("--json")
        {
            Description = "The files of the case as one JSON object, nothing shortened.",
        };
        var command = new Command(
            "show",
            "Shows a case: what is asked, played and expected, why, and where it was seen."
        )
        {
            id,
            cases,
            json,
        };
        command.SetAction(
            async (parsed, _) =>
            {
                var one = CaseById.Find(
                    ConformanceRunOptions.LoadCases(host, parsed.GetValue(cases)),
                    parsed.GetRequiredValue(id)
                );
                var text = parsed.GetValue(json) ? CaseJson.Write(CaseJson.Of(one)) : CaseSheet.Of(one);
                await host.Out.WriteAsync(text).ConfigureAwait(false);
                return ExitCodes.Conforms;
            }
        );
        return command;
    }
}
