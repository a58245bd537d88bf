using System.Text;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>Text files that people keep by hand: read strictly, written whole or not at all.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>Reads a file named on the command line. A byte order mark stays in the text, so that writing keeps it.</summary>
    /// <exception cref="CommandException">There is no such file, it cannot be read, or it is not UTF-8.</exception>
    public static async Task<string> ReadAsync(CommandHost host, string path, CancellationToken cancellationToken)
    {
        RefuseFolder(host, path);
        try
        {
            var bytes = await File.ReadAllBytesAsync(host.FullPath(path), cancellationToken).ConfigureAwait(false);
            return Strict.GetString(bytes);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandException.Usage($"There is no file {path}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"{path} cannot be read: {exception.Message}",
                exception
            );
        }
        catch (DecoderFallbackException exception)
        {
            throw new CommandException(
                ExitCodes.Usage,
                $"{path} is not UTF-8 text: the bytes at offset {exception.Index} are no character. Save it as UTF-8.",
                exception
            );
        }
    }

    /// <summary>Refuses a folder where a file is wanted; the system would say that access is denied.</summary>
    /// <exception cref="CommandException">It is a folder.</exception>
    public static void RefuseFolder(CommandHost host, string path)
    {
        if (Directory.Exists(host.FullPath(path)))
        {
            throw CommandException.Usage(NotAFile(path));
        }
    }

    /// <summary>
    /// Fails now if <see cref="WriteAsync"/> would fail later: for a command whose work is paid for before it is written.
    /// </summary>
    /// <exception cref="CommandException">It cannot be written; what was there is untouched.</exception>
    public static void MustBeWritable(CommandHost host, string path)
    {
        var full = WithFolder(host, path);
        var probe = Beside(full);
        try
        {
            File.WriteAllBytes(probe, []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotBeWritten(path, exception);
        }
        finally
        {
            if (File.Exists(probe))
            {
                File.Delete(probe);
            }
        }
    }

    /// <summary>Writes a file: into a temporary one beside it, which then takes its place.</summary>
    /// <exception cref="CommandException">It cannot be written; what was there is untouched.</exception>
    public static async Task WriteAsync(CommandHost host, string path, string text, CancellationToken cancellationToken)
    {
        var full = WithFolder(host, path);
        var temporary = Beside(full);
        try
        {
            await File.WriteAllBytesAsync(temporary, Strict.GetBytes(text), cancellationToken).ConfigureAwait(false);
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotBeWritten(path, exception);
        }
        finally
        {
            // Gone already when all went well; never there when the folder is missing.
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }

    private static string NotAFile(string path) =>
        path.Length == 0 ? "The name of a file is empty." : $"{path} is a folder. Name a file.";

    private static string WithFolder(CommandHost host, string path)
    {
        var full = host.FullPath(path);
        if (Directory.Exists(full))
        {
            throw new CommandException(ExitCodes.HarnessTrouble, NotAFile(path));
        }

        return Directory.Exists(Path.GetDirectoryName(full))
            ? full
            : throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"{path} cannot be written: there is no folder {Path.GetDirectoryName(path)}."
            );
    }

    private static string Beside(string full) => full + "." + Guid.NewGuid().ToString("n") + ".tmp";

    private static CommandException CannotBeWritten(string path, Exception exception) =>
        new(ExitCodes.HarnessTrouble, $"{path} cannot be written: {exception.Message}", exception);
}
