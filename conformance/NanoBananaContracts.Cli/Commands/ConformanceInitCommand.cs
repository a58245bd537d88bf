using System.CommandLine;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana conformance init LANGUAGE</c>: an adapter that runs, to put one's own client into.</summary>
internal static class ConformanceInitCommand
{
    /// <summary>What there is a template for: the file, how it is made ready where it must be, and how it is started.</summary>
    private static readonly IReadOnlyDictionary<string, Template> Templates = new SortedDictionary<string, Template>
    {
        ["python"] = new("adapter.py", null, OperatingSystem.IsWindows() ? "python" : "python3"),
        ["node"] = new("adapter.mjs", null, "node"),
        // Built first: the suite gives a client 30 s to say hello, and starts several at once.
        ["dotnet"] = new("adapter.cs", "dotnet build", "dotnet run --no-build"),
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var language = new Argument<string>("LANGUAGE")
        {
            Description = $"One of: {string.Join(", ", Templates.Keys)}.",
        };
        Choices.Only(language, "language", [.. Templates.Keys]);
        var folder = new Argument<string>("DIR")
        {
            Description = "The folder to write to; made where it does not exist.",
            DefaultValueFactory = _ => ".",
        };
        var command = new Command("init", "Writes an adapter that runs, to put a client of your own into.")
        {
            language,
            folder,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                WriteAsync(
                    host,
                    Templates[parsed.GetRequiredValue(language)],
                    parsed.GetRequiredValue(folder),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> WriteAsync(
        CommandHost host,
        Template template,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var path = Path.Combine(folder, template.File);
        try
        {
            Directory.CreateDirectory(host.FullPath(folder));
            // Only ever a new file: what is there was written by somebody.
            var file = new FileStream(host.FullPath(path), FileMode.CreateNew, FileAccess.Write);
            await using (file.ConfigureAwait(false))
            {
                var writer = new StreamWriter(file);
                await using (writer.ConfigureAwait(false))
                {
                    await writer
                        .WriteAsync(EmbeddedText.Read(template.File).AsMemory(), cancellationToken)
                        .ConfigureAwait(false);
                }
            }
        }
        catch (IOException) when (Path.Exists(host.FullPath(path)))
        {
            throw new CommandException(
                ExitCodes.Refused,
                $"{path} is there already and is not overwritten. Name another folder."
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"{path} cannot be written: {exception.Message}",
                exception
            );
        }

        await host
            .Out.WriteLineAsync(ForeignText.Line($"Wrote {path}: put your client into it. Next:"))
            .ConfigureAwait(false);
        foreach (var line in Next(template, folder))
        {
            await host.Out.WriteLineAsync(ForeignText.Line("  " + line)).ConfigureAwait(false);
        }

        return ExitCodes.Conforms;
    }

    private static IEnumerable<string> Next(Template template, string folder)
    {
        // From inside the folder no path stands in the commands, and none needs the quotation marks of two shells.
        if (folder != ".")
        {
            yield return folder.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/' or '\\' or ':')
                ? $"cd {folder}"
                : $"cd \"{folder}\"";
        }

        if (template.Build is { } build)
        {
            yield return $"{build} {template.File}";
        }

        yield return $"nanobanana conformance run --subject exec:\"{template.Start} {template.File}\" --family auth";
    }

    private sealed record Template(string File, string? Build, string Start);
}
