using System.CommandLine;
using NanoBananaContracts.Conformance.Contract;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana schema export</c>: the contract schema compiled into the tool, to start a copy of one's own.</summary>
internal static class SchemaExportCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var output = new Option<string?>("--out")
        {
            Description = "File to write; standard output without it.",
            HelpName = "FILE",
        };
        var force = new Option<bool>("--force") { Description = "Replace the file if it is there." };
        var command = new Command("export", "Writes the contract schema that this tool was built with.")
        {
            output,
            force,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(host, parsed.GetValue(output), parsed.GetValue(force), cancellationToken)
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandHost host,
        string? output,
        bool force,
        CancellationToken cancellationToken
    )
    {
        if (output is null)
        {
            await host.Out.WriteAsync(DefaultSchema.Text).ConfigureAwait(false);
            return ExitCodes.Conforms;
        }

        if (!force && File.Exists(host.FullPath(output)))
        {
            throw CommandException.Usage(
                $"{output} is there already. Name another file, or add --force to replace it."
            );
        }

        await TextFile.WriteAsync(host, output, DefaultSchema.Text, cancellationToken).ConfigureAwait(false);
        await host.Error.WriteLineAsync(ForeignText.Line($"Wrote {output}.")).ConfigureAwait(false);
        return ExitCodes.Conforms;
    }
}
