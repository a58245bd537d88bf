using System.CommandLine;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana schema diff</c>: what changed between two contract schemas, and whom it breaks.</summary>
internal static class SchemaDiffCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var before = new Argument<string>("OLD") { Description = "The contract schema as it was." };
        var after = new Argument<string>("NEW") { Description = "The contract schema as it is." };
        var format = new Option<string>("--format")
        {
            Description = "How to write the changes: text, markdown (for a pull request) or json.",
            HelpName = "text|markdown|json",
            DefaultValueFactory = _ => "text",
        };
        Choices.Only(format, "format", "text", "markdown", "json");
        var json = new Option<bool>("--json") { Description = "The same as --format json." };
        var command = new Command(
            "diff",
            "Says what changed between two contract schemas: breaking, compatible or informational, for what is sent and "
                + "for what is read. Exit code 1 when something breaks."
        )
        {
            before,
            after,
            format,
            json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetResult(format) is { Implicit: false })
            {
                result.AddError("--json is --format json. Leave one of them out.");
            }
        });
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    host,
                    parsed.GetRequiredValue(before),
                    parsed.GetRequiredValue(after),
                    parsed.GetValue(json) ? "json" : parsed.GetRequiredValue(format),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandHost host,
        string before,
        string after,
        string format,
        CancellationToken cancellationToken
    )
    {
        var old = await ReadAsync(host, before, cancellationToken).ConfigureAwait(false);
        var now = await ReadAsync(host, after, cancellationToken).ConfigureAwait(false);
        if (old is null || now is null)
        {
            return ExitCodes.HarnessTrouble;
        }

        var diff = SchemaDiff.Compare(old, now);
        await host
            .Out.WriteAsync(
                format switch
                {
                    "json" => SchemaDiffFormat.ToJson(diff),
                    "markdown" => SchemaDiffFormat.ToMarkdown(diff),
                    _ => SchemaDiffFormat.ToText(diff),
                }
            )
            .ConfigureAwait(false);
        return diff.IsBreaking ? ExitCodes.DoesNotConform : ExitCodes.Conforms;
    }

    /// <summary>The model, or null when the schema has mistakes: what is not understood cannot be compared.</summary>
    private static async Task<SchemaModel?> ReadAsync(
        CommandHost host,
        string file,
        CancellationToken cancellationToken
    )
    {
        var reading = SchemaReader.Read(
            file,
            await TextFile.ReadAsync(host, file, cancellationToken).ConfigureAwait(false)
        );
        foreach (var diagnostic in reading.Diagnostics)
        {
            await host.Error.WriteLineAsync(ForeignText.Line(diagnostic.ToString())).ConfigureAwait(false);
        }

        return reading.HasErrors ? null : reading.Model;
    }
}
