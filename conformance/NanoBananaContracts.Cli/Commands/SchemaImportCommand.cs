using System.CommandLine;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>
/// <c>nanobanana schema import</c>: brings a discovery or OpenAPI document into a contract schema and says what changed.
/// </summary>
internal static class SchemaImportCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var source = new Argument<string>("SOURCE")
        {
            Description =
                "A discovery document of Google's, Vertex AI's among them, or an OpenAPI 3 document, in JSON.",
        };
        var into = new Option<string>("--into")
        {
            Description = "The contract schema to bring it into. Lines that need not change stay as they are.",
            HelpName = "FILE",
            Required = true,
        };
        var descriptions = new Option<bool>("--with-descriptions")
        {
            Description = "Take the source's words for whatever has none of its own.",
        };
        var json = new Option<bool>("--json") { Description = "One JSON object, for scripts." };
        var command = new Command("import", "Brings what is new in an API description into a contract schema.")
        {
            source,
            into,
            descriptions,
            json,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    host,
                    parsed.GetRequiredValue(source),
                    parsed.GetRequiredValue(into),
                    new SchemaImportOptions(parsed.GetValue(descriptions)),
                    parsed.GetValue(json),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandHost host,
        string source,
        string into,
        SchemaImportOptions options,
        bool json,
        CancellationToken cancellationToken
    )
    {
        var sourceText = await TextFile.ReadAsync(host, source, cancellationToken).ConfigureAwait(false);
        var text = await TextFile.ReadAsync(host, into, cancellationToken).ConfigureAwait(false);
        var result = SchemaImport.Import(source, sourceText, into, text, options);
        var before = SchemaReader.Read(into, text).Model;
        var after = SchemaReader.Read(into, result.Text).Model;
        var diff = result.HasErrors || before == after ? null : SchemaDiff.Compare(before, after);
        if (!result.HasErrors && !string.Equals(text, result.Text, StringComparison.Ordinal))
        {
            await TextFile.WriteAsync(host, into, result.Text, cancellationToken).ConfigureAwait(false);
        }

        if (json)
        {
            await host.Out.WriteLineAsync(ImportJson.Of(into, result, diff)).ConfigureAwait(false);
        }
        else
        {
            await TellAsync(host, into, result, diff).ConfigureAwait(false);
        }

        return result.HasErrors ? ExitCodes.DoesNotConform : ExitCodes.Conforms;
    }

    private static async Task TellAsync(CommandHost host, string into, SchemaImportResult result, SchemaDiff? diff)
    {
        foreach (var finding in result.Diagnostics)
        {
            await host.Error.WriteLineAsync(ForeignText.Line(finding.ToString())).ConfigureAwait(false);
        }

        if (result.HasErrors)
        {
            return;
        }

        foreach (var change in result.Changes)
        {
            await host.Out.WriteLineAsync(ForeignText.Line(change.ToString())).ConfigureAwait(false);
        }

        await host.Out.WriteLineAsync(ForeignText.Line(Summary(into, result))).ConfigureAwait(false);
        if (diff is not null)
        {
            await host.Out.WriteLineAsync().ConfigureAwait(false);
            await host.Out.WriteAsync(SchemaDiffFormat.ToText(diff)).ConfigureAwait(false);
        }
    }

    private static string Summary(string into, SchemaImportResult result)
    {
        var counts = result
            .Changes.GroupBy(change => change.Kind)
            .OrderBy(group => group.Key)
            .Select(group => FormattableString.Invariant($"{group.Count()} {Word(group.Key)}"))
            .ToList();
        return counts.Count == 0
            ? $"{into}: nothing to change at revision {result.Revision}."
            : $"{into}: {string.Join(", ", counts)}, from revision {result.Revision}.";
    }

    private static string Word(SchemaImportChangeKind kind) =>
        kind switch
        {
            SchemaImportChangeKind.Added => "added",
            SchemaImportChangeKind.Vanished => "marked as vanished",
            SchemaImportChangeKind.Returned => "back again",
            SchemaImportChangeKind.Changed => "changed",
            _ => "under another name",
        };
}
