using System.CommandLine;
using NanoBananaContracts.Conformance.Contract;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>
/// <c>nanobanana schema export</c>: the contract schema compiled into the tool, to start a copy of one's own, or the records
/// with <c>[ResponseContract]</c> of an assembly.
/// </summary>
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
        var assembly = new Option<string?>("--from-assembly")
        {
            Description =
                "Write the records with [ResponseContract] of this assembly as a schema, not this tool's own. Nothing of it is run.",
            HelpName = "FILE.dll",
        };
        var force = new Option<bool>("--force") { Description = "Replace the file if it is there." };
        var command = new Command(
            "export",
            "Writes the contract schema that this tool was built with, or that of the records in an assembly."
        )
        {
            assembly,
            output,
            force,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    host,
                    parsed.GetValue(assembly),
                    parsed.GetValue(output),
                    parsed.GetValue(force),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandHost host,
        string? assembly,
        string? output,
        bool force,
        CancellationToken cancellationToken
    )
    {
        var text = assembly is null ? DefaultSchema.Text : OfAssembly(host, assembly);
        if (output is null)
        {
            await host.Out.WriteAsync(text).ConfigureAwait(false);
            return ExitCodes.Conforms;
        }

        if (!force && File.Exists(host.FullPath(output)))
        {
            throw CommandException.Usage(
                $"{output} is there already. Name another file, or add --force to replace it."
            );
        }

        await TextFile.WriteAsync(host, output, text, cancellationToken).ConfigureAwait(false);
        await host.Error.WriteLineAsync(ForeignText.Line($"Wrote {output}.")).ConfigureAwait(false);
        return ExitCodes.Conforms;
    }

    private static string OfAssembly(CommandHost host, string path)
    {
        TextFile.RefuseFolder(host, path);
        IReadOnlyList<string> schemas;
        try
        {
            using var stream = File.OpenRead(host.FullPath(path));
            schemas = CompiledResponses.Read(stream);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandException.Usage($"There is no file {path}.");
        }
        catch (BadImageFormatException)
        {
            throw CommandException.Usage($"{path} is no .NET assembly. Name the .dll that your project builds.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"{path} cannot be read: {exception.Message}",
                exception
            );
        }

        if (schemas.Count == 0)
        {
            throw CommandException.Usage(
                $"{path} has no record with [ResponseContract]. Name the assembly of the project that declares them, built with the package NanoBananaContracts."
            );
        }

        try
        {
            var text = ResponseDefinitions.Of(Path.GetFileNameWithoutExtension(path), schemas);
            return
                SchemaReader
                    .Read(path, text)
                    .Diagnostics.FirstOrDefault(found => found.Severity == SchemaSeverity.Error)
                    is { } error
                ? throw new FormatException(
                    $"No contract can have {ResponseDefinitions.MemberAt(text, error.Line) ?? "them"}: {error.Message}"
                )
                : text;
        }
        catch (FormatException exception)
        {
            throw new CommandException(
                ExitCodes.DoesNotConform,
                $"The records of {path} cannot be exported. {exception.Message}",
                exception
            );
        }
    }
}
