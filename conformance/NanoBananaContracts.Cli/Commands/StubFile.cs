using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>Stub mappings a user names on the command line.</summary>
internal static class StubFile
{
    /// <summary>Reads a file of stubs with the body files beside it.</summary>
    /// <exception cref="CommandException">The file is not there, or something is wrong with it.</exception>
    public static async Task<StubSet> ReadAsync(CommandHost host, string file, CancellationToken cancellationToken)
    {
        TextFile.RefuseFolder(host, file);
        var path = host.FullPath(file);
        if (!File.Exists(path))
        {
            throw CommandException.Usage($"There is no file {path}.");
        }

        var bodies = Path.Combine(Path.GetDirectoryName(path)!, "__files");
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (
            var body in Directory.Exists(bodies)
                ? Directory.EnumerateFiles(bodies, "*", SearchOption.AllDirectories)
                : []
        )
        {
            files[Path.GetRelativePath(bodies, body).Replace('\\', '/')] = await File.ReadAllBytesAsync(
                    body,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        var reading = StubReader.Read(
            await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false),
            files,
            idSeed: file,
            name: file
        );
        if (reading.Problems.Count == 0)
        {
            return reading.Stubs!;
        }

        await host
            .Error.WriteLineAsync(
                string.Join(
                    Environment.NewLine,
                    reading.Problems.Select(problem => ForeignText.Line(problem.ToString()))
                )
            )
            .ConfigureAwait(false);
        throw new CommandException(
            ExitCodes.DoesNotConform,
            reading.Problems.Count == 1 ? $"{file} has a problem." : $"{file} has {reading.Problems.Count} problems."
        );
    }
}
