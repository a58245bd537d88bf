namespace NanoBananaContracts.Cli.Commands;

/// <summary>A picture that the user hands in by its path.</summary>
internal static class InputPicture
{
    /// <summary>Reads it; its type is told by its bytes.</summary>
    /// <exception cref="CommandException">There is no such file, or it is no picture.</exception>
    public static async Task<Part> ReadAsync(CommandHost host, string path, CancellationToken cancellationToken)
    {
        TextFile.RefuseFolder(host, path);
        try
        {
            return await Part.FromImageFileAsync(host.FullPath(path), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandException.Usage($"There is no file {path}.");
        }
        catch (NanoBananaException exception)
        {
            throw new CommandException(ExitCodes.Usage, exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"{path} cannot be read: {exception.Message}",
                exception
            );
        }
    }
}
