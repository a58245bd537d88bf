using System.CommandLine;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana schema validate</c>: what the build would say about a contract schema, without a build.</summary>
internal static class SchemaValidateCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var file = new Argument<string>("FILE") { Description = "A contract schema." };
        var json = new Option<bool>("--json") { Description = "One JSON object, for scripts." };
        var command = new Command("validate", "Says what is wrong with a contract schema, as the build would.")
        {
            file,
            json,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(host, parsed.GetRequiredValue(file), parsed.GetValue(json), cancellationToken)
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandHost host,
        string file,
        bool json,
        CancellationToken cancellationToken
    )
    {
        var text = await TextFile.ReadAsync(host, file, cancellationToken).ConfigureAwait(false);
        var reading = SchemaReader.Read(file, text);
        if (json)
        {
            await host.Out.WriteLineAsync(Json(file, reading)).ConfigureAwait(false);
            return reading.HasErrors ? ExitCodes.DoesNotConform : ExitCodes.Conforms;
        }

        foreach (var diagnostic in reading.Diagnostics)
        {
            await host.Out.WriteLineAsync(ForeignText.Line(diagnostic.ToString())).ConfigureAwait(false);
        }

        if (reading.HasErrors)
        {
            return ExitCodes.DoesNotConform;
        }

        var model = reading.Model;
        await host
            .Out.WriteLineAsync(
                ForeignText.Line(
                    FormattableString.Invariant(
                        $"{file}: sound; {model.Messages.Count} messages, {model.Enums.Count} enums, {model.Operations.Count} operations."
                    )
                )
            )
            .ConfigureAwait(false);
        return ExitCodes.Conforms;
    }

    private static string Json(string file, SchemaReading reading) =>
        JsonLine.Of(json =>
        {
            json.WriteString("file", file);
            json.WriteBoolean("sound", !reading.HasErrors);
            json.WriteNumber("messages", reading.Model.Messages.Count);
            json.WriteNumber("enums", reading.Model.Enums.Count);
            json.WriteNumber("operations", reading.Model.Operations.Count);
            FindingJson.Write(json, reading.Diagnostics);
        });
}
