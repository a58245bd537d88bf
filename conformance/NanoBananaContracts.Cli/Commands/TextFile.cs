using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>Text files that people keep by hand: read strictly, written whole or not at all.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>Reads a file named on the command line. A byte order mark stays in the text, so that writing keeps it.</summary>
    /// <exception cref="CommandException">There is no such file, it cannot be read, or it is not UTF-8.</exception>
    public static async Task<string> ReadAsync(CommandHost host, string path, CancellationToken cancellationToken)
    {
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

    /// <summary>Writes a file: into a temporary one beside it, which then takes its place.</summary>
    /// <exception cref="CommandException">It cannot be written; what was there is untouched.</exception>
    public static async Task WriteAsync(CommandHost host, string path, string text, CancellationToken cancellationToken)
    {
        var full = host.FullPath(path);
        var temporary = full + "." + Guid.NewGuid().ToString("n") + ".tmp";
        try
        {
            await File.WriteAllBytesAsync(temporary, Strict.GetBytes(text), cancellationToken).ConfigureAwait(false);
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"{path} cannot be written: {exception.Message}",
                exception
            );
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
}
